//! Which file is read by which reader.

/// The readers, by the file they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    VsCodeTasks,
    VsCodeSettings,
    VsCodeWorkspace,
    Devcontainer,
    CursorEnvironment,
    Idea,
    AgentSettings,
    AgentToml,
    Workflow,
    GitHook,
    GitConfig,
    Envrc,
    Npmrc,
    YarnClassic,
    YarnBerry,
    PnpmWorkspace,
    PnpmFile,
    Bunfig,
}

pub(super) fn kind(path: &str) -> Option<Kind> {
    let path = format!("/{}", path.trim_start_matches("./"));
    let mut parts = path.rsplit('/');
    let base = parts.next()?.to_ascii_lowercase();
    let folder = parts.next().unwrap_or_default().to_ascii_lowercase();
    let above = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_json = base.ends_with(".json") || base.ends_with(".jsonc");
    match (above.as_str(), folder.as_str(), base.as_str()) {
        (_, ".vscode", "tasks.json") => Some(Kind::VsCodeTasks),
        (_, ".vscode", "settings.json") => Some(Kind::VsCodeSettings),
        (_, ".vscode" | ".cursor" | ".roo" | ".kiro", "mcp.json") | (_, _, ".mcp.json") => {
            Some(Kind::AgentSettings)
        }
        (_, _, base) if base.ends_with(".code-workspace") => Some(Kind::VsCodeWorkspace),
        (_, _, ".devcontainer.json") | (_, ".devcontainer", "devcontainer.json") => Some(Kind::Devcontainer),
        (".devcontainer", _, "devcontainer.json") => Some(Kind::Devcontainer),
        (_, ".cursor", "environment.json") => Some(Kind::CursorEnvironment),
        (_, ".cursor", "hooks.json") => Some(Kind::AgentSettings),
        (_, ".claude" | ".gemini" | ".codex" | ".qwen", _) if is_json => Some(Kind::AgentSettings),
        (".github", "hooks", _) if is_json => Some(Kind::AgentSettings),
        (_, ".codex", "config.toml") => Some(Kind::AgentToml),
        (".idea", _, base) | (_, ".idea", base) if base.ends_with(".xml") => Some(Kind::Idea),
        (".github" | ".gitea" | ".forgejo", "workflows", base)
            if base.ends_with(".yml") || base.ends_with(".yaml") =>
        {
            Some(Kind::Workflow)
        }
        (_, ".husky" | ".githooks" | ".git-hooks", base) if super::git::event(base).is_some() => {
            Some(Kind::GitHook)
        }
        (".git", "hooks", base) if super::git::event(base).is_some() => Some(Kind::GitHook),
        (_, ".git", "config") | (_, _, ".gitmodules") => Some(Kind::GitConfig),
        (_, _, ".envrc") => Some(Kind::Envrc),
        (_, _, ".npmrc") => Some(Kind::Npmrc),
        (_, _, ".yarnrc") => Some(Kind::YarnClassic),
        (_, _, ".yarnrc.yml") => Some(Kind::YarnBerry),
        (_, _, "pnpm-workspace.yaml") => Some(Kind::PnpmWorkspace),
        (_, _, ".pnpmfile.cjs" | ".pnpmfile.mjs" | "pnpmfile.js") => Some(Kind::PnpmFile),
        (_, _, "bunfig.toml") => Some(Kind::Bunfig),
        _ => None,
    }
}
