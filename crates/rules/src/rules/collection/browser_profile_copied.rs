//! # Browser profiles are copied unasked
//!
//! At install or import, files of a browser's profile are copied, archived or rewritten elsewhere.
//!
//! ## Why it matters
//!
//! Thieves copy the databases first, because the browser holds them open, and send them later or from
//! another process.
//!
//! ## Known benign uses
//!
//! Browser drivers copy a profile when they are told to, not when they are loaded.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const from = path.join(os.homedir(), "Library/Application Support/BraveSoftware/Brave-Browser/Default/Cookies");
//! fs.copyFileSync(from, path.join(os.tmpdir(), "c.db")); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! require("child_process").exec("tar czf /tmp/p.tgz ~/.config/google-chrome/Default"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! exports.copyProfile = (from, to) => fs.cpSync(from, to, { recursive: true });
//! ```
//!
//! ## References
//!
//! - StubMaker campaign analyses (August 2026)

use stockade_facts::read::shell::SecretClass;

use crate::prelude::*;

/// Browser profiles are copied unasked.
pub struct BrowserProfileCopied;

impl Rule for BrowserProfileCopied {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "browser-profile-copied",
            title: "Browser profiles are copied unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1555.003",
            covers: &["collect-browser-profiles"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_profile = |source: &Source| *source == Source::SecretFile(FileClass::BrowserProfile);
        let is_written = |sink: &Sink| matches!(sink, Sink::FileWrite(_));
        for flow in facts.flows(is_profile, is_written).filter(|flow| flow.trigger.runs_unasked()) {
            found.flow(flow);
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let is_read = |kind: &BehaviourKind| {
                matches!(kind, BehaviourKind::ReadsSecret { class: SecretClass::Browser, .. })
            };
            if command.behaviours.iter().any(is_read) {
                found.at(command.trigger, &command.locus, "copies or prints files of a browser's profile");
            }
        }
    }
}
