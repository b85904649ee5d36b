//! # A published release depends on another package's repository
//!
//! A release from a registry has an optional dependency that is a commit of a git repository, under a name
//! that is not the repository's.
//!
//! ## Why it matters
//!
//! The commit is prepared on the machine that installs the release, with its hooks. It may belong to a fork
//! that nobody knows, since forges show commits of forks under the address of the original; and an optional
//! dependency that fails leaves no trace.
//!
//! ## Known benign uses
//!
//! Forks pinned to a commit are ordinary dependencies, under the repository's name.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 2
//! {"name": "@acme/query", "version": "5.1.2",
//!  "optionalDependencies": {"@acme/setup": "github:acme/query#79ac0eed774dd4b0cfa308722bc463cfe5885c00"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "dependencies": {"left": "github:left/left#1f0c3a52e7c8b1c2d3e4f5061728394a5b6c7d8e"},
//!  "optionalDependencies": {"fsevents": "^2.3.0", "thing": "git+https://github.com/someone/node-thing.git#1f0c3a52e7c8b1c2d3e4f5061728394a5b6c7d8e"}}
//! ```
//!
//! ## References
//!
//! - StepSecurity: TanStack packages compromised (May 2026)

use stockade_facts::read::json;

use crate::prelude::*;

/// A published release depends on another package's repository.
pub struct OptionalGitDependency;

impl Rule for OptionalGitDependency {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "optional-git-dependency",
            title: "A published release depends on another package's repository",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["lifecycle-prepare-git"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) =
            facts.manifest().filter(|_| facts.context().origin == Origin::RegistryDependency)
        else {
            return;
        };
        for (name, wanted) in &manifest.dependencies.optional {
            let Some(repository) = repository(wanted) else { continue };
            let bare = name.rsplit('/').next().unwrap_or(name);
            if is_commit(wanted) && !is_related(bare, repository) {
                let text = facts.text("package.json");
                let (start, end) =
                    json::key_position(&text, &["optionalDependencies", name]).unwrap_or_default();
                let locus = Locus { file: "package.json".to_owned(), start, end };
                let does = format!(
                    "depends on a commit of `{}` under the name `{}`",
                    excerpt(repository, 60),
                    excerpt(name, 60)
                );
                found.at(Trigger::Install, &locus, &does);
            }
        }
    }
}

/// The repository's own name in a git dependency: `query` of `github:acme/query#…`.
fn repository(wanted: &str) -> Option<&str> {
    let address = wanted.split('#').next().unwrap_or_default();
    let is_git = address.starts_with("git") || address.starts_with("bitbucket:") || address.ends_with(".git");
    let is_short = address.matches('/').count() == 1
        && !address.contains(':')
        && !address.starts_with(['.', '~', '@', '^']);
    let name = address.rsplit('/').next().unwrap_or_default().trim_end_matches(".git");
    ((is_git || is_short) && !name.is_empty()).then_some(name)
}

/// Whether the dependency is pinned to a commit rather than a tag or branch.
fn is_commit(wanted: &str) -> bool {
    wanted
        .split_once('#')
        .is_some_and(|(_, mark)| mark.len() >= 7 && mark.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_related(name: &str, repository: &str) -> bool {
    let (name, repository) = (name.to_ascii_lowercase(), repository.to_ascii_lowercase());
    name.contains(&repository) || repository.contains(&name)
}
