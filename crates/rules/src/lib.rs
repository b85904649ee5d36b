//! Rules: code that turns facts into findings, one file a rule.
//!
//! A rule's head is the page a user reads, its fences are its tests, the rest is the matcher. `cargo xtask gen`
//! writes the registry from the folder; `tests/contract.rs` holds every rule to the same promises.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod prelude;
pub mod registry;
pub mod rule;

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::Digest as _;
use stockade_facts::Facts;
use stockade_model::{Finding, Gap, GapKind, RuleStatus};

pub use rule::{Found, Rule};

/// All rules, sorted by tactic, then by id.
#[must_use]
pub fn all() -> &'static [&'static dyn Rule] {
    registry::RULES
}

/// The page of the rule `id`, in Markdown.
#[must_use]
pub fn page(id: &str) -> Option<&'static str> {
    registry::PAGES.iter().find(|(known, _)| *known == id).map(|(_, page)| *page)
}

/// What all rules that are in force say of a release. A rule that fails is a gap, never the end of the others.
#[must_use]
pub fn run(facts: &Facts<'_>) -> (Vec<Finding>, Vec<Gap>) {
    let mut findings = Vec::new();
    let mut gaps = Vec::new();
    for rule in all().iter().filter(|rule| rule.meta().status != RuleStatus::Deprecated) {
        match catch_unwind(AssertUnwindSafe(|| check(*rule, facts))) {
            Ok(found) => findings.extend(found),
            Err(_) => {
                let reason =
                    format!("the rule `{}` failed on this release; please report it", rule.meta().id);
                gaps.push(Gap::new(GapKind::Rule, reason));
            }
        }
    }
    (findings, gaps)
}

/// What one rule says of a release.
#[must_use]
pub fn check(rule: &dyn Rule, facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Found::new(facts, rule.meta());
    rule.check(facts, &mut found);
    found.into_findings()
}

/// A hash of everything that decides verdicts beside a release's bytes: rules, facts, intelligence. Equal
/// rulesets give equal verdicts; a changed one must not find earlier verdicts in a memo.
#[must_use]
pub fn ruleset_hash() -> String {
    let digest = sha2::Sha256::digest(env!("STOCKADE_RULESET").as_bytes());
    format!("sha256:{}", hex::encode(digest))
}
