//! Which findings make a chain, and how it is told.
//!
//! A chain starts from one finding of a stable rule that accuses:
//!
//! - bytes known to be bad, and harm that was observed, are proof by themselves;
//! - a threat of high specificity and at least medium severity, in code that something runs, stands alone;
//! - any other threat of at least medium specificity needs a second finding that tells the same story
//!   ([`crate::neighbour`]): another threat of at least medium specificity, or a capability of high
//!   specificity (concealment, running by itself). Of threats in dormant code only those of high specificity
//!   count, and their support must run;
//! - a threat of low specificity starts and supports nothing, and bytes known to be bad, whose own chain says
//!   all, support nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use stockade_model::{Chain, Finding, Level, ProofBasis, Role, RuleStatus, Trigger};

use crate::neighbour::Neighbours;
use crate::story::{key, tell};

/// How many findings a story tells beside the one that starts it: more is not read.
const SUPPORTERS: usize = 3;

/// A chain before it is told: its first finding and those that support it.
pub(crate) struct Draft {
    /// The finding that starts it.
    pub(crate) start: usize,
    /// Those that support it, weightiest first.
    pub(crate) supporters: Vec<usize>,
    /// First findings of chains of the same rule in the same file.
    pub(crate) repeated: Vec<usize>,
}

/// All chains of sorted `findings`, worst first.
pub(crate) fn chains(findings: &[Finding]) -> Vec<Chain> {
    let mut chains: Vec<_> =
        drafts(findings).iter().map(|draft| (key(findings, draft), tell(findings, draft))).collect();
    chains.sort_by(|(one_key, one), (other_key, other)| {
        one_key.cmp(other_key).then_with(|| one.story.cmp(&other.story))
    });
    chains.into_iter().map(|(_, chain)| chain).collect()
}

/// The chains, one for each rule, file and kind of accusation.
fn drafts(findings: &[Finding]) -> Vec<Draft> {
    let supporters = (0..findings.len()).filter(|index| findings.get(*index).is_some_and(can_support));
    let neighbours = Neighbours::new(findings, supporters);
    let mut starts: Vec<usize> =
        (0..findings.len()).filter(|index| findings.get(*index).is_some_and(can_start)).collect();
    starts.sort_by_key(|index| findings.get(*index).map(weight));
    let mut told = BTreeSet::new();
    let mut drafts: BTreeMap<(Option<ProofBasis>, &str, &str), Draft> = BTreeMap::new();
    for start in starts {
        let Some(finding) = findings.get(start) else { continue };
        if told.contains(&start) && finding.proof.is_none() {
            continue;
        }
        let supporters = supporters_of(findings, &neighbours, finding);
        if supporters.is_empty() && !stands_alone(finding) {
            continue;
        }
        let file = finding.place().map_or("", |place| place.file.as_str());
        match drafts.get_mut(&(finding.proof, finding.rule.as_str(), file)) {
            Some(draft) => draft.repeated.push(start),
            None => {
                told.extend(supporters.iter().copied());
                let draft = Draft { start, supporters, repeated: Vec::new() };
                drafts.insert((finding.proof, finding.rule.as_str(), file), draft);
            }
        }
    }
    drafts.into_values().collect()
}

fn supporters_of(findings: &[Finding], neighbours: &Neighbours<'_>, finding: &Finding) -> Vec<usize> {
    if finding.is_known_bad_bytes() {
        return Vec::new();
    }
    let mut supporters: Vec<usize> = neighbours.of(finding).into_values().collect();
    supporters.sort_by_key(|index| (findings.get(*index).map(weight), *index));
    supporters.truncate(SUPPORTERS);
    supporters
}

/// Worst first: proof, what stands alone, threats before capabilities, harm, particularity, trigger.
fn weight(finding: &Finding) -> impl Ord + use<> {
    let accusation = (finding.proof, stands_alone(finding), finding.role);
    (Reverse(accusation), Reverse(finding.severity), Reverse(finding.specificity), finding.trigger)
}

fn weighs(finding: &Finding) -> bool {
    finding.status == RuleStatus::Stable
}

fn runs(finding: &Finding) -> bool {
    finding.trigger != Trigger::Dormant
}

fn can_start(finding: &Finding) -> bool {
    let least = if runs(finding) { Level::Medium } else { Level::High };
    let accuses = finding.role == Role::Threat && finding.specificity >= least;
    weighs(finding) && (finding.proof.is_some() || accuses)
}

fn stands_alone(finding: &Finding) -> bool {
    let is_particular = finding.specificity == Level::High && finding.severity >= Level::Medium;
    finding.proof.is_some() || (finding.role == Role::Threat && is_particular && runs(finding))
}

