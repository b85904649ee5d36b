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
//! == addon.node elf //~ 1
//! libcurl.so.4
//! https://discord.com/api/webhooks/123456789012345678/t0k3n
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "bin/x"}}
//! == bin/x elf //~ 1
//! connect
//! http://198.51.100.20:1224/keys
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "workerd", "version": "1.0.0", "bin": {"workerd": "bin/workerd"}}
//! == bin/workerd elf
//! http://127.0.0.1:9229/json
//! https://1.1.1.1/dns-query
//! https://hooks.slack.com/services/
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
