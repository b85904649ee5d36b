//! What observations and twins prove, told in a sentence each.

use std::collections::BTreeMap;

use stockade_model::escape::excerpt;
use stockade_model::{Encoding, Label, Observation, Operation, Place, Proof, ProofKind, Trigger, Verdict};

use crate::worker::{SeenWorld, Twin};

/// Proofs that are kept: a person reads the gravest first.
const PROOFS: usize = 200;

/// Characters of a subject in a story.
const SUBJECT_CHARACTERS: usize = 120;

/// What the worlds prove, the gravest first; what several worlds show is told once.
pub(super) fn proofs(worlds: &[SeenWorld]) -> Vec<Proof> {
    let mut told: BTreeMap<(ProofKind, Trigger, String), Proof> = BTreeMap::new();
    for world in worlds {
        for proof in of_world(world) {
            let key = (proof.kind, proof.trigger, proof.story.clone());
            let known = told.entry(key).or_insert_with(|| Proof { worlds: Vec::new(), ..proof });
            if known.worlds.last() != Some(&world.run.world) {
                known.worlds.push(world.run.world.clone());
            }
        }
    }
    let mut proofs: Vec<Proof> = told.into_values().collect();
    proofs.sort_by_key(|proof| (std::cmp::Reverse(proof.verdict), proof.trigger, proof.sequence));
    proofs.truncate(PROOFS);
    proofs
}

fn of_world(world: &SeenWorld) -> Vec<Proof> {
    let mut proofs: Vec<Proof> = world.run.observations.iter().flat_map(direct).collect();
    let marker_ran = proofs.iter().any(|proof| proof.kind == ProofKind::MarkerRan);
    for twin in &world.twins {
        let dependent = twin.dependent.iter().filter_map(|index| world.run.observations.get(*index));
        proofs.extend(dependent.filter_map(|observation| by_twin(twin, observation, marker_ran)));
    }
    proofs
}

/// What one observation proves alone.
fn direct(observation: &Observation) -> Vec<Proof> {
    if observation.operation == Operation::MarkerRan {
        let what = format!("a program that the network sent runs ({})", subject(observation));
        return vec![proof(ProofKind::MarkerRan, observation, accused(observation.trigger), &what)];
    }
    if !observation.operation.leaves_machine() {
        return Vec::new();
    }
    let sent = observation.labels.iter().filter(|label| label.is_sent());
    let prove = |label: &Label| {
        let what = format!(
            "the {} leaves {}: it stands in the bytes {}",
            named(label),
            to(observation),
            spelled(label.encoding)
        );
        proof(ProofKind::SecretSeen, observation, accused(observation.trigger), &what)
    };
    sent.map(prove).collect()
}

/// What a twin proves of one observation that depends on what was changed.
fn by_twin(twin: &Twin, observation: &Observation, marker_ran: bool) -> Option<Proof> {
    match &twin.secret {
        Some(secret) if secret.class.is_secret() && observation.operation.leaves_machine() => {
            let what = format!(
                "the {} leaves {}: what is sent changes with it, and nothing else was changed",
                named(secret),
                to(observation)
            );
            Some(proof(ProofKind::SecretDecides, observation, accused(observation.trigger), &what))
        }
        None if !marker_ran && observation.operation == Operation::CodeEval => {
            let what = "what is evaluated changes with the network's reply, and nothing else was changed";
            Some(proof(ProofKind::ReplyDecides, observation, accused(observation.trigger), what))
        }
        None if !marker_ran && observation.operation == Operation::ProcessSpawn => {
            let what = format!(
                "the command `{}` changes with the network's reply, and nothing else was changed",
                subject(observation)
            );
            Some(proof(ProofKind::ReplyDecides, observation, Verdict::Suspicious, &what))
        }
        _ => None,
    }
}

/// A command that a person starts may have been asked to do so; what runs unasked was not.
fn accused(trigger: Trigger) -> Verdict {
    match trigger {
        Trigger::Install | Trigger::Import | Trigger::Build => Verdict::Malicious,
        Trigger::Bin | Trigger::Call | Trigger::Dormant => Verdict::Suspicious,
    }
}

fn proof(kind: ProofKind, observation: &Observation, verdict: Verdict, what: &str) -> Proof {
    let place = observation.place.as_ref().map(|place: &Place| format!(" `{}:{}`,", place.file, place.line));
    Proof {
        verdict,
        kind,
        trigger: observation.trigger,
        story: format!("{},{} {what}", observation.trigger.phrase(), place.unwrap_or_default()),
        place: observation.place.clone(),
        worlds: vec![observation.world.clone()],
        sequence: observation.sequence,
    }
}

fn named(label: &Label) -> String {
    format!("{} ({})", label.class.phrase(), excerpt(&label.name, SUBJECT_CHARACTERS))
}

fn to(observation: &Observation) -> String {
    match observation.operation {
        Operation::ProcessInput => format!("for the process `{}`", subject(observation)),
        Operation::DnsLookup => format!("in a look-up of `{}`", subject(observation)),
        _ => format!("for `{}`", subject(observation)),
    }
}

fn subject(observation: &Observation) -> String {
    excerpt(&observation.subject, SUBJECT_CHARACTERS)
}

fn spelled(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Raw | Encoding::Read => "as it is",
        Encoding::Base64 => "in base64",
        Encoding::Hex => "in hexadecimal",
        Encoding::Percent => "percent-encoded",
        Encoding::Reversed => "backwards",
        Encoding::Numbers => "as numbers",
        Encoding::Compressed => "compressed",
        Encoding::Dns => "in the names looked up",
        Encoding::Split => "in pieces",
    }
}

#[cfg(test)]
mod tests;
