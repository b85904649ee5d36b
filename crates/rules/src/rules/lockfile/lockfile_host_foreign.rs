//! # The lockfile takes one release from another host than the rest
//!
//! An entry's address is of a host that is no registry of the user's, no public registry, and not where a fair share of
//! the other entries come from.
//!
//! ## Why it matters
//!
//! Lockfiles are long and reviewed by nobody. Whoever changes one address and its integrity in a pull request chooses the
//! bytes that everyone else installs, under the name of an honest package. The same pull request can name the host in the
//! project's `.npmrc`, so only the user's own settings explain a host.
//!
//! ## Known benign uses
//!
//! Private mirrors, which hold a quarter of the entries or more, or are named in the user's settings or by `--registry`;
//! private scopes, all of whose packages come from one host; archives that the project itself asks for by address.
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
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://packages.invalid/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/semver": {"version": "7.7.0", "resolved": "https://registry.example/semver/-/semver-7.7.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "^2.1.3", "debug": "^4.4.0"}}
//! == pnpm-lock.yaml
//! lockfileVersion: '9.0'
//! importers:
//!   .:
//!     dependencies:
//!       debug: {specifier: ^4.4.0, version: 4.4.0}
//!       ms: {specifier: ^2.1.3, version: 2.1.3}
//! packages:
//!   debug@4.4.0:
//!     resolution: {integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=}
//!   ms@2.1.3: #~ here
//!     resolution: {integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, tarball: https://packages.invalid/ms.tgz}
//! snapshots:
//!   debug@4.4.0: {}
//!   ms@2.1.3: {}
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}}
//! == .npmrc
//! registry=https://packages.invalid/
//! == package-lock.json //~ 7
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://packages.invalid/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"lodash": "^4.17.21"}}
//! == yarn.lock //~ 4
//! __metadata:
//!   version: 8
//!
//! "lodash@npm:^4.17.21":
//!   version: 4.17.21
//!   resolution: "lodash@https://packages.invalid/lodash.tgz"
//!   checksum: 10c0/0a1b
//!   languageName: node
//!   linkType: hard
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}}
//! == bun.lock //~ 5
//! {
//!   "lockfileVersion": 1,
//!   "workspaces": {"": {"dependencies": {"ms": "2.1.3", "debug": "4.4.0", "semver": "7.7.0"}}},
//!   "packages": {
//!     "debug": ["debug@4.4.0", "https://packages.invalid/npm/", {}, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
//!     "ms": ["ms@2.1.3", "", {}, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
//!     "semver": ["semver@7.7.0", "", {}, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "@acme/ui": "1.0.0"}}
//! == package-lock.json
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"ms": "2.1.3", "debug": "4.4.0", "@acme/ui": "1.0.0"}},
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://mirror.invalid/npm/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://mirror.invalid/npm/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/@acme/ui": {"version": "1.0.0", "resolved": "https://packages.acme.invalid/@acme/ui/-/ui-1.0.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
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
//!     "node_modules/ms": {"version": "2.1.3", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
//!     "node_modules/debug": {"version": "4.4.0", "resolved": "https://registry.example/debug/-/debug-4.4.0.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - Liran Tal: Why npm lockfiles can be a security blindspot for injecting malicious modules (2019)
//! - lockfile-lint

use stockade_facts::locked::TOLD;

use crate::prelude::*;

/// The lockfile takes one release from another host than the rest.
pub struct LockfileHostForeign;

impl Rule for LockfileHostForeign {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-host-foreign",
            title: "The lockfile takes one release from another host than the rest",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["lockfile-url-poisoning"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            for (release, host) in lockfile.strangers(facts).into_iter().take(TOLD) {
                let why = if facts.is_named_by_project(&host) {
                    "which only the project's own settings name"
                } else {
                    "where nothing else comes from"
                };
                let does = format!("takes `{}` from `{host}`, {why}", release.name);
                found.at(Trigger::Install, &facts.line(lockfile.path, release.line), &does);
            }
        }
    }
}
