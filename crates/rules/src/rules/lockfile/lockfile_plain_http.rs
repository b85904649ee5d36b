//! # The lockfile takes releases over plain HTTP
//!
//! Addresses of the lockfile start with `http:` and are of a public host.
//!
//! ## Why it matters
//!
//! Whoever is on the way can answer in the registry's place. Where the entry has no strong integrity, nothing notices.
//!
//! ## Known benign uses
//!
//! Lockfiles from before 2018, and registries inside a company. With integrity the bytes are still pinned, so alone it
//! changes no verdict.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}}
//! == package-lock.json //~ 7
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "http://packages.invalid/debug/-/debug-4.4.0.tgz"},
//!     "node_modules/semver": {"version": "7.7.0", "resolved": "https://registry.example/semver/-/semver-7.7.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
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
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "http://localhost:4873/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Liran Tal: Why npm lockfiles can be a security blindspot for injecting malicious modules (2019)
//! - lockfile-lint

use crate::prelude::*;

/// The lockfile takes releases over plain HTTP.
pub struct LockfilePlainHttp;

impl Rule for LockfilePlainHttp {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-plain-http",
            title: "The lockfile takes releases over plain HTTP",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1557",
            covers: &["lockfile-url-poisoning"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            let is_plain = |address: &str| {
                let host = Host::of(address, false).filter(|_| address.starts_with("http://"));
                host.is_some_and(|host| host.class() != HostClass::Local)
            };
            let plain: Vec<_> = lockfile.addressed().filter(|(_, address)| is_plain(address)).collect();
            if let Some((release, _)) = plain.iter().min_by_key(|(release, _)| release.line) {
                let does = format!("takes `{}` over plain HTTP{}", release.name, others(plain.len()));
                found.at(Trigger::Install, &facts.line(lockfile.path, release.line), &does);
            }
        }
    }
}

fn others(count: usize) -> String {
    if count > 1 { format!(", as {} others", count - 1) } else { String::new() }
}
