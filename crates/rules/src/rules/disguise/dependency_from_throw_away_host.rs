//! # A dependency is an archive on a host that pins nothing
//!
//! A dependency is an archive over plain HTTP, or on a bare address, a tunnel, a paste store or a hidden service.
//!
//! ## Why it matters
//!
//! The package itself can be clean: what it installs is chosen when it is installed, by whoever answers, for each who
//! asks. No scanner of the registry sees it.
//!
//! ## Known benign uses
//!
//! Archives of the known forges over plain HTTP, in old releases. Registries on the own machine or network.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 4
//! {
//!   "name": "x", "version": "1.0.0",
//!   "dependencies": {
//!     "ui-styles-pkg": "http://packages.invalid/npm/unused-imports"
//!   }
//! }
//! ```
//!
//! ```package
//! == package.json //~ 4
//! {
//!   "name": "x", "version": "1.0.0",
//!   "optionalDependencies": {
//!     "tool": "https://198.51.100.7/tool.tgz"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "dependencies": {"tool": "http://nodeload.github.com/acme/tool/tarball/v1.0.0"}}
//! ```
//!
//! ## References
//!
//! - Koi: PhantomRaven (October 2025)

use stockade_facts::locked::TOLD;

use crate::prelude::*;

/// A dependency is an archive on a host that pins nothing.
pub struct DependencyFromThrowAwayHost;

impl Rule for DependencyFromThrowAwayHost {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dependency-from-throw-away-host",
            title: "A dependency is an archive on a host that pins nothing",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["url-tarball-dependency"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) = facts.manifest().filter(|_| facts.context().origin != Origin::Project) else {
            return;
        };
        let needs = &manifest.dependencies;
        for (section, ranges) in
            [("dependencies", &needs.production), ("optionalDependencies", &needs.optional)]
        {
            let thrown =
                ranges.iter().filter_map(|(name, range)| Some((name, range, Host::of(range, false)?)));
            for (name, _, host) in thrown.filter(|(_, range, host)| is_throw_away(host, range)).take(TOLD) {
                let does = format!("needs `{}` from `{host}`", excerpt(name, 80));
                found.at(Trigger::Install, &facts.in_manifest(&[section, name]), &does);
            }
        }
    }
}

/// Forges whose archives lie on other hosts of their domain.
const FORGES: [&str; 3] = [".github.com", ".gitlab.com", ".bitbucket.org"];

fn is_throw_away(host: &Host, range: &str) -> bool {
    match host.class() {
        HostClass::RawAddress
        | HostClass::Tunnel
        | HostClass::Paste
        | HostClass::Messenger
        | HostClass::Hidden => true,
        HostClass::Other => {
            range.starts_with("http://") && !FORGES.iter().any(|forge| host.name().ends_with(forge))
        }
        _ => false,
    }
}
