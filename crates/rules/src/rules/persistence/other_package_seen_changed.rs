//! # Another package is seen being changed
//!
//! Run in a fake world, the code wrote into the folder of another installed package.
//!
//! ## Why it matters
//!
//! The victim's name stands on the code that runs, and removing the attacker leaves it in place.
//!
//! ## Known benign uses
//!
//! Patching tools change packages that the project asked them to, from patch files of the project's.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path");
//! const target = path.join(process.env.INIT_CWD, "node_modules", "ethers", "lib.js");
//! fs.mkdirSync(path.dirname(target), { recursive: true });
//! fs.writeFileSync(target, "module.exports = {};"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path");
//! fs.writeFileSync(path.join(__dirname, "settings.json"), "{}");
//! ```
//!
//! ## References
//!
//! - ethers-provider2 (March 2025)

use crate::prelude::*;

/// Another package is seen being changed.
pub struct OtherPackageSeenChanged;

impl Rule for OtherPackageSeenChanged {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "other-package-seen-changed",
            title: "Another package is seen being changed",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1554",
            covers: &["patch-other-node-modules"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_changed =
            |proof: &&Proof| proof.kind == ProofKind::OtherChanged && proof.trigger.runs_unasked();
        facts.proofs().iter().filter(is_changed).for_each(|proof| found.seen(proof));
    }
}
