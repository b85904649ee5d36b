//! What an evaluation measured, as it is kept from one to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// The results of one evaluation.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Results {
    /// Hash of the rules that were measured.
    pub(crate) ruleset: String,
    /// Each specimen, by its rule and number.
    pub(crate) recall: BTreeMap<String, Specimen>,
    /// Each corpus by name.
    pub(crate) noise: BTreeMap<String, Noise>,
}

/// An inert specimen: a *Bad* example of a rule.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Specimen {
    /// Techniques of the catalogue that the rule covers.
    pub(crate) techniques: Vec<String>,
    /// The verdict.
    pub(crate) verdict: String,
    /// What is wrong with the answer; none when the specimen was found as it should be.
    pub(crate) fault: Option<String>,
    /// The first story told.
    pub(crate) story: Option<String>,
}

/// What a scan says of an honest project.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Noise {
    /// Releases judged.
    pub(crate) releases: usize,
    /// Releases that are not clean: purl, then the verdict and why.
    pub(crate) stopped: BTreeMap<String, Stopped>,
}

/// An honest release that is not clean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stopped {
    /// The verdict.
    pub(crate) verdict: String,
    /// The story, or the gaps.
    pub(crate) why: String,
}

impl Noise {
    /// How many releases got `verdict`.
    pub(crate) fn count(&self, verdict: &str) -> usize {
        self.stopped.values().filter(|stopped| stopped.verdict == verdict).count()
    }
}

/// What `now` gained and lost against `last`, a line each.
pub(crate) fn difference(last: Option<&Results>, now: &Results) -> String {
    let Some(last) = last else { return "no earlier results to compare with".to_owned() };
    let mut text = String::new();
    let found = |results: &Results| -> BTreeSet<String> {
        let found = results.recall.iter().filter(|(_, specimen)| specimen.fault.is_none());
        found.map(|(name, _)| name.clone()).collect()
    };
    let (before, after) = (found(last), found(now));
    for name in before.difference(&after) {
        let _ = writeln!(text, "- specimen lost: {name}");
    }
    for name in after.difference(&before) {
        let _ = writeln!(text, "+ specimen found: {name}");
    }
    for (corpus, noise) in &now.noise {
        let none = BTreeMap::new();
        let before = last.noise.get(corpus).map_or(&none, |noise| &noise.stopped);
        for (purl, stopped) in &noise.stopped {
            if before.get(purl).map(|stopped| &stopped.verdict) != Some(&stopped.verdict) {
                let _ = writeln!(text, "- {corpus}: {purl} is {}: {}", stopped.verdict, stopped.why);
            }
        }
        for purl in before.keys().filter(|purl| !noise.stopped.contains_key(*purl)) {
            let _ = writeln!(text, "+ {corpus}: {purl} is clean");
        }
    }
    if text.is_empty() { "no difference to the last results".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(fault: Option<&str>, stopped: &[&str]) -> Results {
        let specimen = Specimen {
            techniques: Vec::new(),
            verdict: "suspicious".to_owned(),
            fault: fault.map(str::to_owned),
            story: None,
        };
        let why = Stopped { verdict: "unknown".to_owned(), why: "gap".to_owned() };
        let stopped = stopped.iter().map(|purl| ((*purl).to_owned(), why.clone())).collect();
        Results {
            ruleset: String::new(),
            recall: BTreeMap::from([("rule 1".to_owned(), specimen)]),
            noise: BTreeMap::from([("small".to_owned(), Noise { releases: 9, stopped })]),
        }
    }

    #[test]
    fn losses_and_gains_are_told() {
        let text = difference(Some(&results(None, &["a", "b"])), &results(Some("missed"), &["b", "c"]));
        assert_eq!(text, "- specimen lost: rule 1\n- small: c is unknown: gap\n+ small: a is clean\n");
    }

    #[test]
    fn equal_results_differ_in_nothing() {
        assert_eq!(
            difference(Some(&results(None, &["a"])), &results(None, &["a"])),
            "no difference to the last results"
        );
    }
}
