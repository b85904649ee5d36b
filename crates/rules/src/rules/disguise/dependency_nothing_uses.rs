//! # A dependency is declared that no file of the package names
//!
//! The manifest declares a dependency whose name stands in no script, no other file and nowhere else in the
//! manifest.
//!
//! ## Why it matters
//!
//! A dependency that nothing imports is still installed, and its install hook runs. The poisoned releases of Axios
//! and Mastra differed from honest ones by such a line alone.
//!
//! ## Known benign uses
//!
//! Left-overs of refactoring, and packages that types or a bundle have swallowed: one release in twenty of the
//! corpora declares one. It accuses nobody; with the age and the hooks of the dependency it tells.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 3
//! {
//!   "name": "x", "version": "1.14.1", "main": "index.js",
//!   "dependencies": {"plain-crypto-lite": "^4.2.1", "follow-redirects": "^1.15.0"}
//! }
//! == index.js
//! exports.get = require("follow-redirects").https.get;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "dependencies": {"follow-redirects": "^1.15.0", "@types/node": "*"}}
//! == index.js
//! exports.get = require("follow-redirects").https.get;
//! ```
//!
//! ## References
//!
//! - Elastic: Axios and plain-crypto-js (March 2026)
//! - the corpora of `eval/`, measured

use crate::prelude::*;

/// A dependency is declared that no file of the package names.
pub struct DependencyNothingUses;

impl Rule for DependencyNothingUses {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dependency-nothing-uses",
            title: "A dependency is declared that no file of the package names",
            tier: Tier::FileList,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::Low,
            technique: "T1195.002",
            covers: &["phantom-dependency"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for name in facts.unnamed_dependencies() {
            let does = format!("declares `{}`, which no file of the package names", excerpt(name, 80));
            found.at(Trigger::Install, &facts.in_manifest(&["dependencies", name]), &does);
        }
    }
}
