//! # A look-alike links the repository of what it imitates
//!
//! The name is that of a popular package with a slip or a word, and the repository it links is that package's own.
//!
//! ## Why it matters
//!
//! The stars, issues and history of the real project vouch for the copy. Registries do not check the link.
//!
//! ## Known benign uses
//!
//! Projects with many packages link one repository from each; their names differ by more than a slip, or say in
//! which folder they lie.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 4
//! {
//!   "name": "exrpess",
//!   "version": "4.18.2",
//!   "repository": {"type": "git", "url": "git+https://github.com/expressjs/express.git"}
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "express-async", "version": "1.0.0", "repository": "acme/express-async"}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "dotenv-core", "version": "1.0.0", "repository": {"url": "https://github.com/motdotla/dotenv", "directory": "packages/core"}}
//! ```
//!
//! ## References
//!
//! - Checkmarx: starjacking (2022)
//! - Checkmarx: noblox-ts (July 2024)

use stockade_facts::lookalike::{self, borrowed};

use crate::prelude::*;

/// A look-alike links the repository of what it imitates.
pub struct RepositoryOfImitatedProject;

impl Rule for RepositoryOfImitatedProject {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "repository-of-imitated-project",
            title: "A look-alike links the repository of what it imitates",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1036",
            covers: &["starjacking", "brandjack"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(name) = facts.published_name() else { return };
        let Some(repository) = facts.repository_name() else { return };
        let slipped = lookalike::name(name).map(|found| found.target);
        let leaning = || borrowed::combined(name).map(|found| found.target);
        let target = slipped.or_else(|| leaning().filter(|_| facts.repository_folder().is_none()));
        if target.is_some_and(|target| target == repository) {
            let does = format!("links the repository of `{repository}`, which its name imitates");
            found.at(Trigger::Install, &facts.in_manifest(&["repository"]), &does);
        }
    }
}
