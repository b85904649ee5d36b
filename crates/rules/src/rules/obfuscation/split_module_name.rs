//! # The name of a dangerous module is put together from pieces
//!
//! Code that runs at install or import loads a module whose name stands nowhere in the package in one piece.
//!
//! ## Why it matters
//!
//! `"child" + "_process"` serves nothing but to escape a search.
//!
//! ## Known benign uses
//!
//! Names built to keep a bundler away still stand there in one piece.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const start = require(["child", "process"].join("_")).spawn; //~ here
//! start("node", ["a.js"]);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node a.js"}}
//! == a.js
//! const name = "ssecorp_dlihc".split("").reverse().join("");
//! require(name).exec("node b.js"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const load = (name) => require(name);
//! exports.spawn = load("child_process" + "").spawn;
//! ```
//!
//! ## References
//!
//! - Socket: Lazarus loaders (2025)

use crate::prelude::*;

/// The name of a dangerous module is put together from pieces.
pub struct SplitModuleName;

impl Rule for SplitModuleName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "split-module-name",
            title: "The name of a dangerous module is put together from pieces",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-split-concat", "obf-runtime-decoder", "obf-charcode-hex"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for load in facts.loads().iter().filter(|load| load.trigger.runs_unasked()) {
            let Some(name) = load.specifier.as_deref().map(|name| name.trim_start_matches("node:")) else {
                continue;
            };
            let is_dangerous = ["child_process", "worker_threads", "dgram", "inspector"].contains(&name);
            let is_used = load.trigger == Trigger::Install || facts.acts_unasked_with(name);
            if is_dangerous
                && is_used
                && !facts.scripts().iter().any(|script| facts.text(&script.path).contains(name))
            {
                let does = format!("loads `{name}` under a name put together from pieces");
                found.at(load.trigger, &facts.locus(load.spot), &does);
            }
        }
    }
}
