//! Findings and gaps for tests.

use proptest::prelude::*;
use stockade_model::{Evidence, Finding, Gap, GapKind, Level, Place, ProofBasis, Role, RuleStatus, Trigger};

/// A piece of evidence at a line's first column.
pub(crate) fn evidence(file: &str, line: u32, column: u32) -> Evidence {
    let place = Place { file: file.into(), line, column, length: 4 };
    Evidence { place, note: String::new(), snippet: String::new(), snippet_offset: 0 }
}

/// A stable threat, severe and particular to malware, that runs at import.
pub(crate) fn finding(rule: &str, file: &str, line: u32) -> Finding {
    Finding {
        rule: rule.into(),
        title: rule.into(),
        role: Role::Threat,
        severity: Level::High,
        specificity: Level::High,
        status: RuleStatus::Stable,
        trigger: Trigger::Import,
        technique: "T1059.007".into(),
        clause: format!("`{file}:{line}` does {rule}"),
        evidence: vec![evidence(file, line, 1)],
        proof: None,
    }
}

/// The same, of medium specificity: it needs a second finding.
pub(crate) fn hint(rule: &str, file: &str, line: u32) -> Finding {
    Finding { specificity: Level::Medium, ..finding(rule, file, line) }
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Low), Just(Level::Medium), Just(Level::High)]
}

fn status() -> impl Strategy<Value = RuleStatus> {
    prop_oneof![4 => Just(RuleStatus::Stable), 1 => Just(RuleStatus::Preview), 1 => Just(RuleStatus::Deprecated)]
}

fn place() -> impl Strategy<Value = Evidence> {
    let column = prop_oneof![Just(1_u32), Just(100), Just(1_900), Just(9_000)];
    let line = prop_oneof![1_u32..4, 100_u32..500];
    (prop_oneof![Just("a.js"), Just("b.js")], line, column)
        .prop_map(|(file, line, column)| evidence(file, line, column))
}

/// Any finding of a few rules in two files.
pub(crate) fn any_finding() -> impl Strategy<Value = Finding> {
    let rule = prop_oneof![Just("one"), Just("two"), Just("three"), Just("four")];
    let role = prop_oneof![Just(Role::Threat), Just(Role::Capability)];
    let evidence = proptest::collection::vec(place(), 0..3);
    let proof = prop_oneof![18 => Just(None), 1 => Just(Some(ProofBasis::Observed)), 1 => Just(Some(ProofBasis::KnownBadBytes))];
    (rule, role, level(), level(), status(), proptest::sample::select(&Trigger::ALL[..]), evidence, proof)
        .prop_map(|(rule, role, severity, specificity, status, trigger, evidence, proof)| Finding {
            role,
            severity,
            specificity,
            status,
            trigger,
            evidence,
            proof,
            ..finding(rule, "a.js", 1)
        })
}

/// Any gap.
pub(crate) fn any_gap() -> impl Strategy<Value = Gap> {
    (prop_oneof![Just(GapKind::Unparsed), Just(GapKind::Limit)], any::<bool>()).prop_map(
        |(kind, may_hide_threat)| Gap { kind, file: None, reason: "reason".into(), may_hide_threat },
    )
}
