//! From findings and gaps to a verdict.
//!
//! There is no score. A release is judged by the *chains* its findings form, each a story that a person can
//! check; without a chain, a gap that could hide one decides between `unknown` and `clean`. Everything here
//! is a pure function of values, so equal findings give equal verdicts in whatever order they arrive.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod chain;
mod neighbour;
mod order;
mod story;

#[cfg(test)]
mod sample;

use stockade_model::{Capabilities, Chain, Finding, Gap, Judgement, Verdict};

/// Judges one release by what the rules said of it, what was not examined, and what it can do.
///
/// Findings are sorted by place and rule and repeated ones dropped; gaps are sorted and repeated ones dropped;
/// [`Chain::findings`] are indices into the sorted findings. Preview and deprecated findings are kept, but
/// never weigh.
///
/// The verdict is `malicious` with a chain of proof, `suspicious` with any chain, `unknown` without a chain
/// but with a gap that may hide a threat, and `clean` otherwise: a gap can only make it worse.
#[must_use]
pub fn judge(mut findings: Vec<Finding>, mut gaps: Vec<Gap>, capabilities: Capabilities) -> Judgement {
    findings.sort_by(order::findings);
    findings.dedup();
    gaps.sort();
    gaps.dedup();
    let chains = chain::chains(&findings);
    let verdict = verdict(&chains, &gaps);
    Judgement { verdict, chains, findings, gaps, capabilities }
}

