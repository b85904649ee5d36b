//! # The machine is stopped or exhausted, unasked
//!
//! A command that nobody asked for shuts the machine down, or starts itself without end.
//!
//! ## Why it matters
//!
//! Work is lost, and servers go down.
//!
//! ## Known benign uses
//!
//! None at install or import.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! setTimeout(() => exec(process.platform === "win32" ? "shutdown /s /t 0" : "shutdown -h now"), 1000); //~ here
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.shutdown = () => require("child_process").execFile("shutdown", ["-h", "now"]);
//! ```
//!
//! ## References
//!
//! - Socket: destructive packages of 2025

use crate::prelude::*;

/// The machine is stopped or exhausted, unasked.
pub struct MachineStopped;

impl Rule for MachineStopped {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "machine-stopped",
            title: "The machine is stopped or exhausted, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1529",
            covers: &["impact-dos-loop"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.behaviours.contains(&BehaviourKind::ForkBomb) || command.runs.iter().any(stops) {
                found.at(command.trigger, &command.locus, "stops or exhausts the machine");
            }
        }
    }
}

fn stops(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let name = name.rsplit('/').next().unwrap_or(name);
    let is_cancelled =
        arguments.iter().any(|argument| argument == "-c" || argument == "/a" || argument == "/?");
    match name {
        "shutdown" | "shutdown.exe" => !arguments.is_empty() && !is_cancelled,
        "poweroff" | "reboot" | "halt" => true,
        _ => false,
    }
}
