//! # A git dependency runs code when it is prepared
//!
//! The package is installed from a git repository, and has a `prepare`, `prepack` or `prepublish` script.
//!
//! ## Why it matters
//!
//! A dependency from git is built on the machine that installs it, with its development dependencies. Nobody
//! published it, and a registry's checks never saw it.
//!
//! ## Known benign uses
//!
//! Forks that are compiled when they are installed. So this informs; what the script's code does is for other
//! rules.
//!
//! ## Bad
//!
//! ```package git
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"prepare": "tsc -p ."}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"prepare": "tsc -p ."}}
//! ```
//!
//! ## References
//!
//! - npm documentation: scripts, life cycle operation order

use crate::prelude::*;

/// A git dependency runs code when it is prepared.
pub struct GitDependencyPrepares;

impl Rule for GitDependencyPrepares {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "git-dependency-prepares",
            title: "A git dependency runs code when it is prepared",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Low,
            technique: "T1195.001",
            covers: &["lifecycle-prepare-git"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        if facts.context().origin != Origin::GitDependency {
            return;
        }
        for command in facts.commands() {
            if let CommandOrigin::Hook(name) = &command.origin
                && (name.contains("prep") || name == "postpack")
            {
                let does = format!("runs `{}` when the repository is prepared", excerpt(&command.text, 80));
                found.at(command.trigger, &command.locus, &does);
            }
        }
    }
}
