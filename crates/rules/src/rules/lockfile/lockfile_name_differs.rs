//! # The lockfile's address is of another release than its entry
//!
//! The address in an entry names another package, or another version, than the entry itself.
//!
//! ## Why it matters
//!
//! Package managers install what the address gives under the name of the entry. A reviewer reads the name.
//!
//! ## Known benign uses
//!
//! Aliases (`npm:`), which lockfiles record with the real name: these are compared with that name. Registries whose
//! addresses do not name the package are not judged.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}}
//! == package-lock.json //~ 7,8
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug-logger/-/debug-logger-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/semver": {"version": "7.7.0", "resolved": "https://registry.example/semver/-/semver-7.7.1.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"string-width-cjs": "4.2.3", "@acme/ui": "1.0.0+1"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"string-width-cjs": "4.2.3", "@acme/ui": "1.0.0+1"}},
//!     "node_modules/string-width-cjs": {"version": "4.2.3", "name": "string-width", "resolved": "https://registry.example/string-width/-/string-width-4.2.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/@acme/ui": {"version": "1.0.0+1", "resolved": "https://registry.example/@acme%2fui/-/ui-1.0.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"string-width-cjs": "npm:string-width@^4.2.0"}}
//! == yarn.lock
//! # yarn lockfile v1
//!
//!
//! "string-width-cjs@npm:string-width@^4.2.0":
//!   version "4.2.3"
//!   resolved "https://registry.example/string-width/-/string-width-4.2.3.tgz#da39a3ee5e6b4b0d3255bfef95601890afd80709"
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"string-width-cjs": "npm:string-width@^4.2.0"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 1,
//!   "dependencies": {
//!     "string-width-cjs": {
//!       "version": "npm:string-width@4.2.3",
//!       "resolved": "https://registry.example/string-width/-/string-width-4.2.3.tgz"
//!     }
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Liran Tal: Why npm lockfiles can be a security blindspot for injecting malicious modules (2019)
//! - lockfile-lint

use stockade_facts::locked::{TOLD, named_by};
use stockade_model::LockedRelease;

use crate::prelude::*;

/// The lockfile's address is of another release than its entry.
pub struct LockfileNameDiffers;

impl Rule for LockfileNameDiffers {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-name-differs",
            title: "The lockfile's address is of another release than its entry",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["lockfile-url-poisoning", "override-and-alias"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            let others = lockfile
                .addressed()
                .filter_map(|(release, address)| Some((release, named_otherwise(release, address)?)));
            for (release, named) in others.take(TOLD) {
                let does = format!("installs `{}` as `{}`", excerpt(&named, 80), release.name);
                found.at(Trigger::Install, &facts.line(lockfile.path, release.line), &does);
            }
        }
    }
}

/// The release that the address names, if it is not the entry's.
fn named_otherwise(release: &LockedRelease, address: &str) -> Option<String> {
    let (name, version) = named_by(address)?;
    let pinned = release.version.as_ref().map(|version| version.as_str());
    let is_other_version =
        version.as_deref().zip(pinned).is_some_and(|(named, pinned)| plain(named) != plain(pinned));
    let is_other = is_other_version || !name.eq_ignore_ascii_case(release.name.as_str());
    is_other.then(|| version.map_or_else(|| name.clone(), |version| format!("{name}@{version}")))
}

/// A version as file names spell it: without build metadata and a leading `v`.
fn plain(version: &str) -> &str {
    let version = version.trim_start_matches(['v', '=']);
    version.split(['+', '%']).next().unwrap_or(version)
}
