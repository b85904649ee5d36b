//! # The project takes its packages through a throw-away host
//!
//! Settings of a package manager in the project name a registry or proxy that is a tunnel, a paste store, a hidden
//! service or a bare public address.
//!
//! ## Why it matters
//!
//! Whoever answers there chooses the bytes of every dependency, and is sent the token as well.
//!
//! ## Known benign uses
//!
//! Test set-ups that reach a developer's own registry through a tunnel; they do not belong in a repository.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! registry=https://d41d8cd9.ngrok-free.app/npm/ #~ here
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! registry=http://198.51.100.7:4873/ #~ here
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! registry=http://10.1.2.3:4873/
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! @acme:registry=https://npm.acme.invalid/
//! ```
//!
//! ## References
//!
//! - GitHub: Changes to git dependencies and `.npmrc` (February 2026)

use crate::prelude::*;

/// The project takes its packages through a throw-away host.
pub struct ProjectNamesThrowAwayRegistry;

impl Rule for ProjectNamesThrowAwayRegistry {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "project-names-throw-away-registry",
            title: "The project takes its packages through a throw-away host",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["npmrc-git-config"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.auto_runs().iter().filter(|fact| fact.entry.event == AutoRunEvent::PackageManager) {
            for note in &fact.entry.notes {
                let AutoRunNote::Registry(address) = note else { continue };
                let Some(host) = Host::of(address, true) else { continue };
                if matches!(
                    host.class(),
                    HostClass::Tunnel
                        | HostClass::Hidden
                        | HostClass::Paste
                        | HostClass::Messenger
                        | HostClass::RawAddress
                ) {
                    found.at(Trigger::Install, &fact.locus, &format!("takes packages from `{host}`"));
                }
            }
        }
    }
}
