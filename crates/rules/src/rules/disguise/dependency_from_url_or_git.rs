//! # A release depends on an address instead of a version
//!
//! A dependency of a published release is a git repository or an archive at an address.
//!
//! ## Why it matters
//!
//! Nothing pins such bytes, nobody scans them, and they can differ for each who asks. PhantomRaven kept its packages
//! clean this way.
//!
//! ## Known benign uses
//!
//! Forks and unpublished fixes, more often in old releases. So it informs.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 4
//! {
//!   "name": "x", "version": "1.0.0",
//!   "dependencies": {
//!     "tool": "https://github.com/acme/tool/archive/v1.tar.gz"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "dependencies": {"ms": "^2.1.3", "width": "npm:string-width@^4.2.0"}}
//! ```
//!
//! ## References
//!
//! - Koi: PhantomRaven (October 2025)

use stockade_facts::locked::TOLD;

use crate::prelude::*;

/// A release depends on an address instead of a version.
pub struct DependencyFromUrlOrGit;

impl Rule for DependencyFromUrlOrGit {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dependency-from-url-or-git",
            title: "A release depends on an address instead of a version",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::Low,
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
            for (name, range) in ranges.iter().filter(|(_, range)| is_address(range)).take(TOLD) {
                let does = format!("needs `{}` from `{}`", excerpt(name, 80), excerpt(range, 80));
                found.at(Trigger::Install, &facts.in_manifest(&[section, name]), &does);
            }
        }
    }
}

/// Whether a range names a repository or an archive: an address, or the short form of a forge's.
fn is_address(range: &str) -> bool {
    let is_short = range
        .split_once('/')
        .is_some_and(|(owner, _)| !owner.is_empty() && !owner.starts_with(['.', '~', '@']));
    range.contains("://")
        || range.starts_with("git@")
        || (is_short && !range.contains(':'))
        || is_forge(range)
}

fn is_forge(range: &str) -> bool {
    ["github:", "gitlab:", "bitbucket:", "gist:"].iter().any(|short| range.starts_with(short))
}
