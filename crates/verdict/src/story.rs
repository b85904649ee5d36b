//! How a chain is told: in words a developer understands in one reading.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use stockade_model::{Chain, Finding, Trigger};

use crate::chain::Draft;

/// What chains are sorted by: proof, harm, trigger, place.
pub(crate) fn key(findings: &[Finding], draft: &Draft) -> impl Ord + use<> {
    let start = findings.get(draft.start);
    let members = members(findings, draft);
    let severity = members.iter().map(|(_, finding)| finding.severity).max();
    let trigger = members.iter().map(|(_, finding)| finding.trigger).min();
    let is_proof = start.is_some_and(|finding| finding.proof.is_some());
    (Reverse(is_proof), Reverse(severity), trigger, start.and_then(Finding::place).cloned(), draft.start)
}

fn members<'a>(findings: &'a [Finding], draft: &Draft) -> Vec<(usize, &'a Finding)> {
    let indices = std::iter::once(&draft.start).chain(&draft.supporters);
    indices.filter_map(|index| findings.get(*index).map(|finding| (*index, finding))).collect()
}

/// The chain of `draft`.
pub(crate) fn tell(findings: &[Finding], draft: &Draft) -> Chain {
    let members = members(findings, draft);
    let repeated = draft.repeated.iter().filter_map(|index| findings.get(*index));
    let everything = members.iter().map(|(_, finding)| *finding).chain(repeated.clone());
    let techniques: BTreeSet<&String> =
        everything.map(|finding| &finding.technique).filter(|technique| !technique.is_empty()).collect();
    let indices: BTreeSet<usize> = draft.repeated.iter().copied().collect();
    let told = members.iter().map(|(index, _)| *index);
    let untold: Vec<usize> =
        indices.into_iter().filter(|index| told.clone().all(|told| told != *index)).collect();
    Chain {
        story: story(&members, untold.len()),
        proof: members.iter().any(|(_, finding)| finding.proof.is_some()),
        trigger: members.iter().map(|(_, finding)| finding.trigger).min().unwrap_or(Trigger::Dormant),
        techniques: techniques.into_iter().cloned().collect(),
        findings: told.chain(untold.iter().copied()).collect(),
    }
}

/// `at install, A; B; at import, C (and 3 more places)`.
fn story(members: &[(usize, &Finding)], more: usize) -> String {
    let mut story = String::new();
    let mut trigger = None;
    for (_, finding) in members {
        if !story.is_empty() {
            story.push_str("; ");
        }
        if trigger != Some(finding.trigger) {
            story.push_str(finding.trigger.phrase());
            story.push_str(", ");
            trigger = Some(finding.trigger);
        }
        story.push_str(&finding.clause);
    }
    match more {
        0 => story,
        1 => story + " (and 1 more place)",
        _ => story + &format!(" (and {more} more places)"),
    }
}

#[cfg(test)]
mod tests {
    use stockade_model::{Capabilities, Judgement, Level, ProofBasis};

    use super::*;
    use crate::judge;
    use crate::sample::{finding, hint};

    fn of(findings: Vec<Finding>) -> Judgement {
        judge(findings, vec![], Capabilities::new())
    }

    fn stories(findings: Vec<Finding>) -> Vec<String> {
        of(findings).chains.into_iter().map(|chain| chain.story).collect()
    }

    #[test]
    fn one_finding_is_told_with_its_trigger() {
        let at_install = Finding { trigger: Trigger::Install, ..finding("theft", "a.js", 1) };
        assert_eq!(stories(vec![at_install]), ["at install, `a.js:1` does theft"]);
    }

    #[test]
    fn two_findings_are_told_together() {
        assert_eq!(
            stories(vec![finding("theft", "a.js", 9), hint("hidden", "a.js", 2)]),
            ["at import, `a.js:9` does theft; `a.js:2` does hidden"]
        );
    }

    #[test]
    fn a_second_trigger_is_named() {
        let at_install = Finding { trigger: Trigger::Install, ..hint("hidden", "a.js", 2) };
        assert_eq!(
            stories(vec![finding("theft", "a.js", 9), at_install]),
            ["at import, `a.js:9` does theft; at install, `a.js:2` does hidden"]
        );
    }

    #[test]
    fn the_same_story_in_one_file_is_told_once_with_a_count() {
        let judgement = of((1..=4).map(|line| finding("theft", "a.js", line)).collect());
        assert_eq!(judgement.chains.len(), 1);
        assert_eq!(judgement.chains[0].story, "at import, `a.js:1` does theft (and 3 more places)");
        assert_eq!(judgement.chains[0].findings, [0, 1, 2, 3]);
    }

    #[test]
    fn the_same_rule_in_two_files_is_two_stories() {
        assert_eq!(stories(vec![finding("theft", "a.js", 1), finding("theft", "b.js", 1)]).len(), 2);
    }

    #[test]
    fn proof_comes_first_then_harm_then_trigger() {
        let proof = Finding { proof: Some(ProofBasis::KnownBadBytes), ..finding("known", "z.js", 1) };
        let mild = Finding { severity: Level::Medium, ..finding("mild", "a.js", 1) };
        let at_install = Finding { trigger: Trigger::Install, ..finding("hook", "y.js", 1) };
        let told = stories(vec![mild, finding("theft", "b.js", 1), at_install, proof]);
        let order: Vec<_> = told.iter().filter_map(|story| story.split(' ').next_back()).collect();
        assert_eq!(order, ["known", "hook", "theft", "mild"]);
    }

    #[test]
    fn techniques_are_sorted_and_said_once() {
        let other = Finding { technique: "T1027".into(), ..hint("two", "a.js", 2) };
        let judgement = of(vec![hint("one", "a.js", 1), other, finding("three", "a.js", 3)]);
        assert_eq!(judgement.chains[0].techniques, ["T1027", "T1059.007"]);
    }
}