fn can_support(finding: &Finding) -> bool {
    let is_particular = match finding.role {
        Role::Threat => finding.specificity >= Level::Medium,
        Role::Capability => finding.specificity == Level::High,
    };
    weighs(finding) && is_particular && runs(finding) && !finding.is_known_bad_bytes()
}

#[cfg(test)]
mod tests {
    use stockade_model::{Capabilities, Judgement, Verdict};

    use super::*;
    use crate::judge;
    use crate::sample::{evidence, finding, hint};

    fn of(findings: Vec<Finding>) -> Judgement {
        judge(findings, vec![], Capabilities::new())
    }

    #[test]
    fn a_medium_threat_alone_is_no_chain() {
        assert_eq!(of(vec![hint("one", "a.js", 1)]).verdict, Verdict::Clean);
    }

    #[test]
    fn two_medium_threats_near_each_other_are_a_chain() {
        let judgement = of(vec![hint("one", "a.js", 1), hint("two", "a.js", 9)]);
        assert_eq!(judgement.verdict, Verdict::Suspicious);
        assert_eq!(judgement.chains.len(), 1);
        assert_eq!(judgement.chains[0].findings, [0, 1]);
        assert!(!judgement.chains[0].proof);
    }

    #[test]
    fn two_medium_threats_far_apart_are_none() {
        assert_eq!(of(vec![hint("one", "a.js", 1), hint("two", "a.js", 900)]).verdict, Verdict::Clean);
    }

    #[test]
    fn concealment_supports_a_medium_threat() {
        let concealment = Finding { role: Role::Capability, ..finding("invisible-text", "a.js", 2) };
        assert_eq!(of(vec![hint("one", "a.js", 1), concealment]).verdict, Verdict::Suspicious);
    }

    #[test]
    fn a_common_capability_supports_nothing() {
        let common = Finding { role: Role::Capability, ..hint("network-used", "a.js", 2) };
        assert_eq!(of(vec![hint("one", "a.js", 1), common]).verdict, Verdict::Clean);
    }

    #[test]
    fn low_specificity_makes_no_chain_even_in_company() {
        let weak = |rule| Finding { specificity: Level::Low, ..finding(rule, "a.js", 1) };
        let judgement = of(vec![weak("one"), weak("two"), hint("three", "a.js", 2)]);
        assert_eq!(judgement.verdict, Verdict::Clean);
    }

    #[test]
    fn dormant_code_makes_no_chain_alone() {
        let dormant = |rule| Finding { trigger: Trigger::Dormant, ..finding(rule, "a.js", 1) };
        assert_eq!(of(vec![dormant("one"), dormant("two")]).verdict, Verdict::Clean);
    }

    #[test]
    fn a_particular_threat_in_dormant_code_is_told_beside_one_that_runs() {
        let dormant = Finding { trigger: Trigger::Dormant, ..finding("payload", "a.js", 5) };
        let judgement = of(vec![dormant, hint("loader", "a.js", 1)]);
        assert_eq!(judgement.verdict, Verdict::Suspicious);
        assert_eq!(
            judgement.chains[0].story,
            "in code that nothing reaches, `a.js:5` does payload; at import, `a.js:1` does loader"
        );
        assert_eq!(judgement.chains[0].trigger, Trigger::Import);
    }

    #[test]
    fn a_medium_threat_in_dormant_code_starts_nothing() {
        let dormant = Finding { trigger: Trigger::Dormant, ..hint("payload", "a.js", 5) };
        assert_eq!(of(vec![dormant, hint("loader", "a.js", 1)]).verdict, Verdict::Clean);
    }

    #[test]
    fn a_story_has_an_end() {
        let rules = ["a", "b", "c", "d", "e", "f"];
        let told = of(rules.into_iter().map(|rule| hint(rule, "a.js", 1)).collect()).chains;
        assert!(told.iter().all(|chain| chain.findings.len() <= 1 + SUPPORTERS));
        let all: BTreeSet<usize> = told.iter().flat_map(|chain| chain.findings.clone()).collect();
        assert_eq!(all.len(), rules.len());
    }

    #[test]
    fn many_findings_in_one_place_are_judged_quickly() {
        let place = |column| vec![evidence("a.js", 1, column)];
        let many = (0..20_000_u32).map(|column| Finding {
            evidence: place(column % 1_000),
            clause: format!("{column}"),
            ..hint(if column % 2 == 0 { "one" } else { "two" }, "a.js", 1)
        });
        assert_eq!(of(many.collect()).chains.len(), 2);
    }

    #[test]
    fn a_hint_near_known_bad_bytes_is_no_proof_of_its_own() {
        let known = Finding { proof: Some(ProofBasis::KnownBadBytes), ..finding("known", "a.js", 1) };
        let judgement = of(vec![known, hint("one", "a.js", 2)]);
        assert_eq!(judgement.chains.iter().map(|chain| chain.proof).collect::<Vec<_>>(), [true]);
    }
}