fn verdict(chains: &[Chain], gaps: &[Gap]) -> Verdict {
    if chains.iter().any(|chain| chain.proof) {
        Verdict::Malicious
    } else if !chains.is_empty() {
        Verdict::Suspicious
    } else if gaps.iter().any(|gap| gap.may_hide_threat) {
        Verdict::Unknown
    } else {
        Verdict::Clean
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use stockade_model::{Capability, GapKind, Level, ProofBasis, Role, RuleStatus, Trigger};

    use super::*;
    use crate::sample::{any_finding, any_gap, finding};

    fn verdict_of(findings: Vec<Finding>, gaps: Vec<Gap>) -> Verdict {
        judge(findings, gaps, Capabilities::new()).verdict
    }

    #[test]
    fn nothing_said_and_nothing_missed_is_clean() {
        assert_eq!(verdict_of(vec![], vec![]), Verdict::Clean);
    }

    #[test]
    fn known_bad_bytes_are_malicious() {
        let known =
            Finding { proof: Some(ProofBasis::KnownBadBytes), ..finding("known-bad-file", "a.js", 1) };
        assert_eq!(verdict_of(vec![known], vec![]), Verdict::Malicious);
    }

    #[test]
    fn known_bad_bytes_are_malicious_even_where_nothing_reaches_them() {
        let known = Finding {
            proof: Some(ProofBasis::KnownBadBytes),
            trigger: Trigger::Dormant,
            ..finding("known-bad-file", "a.js", 1)
        };
        assert_eq!(verdict_of(vec![known], vec![]), Verdict::Malicious);
    }

    #[test]
    fn a_threat_particular_to_malware_is_suspicious() {
        assert_eq!(verdict_of(vec![finding("decoded-code-run", "a.js", 1)], vec![]), Verdict::Suspicious);
    }

    #[test]
    fn a_gap_that_may_hide_a_threat_is_unknown() {
        let gap = Gap::new(GapKind::Unparsed, "does not parse");
        assert_eq!(verdict_of(vec![], vec![gap]), Verdict::Unknown);
    }

    #[test]
    fn a_gap_that_can_hide_nothing_is_clean() {
        let gap = Gap::new(GapKind::Unparsed, "does not parse").harmless();
        assert_eq!(verdict_of(vec![], vec![gap]), Verdict::Clean);
    }

    #[test]
    fn a_gap_does_not_hide_a_chain() {
        let gap = Gap::new(GapKind::Unparsed, "does not parse");
        assert_eq!(verdict_of(vec![finding("decoded-code-run", "a.js", 1)], vec![gap]), Verdict::Suspicious);
    }

    #[test]
    fn capabilities_inform_and_do_not_accuse() {
        let able = Finding { role: Role::Capability, ..finding("process-started", "a.js", 1) };
        assert_eq!(verdict_of(vec![able], vec![]), Verdict::Clean);
    }

    #[test]
    fn findings_and_gaps_are_sorted_and_said_once() {
        let (late, early) = (finding("b", "b.js", 2), finding("a", "a.js", 9));
        let gap = Gap::new(GapKind::Limit, "too large");
        let judgement = judge(
            vec![late.clone(), early.clone(), late.clone()],
            vec![gap.clone(), Gap::new(GapKind::Unpack, "malformed"), gap.clone()],
            Capabilities::new(),
        );
        assert_eq!(judgement.findings, [early, late]);
        assert_eq!(judgement.gaps, [Gap::new(GapKind::Unpack, "malformed"), gap]);
    }

    #[test]
    fn capabilities_are_passed_on() {
        let capabilities = Capabilities::from([(Trigger::Install, [Capability::Network].into())]);
        assert_eq!(judge(vec![], vec![], capabilities.clone()).capabilities, capabilities);
    }

    #[test]
    fn a_deprecated_rule_never_weighs() {
        let old = Finding { status: RuleStatus::Deprecated, ..finding("old", "a.js", 1) };
        assert_eq!(verdict_of(vec![old], vec![]), Verdict::Clean);
    }

    #[test]
    fn a_threat_of_little_harm_does_not_stand_alone() {
        let small = Finding { severity: Level::Low, ..finding("typing-error", "a.js", 1) };
        assert_eq!(verdict_of(vec![small], vec![]), Verdict::Clean);
    }

    proptest! {
        #[test]
        fn a_gap_never_improves_a_verdict(
            findings in proptest::collection::vec(any_finding(), 0..12),
            gaps in proptest::collection::vec(any_gap(), 0..4),
            more in any_gap(),
        ) {
            let before = verdict_of(findings.clone(), gaps.clone());
            let after = verdict_of(findings, gaps.into_iter().chain([more]).collect());
            prop_assert!(after >= before);
        }

        #[test]
        fn the_order_of_findings_does_not_matter(
            (findings, shuffled) in proptest::collection::vec(any_finding(), 0..12)
                .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        ) {
            let one = judge(findings, vec![], Capabilities::new());
            prop_assert_eq!(one, judge(shuffled, vec![], Capabilities::new()));
        }

        #[test]
        fn preview_findings_never_change_the_verdict(
            findings in proptest::collection::vec(any_finding(), 0..12),
            preview in proptest::collection::vec(any_finding(), 0..6),
        ) {
            let before = verdict_of(findings.clone(), vec![]);
            let preview = preview.into_iter().map(|one| Finding { status: RuleStatus::Preview, ..one });
            prop_assert_eq!(verdict_of(findings.into_iter().chain(preview).collect(), vec![]), before);
        }

        #[test]
        fn a_finding_never_improves_a_verdict(
            findings in proptest::collection::vec(any_finding(), 0..12),
            more in any_finding(),
        ) {
            let before = verdict_of(findings.clone(), vec![]);
            prop_assert!(verdict_of(findings.into_iter().chain([more]).collect(), vec![]) >= before);
        }

        #[test]
        fn a_chain_names_findings_that_exist_and_weigh(
            findings in proptest::collection::vec(any_finding(), 0..16),
        ) {
            let judgement = judge(findings, vec![], Capabilities::new());
            for index in judgement.chains.iter().flat_map(|chain| &chain.findings) {
                prop_assert_eq!(judgement.findings.get(*index).map(|one| one.status), Some(RuleStatus::Stable));
            }
        }
    }
}
