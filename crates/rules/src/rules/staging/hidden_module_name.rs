//! # The name of a module is hidden
//!
//! A module that reaches the network, the file system or other processes is loaded under a name that had to be
//! decoded to be read.
//!
//! ## Why it matters
//!
//! `require("child_process")` is what a reviewer looks for, so loaders spell it in hexadecimal, in character
//! codes or through a table. Nothing else is won by it.
//!
//! ## Known benign uses
//!
//! Products that run an obfuscator over their code.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const word = (text) => Buffer.from(text, "hex").toString();
//! const run = require(word("6368696c645f70726f63657373")); //~ here
//! run.exec("id");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup"}}
//! == setup.js
//! var s = String.fromCharCode;
//! var m = s(104, 116, 116, 112, 115);
//! require(m); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const names = ["fs", "path"];
//! for (const name of names) exports[name] = require(name);
//! exports.load = (plugin) => require("x-plugin-" + plugin);
//! ```
//!
//! ## References
//!
//! - Socket: Contagious Interview Campaign Escalates With 67 Malicious npm Packages and New Malware Loader (July 2025)

use stockade_facts::api::{acts, builtin, lists_library};

use crate::prelude::*;

/// The name of a module is hidden.
pub struct HiddenModuleName;

impl Rule for HiddenModuleName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "hidden-module-name",
            title: "The name of a module is hidden",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-charcode-hex", "obf-runtime-decoder", "decode-then-exec", "obf-string-array"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for load in facts.loads().iter().filter(|load| load.is_hidden) {
            let Some(name) = load.specifier.as_deref().filter(|name| reaches_out(name)) else { continue };
            // A packed program's own modules have hidden names too: it is what is done with them that counts.
            let is_used = load.trigger == Trigger::Install || facts.acts_unasked_with(name);
            if load.trigger.runs_unwatched() && is_used {
                let does = format!("loads `{}` under a hidden name", excerpt(name, 40));
                found.at(load.trigger, &facts.locus(load.spot), &does);
            }
        }
    }
}

fn reaches_out(name: &str) -> bool {
    builtin(name).map_or_else(|| lists_library(name), |module| acts(&module))
}
