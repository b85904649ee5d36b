//! # Native code is loaded from a file that does not look like it
//!
//! `process.dlopen`, or `require` under another name, loads machine code from a file of the package whose
//! ending is none of a native module.
//!
//! ## Why it matters
//!
//! Node loads what ends in `.node`. Whoever loads a `.dat` as machine code does not want it to be found.
//!
//! ## Known benign uses
//!
//! None known. Loaders of add-ons keep the ending, whatever the folder.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const path = require("path");
//! process.dlopen({ exports: {} }, path.join(__dirname, "bin", "core.dat")); //~ here
//! == bin/core.dat elf
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const path = require("path");
//! process.dlopen(module, path.join(__dirname, "build", "Release", "core.node"));
//! == build/Release/core.node elf
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1129, Shared Modules

use stockade_facts::api::{Effect, find};

use crate::prelude::*;

/// Native code is loaded from a file that does not look like it.
pub struct NativeCodeLoadedUnderOtherName;

impl Rule for NativeCodeLoadedUnderOtherName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-loaded-under-other-name",
            title: "Native code is loaded from a file that does not look like it",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1129",
            covers: &["native-node-binary", "fake-extension-write"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls() {
            let Some(Effect::LoadNative(position)) = find(&call.api).map(|entry| entry.effect) else {
                continue;
            };
            let texts =
                call.arguments.get(usize::from(position)).into_iter().flat_map(|argument| &argument.texts);
            if texts.into_iter().any(|path| is_other_file(facts, path)) && call.trigger != Trigger::Dormant {
                found.call(call, "loads native code from a file that does not look like it");
            }
        }
    }
}

/// Whether the path names a native file of the package whose ending says something else.
fn is_other_file(facts: &Facts<'_>, path: &str) -> bool {
    const ENDINGS: [&str; 5] = [".node", ".so", ".dll", ".dylib", ".wasm"];
    let path = path.replace('\\', "/");
    let is_native = facts
        .natives()
        .iter()
        .any(|native| path.ends_with(&format!("/{}", native.path)) || path == native.path);
    is_native && !ENDINGS.iter().any(|ending| path.ends_with(ending)) && !path.contains(".so.")
}
