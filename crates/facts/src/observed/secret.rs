//! Secrets that were seen leaving, in plain sight or by what twins show; and replies that decide what runs.

use stockade_model::{
    Encoding, Label, Observation, Operation, ProofKind, SecretClass, TwinRun, Verdict, WorldRun,
};

use super::{SUBJECT_CHARACTERS, Seen, excerpt, subject};

/// What `world` and its twins show of secrets and replies.
pub(super) fn of_world(world: &WorldRun) -> Vec<Seen<'_>> {
    let mut seen: Vec<Seen<'_>> = world.observations.iter().flat_map(in_plain_sight).collect();
    let marker_ran = world.observations.iter().any(|one| one.operation == Operation::MarkerRan);
    for twin in &world.twins {
        let dependent = twin.dependent.iter().filter_map(|index| world.observations.get(*index));
        seen.extend(dependent.filter_map(|observation| by_twin(twin, observation, marker_ran)));
    }
    seen
}

fn in_plain_sight(observation: &Observation) -> Vec<Seen<'_>> {
    if !observation.operation.leaves_machine() {
        return Vec::new();
    }
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for label in observation.labels.iter().filter(|label| label.is_sent()) {
        let does = format!("sends the {} {} {}", named(label), to(observation), label.encoding.phrase());
        seen.push(Seen { secret: Some(label.class), ..Seen::new(ProofKind::SecretSeen, observation, does) });
    }
    let is_fact = |label: &&Label| label.class == SecretClass::HostFact && label.encoding != Encoding::Read;
    if let Some(label) = observation.labels.iter().find(is_fact) {
        let does = format!("sends facts of the host {} {}", to(observation), label.encoding.phrase());
        let verdict = Verdict::Suspicious;
        seen.push(Seen { verdict, ..Seen::new(ProofKind::HostSent, observation, does) });
    }
    seen
}

/// What a twin proves of one observation that depends on what was changed.
fn by_twin<'w>(twin: &TwinRun, observation: &'w Observation, marker_ran: bool) -> Option<Seen<'w>> {
    match &twin.secret {
        Some(secret) if secret.class.is_secret() && observation.operation.leaves_machine() => {
            let does = format!(
                "sends the {} {}: what is sent changes with it, and nothing else was changed",
                named(secret),
                to(observation)
            );
            let seen = Seen::new(ProofKind::SecretDecides, observation, does);
            Some(Seen { secret: Some(secret.class), ..seen })
        }
        None if !marker_ran && observation.operation == Operation::CodeEval => {
            let does = "evaluates what changes with the network's reply, and nothing else was changed";
            Some(Seen::new(ProofKind::ReplyDecides, observation, does.to_owned()))
        }
        None if !marker_ran && observation.operation == Operation::ProcessSpawn => {
            let does = format!(
                "starts the command `{}`, which changes with the network's reply, and nothing else was changed",
                subject(observation)
            );
            let seen = Seen::new(ProofKind::ReplyDecides, observation, does);
            Some(Seen { verdict: Verdict::Suspicious, ..seen })
        }
        _ => None,
    }
}

fn named(label: &Label) -> String {
    format!("{} ({})", label.class.phrase(), excerpt(&label.name, SUBJECT_CHARACTERS))
}

fn to(observation: &Observation) -> String {
    match observation.operation {
        Operation::ProcessInput => format!("to the process `{}`", subject(observation)),
        Operation::DnsLookup => format!("in a look-up of `{}`", subject(observation)),
        _ => format!("to `{}`", subject(observation)),
    }
}
