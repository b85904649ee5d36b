//! # A workflow runs a stranger's code or text beside secrets
//!
//! A workflow that starts on a stranger's pull request, issue or comment, with the repository's secrets at hand,
//! checks out the stranger's code or puts the stranger's text into a command.
//!
//! ## Why it matters
//!
//! Whoever opens a pull request runs code there, and publishes the next release. nx, TanStack and AsyncAPI were
//! taken over this way.
//!
//! ## Known benign uses
//!
//! Labels and greetings start on the same events and touch neither code nor text.
//!
//! ## Bad
//!
//! ```package project
//! == .github/workflows/preview.yml
//! on: pull_request_target
//! jobs:
//!   build:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - uses: actions/checkout@v4 //~ here
//!         with:
//!           ref: ${{ github.event.pull_request.head.sha }}
//!       - run: npm ci && npm test
//! ```
//!
//! ```package project
//! == .github/workflows/command.yml
//! on:
//!   issue_comment:
//!     types: [created]
//! jobs:
//!   answer:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - run: echo "${{ github.event.comment.body }}" | ./answer.sh //~ here
//! ```
//!
//! ## Good
//!
//! ```package project
//! == .github/workflows/test.yml
//! on: [push, pull_request]
//! jobs:
//!   test:
//!     runs-on: ubuntu-latest
//!     steps:
//!       - uses: actions/checkout@v4
//!       - run: npm ci && npm test
//! ```
//!
//! ## References
//!
//! - GitHub Security Lab: preventing pwn requests
//! - StepSecurity: TanStack (May 2026)

use crate::prelude::*;

/// A workflow runs a stranger's code or text beside secrets.
pub struct WorkflowRunsStrangersCode;

impl Rule for WorkflowRunsStrangersCode {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "workflow-runs-strangers-code",
            title: "A workflow runs a stranger's code or text beside secrets",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::High,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["pwn-request"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.auto_runs() {
            let AutoRunEvent::Workflow(triggers) = &fact.entry.event else { continue };
            let is_open = triggers.iter().any(|name| STRANGERS.contains(&name.as_str()));
            let does = fact.entry.notes.iter().find_map(|note| match note {
                AutoRunNote::PullRequestHead => {
                    Some("checks out a stranger's code where secrets are at hand")
                }
                AutoRunNote::StrangersText(_) => {
                    Some("puts a stranger's text into a command where secrets are at hand")
                }
                _ => None,
            });
            if let Some(does) = does.filter(|_| is_open) {
                found.at(Trigger::Build, &fact.locus, does);
            }
        }
    }
}

/// Events that a stranger causes and that run the repository's own workflow.
const STRANGERS: [&str; 6] =
    ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"];
