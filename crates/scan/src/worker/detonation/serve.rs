//! The worker's side: enter the jail, read one release, run it, tell what is seen, end.

use std::collections::BTreeSet;
use std::io::{self, BufReader, Read as _};
use std::process::ExitCode;
use std::{panic, thread};

use stockade_emulate::twin::{self, Twin};
use stockade_emulate::{Detonation, Explorer, Plan, RunLimits, WorldSpec, detonate};
use stockade_model::{Gap, GapKind, Limits, Observation, Operation, Tree};

use super::super::protocol::{self, Hello, ProtocolError};
use super::super::{fault, jail};
use super::message::{Order, Told};
use crate::job::JobArtifact;

/// Address space beside the running thread's stack, in bytes: the release's files, and engines that start each
/// other, each with a heap of its own.
const MEMORY_BYTES: u64 = 2 << 30;

/// Bytes of layers that are told of one world.
const LAYER_BYTES: usize = 4 << 20;

/// Characters of what a process wrote that are told.
const OUTPUT_CHARACTERS: usize = 2_048;

/// Secrets of one world that get a twin.
const TWINS: usize = 16;

/// Stack of the thread that unpacks and gives orders; the engine has its own.
const STACK_BYTES: usize = 16 << 20;

/// Runs one release on behalf of the parent on the other end of standard input and output.
///
/// The calling thread only waits: when the parent dies or has heard enough, its pipe ends, this function
/// returns, and the process ends with it, whatever the running thread is doing.
#[must_use]
pub fn main(permits_faults: bool) -> ExitCode {
    panic::set_hook(Box::new(|_| ()));
    let containment = jail::enter(MEMORY_BYTES);
    if tell_parent(&Hello { containment }).is_err() {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::new(io::stdin().lock());
    let Ok(Some(order)) = protocol::read_message::<Order<'_>>(&mut input) else { return ExitCode::FAILURE };
    let Order { worlds, limits, run_limits, artifact } = order;
    let (limits, run_limits) = (limits.into_owned(), run_limits.into_owned());
    let Ok(artifact) = protocol::read_artifact(&mut input, artifact, &limits) else {
        return ExitCode::FAILURE;
    };
    let worlds: Vec<WorldSpec> = worlds.into_iter().map(|world| world.spec()).collect();
    let running = thread::Builder::new().name("orders".to_owned()).stack_size(STACK_BYTES).spawn(move || {
        if permits_faults {
            fault::break_detonation(&artifact);
        }
        // A parent that hears nothing more has hung up.
        let _ = obey(artifact, &worlds, &limits, &run_limits);
    });
    if running.is_err() {
        return ExitCode::FAILURE;
    }
    // The parent sends nothing more: what is awaited is the end of the pipe.
    let _ = io::copy(&mut input.take(1), &mut io::sink());
    ExitCode::SUCCESS
}

fn tell_parent(message: &impl serde::Serialize) -> Result<(), ProtocolError> {
    protocol::write_message(&mut io::stdout().lock(), message)
}

fn obey(
    artifact: JobArtifact,
    worlds: &[WorldSpec],
    limits: &Limits,
    run_limits: &RunLimits,
) -> Result<(), ProtocolError> {
    let tree = match artifact {
        JobArtifact::Archive(bytes) => stockade_unpack::archive(&bytes, limits),
        JobArtifact::Tree(tree) => tree,
    };
    let plans: Vec<Option<Plan>> = worlds.iter().map(|world| plan_for(&tree, world)).collect();
    let release_of = |plan| Release { tree: &tree, plan };
    let mut explorer = Explorer::new(&tree, run_limits);
    // The explorer's numbers of the worlds that were run, as the parent numbers them.
    let mut bases = Vec::new();
    for (number, (world, plan)) in worlds.iter().zip(&plans).enumerate() {
        let Some(plan) = plan else {
            tell_parent(&Told::Unfit)?;
            continue;
        };
        bases.push((number, plan));
        let release = release_of(plan);
        tell_parent(&Told::Planned(plan.clone()))?;
        tell_parent(&Told::World)?;
        let (seen, detonation) = release.run(world, run_limits)?;
        explorer.learn_base(world, &seen, &detonation);
        release.compare(world, run_limits, &seen, detonation)?;
    }
    while let Some(variation) = explorer.next() {
        let Some((number, plan)) = bases.get(variation.base).copied() else { break };
        let release = release_of(plan);
        let base = u32::try_from(number).unwrap_or(u32::MAX);
        tell_parent(&Told::Varies { base, answers: variation.answers.clone() })?;
        let mut seen = Vec::new();
        let (world, limits) = (&variation.world, &variation.limits);
        let mut detonation = detonate(&tree, plan, world, limits, |observation| seen.push(observation));
        // A variation looks further than was promised: where it ends early, nothing is missing.
        detonation.gaps = std::mem::take(&mut detonation.gaps).into_iter().map(Gap::harmless).collect();
        if explorer.learn(&variation, &seen, &detonation) {
            tell_parent(&Told::Planned(plan.clone()))?;
            tell_parent(&Told::World)?;
            seen.iter().try_for_each(|one| tell_parent(&Told::Observed(Box::new(one.clone()))))?;
            release.compare(world, limits, &seen, detonation)?;
        }
    }
    tell_parent(&Told::Done)
}

/// What is run in a world; nothing where the release has nothing for it.
fn plan_for(tree: &Tree, world: &WorldSpec) -> Option<Plan> {
    if world.is_browser { Plan::of_page(tree) } else { Some(Plan::of_package(tree)) }
}

/// What is run in a world.
struct Release<'a> {
    tree: &'a Tree,
    plan: &'a Plan,
}

