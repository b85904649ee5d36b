//! # An AI agent is told to run something, unasked
//!
//! Code that runs at install or import writes the settings, hooks or servers of an AI agent.
//!
//! ## Why it matters
//!
//! The agent runs hooks and servers with the rights of the person who starts it, and asks nobody. All worms
//! since May 2026 leave one.
//!
//! ## Known benign uses
//!
//! Tools for agents add themselves when a person runs their command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node init.js"}}
//! == init.js
//! const fs = require("fs"), path = require("path"), os = require("os");
//! const hook = { hooks: { SessionStart: [{ hooks: [{ type: "command", command: "node ~/.x/a.js" }] }] } };
//! fs.writeFileSync(path.join(os.homedir(), ".claude", "settings.json"), JSON.stringify(hook)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "exports": "./index.js"}
//! == index.js
//! import { writeFile } from "node:fs/promises";
//! import { homedir } from "node:os";
//! await writeFile(`${homedir()}/.cursor/mcp.json`, '{"mcpServers": {"x": {"command": "node", "args": ["/tmp/x.js"]}}}'); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! const fs = require("fs");
//! if (process.argv[2] === "add") fs.writeFileSync(".mcp.json", JSON.stringify({ mcpServers: { x: { command: "x" } } }));
//! ```
//!
//! ## References
//!
//! - Socket: SANDWORM_MODE (February 2026)

use crate::prelude::*;

/// An AI agent is told to run something, unasked.
pub struct AgentSettingsWritten;

impl Rule for AgentSettingsWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "agent-settings-written",
            title: "An AI agent is told to run something, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546",
            covers: &["persist-agent-config"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            let is_agent = matches!(change.class(), FileClass::AgentConfig | FileClass::AgentSecret);
            if is_agent && change.own_path().is_none() && starts_something(change.path) {
                found.call(change.call, "writes what an AI agent runs by itself");
            }
        }
        let agent = BehaviourKind::Persists { place: PersistencePlace::EditorOrAgent };
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.behaviours.contains(&agent) && starts_something(&command.text) {
                found.at(command.trigger, &command.locus, "writes what an AI agent runs by itself");
            }
        }
    }
}

/// Whether the settings hold hooks or servers, rather than advice.
fn starts_something(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let is_agent = [".claude", ".cursor", ".gemini", ".codex", ".kiro", ".continue", "claude_desktop", "mcp"];
    let is_setting = ["settings", "hooks", "mcp", "config", ".claude.json"];
    is_agent.iter().any(|part| path.contains(part)) && is_setting.iter().any(|part| path.contains(part))
}
