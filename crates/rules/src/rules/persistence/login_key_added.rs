//! # A key that may log in is added
//!
//! Code that runs at install or import writes `authorized_keys`.
//!
//! ## Why it matters
//!
//! Whoever holds the key can log in over SSH for as long as the line stands.
//!
//! ## Known benign uses
//!
//! Provisioning tools do so when a person runs them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! fs.appendFile(path.join(os.homedir(), ".ssh", "authorized_keys"), "ssh-ed25519 AAAA void\n", () => {}); //~ here
//! exports.x = 1;
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "echo 'ssh-ed25519 AAAA void' >> ~/.ssh/authorized_keys"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.keys = () => fs.readFileSync(os.homedir() + "/.ssh/authorized_keys", "utf8").split("\n");
//! ```
//!
//! ## References
//!
//! - Socket: packages that add SSH keys (2025)

use crate::prelude::*;

/// A key that may log in is added.
pub struct LoginKeyAdded;

impl Rule for LoginKeyAdded {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "login-key-added",
            title: "A key that may log in is added",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1098.004",
            covers: &["persist-ssh-key-or-account"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            if change.path.to_ascii_lowercase().contains("authorized_keys") && change.own_path().is_none() {
                found.call(change.call, "adds a key that may log in");
            }
        }
        let keys = BehaviourKind::Persists { place: PersistencePlace::SshKeys };
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.behaviours.contains(&keys) {
                found.at(command.trigger, &command.locus, "adds a key that may log in");
            }
        }
    }
}
