//! AI agents: hooks, servers, helpers, permissions.

use super::editor::is_loading;
use super::node::Node;
use super::{AutoRun, AutoRunCommand, AutoRunEvent, AutoRunNote, command_line, settings, shell};

/// Keys whose value is a command that the agent runs for itself.
const HELPERS: [&str; 9] = [
    "apiKeyHelper",
    "awsAuthRefresh",
    "awsCredentialExport",
    "otelHeadersHelper",
    "toolDiscoveryCommand",
    "toolCallCommand",
    "discoveryCommand",
    "callCommand",
    "statusLine",
];

/// Settings of Claude, Gemini, Cursor, Codex, Copilot and files of servers: they share one scheme.
pub(super) fn settings(root: &Node) -> Vec<AutoRun> {
    let mut runs = Vec::new();
    for (key, node) in root.entries() {
        match key.as_str() {
            "hooks" => {
                for (event, hooks) in node.entries() {
                    hook_commands(hooks, &hook_event(event), &mut runs);
                }
            }
            "mcpServers" | "servers" | "mcp_servers" => {
                runs.extend(node.entries().iter().filter_map(|(_, server)| self::server(server)));
            }
            "tools" => runs.extend(settings(node)),
            "permissions" => {
                let mode = node.get("defaultMode").filter(|mode| mode.text() == Some("bypassPermissions"));
                runs.extend(mode.map(without_asking));
            }
            "enableAllProjectMcpServers" | "skipDangerousModePermissionPrompt" if node.is_true() => {
                runs.push(without_asking(node));
            }
            "autoAccept" | "yolo" if node.is_true() => runs.push(without_asking(node)),
            "defaultApprovalMode" | "approvalMode" if node.text() == Some("yolo") => {
                runs.push(without_asking(node))
            }
            "env" => runs.extend(environment(node)),
            key if HELPERS.contains(&key) => {
                let text = node.text().or_else(|| node.text_at(&["command"]));
                runs.extend(
                    text.map(|text| AutoRun::new(AutoRunEvent::AgentSession, shell(text), node.span)),
                );
            }
            _ => {}
        }
    }
    runs
}

fn without_asking(node: &Node) -> AutoRun {
    AutoRun::new(AutoRunEvent::AgentTool, AutoRunCommand::Unknown, node.span)
        .noted(AutoRunNote::AllowsWithoutAsking)
}

/// Variables that send the agent elsewhere or load something into what it starts.
fn environment(node: &Node) -> Vec<AutoRun> {
    let is_notable = |name: &str| is_loading(name) || name.ends_with("_BASE_URL") || name.ends_with("_PROXY");
    let names = node.entries().iter().filter(|(name, _)| is_notable(name));
    let run = |(name, value): &(String, Node)| {
        AutoRun::new(AutoRunEvent::AgentSession, AutoRunCommand::Unknown, value.span)
            .noted(AutoRunNote::SetsEnvironment(name.clone()))
    };
    names.map(run).collect()
}

fn hook_event(name: &str) -> AutoRunEvent {
    let lower = name.to_ascii_lowercase();
    let is_session =
        ["sessionstart", "sessionend", "setup", "workspaceopen", "beforeagent"].contains(&lower.as_str());
    if is_session { AutoRunEvent::AgentSession } else { AutoRunEvent::AgentTool }
}

/// The commands below a hook, however the agent nests them. The reader's depth limit bounds the recursion.
fn hook_commands(node: &Node, event: &AutoRunEvent, runs: &mut Vec<AutoRun>) {
    if let Some(text) = node.text() {
        runs.push(AutoRun::new(event.clone(), shell(text), node.span));
    }
    for item in node.items() {
        hook_commands(item, event, runs);
    }
    for (key, inner) in node.entries() {
        match (key.as_str(), inner.text()) {
            ("command", Some(program)) => {
                let arguments =
                    node.get("args").map(Node::items).unwrap_or_default().iter().filter_map(Node::text);
                runs.push(AutoRun::new(event.clone(), command_line(program, arguments), inner.span));
            }
            ("bash" | "powershell", Some(text)) => {
                runs.push(AutoRun::new(event.clone(), shell(text), inner.span))
            }
            ("hooks", None) => hook_commands(inner, event, runs),
            _ => {}
        }
    }
}

fn server(server: &Node) -> Option<AutoRun> {
    let command = server.get("command")?;
    let arguments = server.get("args").map(Node::items).unwrap_or_default().iter().filter_map(Node::text);
    let line = match command.text() {
        Some(program) => command_line(program, arguments),
        None => super::editor::line(command)?,
    };
    Some(AutoRun::new(AutoRunEvent::AgentSession, line, server.span).noted(AutoRunNote::McpServer))
}

/// `.codex/config.toml`
pub(super) fn toml(text: &str) -> Vec<AutoRun> {
    let found = settings::read(text);
    let mut runs = Vec::new();
    for setting in &found {
        let words = settings::strings(&setting.value);
        let is_server = setting.section.starts_with("mcp_servers.");
        match setting.key.as_str() {
            "command" if is_server => {
                let same =
                    |other: &&settings::Setting| other.section == setting.section && other.key == "args";
                let arguments =
                    found.iter().find(same).map(|other| settings::strings(&other.value)).unwrap_or_default();
                let line = command_line(&setting.value, arguments.iter().map(String::as_str));
                runs.push(
                    AutoRun::new(AutoRunEvent::AgentSession, line, setting.span)
                        .noted(AutoRunNote::McpServer),
                );
            }
            "notify" => {
                if let Some((program, arguments)) = words.split_first() {
                    let line = command_line(program, arguments.iter().map(String::as_str));
                    runs.push(AutoRun::new(AutoRunEvent::AgentTool, line, setting.span));
                }
            }
            "approval_policy" | "sandbox_mode"
                if matches!(setting.value.as_str(), "never" | "danger-full-access") =>
            {
                let run = AutoRun::new(AutoRunEvent::AgentTool, AutoRunCommand::Unknown, setting.span);
                runs.push(run.noted(AutoRunNote::AllowsWithoutAsking));
            }
            _ => {}
        }
    }
    runs
}
