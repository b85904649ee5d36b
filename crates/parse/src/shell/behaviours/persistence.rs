//! Ways to be started again.

use super::super::{RedirectKind, Word};
use super::{BehaviourKind, PersistencePlace, Step};

/// Ends of lower-case paths, with `/` for `\`, that something reads and runs later.
const PATHS: [(&str, PersistencePlace); 31] = [
    ("/.bashrc", PersistencePlace::ShellProfile),
    ("/.bash_profile", PersistencePlace::ShellProfile),
    ("/.bash_login", PersistencePlace::ShellProfile),
    ("/.bash_logout", PersistencePlace::ShellProfile),
    ("/.profile", PersistencePlace::ShellProfile),
    ("/.zshrc", PersistencePlace::ShellProfile),
    ("/.zshenv", PersistencePlace::ShellProfile),
    ("/.zprofile", PersistencePlace::ShellProfile),
    ("/config.fish", PersistencePlace::ShellProfile),
    ("/etc/profile", PersistencePlace::ShellProfile),
    ("/etc/profile.d/", PersistencePlace::ShellProfile),
    ("profile.ps1", PersistencePlace::ShellProfile),
    ("/etc/cron", PersistencePlace::Cron),
    ("/var/spool/cron", PersistencePlace::Cron),
    ("/systemd/system/", PersistencePlace::Systemd),
    ("/systemd/user/", PersistencePlace::Systemd),
    ("/etc/rc.local", PersistencePlace::Systemd),
    ("/etc/init.d/", PersistencePlace::Systemd),
    ("/.config/autostart/", PersistencePlace::Systemd),
    ("/launchagents", PersistencePlace::LaunchAgent),
    ("/launchdaemons", PersistencePlace::LaunchAgent),
    ("/start menu/programs/startup", PersistencePlace::WindowsRun),
    ("/.ssh/authorized_keys", PersistencePlace::SshKeys),
    (".git/hooks/", PersistencePlace::GitHook),
    ("/.vscode/tasks.json", PersistencePlace::EditorOrAgent),
    ("/.claude/", PersistencePlace::EditorOrAgent),
    ("/.cursor/", PersistencePlace::EditorOrAgent),
    ("/.gemini/", PersistencePlace::EditorOrAgent),
    ("/.codex/", PersistencePlace::EditorOrAgent),
    ("/.vscode/settings.json", PersistencePlace::EditorOrAgent),
    ("/.config/code/", PersistencePlace::EditorOrAgent),
];

pub(super) fn find(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    if let Some(place) = by_tool(step) {
        kinds.push(BehaviourKind::Persists { place });
    }
    let is_write = |kind| matches!(kind, RedirectKind::Write | RedirectKind::Append);
    let written = step.command.redirects.iter().filter(|it| is_write(it.kind)).map(|it| &it.target);
    let arguments = step.arguments();
    let copied = match step.name() {
        "cp" | "mv" | "install" | "ln" | "copy" | "move" | "xcopy" | "copy-item" => arguments.last(),
        _ => None,
    };
    let teed: &[Word] = match step.name() {
        "tee" | "add-content" | "set-content" | "out-file" => arguments,
        "sed" if arguments.iter().any(|word| word.text.starts_with("-i")) => arguments,
        _ => &[],
    };
    for word in written.chain(copied).chain(teed) {
        if let Some(place) = place_of(word) {
            kinds.push(BehaviourKind::Persists { place });
        }
    }
}

fn place_of(word: &Word) -> Option<PersistencePlace> {
    if word.variables.iter().any(|name| name.eq_ignore_ascii_case("profile")) {
        return Some(PersistencePlace::ShellProfile);
    }
    let path = format!("/{}", word.text.to_ascii_lowercase().replace('\\', "/"));
    let ends = |text: &str| {
        if text.ends_with(['/', '.']) || text.matches('/').count() > 1 {
            path.contains(text)
        } else {
            path.ends_with(text)
        }
    };
    PATHS
        .iter()
        .find(|(text, _)| {
            ends(text)
                || matches!(*text, "/launchagents" | "/launchdaemons" | "/etc/cron") && path.contains(text)
        })
        .map(|(_, place)| *place)
}

fn by_tool(step: &Step<'_>) -> Option<PersistencePlace> {
    match step.name() {
        "crontab" => (!step.has(&["-l", "-r"])).then_some(PersistencePlace::Cron),
        "at" | "batch" => step.arguments().first().map(|_| PersistencePlace::Cron),
        "systemctl" => step.has(&["enable", "link"]).then_some(PersistencePlace::Systemd),
        "loginctl" => step.has(&["enable-linger"]).then_some(PersistencePlace::Systemd),
        "launchctl" => {
            step.has(&["load", "bootstrap", "submit", "enable"]).then_some(PersistencePlace::LaunchAgent)
        }
        "schtasks" => step.has(&["/create", "/change"]).then_some(PersistencePlace::ScheduledTask),
        "register-scheduledtask" | "new-scheduledtask" => Some(PersistencePlace::ScheduledTask),
        "reg" | "set-itemproperty" | "new-itemproperty" | "sp" => {
            let is_run = |word: &Word| {
                let text = word.text.to_ascii_lowercase().replace('/', "\\");
                text.contains("\\currentversion\\run") || text.contains("\\winlogon")
            };
            step.arguments().iter().any(is_run).then_some(PersistencePlace::WindowsRun)
        }
        "git" if step.first() == "config" => git_config(step),
        "ssh-copy-id" => Some(PersistencePlace::SshKeys),
        "code" | "cursor" | "codium" => {
            step.has(&["--install-extension"]).then_some(PersistencePlace::EditorOrAgent)
        }
        _ => None,
    }
}

/// Hook managers set `core.hooksPath` for the repository; only a wider setting outlives it.
fn git_config(step: &Step<'_>) -> Option<PersistencePlace> {
    let is_wide = step.has(&["--global", "--system"]);
    let names_program = step.arguments().iter().any(|word| {
        let key = word.text.to_ascii_lowercase();
        let keys = [
            "core.hookspath",
            "init.templatedir",
            "core.fsmonitor",
            "core.sshcommand",
            "core.pager",
            "core.editor",
        ];
        keys.contains(&key.as_str()) || key.starts_with("filter.") || key.starts_with("alias.")
    });
    (is_wide && names_program && !step.has(&["--unset", "--get"])).then_some(PersistencePlace::GitHook)
}
