//! git: hooks that a tree ships, and configuration that names programs.

use super::settings::{self, Setting};
use super::{AutoRun, AutoRunCommand, AutoRunEvent, AutoRunNote, shell};

/// When git runs the hook `name`; `None` when no hook is called so.
pub(super) fn event(name: &str) -> Option<AutoRunEvent> {
    match name {
        "pre-commit" | "prepare-commit-msg" | "commit-msg" | "post-commit" | "pre-merge-commit"
        | "pre-push" | "applypatch-msg" | "pre-applypatch" | "post-applypatch" => Some(AutoRunEvent::Commit),
        "post-checkout" | "post-merge" | "post-rewrite" | "pre-rebase" | "pre-auto-gc"
        | "sendemail-validate" => Some(AutoRunEvent::Checkout),
        "fsmonitor-watchman" | "post-index-change" | "reference-transaction" => {
            Some(AutoRunEvent::GitCommand)
        }
        _ => None,
    }
}

/// A hook: shell text, or a file of another interpreter.
pub(super) fn hook(path: &str, text: &str) -> Vec<AutoRun> {
    let base = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let Some(event) = event(&base) else { return Vec::new() };
    let first = text.lines().next().unwrap_or_default();
    let is_shell = !first.starts_with("#!") || first.contains("sh");
    let command = if is_shell { shell(text) } else { AutoRunCommand::File(path.to_owned()) };
    vec![AutoRun::new(event, command, (0, text.len()))]
}

/// `.git/config` and `.gitmodules`.
pub(super) fn config(text: &str) -> Vec<AutoRun> {
    settings::read(text).iter().filter_map(entry).collect()
}

fn entry(setting: &Setting) -> Option<AutoRun> {
    let section = setting.section.split('.').next().unwrap_or_default();
    let key = setting.key.to_ascii_lowercase();
    let name = format!("{}.{}", setting.section, key);
    let value = setting.value.as_str();
    let is_switch = matches!(value, "" | "true" | "false" | "0" | "1");
    let run = |event, command| AutoRun::new(event, command, setting.span);
    let program = |event| {
        run(event, shell(value.trim_start_matches('!'))).noted(AutoRunNote::NamesProgram(name.clone()))
    };
    match (section, key.as_str()) {
        ("core", "hookspath") => Some(
            run(AutoRunEvent::Commit, AutoRunCommand::File(value.to_owned())).noted(AutoRunNote::HookPath),
        ),
        (
            "core",
            "fsmonitor" | "sshcommand" | "gitproxy" | "askpass" | "pager" | "editor" | "alternaterefscommand",
        ) if !is_switch => Some(program(AutoRunEvent::GitCommand)),
        ("filter", "clean" | "smudge" | "process") if !value.starts_with("git-lfs ") => {
            Some(program(AutoRunEvent::Checkout))
        }
        ("diff", "command" | "textconv" | "external") | ("merge", "driver") => {
            Some(program(AutoRunEvent::GitCommand))
        }
        ("credential", "helper") if value.starts_with(['!', '/', '.']) => {
            Some(program(AutoRunEvent::GitCommand))
        }
        ("alias", _) if value.starts_with('!') => Some(program(AutoRunEvent::GitCommand)),
        ("gpg", "program") | ("sequence", "editor") | ("uploadpack", "packobjectshook") => {
            Some(program(AutoRunEvent::GitCommand))
        }
        ("remote", "uploadpack" | "receivepack") => Some(program(AutoRunEvent::Checkout)),
        ("submodule", "update") if value.starts_with('!') => Some(program(AutoRunEvent::Checkout)),
        ("submodule", "url") if value.starts_with("ext::") => Some(program(AutoRunEvent::Checkout)),
        ("include" | "includeif", "path") => {
            Some(run(AutoRunEvent::GitCommand, AutoRunCommand::File(value.to_owned())))
        }
        ("init", "templatedir") => Some(
            run(AutoRunEvent::Checkout, AutoRunCommand::File(value.to_owned())).noted(AutoRunNote::HookPath),
        ),
        ("http", "sslverify") if value == "false" => Some(
            run(AutoRunEvent::GitCommand, AutoRunCommand::Unknown).noted(AutoRunNote::DisablesVerification),
        ),
        _ => None,
    }
}
