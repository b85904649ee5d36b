//! # Settings of the package manager make it start a program of the tree
//!
//! `.npmrc` or `.yarnrc` sets `git`, `script-shell` or, in a package, `node-options` to something other than a usual shell
//! or git.
//!
//! ## Why it matters
//!
//! The package manager starts that program at the next install, even with scripts switched off. A git dependency is
//! prepared in its own folder, where its own settings count.
//!
//! ## Known benign uses
//!
//! Projects that set a usual shell, by name or absolute path. Published packages need no such file at all.
//!
//! ## Bad
//!
//! ```package git
//! == package.json
//! {"name": "x", "version": "1.0.0"}
//! == .npmrc
//! git = ./tools/run.sh #~ here
//! ignore-scripts = true
//! == tools/run.sh
//! echo started
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! registry=https://registry.example/
//! script-shell=./.cache/sh #~ here
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0"}
//! == .npmrc
//! script-shell=/bin/bash
//! save-exact=true
//! ```
//!
//! ```package git
//! == package.json
//! {"name": "x", "version": "1.0.0"}
//! == .npmrc
//! script-shell=pwsh
//! node-options=--max-old-space-size=4096
//! ```
//!
//! ## References
//!
//! - GitHub: Changes to git dependencies and `.npmrc` (February 2026)

use crate::prelude::*;

/// Settings of the package manager make it start a program of the tree.
pub struct NpmrcNamesProgram;

impl Rule for NpmrcNamesProgram {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "npmrc-names-program",
            title: "Settings of the package manager make it start a program of the tree",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1574",
            covers: &["npmrc-git-config"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for named in facts.named_programs() {
            let does = format!(
                "makes the package manager start `{}` as its `{}`",
                excerpt(&named.program, 80),
                named.key
            );
            found.at(Trigger::Install, &named.locus, &does);
        }
    }
}
