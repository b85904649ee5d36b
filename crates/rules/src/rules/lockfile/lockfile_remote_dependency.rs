//! # The lockfile takes a release from a repository or an address
//!
//! An entry comes from a git repository or an archive at an address, not from a registry.
//!
//! ## Why it matters
//!
//! A repository is prepared on the machine that installs it, with scripts that a registry's release would not run, and
//! its contents were never published under a name that anyone watches.
//!
//! ## Known benign uses
//!
//! Forks and unpublished fixes, in many projects. So it informs.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "private": true, "dependencies": {"tool": "github:acme/tool"}}
//! == package-lock.json //~ 6
//! {
//!   "name": "app",
//!   "lockfileVersion": 3,
//!   "packages": {
//!     "": {"name": "app", "dependencies": {"tool": "github:acme/tool"}},
//!     "node_modules/tool": {"version": "1.0.0", "resolved": "git+ssh://git@github.com/acme/tool.git#0123456789012345678901234567890123456789"}
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
//!     "node_modules/ms": {"version": "2.1.3", "resolved": "https://registry.example/ms/-/ms-2.1.3.tgz", "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}
//!   }
//! }
//! ```
//!
//! ## References
//!
//! - npm documentation: package.json, dependencies

use stockade_facts::locked::TOLD;
use stockade_model::ReleaseSource;

use crate::prelude::*;

/// The lockfile takes a release from a repository or an address.
pub struct LockfileRemoteDependency;

impl Rule for LockfileRemoteDependency {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "lockfile-remote-dependency",
            title: "The lockfile takes a release from a repository or an address",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Low,
            technique: "T1195.001",
            covers: &["url-tarball-dependency"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for lockfile in facts.project_lockfiles() {
            let elsewhere = lockfile.lockfile.releases.iter().filter_map(|release| match &release.source {
                ReleaseSource::Git { repository: address, .. } | ReleaseSource::Remote { address } => {
                    Some((release, address))
                }
                _ => None,
            });
            for (release, address) in elsewhere.take(TOLD) {
                let does = format!("takes `{}` from `{}`", release.name, excerpt(address, 80));
                found.at(Trigger::Install, &facts.line(lockfile.path, release.line), &does);
            }
        }
    }
}
