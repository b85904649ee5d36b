//! # A browser's passwords or cookies are read unasked
//!
//! At install or import, the database in which a browser keeps passwords, cookies or cards is opened,
//! wherever it goes then.
//!
//! ## Why it matters
//!
//! No package has a reason to open them before anyone calls it. What is read so is stolen, whether or not
//! the way out can be followed.
//!
//! ## Known benign uses
//!
//! Browser drivers and readers of cookies open a profile when they are called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const root = path.join(os.homedir(), ".config/BraveSoftware/Brave-Browser");
//! for (const profile of ["Default", "Profile 1"]) {
//!   globalThis.held = fs.readFileSync(path.join(root, profile, "Login Data")); //~ here
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const Database = require("better-sqlite3");
//! const rows = new Database(process.env.HOME + "/.mozilla/firefox/a.default/cookies.sqlite").prepare("select 1").all(); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), path = require("path");
//! exports.cookies = (profile) => fs.readFileSync(path.join(profile, "Cookies"));
//! exports.jar = fs.existsSync("cookies.sqlite");
//! ```
//!
//! ## References
//!
//! - Socket: BeaverTail packages (March 2025)

use stockade_facts::api;

use crate::prelude::*;

/// A browser's passwords or cookies are read unasked.
pub struct BrowserSecretsReadUnasked;

impl Rule for BrowserSecretsReadUnasked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "browser-secrets-read-unasked",
            title: "A browser's passwords or cookies are read unasked",
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
        let reads = |call: &&CallFact| api::find(&call.api).is_some_and(|api| api.effect.reads_file());
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()).filter(reads) {
            let texts = call.arguments.iter().take(1).flat_map(|argument| &argument.texts);
            if texts.map(|text| text.replace('\\', "/").to_ascii_lowercase()).any(|text| is_database(&text)) {
                found.call(call, "opens a browser's passwords or cookies");
            }
        }
    }
}

/// Whether a path names a secret database inside a browser's folder. Sources: Chromium's user data directory,
/// Firefox's profile folder.
fn is_database(path: &str) -> bool {
    const FILES: [&str; 8] = [
        "login data",
        "cookies",
        "web data",
        "local state",
        "logins.json",
        "key4.db",
        "cookies.sqlite",
        "formhistory.sqlite",
    ];
    let file = path.rsplit('/').next().unwrap_or(path);
    path.contains('/')
        && FILES.contains(&file)
        && classify(path) == FileClass::BrowserProfile
        && (file != "cookies" || path.contains("default") || path.contains("profile"))
}
