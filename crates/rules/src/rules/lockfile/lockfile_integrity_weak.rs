//! # The lockfile pins releases by SHA-1 alone
//!
//! The only integrity of an entry is a SHA-1, for which collisions are practical.
//!
//! ## Why it matters
//!
//! Whoever can publish a release can prepare two archives with one SHA-1, show one and serve the other.
//!
//! ## Known benign uses
//!
//! Releases from before 2017, of which registries know no other hash. So it informs.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}}
//! == package-lock.json //~ 7
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz", "integrity": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="}
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Leurent, Peyrin: SHA-1 is a Shambles (2020)

use stockade_model::{Algorithm, LockedRelease};

use crate::prelude::*;

/// The lockfile pins releases by SHA-1 alone.
pub struct LockfileIntegrityWeak;

impl Rule for LockfileIntegrityWeak {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-integrity-weak",
            title: "The lockfile pins releases by SHA-1 alone",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Low,
            technique: "T1195.001",
            covers: &[],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            let is_weak = |release: &&LockedRelease| {
                release.integrity.as_ref().is_some_and(|integrity| integrity.algorithm() == Algorithm::Sha1)
            };
            let weak: Vec<_> = lockfile.lockfile.releases.iter().filter(is_weak).collect();
            if let Some(first) = weak.iter().min_by_key(|release| release.line) {
                let does = format!(
                    "pins {} of {} releases by SHA-1 alone",
                    weak.len(),
                    lockfile.lockfile.releases.len()
                );
                found.at(Trigger::Install, &facts.line(lockfile.path, first.line), &does);
            }
        }
    }
}
