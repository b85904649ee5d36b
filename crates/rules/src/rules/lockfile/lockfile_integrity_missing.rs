//! # The lockfile does not pin the bytes of every release
//!
//! An entry has an address and no integrity, although its lockfile's format holds one.
//!
//! ## Why it matters
//!
//! Then the install takes whatever the registry gives. An entry whose integrity was taken out is how a changed address gets
//! past the package manager.
//!
//! ## Known benign uses
//!
//! Lockfiles from before 2018 have none at all, and a known defect of npm drops some. So it informs.
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
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz"}
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "inside": "1.0.0"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "inside": "1.0.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0"},
//!     "node_modules/inside": {"version": "1.0.0", "inBundle": true}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Liran Tal: Why npm lockfiles can be a security blindspot for injecting malicious modules (2019)
//! - lockfile-lint

use stockade_model::{LockedRelease, ReleaseSource};

use crate::prelude::*;

/// The lockfile does not pin the bytes of every release.
pub struct LockfileIntegrityMissing;

impl Rule for LockfileIntegrityMissing {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-integrity-missing",
            title: "The lockfile does not pin the bytes of every release",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::Low,
            technique: "T1195.001",
            covers: &["lockfile-url-poisoning"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            let releases = lockfile.lockfile.releases.iter().enumerate();
            let is_open = |index: usize, release: &LockedRelease| {
                let has_address = matches!(&release.source, ReleaseSource::Registry { resolved: Some(_) });
                has_address && !release.is_bundled && !lockfile.lockfile.pins_bytes(index)
            };
            let open: Vec<_> = releases
                .filter(|(index, release)| is_open(*index, release))
                .map(|(_, release)| release)
                .collect();
            if let Some(first) = open.iter().min_by_key(|release| release.line) {
                let does = format!(
                    "has no integrity for {} of {} releases",
                    open.len(),
                    lockfile.lockfile.releases.len()
                );
                found.at(Trigger::Install, &facts.line(lockfile.path, first.line), &does);
            }
        }
    }
}
