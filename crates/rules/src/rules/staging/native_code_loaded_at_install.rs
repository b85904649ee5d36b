//! # Native code is loaded at install
//!
//! A hook, or code that a hook starts, loads a compiled module.
//!
//! ## Why it matters
//!
//! Machine code does what it likes, and here it does so before anybody uses the package.
//!
//! ## Known benign uses
//!
//! Add-ons try whether the compiled module that they brought works here. So this informs, and accuses nobody.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node check.js"}}
//! == check.js
//! process.dlopen(module, require("path").join(__dirname, "build", "a.node")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("node-gyp-build")(__dirname);
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1129, Shared Modules

use stockade_facts::api::{Effect, find};

use crate::prelude::*;

/// Native code is loaded at install.
pub struct NativeCodeLoadedAtInstall;

impl Rule for NativeCodeLoadedAtInstall {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-loaded-at-install",
            title: "Native code is loaded at install",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Low,
            technique: "T1129",
            covers: &["native-node-binary"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger == Trigger::Install) {
            if matches!(find(&call.api).map(|entry| entry.effect), Some(Effect::LoadNative(_))) {
                found.call(call, "loads native code");
            }
        }
    }
}
