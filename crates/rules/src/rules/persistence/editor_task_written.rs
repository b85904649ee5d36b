//! # An editor is told to run something, unasked
//!
//! Code that runs at install or import writes an editor's tasks, or installs an editor extension.
//!
//! ## Why it matters
//!
//! The editor runs the task when the folder is opened next, for everyone who pulls it. Worms of 2026 spread so
//! between colleagues.
//!
//! ## Known benign uses
//!
//! Set-up commands write recommended settings when a person runs them. Plain settings are not tasks.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node spread.js"}}
//! == spread.js
//! const fs = require("fs"), path = require("path");
//! const task = { label: "env", type: "shell", command: "node .vscode/a.js", runOptions: { runOn: "folderOpen" } };
//! fs.writeFileSync(path.join(process.env.INIT_CWD, ".vscode", "tasks.json"), JSON.stringify({ tasks: [task] })); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "code --install-extension ./x.vsix"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("fs").writeFileSync(".vscode/tasks.json", JSON.stringify({ version: "2.0.0", tasks: [] }));
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node settings.js"}}
//! == settings.js
//! require("fs").writeFileSync(process.env.INIT_CWD + "/.vscode/settings.json", "{\"editor.formatOnSave\": true}");
//! ```
//!
//! ## References
//!
//! - Socket: Contagious Interview moves into editor tasks (2026)

use crate::prelude::*;

/// An editor is told to run something, unasked.
pub struct EditorTaskWritten;

impl Rule for EditorTaskWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "editor-task-written",
            title: "An editor is told to run something, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &["persist-vscode-tasks", "persist-editor-extension"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            if change.class() == FileClass::EditorTask
                && change.own_path().is_none()
                && runs_something(&change)
            {
                found.call(change.call, "writes what an editor runs by itself");
            }
        }
        let editor = BehaviourKind::Persists { place: PersistencePlace::EditorOrAgent };
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let names_editor =
                ["--install-extension", ".vscode/tasks"].iter().any(|part| command.text.contains(part));
            if command.behaviours.contains(&editor) && names_editor {
                found.at(command.trigger, &command.locus, "writes what an editor runs by itself");
            }
        }
    }
}

/// Whether it is a task, an extension, or a setting that starts something.
fn runs_something(change: &FileChange<'_>) -> bool {
    let path = change.path.replace('\\', "/").to_ascii_lowercase();
    if !path.ends_with("settings.json") {
        return true;
    }
    let texts = change.contents.iter().flat_map(|contents| &contents.texts);
    const STARTS: &[&str] = &["allowAutomaticTasks", "folderOpen", "terminal.integrated", "executable"];
    texts.into_iter().any(|text| STARTS.iter().any(|part| text.contains(part)))
}
