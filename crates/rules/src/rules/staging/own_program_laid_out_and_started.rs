//! # The package lays one of its files elsewhere and starts it
//!
//! Code that runs at install or import copies a file of the package, or writes what it decodes or unpacks of one, outside
//! the package, and starts what it wrote.
//!
//! ## Why it matters
//!
//! A program that is to outlive the package, and to be found by nobody who looks into it, is laid into the user's or the
//! temporary folder first. The file it comes from can bear any name.
//!
//! ## Known benign uses
//!
//! Programs that unpack themselves do so when a person starts them. Installers copy a binary within their own package.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), zlib = require("zlib");
//! const target = path.join(os.tmpdir(), "svc");
//! fs.writeFileSync(target, zlib.gunzipSync(fs.readFileSync(path.join(__dirname, "assets", "data"))), { mode: 0o755 });
//! require("child_process").execFile(target); //~ here
//! == assets/data hex
//! 1f8b0800000000000003abacac020062b5e2dc03000000
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "cp assets/data /tmp/.svc && chmod +x /tmp/.svc && /tmp/.svc &"}}
//! == assets/data elf
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! const target = os.homedir() + "/.cache/update.py";
//! fs.writeFileSync(target, Buffer.from("cHJpbnQoMSk7cHJpbnQoMik=", "base64"));
//! require("child_process").spawn("python3", [target]); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const fs = require("fs"), path = require("path");
//! const target = path.join(__dirname, "bin", "tool");
//! fs.copyFileSync(path.join(__dirname, "vendor", process.platform, "tool"), target);
//! fs.chmodSync(target, 0o755);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.open = () => {
//!   const target = path.join(os.tmpdir(), "viewer");
//!   fs.copyFileSync(path.join(__dirname, "vendor", "viewer"), target);
//!   return require("child_process").spawn(target, []);
//! };
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1036, Masquerading
//! - JFrog: IronWorm, a Rust worm in npm packages (June 2026)

use crate::prelude::*;

/// The package lays one of its files elsewhere and starts it.
pub struct OwnProgramLaidOutAndStarted;

impl Rule for OwnProgramLaidOutAndStarted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "own-program-laid-out-and-started",
            title: "The package lays one of its files elsewhere and starts it",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1204.002",
            covers: &["native-node-binary", "fake-extension-write"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for laid in facts.laid_out().iter().filter(|laid| laid.trigger.runs_unasked()) {
            found.path(
                laid.trigger,
                &[
                    (laid.written.clone(), "lays a file of the package outside it"),
                    (laid.used.clone(), "starts it"),
                ],
            );
        }
    }
}
