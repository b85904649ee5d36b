//! What was seen being run, written, deleted and published.

use std::collections::BTreeSet;

use stockade_model::{Limits, Observation, Operation, ProofKind, Trigger, Verdict, WorldRun};

use super::{Seen, destination, excerpt, subject};
use crate::command;
use crate::read::shell::{BehaviourKind, PersistencePlace};
use crate::vocabulary::{FileClass, classify};

/// How far before the network's program ran the process is looked for that it ran in.
const NEAR: usize = 12;

/// What the world calls the interpreter of a program file that was started itself.
const STARTED_FILE: &str = "file";

/// What `world` shows the package called `package` doing.
pub(super) fn of_world<'w>(world: &'w WorldRun, package: &str) -> Vec<Seen<'w>> {
    let mut seen = Vec::new();
    let mut written: BTreeSet<&str> = BTreeSet::new();
    for (index, observation) in world.observations.iter().enumerate() {
        // What a function does with the file or command that its caller names is what it is for.
        if observation.trigger == Trigger::Call && observation.operation != Operation::MarkerRan {
            continue;
        }
        match observation.operation {
            Operation::MarkerRan => {
                let before = world.observations.get(..index).unwrap_or_default();
                seen.push(marker(observation, before));
            }
            Operation::FsWrite if observation.detail != "folder" => {
                seen.extend(write(observation, package, written.contains(observation.subject.as_str())));
                written.insert(&observation.subject);
            }
            Operation::FsDelete if !written.contains(observation.subject.as_str()) => {
                seen.extend(delete(observation));
            }
            Operation::ProcessSpawn => seen.extend(command(observation)),
            Operation::AddressSwap => {
                let does = format!(
                    "changes where a payment goes ({}): {}",
                    subject(observation),
                    excerpt(&observation.detail, 160)
                );
                seen.push(Seen::new(ProofKind::AddressSwapped, observation, does));
            }
            Operation::NetSend => seen.extend(spread(observation)),
            _ => {}
        }
    }
    seen
}

/// A program from the network ran: text in an interpreter, or a file of its own.
fn marker<'w>(observation: &'w Observation, before: &'w [Observation]) -> Seen<'w> {
    if observation.subject == STARTED_FILE {
        let started = before.iter().rev().take(NEAR).find(|one| one.operation == Operation::ProcessSpawn);
        let program = started.and_then(|one| first_word(&one.subject)).unwrap_or("a file");
        let does = format!("starts `{}`, which it had from the network", excerpt(program, 80));
        let seen = Seen::new(ProofKind::ProgramRun, observation, does);
        let asked = before.iter().rev().find(|one| one.operation == Operation::NetSend);
        let subject = asked.map(|one| one.subject.as_str());
        return Seen { verdict: Verdict::Suspicious, subject, ..seen };
    }
    let does = format!("runs a program that the network sent ({})", subject(observation));
    Seen::new(ProofKind::MarkerRan, observation, does)
}

fn first_word(command: &str) -> Option<&str> {
    match command.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => command.split_whitespace().next(),
    }
}

fn write<'w>(observation: &'w Observation, package: &str, is_own: bool) -> Option<Seen<'w>> {
    let path = observation.subject.replace('\\', "/");
    let path = path.as_str();
    let class = classify(path);
    if class.persists() && !path.contains(&format!("/node_modules/{package}/")) {
        let does = format!("writes {}, `{}`", class.phrase(), subject(observation));
        // Tools that people install to have their hooks and agents set up write these.
        let is_common = matches!(class, FileClass::GitHook | FileClass::EditorTask | FileClass::AgentConfig);
        let verdict = if is_common { Verdict::Suspicious } else { Verdict::Malicious };
        return Some(Seen { verdict, ..Seen::new(ProofKind::Persisted, observation, does) });
    }
    if let Some(other) = other_package(path, package)
        && !is_own
    {
        let does = format!("writes into the package `{}`, `{}`", excerpt(other, 80), subject(observation));
        return Some(Seen::new(ProofKind::OtherChanged, observation, does));
    }
    None
}

/// The package that is not `own` and in whose folder `path` lies; what a tool keeps for itself under a dotted
/// name is no package.
fn other_package<'p>(path: &'p str, own: &str) -> Option<&'p str> {
    let (_, inside) = path.split_once("/node_modules/")?;
    let inside = inside.rsplit_once("/node_modules/").map_or(inside, |(_, last)| last);
    let parts = if inside.starts_with('@') { 2 } else { 1 };
    let end = inside.match_indices('/').nth(parts - 1).map(|(at, _)| at)?;
    let name = inside.get(..end)?;
    (name != own && !name.starts_with('.')).then_some(name)
}

fn delete(observation: &Observation) -> Option<Seen<'_>> {
    destination::is_users_own(&observation.subject).then(|| {
        let does = format!("deletes `{}`, which it did not make", subject(observation));
        Seen::new(ProofKind::Destroyed, observation, does)
    })
}

/// What a command line does that a person would want to be asked about, by its words.
fn command(observation: &Observation) -> Option<Seen<'_>> {
    let (behaviours, _) = command::read_call(&observation.subject, &Limits::default());
    let started = subject(observation);
    behaviours.iter().find_map(|kind| match kind {
        BehaviourKind::Persists { place } => {
            let does = format!("makes something run later by itself, with `{started}`");
            let is_common = matches!(place, PersistencePlace::GitHook | PersistencePlace::EditorOrAgent);
            let verdict = if is_common { Verdict::Suspicious } else { Verdict::Malicious };
            Some(Seen { verdict, ..Seen::new(ProofKind::Persisted, observation, does) })
        }
        BehaviourKind::Publishes if !started.contains("--dry-run") => {
            let does = format!("publishes a package with `{started}`");
            Some(Seen::new(ProofKind::Spread, observation, does))
        }
        BehaviourKind::ReverseShell => {
            let does = format!("gives another machine a shell, with `{started}`");
            Some(Seen::new(ProofKind::ShellGiven, observation, does))
        }
        _ => None,
    })
}

/// Requests that make packages, repositories or workflows in the user's name.
fn spread(observation: &Observation) -> Option<Seen<'_>> {
    let has_credentials = observation.labels.iter().any(|label| label.is_sent());
    let what = destination::made_by(&observation.subject, &observation.detail)?;
    has_credentials.then(|| {
        let does = format!("{what} with the user's credentials, by `{}`", subject(observation));
        Seen::new(ProofKind::Spread, observation, does)
    })
}
