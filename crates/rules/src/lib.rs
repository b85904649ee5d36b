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
use stockade_model::{Finding, Gap, GapKind, RuleMeta, RuleStatus, Tier};

pub use rule::{Found, Rule};

/// All rules, sorted by tactic, then by id.
#[must_use]
pub fn all() -> &'static [&'static dyn Rule] {
    registry::RULES
}

/// The page of the rule `id`, in Markdown; a former id gives the page of the rule that had it.
#[must_use]
pub fn page(id: &str) -> Option<&'static str> {
    let id = current_id(id);
    registry::PAGES.iter().find(|(known, _)| *known == id).map(|(_, page)| *page)
}

/// The rule of the id `id`, which may be a former one.
#[must_use]
pub fn find(id: &str) -> Option<&'static dyn Rule> {
    let id = current_id(id);
    all().iter().copied().find(|rule| rule.meta().id == id)
}

/// The id that the rule formerly called `id` has; `id` itself where no rule was called so.
#[must_use]
pub fn current_id(id: &str) -> &str {
    renamed(registry::FORMER_IDS, id)
}

fn renamed<'a>(former: &[(&str, &'static str)], id: &'a str) -> &'a str {
    former.iter().find(|(old, _)| *old == id).map_or(id, |(_, current)| *current)
}

/// What all rules that are in force say of a release. A rule that fails is a gap, never the end of the others.
#[must_use]
pub fn run(facts: &Facts<'_>) -> (Vec<Finding>, Vec<Gap>) {
    run_tiers(facts, |tier| tier != Tier::Emulation)
}

/// What the rules say that read code or what code was seen doing, of a release whose code was run.
#[must_use]
pub fn run_observed(facts: &Facts<'_>) -> (Vec<Finding>, Vec<Gap>) {
    run_tiers(facts, |tier| tier >= Tier::Source)
}

fn run_tiers(facts: &Facts<'_>, is_meant: impl Fn(Tier) -> bool) -> (Vec<Finding>, Vec<Gap>) {
    let mut findings = Vec::new();
    let mut gaps = Vec::new();
    let is_in_force = |rule: &RuleMeta| rule.status != RuleStatus::Deprecated && is_meant(rule.tier);
    for rule in all().iter().filter(|rule| is_in_force(rule.meta())) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_id_leads_to_the_rule_that_had_it() {
        let former = [("old-name", "new-name")];
        assert_eq!(renamed(&former, "old-name"), "new-name");
        assert_eq!(renamed(&former, "new-name"), "new-name");
        assert_eq!(renamed(&former, "other"), "other");
    }

    #[test]
    fn a_rule_is_found_by_its_id_and_by_no_other() {
        assert_eq!(find("env-sent-to-network").map(|rule| rule.meta().id), Some("env-sent-to-network"));
        assert!(find("env-sent").is_none() && page("env-sent").is_none());
    }
}
