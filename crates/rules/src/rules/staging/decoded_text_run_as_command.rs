//! # A decoded text runs as a command
//!
//! A text that stands in the package encoded is decoded and reaches a shell, or an interpreter as its program,
//! in code that runs by itself.
//!
//! ## Why it matters
//!
//! A command line is encoded so that nobody finds the address or the program in it.
//!
//! ## Known benign uses
//!
//! None known. Tools that start PowerShell encode the command for it, and do not decode it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const program = Buffer.from("Y29uc29sZS5sb2coJ2hlbGxvJyk=", "base64").toString("utf8");
//! require("node:child_process").spawn(process.execPath, ["-e", program]).unref(); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node set.js"}}
//! == set.js
//! const word = (text) => text.split("").reverse().map((c) => String.fromCharCode(c.charCodeAt(0) ^ 1)).join("");
//! const { exec } = require("child_process");
//! exec(word("nmmdi!nibd")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execFileSync } = require("child_process");
//! const encoded = Buffer.from("Get-Process", "utf16le").toString("base64");
//! exports.list = () => execFileSync("powershell", ["-NoProfile", "-EncodedCommand", encoded]).toString();
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1140, Deobfuscate/Decode Files or Information

use crate::prelude::*;

/// A decoded text runs as a command.
pub struct DecodedTextRunAsCommand;

impl Rule for DecodedTextRunAsCommand {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "decoded-text-run-as-command",
            title: "A decoded text runs as a command",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1140",
            covers: &["node-e-inline", "obf-charcode-hex", "decode-then-exec"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| *source == Source::Decoded, |sink| matches!(sink, Sink::Command(_)))
        {
            if flow.trigger.runs_unwatched() {
                found.flow(flow);
            }
        }
    }
}
