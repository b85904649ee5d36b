//! # The package deletes its own code
//!
//! Code that runs at install or import deletes the script that runs, the manifest that started it, or the whole
//! package.
//!
//! ## Why it matters
//!
//! What did it is gone when somebody looks. The copy in the package manager's cache stays.
//!
//! ## Known benign uses
//!
//! Installers delete archives and folders that they made. Those are no scripts of the package.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs");
//! fetch("https://first.invalid/run");
//! fs.unlink(__filename, () => {}); //~ here
//! fs.rmSync(require("path").join(__dirname, "package.json")); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js && rm setup.js"}}
//! == setup.js
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node build.js"}}
//! == build.js
//! const fs = require("fs"), path = require("path");
//! fs.rmSync(path.join(__dirname, "build"), { recursive: true, force: true });
//! fs.unlinkSync(path.join(__dirname, "prebuilt.tgz"));
//! ```
//!
//! ## References
//!
//! - StepSecurity: the axios compromise of March 2026

use crate::prelude::*;

/// The package deletes its own code.
pub struct OwnCodeDeleted;

impl Rule for OwnCodeDeleted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "own-code-deleted",
            title: "The package deletes its own code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1070.004",
            covers: &["self-delete"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        if facts.context().origin == Origin::Project {
            return;
        }
        for change in facts.file_changes().filter(|change| change.kind == ChangeKind::Deleted) {
            let Some(path) = change.own_path().filter(|_| change.trigger().runs_unasked()) else { continue };
            let is_all = path.is_empty() && !change.call.api.contains("unlink") && change.path != ".";
            if is_all || is_code(facts, &path) {
                found.call(change.call, "deletes the package's own code");
            }
        }
        for command in
            facts.commands().iter().filter(|command| matches!(command.origin, CommandOrigin::Hook(_)))
        {
            if command.runs.iter().any(|run| deletes_code(facts, run)) {
                found.at(command.trigger, &command.locus, "deletes the package's own code");
            }
        }
    }
}

/// Whether something runs the file by itself, or it is the manifest.
fn is_code(facts: &Facts<'_>, path: &str) -> bool {
    let mut scripts = facts.scripts().iter();
    path == "package.json" || scripts.any(|script| &*script.path == path && script.trigger.runs_unasked())
}

fn deletes_code(facts: &Facts<'_>, run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let path = |argument: &String| argument.trim_start_matches("./").to_owned();
    matches!(name.as_str(), "rm" | "del" | "unlink" | "shred" | "rimraf")
        && arguments.iter().map(path).any(|path| is_code(facts, &path))
}
