//! # Machine code names a host for throw-away use
//!
//! A native module or program of the package holds the address of a messenger's hook with its token, of a tunnel, or of a
//! bare public address with a port of its own.
//!
//! ## Why it matters
//!
//! Add-ons compute; the few that talk to a host talk to their vendor's, by name. An address that anybody can have in a
//! minute and give up in another is where stolen data goes and commands come from.
//!
//! ## Known benign uses
//!
//! None known: resolvers name bare addresses without a port, debuggers the own machine.
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
//! 006c69626375726c2e736f2e340068747470733a2f2f646973636f72642e636f6d2f6170692f776562686f6f6b732f31
//! 32333435363738393031323334353637382f74306b336e00
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "bin/x"}}
//! == bin/x hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 00636f6e6e65637400687474703a2f2f3139382e35312e3130302e32303a313232342f6b65797300
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "workerd", "version": "1.0.0", "bin": {"workerd": "bin/workerd"}}
//! == bin/workerd hex
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 00687474703a2f2f3132372e302e302e313a393232392f6a736f6e0068747470733a2f2f312e312e312e312f646e732d
//! 71756572790068747470733a2f2f686f6f6b732e736c61636b2e636f6d2f73657276696365732f00
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1567, Exfiltration Over Web Service

use stockade_facts::native::HeldKind;

use crate::prelude::*;

/// Machine code names a host for throw-away use.
pub struct NativeCodeNamesThrowAwayHost;

impl Rule for NativeCodeNamesThrowAwayHost {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-names-throw-away-host",
            title: "Machine code names a host for throw-away use",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567",
            covers: &["native-node-binary", "exfil-webhook-discord"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for native in facts.natives() {
            if let Some(held) = native.held.iter().find(|held| matches!(held.kind, HeldKind::Address(_))) {
                let does = format!("is machine code that names `{}`", excerpt(&held.text, 120));
                found.at(facts.native_trigger(&native.path), &Locus::whole(native.path.as_str()), &does);
            }
        }
    }
}