impl Release<'_> {
    /// Runs it in `world`, and tells what is seen as it is seen.
    fn run(
        &self,
        world: &WorldSpec,
        limits: &RunLimits,
    ) -> Result<(Vec<Observation>, Detonation), ProtocolError> {
        let mut seen: Vec<Observation> = Vec::new();
        let mut outcome = Ok(());
        let detonation = detonate(self.tree, self.plan, world, limits, |observation| {
            if outcome.is_ok() {
                outcome = tell_parent(&Told::Observed(Box::new(observation.clone())));
            }
            seen.push(observation);
        });
        outcome?;
        Ok((seen, detonation))
    }

    /// Tells how the run in `world` ended, and runs its twins.
    fn compare(
        &self,
        world: &WorldSpec,
        limits: &RunLimits,
        seen: &[Observation],
        detonation: Detonation,
    ) -> Result<(), ProtocolError> {
        let (tree, plan) = (self.tree, self.plan);
        let was_cut = !detonation.gaps.is_empty();
        tell_parent(&Told::Ended(in_short(detonation, tree)))?;
        // A run that ended early ends elsewhere in its twin: the comparison would say nothing.
        if was_cut {
            return Ok(());
        }
        let secrets = secrets_worth_a_twin(seen);
        let traced = secrets.get(..TWINS.min(secrets.len())).unwrap_or_default();
        for twin in twin::twins(tree, plan, world, limits, seen, traced) {
            tell_parent(&Told::Compared(twin))?;
        }
        if let Some(left) = secrets.len().checked_sub(TWINS).filter(|left| *left > 0) {
            tell_parent(&Told::Untwinned(u32::try_from(left).unwrap_or(u32::MAX)))?;
        }
        if is_reply_worth_a_twin(seen) {
            let twin: Twin = twin::reply_twin(tree, plan, world, limits, seen);
            tell_parent(&Told::Compared(twin))?;
        }
        Ok(())
    }
}

/// The secrets that were read, where anything left at all, and that were not seen leaving in plain sight.
fn secrets_worth_a_twin(seen: &[Observation]) -> Vec<String> {
    if !seen.iter().any(|observation| observation.operation.leaves_machine()) {
        return Vec::new();
    }
    let seen_leaving: BTreeSet<&str> = seen
        .iter()
        .filter(|observation| observation.operation.leaves_machine())
        .flat_map(|observation| observation.labels.iter().filter(|label| label.is_sent()))
        .map(|label| label.name.as_str())
        .collect();
    let mut secrets = twin::candidates(seen);
    secrets.retain(|secret| !seen_leaving.contains(secret.as_str()));
    secrets
}

/// Whether something came from the network, and something was evaluated or started.
fn is_reply_worth_a_twin(seen: &[Observation]) -> bool {
    let is_asked = seen.iter().any(|observation| observation.operation.leaves_machine());
    let acts = |observation: &Observation| {
        matches!(observation.operation, Operation::CodeEval | Operation::ProcessSpawn)
    };
    is_asked && seen.iter().any(acts)
}

/// What of a detonation is told: outputs by their start, layers up to a limit, what was left out as a gap.
fn in_short(mut detonation: Detonation, tree: &Tree) -> Detonation {
    for end in &mut detonation.ends {
        end.output = end.output.chars().take(OUTPUT_CHARACTERS).collect();
        end.errors = end.errors.chars().take(OUTPUT_CHARACTERS).collect();
        end.failure = end.failure.take().map(|failure| failure.chars().take(OUTPUT_CHARACTERS).collect());
    }
    let mut room = LAYER_BYTES;
    let all = detonation.layers.len();
    detonation.layers.retain(|layer| {
        let left = room.checked_sub(layer.text.len());
        room = left.unwrap_or(room);
        left.is_some()
    });
    let left_out = all - detonation.layers.len();
    if left_out > 0 {
        let reason = format!("{left_out} layers of code were more than are kept");
        detonation.gaps.push(Gap::new(GapKind::Limit, reason));
    }
    detonation.changed_files.truncate(1_000);
    detonation.gaps.extend(tree.gaps.iter().cloned());
    detonation
}
