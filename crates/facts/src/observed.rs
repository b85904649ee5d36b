//! What the release was seen doing when its code ran in fake worlds.
//!
//! The emulator tells single observations; here they become [`Proof`]s: a secret that left, a stranger's program
//! that ran, a file that will run later. What several worlds show is told once. Whether it is harm is for rules
//! to say: a token sent to the service that gave it is none ([`Facts::is_own_business`]).

mod act;
mod destination;
mod layer;
mod secret;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use stockade_model::escape::excerpt;
use stockade_model::{Observation, Place, Proof, ProofKind, SecretClass, Trigger, Verdict, WorldRun};

use crate::facts::Facts;

pub use layer::{gather_observed, text_hash};

/// Proofs that are kept: a person reads the gravest first.
const PROOFS: usize = 200;

/// Characters of a subject in a story.
const SUBJECT_CHARACTERS: usize = 120;

/// What `worlds` prove of the package called `package`, the gravest first.
#[must_use]
pub fn proofs(worlds: &[WorldRun], package: &str) -> Vec<Proof> {
    let mut told: BTreeMap<(ProofKind, Trigger, String), Proof> = BTreeMap::new();
    for world in worlds {
        for seen in of_world(world, package) {
            let proof = seen.told();
            let key = (proof.kind, proof.trigger, proof.story.clone());
            let known = told.entry(key).or_insert_with(|| Proof { worlds: Vec::new(), ..proof });
            if known.worlds.last() != Some(&world.world) {
                known.worlds.push(world.world.clone());
            }
        }
    }
    let mut proofs: Vec<Proof> = told.into_values().collect();
    let placed: BTreeSet<(ProofKind, Trigger)> =
        proofs.iter().filter(|proof| proof.place.is_some()).map(act).collect();
    // What a shell does for a call that has a place is the call's doing.
    proofs.retain(|proof| proof.place.is_some() || !placed.contains(&act(proof)));
    proofs.sort_by_key(|proof| (std::cmp::Reverse(proof.verdict), proof.trigger, proof.sequence));
    proofs.truncate(PROOFS);
    proofs
}

fn act(proof: &Proof) -> (ProofKind, Trigger) {
    (proof.kind, proof.trigger)
}

fn of_world<'w>(world: &'w WorldRun, package: &str) -> Vec<Seen<'w>> {
    let mut seen = secret::of_world(world);
    seen.extend(act::of_world(world, package));
    seen
}

/// One thing that one world shows.
struct Seen<'w> {
    kind: ProofKind,
    observation: &'w Observation,
    secret: Option<SecretClass>,
    does: String,
    /// Where it came from or went, where the observation itself does not say.
    subject: Option<&'w str>,
    /// How grave it is where nobody asked for the code to run.
    verdict: Verdict,
}

impl<'w> Seen<'w> {
    fn new(kind: ProofKind, observation: &'w Observation, does: String) -> Self {
        Self { kind, observation, secret: None, does, subject: None, verdict: Verdict::Malicious }
    }

    fn told(self) -> Proof {
        let Self { kind, observation, secret, does, subject, verdict } = self;
        let place =
            observation.place.as_ref().map(|place: &Place| format!(" `{}:{}`", place.file, place.line));
        let who = place.unwrap_or_else(|| " its code".to_owned());
        Proof {
            verdict: accused(observation.trigger, verdict),
            kind,
            trigger: observation.trigger,
            secret,
            subject: subject.unwrap_or(&observation.subject).to_owned(),
            story: format!("{},{who} {does}", observation.trigger.phrase()),
            does,
            place: observation.place.clone(),
            worlds: vec![observation.world.clone()],
            sequence: observation.sequence,
        }
    }
}

/// A command that a person starts may have been asked to do so; what runs unasked was not.
fn accused(trigger: Trigger, unasked: Verdict) -> Verdict {
    match trigger {
        Trigger::Install | Trigger::Import | Trigger::Build => unasked,
        Trigger::Bin | Trigger::Call | Trigger::Dormant => unasked.min(Verdict::Suspicious),
    }
}

fn subject(observation: &Observation) -> String {
    excerpt(&observation.subject, SUBJECT_CHARACTERS)
}

impl Facts<'_> {
    /// What the release was seen doing, gravest first; empty where its code was not run.
    #[must_use]
    pub fn proofs(&self) -> &[Proof] {
        &self.proofs
    }

    /// Secrets that were seen leaving, of the classes for which `is_meant` holds, to somebody whose business they are
    /// not.
    pub fn thefts<'a>(
        &'a self,
        is_meant: impl Fn(SecretClass) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Proof> + 'a {
        let proofs = self.proofs.iter().filter(move |proof| proof.secret.is_some_and(&is_meant));
        proofs.filter(|proof| !self.is_own_business(proof))
    }

    /// What was seen and is nobody else's business: a secret that goes to the service that issued it, or the
    /// release's own to a host that it names in the open; a program fetched from the release's own home.
    #[must_use]
    pub fn is_own_business(&self, proof: &Proof) -> bool {
        match proof.kind {
            ProofKind::SecretSeen | ProofKind::SecretDecides => {
                let Some(class) = proof.secret else { return false };
                destination::issues(&proof.subject, class, &self.context.configured_registries)
                    || self.is_own_host(&proof.subject) && class == SecretClass::EnvSecret
            }
            ProofKind::ProgramRun | ProofKind::HostSent => self.is_own_host(&proof.subject),
            _ => false,
        }
    }
}
