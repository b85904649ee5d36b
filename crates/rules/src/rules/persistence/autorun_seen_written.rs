//! # Something that runs by itself is seen being written
//!
//! Run in a fake world, code that runs at install or import wrote a start-up entry, a shell's start-up file, a git hook, a
//! workflow, or what an editor or agent runs by itself.
//!
//! ## Why it matters
//!
//! The package can be removed; what it left behind runs on.
//!
//! ## Known benign uses
//!
//! Tools that people install to have hooks set up write git hooks: such a tool is no finding unless more is wrong with it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const name = [46, 98, 97, 115, 104, 114, 99].map((code) => String.fromCharCode(code)).join("");
//! fs.appendFileSync(os.homedir() + "/" + name, "\n(node ~/.a.js &)\n"); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const line = ["*/10 * * * *", "node", "~/.a.js"].join(" ");
//! require("child_process").execSync(`(crontab -l; echo "${line}") | crontab -`); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path");
//! fs.mkdirSync(path.join(__dirname, "dist"), { recursive: true });
//! fs.writeFileSync(path.join(__dirname, "dist", ".bashrc.example"), "# nothing");
//! ```
//!
//! ## References
//!
//! - Nx: s1ngularity postmortem (August 2025)

use crate::prelude::*;

/// Something that runs by itself is seen being written.
pub struct AutorunSeenWritten;

impl Rule for AutorunSeenWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "autorun-seen-written",
            title: "Something that runs by itself is seen being written",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &[
                "persist-shell-rc",
                "persist-cron-systemd",
                "persist-launchagent",
                "persist-gha-workflow",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_left = |proof: &&Proof| {
            proof.kind == ProofKind::Persisted
                && proof.trigger.runs_unasked()
                && proof.verdict == Verdict::Malicious
        };
        facts.proofs().iter().filter(is_left).for_each(|proof| found.seen(proof));
    }
}
