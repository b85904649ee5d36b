//! What every rule promises, whichever rule it is.

mod contract {
    pub(crate) mod example;
    pub(crate) mod renamed;
}

use std::collections::BTreeSet;

use contract::example::{self, Example};
use stockade_model::{Role, RuleStatus, Verdict};
use stockade_rules::{Rule, all, page};

fn each_example(mut visit: impl FnMut(&dyn Rule, &Example)) {
    for rule in all() {
        for example in example::of_page(rule.meta().id, page(rule.meta().id).unwrap_or_default()) {
            visit(*rule, &example);
        }
    }
}

#[test]
fn ids_are_unique_and_pages_complete() {
    let mut seen = BTreeSet::new();
    for rule in all() {
        let meta = rule.meta();
        assert!(seen.insert(meta.id), "{} occurs twice", meta.id);
        let page = page(meta.id).unwrap_or_default();
        assert_eq!(page.lines().next(), Some(format!("# {}", meta.title).as_str()), "{}", meta.id);
        for heading in ["## Why it matters", "## Known benign uses", "## Bad", "## Good"] {
            assert!(page.contains(heading), "{} lacks {heading}", meta.id);
        }
        assert!(!page.contains("WRITE:"), "{} is not written to its end", meta.id);
    }
}

#[test]
fn former_ids_lead_to_their_rule_and_are_no_others() {
    let current: BTreeSet<&str> = all().iter().map(|rule| rule.meta().id).collect();
    let mut former = BTreeSet::new();
    for rule in all() {
        for id in rule.former_ids() {
            assert!(!current.contains(id) && former.insert(id), "{id} is the id of another rule");
            assert_eq!(stockade_rules::find(id).map(|found| found.meta().id), Some(rule.meta().id), "{id}");
            assert_eq!(page(id), page(rule.meta().id), "{id}");
        }
    }
}

#[test]
fn a_deprecated_rule_says_what_to_use_instead() {
    for rule in all().iter().filter(|rule| rule.meta().status == RuleStatus::Deprecated) {
        let id = rule.meta().id;
        assert!(page(id).unwrap_or_default().contains("\n## Instead\n"), "{id} lacks ## Instead");
    }
}

#[test]
fn a_rule_in_preview_reports_and_never_weighs() {
    each_example(|rule, example| {
        if rule.meta().status == RuleStatus::Preview {
            let reported = example.reported_by(rule);
            assert_eq!(reported.is_empty(), !example.is_bad, "{}", rule.meta().id);
            assert!(!example.weighs(rule.meta().id), "{}", rule.meta().id);
        }
    });
}

#[test]
fn every_rule_has_a_bad_and_a_good_example() {
    for rule in all() {
        let examples = example::of_page(rule.meta().id, page(rule.meta().id).unwrap_or_default());
        assert!(examples.iter().any(|example| example.is_bad), "{} has no bad example", rule.meta().id);
        assert!(examples.iter().any(|example| !example.is_bad), "{} has no good example", rule.meta().id);
    }
}

#[test]
fn each_bad_example_reports_exactly_its_marks_and_each_good_one_nothing() {
    let mut failures = Vec::new();
    each_example(|rule, example| {
        let reported = example.reported_by(rule);
        if reported != example.marks {
            failures.push(format!(
                "{} example {}: marked {:?}, reported {reported:?}",
                rule.meta().id,
                example.number,
                example.marks
            ));
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn each_bad_example_of_a_threat_that_stands_alone_changes_the_verdict() {
    let mut failures = Vec::new();
    each_example(|rule, example| {
        let meta = rule.meta();
        let weighs = meta.role == Role::Threat && meta.status == RuleStatus::Stable;
        if weighs && example.is_bad && example.verdict() < Verdict::Suspicious {
            failures.push(format!("{} example {}: {:?}", meta.id, example.number, example.verdict()));
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_good_example_of_any_rule_is_suspicious_to_all() {
    let mut failures = Vec::new();
    each_example(|rule, example| {
        if !example.is_bad && example.verdict() >= Verdict::Suspicious {
            failures.push(format!("{} example {}: {:?}", rule.meta().id, example.number, example.stories()));
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Rules whose fact is a name that the author chose: what an argument is called is all that says what it holds.
const READS_NAMES: &[&str] = &["secret-argument-sent"];

#[test]
fn renaming_and_reprinting_does_not_lose_a_finding() {
    let mut failures = Vec::new();
    each_example(|rule, example| {
        let is_source = rule.meta().tier == stockade_model::Tier::Source;
        if !is_source
            || !example.is_bad
            || rule.meta().id.starts_with("text-")
            || READS_NAMES.contains(&rule.meta().id)
        {
            return;
        }
        let Some(renamed) = contract::renamed::renamed(example) else { return };
        let before = example.reported_by(rule).len();
        let after = renamed.reported_by(rule).len();
        if after == 0 && before > 0 {
            failures.push(format!("{} example {}", rule.meta().id, example.number));
        }
    });
    assert!(failures.is_empty(), "lost by renaming:\n{}", failures.join("\n"));
}

#[test]
fn findings_do_not_depend_on_the_order_of_files() {
    each_example(|rule, example| {
        assert_eq!(
            example.reported_by(rule),
            example.with_files_reversed().reported_by(rule),
            "{}",
            rule.meta().id
        );
    });
}
