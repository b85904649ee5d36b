//! Editors: tasks, settings, containers, start-up configurations.

use super::node::{Node, NodeValue};
use super::{AutoRun, AutoRunCommand, AutoRunEvent, AutoRunNote, agent, command_line, shell};

/// `.vscode/tasks.json`
pub(super) fn tasks(root: &Node) -> Vec<AutoRun> {
    let Some(tasks) = root.get("tasks") else { return Vec::new() };
    let tasks = tasks.items();
    let mut started: Vec<usize> = Vec::new();
    for (index, task) in tasks.iter().enumerate() {
        if task.text_at(&["runOptions", "runOn"]).is_some_and(|on| on.eq_ignore_ascii_case("folderOpen")) {
            started.push(index);
        }
    }
    // What a task depends on runs with it.
    let mut next = 0;
    while let Some(task) = started.get(next).and_then(|index| tasks.get(*index)) {
        for label in dependencies(task) {
            let named = |task: &Node| task.text_at(&["label"]).or(task.text_at(&["taskName"])) == Some(label);
            started.extend(tasks.iter().position(named).filter(|index| !started.contains(index)));
        }
        next += 1;
    }
    started.sort_unstable();
    started.into_iter().filter_map(|index| tasks.get(index)).flat_map(|task| task_runs(root, task)).collect()
}

fn dependencies(task: &Node) -> Vec<&str> {
    let Some(on) = task.get("dependsOn") else { return Vec::new() };
    let items = on.items().iter().chain(std::iter::once(on));
    items.filter_map(|item| item.text().or_else(|| item.text_at(&["task"]))).collect()
}

/// A task's own command and those for single systems.
fn task_runs(root: &Node, task: &Node) -> Vec<AutoRun> {
    let systems = ["windows", "osx", "linux"].iter().filter_map(|system| task.get(system));
    let mut runs: Vec<AutoRun> = Vec::new();
    for variant in std::iter::once(task).chain(systems) {
        let Some(command) = task_command(variant) else { continue };
        runs.push(AutoRun::new(AutoRunEvent::FolderOpen, command, variant.span));
    }
    if runs.is_empty() {
        runs.push(AutoRun::new(AutoRunEvent::FolderOpen, AutoRunCommand::Unknown, task.span));
    }
    let presentation = task.get("presentation").or_else(|| root.get("presentation"));
    let is_hidden = presentation.is_some_and(|shown| {
        matches!(shown.text_at(&["reveal"]), Some("never" | "silent"))
            || shown.get("close").is_some_and(Node::is_true)
    }) || task.get("hide").is_some_and(Node::is_true);
    for run in runs.iter_mut().filter(|_| is_hidden) {
        run.notes.push(AutoRunNote::HiddenOutput);
    }
    runs
}

fn task_command(task: &Node) -> Option<AutoRunCommand> {
    if let (Some("npm"), Some(script)) = (task.text_at(&["type"]), task.text_at(&["script"])) {
        return Some(command_line("npm run", [script]));
    }
    let value = |node: &Node| node.text().or_else(|| node.text_at(&["value"])).map(str::to_owned);
    let command = task.get("command")?;
    let parts: Vec<String> = command.items().iter().filter_map(value).collect();
    let program = value(command).unwrap_or_else(|| parts.join(" "));
    let arguments: Vec<String> =
        task.get("args").map(Node::items).unwrap_or_default().iter().filter_map(value).collect();
    Some(command_line(&program, arguments.iter().map(String::as_str)))
}

/// Settings whose value is a program that the editor starts.
const PROGRAMS: [&str; 8] = [
    "python.defaultInterpreterPath",
    "python.pythonPath",
    "git.path",
    "eslint.nodePath",
    "eslint.runtime",
    "npm.scriptExplorerAction.path",
    "terminal.external.linuxExec",
    "terminal.external.windowsExec",
];

/// `.vscode/settings.json`
pub(super) fn settings(root: &Node) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for (key, node) in root.entries() {
        let unknown = |event| AutoRun::new(event, AutoRunCommand::Unknown, node.span);
        if key == "task.allowAutomaticTasks" && node.is_true() {
            runs.push(unknown(AutoRunEvent::FolderOpen).noted(AutoRunNote::AllowsAutomaticTasks));
        } else if key.starts_with("terminal.integrated.env.") {
            let names = node.entries().iter().filter(|(name, _)| is_loading(name));
            runs.extend(names.map(|(name, value)| {
                AutoRun::new(AutoRunEvent::EditorTerminal, AutoRunCommand::Unknown, value.span)
                    .noted(AutoRunNote::SetsEnvironment(name.clone()))
            }));
        } else if key.starts_with("terminal.integrated.profiles.") {
            runs.extend(node.entries().iter().filter_map(|(_, profile)| terminal(profile)));
        } else if key.starts_with("terminal.integrated.automationProfile.") {
            runs.extend(terminal(node));
        } else if PROGRAMS.contains(&key.as_str()) {
            let own = node.text().filter(|path| path.starts_with('.') || path.contains("${workspaceFolder}"));
            let is_environment = own.is_some_and(|path| path.contains("venv") || path.contains(".conda"));
            if let Some(path) = own.filter(|_| !is_environment) {
                let command = AutoRunCommand::File(path.replace("${workspaceFolder}/", ""));
                let run = AutoRun::new(AutoRunEvent::FolderOpen, command, node.span);
                runs.push(run.noted(AutoRunNote::NamesProgram(key.clone())));
            }
        } else if matches!(key.as_str(), "chat.tools.autoApprove" | "chat.tools.global.autoApprove")
            && node.is_true()
        {
            runs.push(unknown(AutoRunEvent::AgentTool).noted(AutoRunNote::AllowsWithoutAsking));
        } else if key == "mcp" {
            runs.extend(agent::settings(node));
        }
    }
    runs
}

