//! # The loader of modules is given a name that says nothing
//!
//! A script that runs at install or import stores `require`, `module` or `process` in the global object under a
//! name of up to three characters.
//!
//! ## Why it matters
//!
//! What follows, often text that is made into code, loads modules without a word that a search would find.
//!
//! ## Known benign uses
//!
//! Test runners and bundlers share a loader under a name that says what it is, as `nodeRequire`.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! global["!"] = "7-212";
//! global["r"] = require; //~ here
//! global.m = module; //~ here
//! exports.theme = { colors: {} };
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "main": "index.mjs"}
//! == index.mjs
//! import { createRequire } from "node:module";
//! const world = globalThis;
//! Object.defineProperty(world, "_V", { value: createRequire(import.meta.url) }); //~ here
//! export default {};
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! globalThis.__non_webpack_require__ = require;
//! global.proc = { id: 1 };
//! exports.r = require;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const r = require;
//! exports.read = (path) => r("fs").readFileSync(path);
//! ```
//!
//! ## References
//!
//! - Microsoft: Contagious Interview, tails of configuration files (2025 to 2026)

use stockade_facts::naming::NamingKind;

use crate::prelude::*;

/// The loader of modules is given a name that says nothing.
pub struct LoaderUnderOtherName;

impl Rule for LoaderUnderOtherName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "loader-under-other-name",
            title: "The loader of modules is given a name that says nothing",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-global-alias"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for (kind, trigger, locus) in facts.namings() {
            let unasked = trigger.runs_unwatched();
            if matches!(kind, NamingKind::Alias(_)) && unasked {
                found.at(trigger, &locus, "gives the loader of modules a name that says nothing");
            }
        }
    }
}
