//! # A preparing script runs code and then fails on purpose
//!
//! A hook runs a program and ends with a failure, whatever the program did.
//!
//! ## Why it matters
//!
//! An optional dependency that fails is removed without a word. So the code ran, and nothing of the package is
//! left on disk.
//!
//! ## Known benign uses
//!
//! Scripts that keep people from publishing by hand print a word and fail; they run nothing.
//!
//! ## Bad
//!
//! ```package git
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"prepare": "bun run runner.js && exit 1"}}
//! == runner.js
//! console.log("done");
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js; exit 1"}}
//! == setup.js
//! console.log("done");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"prepublishOnly": "echo 'use the release workflow' && exit 1", "preinstall": "npx only-allow pnpm || exit 1"}}
//! ```
//!
//! ## References
//!
//! - StepSecurity: TanStack packages compromised (May 2026)

use crate::prelude::*;

/// A preparing script runs code and then fails on purpose.
pub struct PrepareFailsOnPurpose;

impl Rule for PrepareFailsOnPurpose {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "prepare-fails-on-purpose",
            title: "A preparing script runs code and then fails on purpose",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546.016",
            covers: &["lifecycle-prepare-git", "lifecycle-preinstall"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        const HOOKS: [&str; 6] =
            ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];
        if facts.context().origin == Origin::Project {
            return;
        }
        for command in facts.commands() {
            let (CommandOrigin::Hook(name) | CommandOrigin::Script(name)) = &command.origin else { continue };
            let is_hook = HOOKS.contains(&name.as_str());
            let starts = command.runs.iter().any(|run| {
                matches!(
                    run,
                    Run::NodeFile { .. }
                        | Run::NodeCode { .. }
                        | Run::InterpreterFile { .. }
                        | Run::InterpreterCode { .. }
                        | Run::PackageScript { .. }
                )
            });
            if is_hook && starts && fails(&command.text) {
                // Whoever names this repository as a dependency runs it, whatever this copy came by.
                found.at(Trigger::Install, &command.locus, "runs code and then fails on purpose");
            }
        }
    }
}

/// Whether the line ends in a failure that does not hang on what came before.
fn fails(text: &str) -> bool {
    let text = text.trim_end_matches([' ', ';', ')', '}']);
    let Some((before, last)) = text.rsplit_once(['&', ';']) else { return false };
    let words: Vec<&str> = last.split_whitespace().collect();
    let is_failure =
        matches!(words.as_slice(), ["false"]) || matches!(words.as_slice(), ["exit", code] if *code != "0");
    is_failure && !before.trim().is_empty() && !before.contains("||")
}