/// Variables that make other programs load something.
pub(super) fn is_loading(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "NODE_OPTIONS",
        "PATH",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "DYLD_INSERT_LIBRARIES",
        "PROMPT_COMMAND",
        "BASH_ENV",
        "ENV",
        "PYTHONSTARTUP",
        "PYTHONPATH",
        "GIT_SSH_COMMAND",
        "ZDOTDIR",
    ];
    NAMES.contains(&name)
}

/// A terminal profile that starts more than a shell.
fn terminal(profile: &Node) -> Option<AutoRun> {
    let path = profile.get("path")?;
    let path = path.text().or_else(|| path.items().first().and_then(Node::text))?;
    let arguments: Vec<&str> =
        profile.get("args").map(Node::items).unwrap_or_default().iter().filter_map(Node::text).collect();
    let is_own = path.starts_with('.') || path.contains("${workspaceFolder}");
    let runs_text = arguments.iter().any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "-c" | "-lc"
                | "-ic"
                | "/c"
                | "/k"
                | "-command"
                | "-encodedcommand"
                | "-e"
                | "--init-file"
                | "--rcfile"
        )
    });
    (is_own || runs_text)
        .then(|| AutoRun::new(AutoRunEvent::EditorTerminal, command_line(path, arguments), profile.span))
}

/// `*.code-workspace`: tasks and settings in one file.
pub(super) fn workspace(root: &Node) -> Vec<AutoRun> {
    let mut runs = root.get("tasks").map(tasks).unwrap_or_default();
    runs.extend(root.get("settings").map(settings).unwrap_or_default());
    runs
}

/// `devcontainer.json`
pub(super) fn devcontainer(root: &Node) -> Vec<AutoRun> {
    const COMMANDS: [&str; 6] = [
        "initializeCommand",
        "onCreateCommand",
        "updateContentCommand",
        "postCreateCommand",
        "postStartCommand",
        "postAttachCommand",
    ];
    let mut runs = Vec::new();
    for name in COMMANDS {
        let Some(node) = root.get(name) else { continue };
        // One command, or several under names of their own.
        let several = node.entries().iter().map(|(_, node)| node);
        for command in several.chain(std::iter::once(node)) {
            let Some(line) = line(command) else { continue };
            let mut run = AutoRun::new(AutoRunEvent::ContainerStart, line, command.span);
            if name == "initializeCommand" {
                run.notes.push(AutoRunNote::OnHost);
            }
            runs.push(run);
        }
    }
    if let Some(node) = root.at(&["customizations", "vscode", "settings"]) {
        runs.extend(settings(node));
    }
    runs
}

/// A command given as text or as a list of words.
pub(super) fn line(node: &Node) -> Option<AutoRunCommand> {
    match &node.value {
        NodeValue::Text(text) => Some(shell(text)),
        NodeValue::List(items) => {
            let words: Vec<&str> = items.iter().filter_map(Node::text).collect();
            let (program, arguments) = words.split_first()?;
            Some(command_line(program, arguments.iter().copied()))
        }
        _ => None,
    }
}

/// `.cursor/environment.json`
pub(super) fn cursor_environment(root: &Node) -> Vec<AutoRun> {
    let named = ["install", "start"].iter().filter_map(|key| root.get(key));
    let terminals = root.get("terminals").map(Node::items).unwrap_or_default();
    let commands = named.chain(terminals.iter().filter_map(|terminal| terminal.get("command")));
    let run =
        |node: &Node| line(node).map(|line| AutoRun::new(AutoRunEvent::ContainerStart, line, node.span));
    commands.filter_map(run).collect()
}

/// Files of `.idea`: start-up configurations and file watchers.
pub(super) fn idea(text: &str) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for name in ["ProjectStartupSharedConfiguration", "ProjectStartupLocalConfiguration", "StartupManager"] {
        if let Some(at) = text.find(name) {
            let span = (at, at + name.len());
            runs.push(AutoRun::new(AutoRunEvent::FolderOpen, AutoRunCommand::Unknown, span));
        }
    }
    if text.contains("ProjectTasksOptions") {
        let mark = "<option name=\"program\" value=\"";
        for (at, _) in text.match_indices(mark).take(100) {
            let rest = text.get(at + mark.len()..).unwrap_or_default();
            let program = rest.split('"').next().unwrap_or_default();
            let command = shell(&program.replace("$ProjectFileDir$/", "./"));
            let span = (at, at + mark.len() + program.len() + 1);
            runs.push(AutoRun::new(AutoRunEvent::FolderOpen, command, span));
        }
    }
    runs
}
