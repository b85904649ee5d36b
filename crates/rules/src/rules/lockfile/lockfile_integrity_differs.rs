//! # Two lockfiles promise different bytes of one release
//!
//! One name and version, from the same host, has two integrities of the same algorithm in the project's lockfiles.
//!
//! ## Why it matters
//!
//! A registry never changes the bytes of a version, so one of the two is wrong: typing errors do not make valid hashes.
//!
//! ## Known benign uses
//!
//! Registries of a company that allow a version to be published again. Lockfiles of test data are left out.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! == tool/package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}}
//! == tool/package-lock.json //~ 6
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! == tool/package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.3.0"}}
//! == tool/package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.3.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.3.0", "resolved": "https://registry.example/debug/-/debug-4.3.0.tgz", "integrity": "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Liran Tal: Why npm lockfiles can be a security blindspot for injecting malicious modules (2019)
//! - lockfile-lint

use std::collections::BTreeMap;

use stockade_facts::locked::TOLD;
use stockade_model::{Algorithm, Integrity};

use crate::prelude::*;

/// Two lockfiles promise different bytes of one release.
pub struct LockfileIntegrityDiffers;

impl Rule for LockfileIntegrityDiffers {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-integrity-differs",
            title: "Two lockfiles promise different bytes of one release",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1565.001",
            covers: &["lockfile-url-poisoning"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let mut seen: BTreeMap<Key<'_>, &Integrity> = BTreeMap::new();
        for lockfile in facts.project_lockfiles() {
            let others = lockfile.addressed().filter(|(release, address)| {
                let (Some(version), Some(integrity)) = (&release.version, &release.integrity) else {
                    return false;
                };
                let host = Host::of(address, false).map(|host| host.name().to_owned()).unwrap_or_default();
                let key = (release.name.as_str(), version.as_str(), host, integrity.algorithm());
                **seen.entry(key).or_insert(integrity) != *integrity
            });
            for (release, _) in others.take(TOLD) {
                let does = format!("promises other bytes of `{}` than another entry", release.name);
                found.at(Trigger::Install, &facts.line(lockfile.path, release.line), &does);
            }
        }
    }
}

/// What names one archive: package, version, host, and how its bytes are named.
type Key<'f> = (&'f str, &'f str, String, Algorithm);
