//! One world's steps, in order.

use std::collections::BTreeSet;

use stockade_model::escape::{Escaped, excerpt};
use stockade_model::{Observation, Operation, Trigger, TwinRun, WorldEnd, WorldRun};

use super::{step, steps};
use crate::style::Verbosity;
use crate::subject::counted;
use crate::text::layout::Page;

/// Characters of an error that are shown.
const FAILURE_CHARACTERS: usize = 200;

/// Shows `world`, or of which of the `earlier` ones it is a repetition.
pub(super) fn show(page: &mut Page, world: &WorldRun, earlier: &[WorldRun]) {
    page.gap();
    page.wrapped("World: ", 7, &Escaped(&world.world).to_string());
    let alike = earlier.iter().find(|earlier| is_alike(earlier, world));
    if let Some(alike) = alike.filter(|_| !page.is_at_least(Verbosity::Verbose)) {
        let text = format!("does the same as in “{}”", alike.world);
        return page.wrapped("  ", 2, &Escaped(&text).to_string());
    }
    let mut rest = world.observations.as_slice();
    for end in &world.ends {
        let count = rest.iter().take_while(|step| step.trigger == end.trigger).count();
        // Entries of one trigger follow each other; their steps are told with the first.
        let (own, later) = rest.split_at(count);
        rest = later;
        entry(page, world, end, own);
    }
    for more in rest.chunk_by(|one, next| one.trigger == next.trigger) {
        unended(page, world, more);
    }
    for layer in &world.layers {
        let size = counted(layer.text.len(), "byte", "bytes");
        let text = format!("layer {}: code made at run time, {size}, through {}", layer.number, layer.via);
        page.wrapped("  ", 2, &Escaped(&text).to_string());
    }
    if !world.layers.is_empty() {
        page.line("  (--layers DIR writes them)");
    }
    for path in &world.changed_files {
        let label = if is_deleted(world, path) { "  deleted     " } else { "  left behind " };
        page.wrapped(label, 14, &Escaped(path).to_string());
    }
}

/// Whether the last that was done to the file was to delete it.
fn is_deleted(world: &WorldRun, path: &str) -> bool {
    let is_it = |step: &&Observation| {
        matches!(step.operation, Operation::FsDelete | Operation::FsWrite | Operation::FsChange)
            && step.subject.replace('\\', "/") == path
    };
    world.observations.iter().rev().find(is_it).is_some_and(|step| step.operation == Operation::FsDelete)
}

/// What one hook, import or command did, and how it ended.
fn entry(page: &mut Page, world: &WorldRun, end: &WorldEnd, own: &[Observation]) {
    let ended = match &end.failure {
        None => format!("ended with status {}", end.code),
        Some(failure) => {
            let first = failure.lines().next().unwrap_or_default();
            format!("ended with status {}: {}", end.code, excerpt(first, FAILURE_CHARACTERS))
        }
    };
    let what = format!("{}, {}", end.trigger.phrase(), end.what);
    let is_quiet = !page.is_at_least(Verbosity::Verbose) && own.iter().all(step::is_preparation);
    if is_quiet {
        let count =
            if own.is_empty() { "does nothing".to_owned() } else { steps(own.len()) + " of preparation" };
        return page.wrapped("  ", 2, &Escaped(&format!("{what}: {count}, {ended}")).to_string());
    }
    page.wrapped("  ", 2, &Escaped(&what).to_string());
    timeline(page, world, own);
    page.wrapped("    ", 4, &Escaped(&ended).to_string());
}

/// What has no end of its own: exports that are called, and what a run did until it was stopped.
fn unended(page: &mut Page, world: &WorldRun, steps: &[Observation]) {
    let Some(first) = steps.first() else { return };
    let what = if world.ends.is_empty() {
        format!("{}, until it was stopped", first.trigger.phrase())
    } else if first.trigger == Trigger::Call {
        "when its exports are called, as a user would".to_owned()
    } else {
        first.trigger.phrase().to_owned()
    };
    page.wrapped("  ", 2, &what);
    timeline(page, world, steps);
}

fn timeline(page: &mut Page, world: &WorldRun, observations: &[Observation]) {
    let shows_all = page.is_at_least(Verbosity::Verbose);
    let told: Vec<&Observation> =
        observations.iter().filter(|one| shows_all || !step::is_preparation(one)).collect();
    let hidden = observations.len() - told.len();
    let (mut previous, mut repeats) = (None::<String>, 0);
    for group in told.chunk_by(|one, next| !shows_all && is_continued(one, next)) {
        let Some(first) = group.first() else { continue };
        let text = step::told(group) + &depends(world, first);
        if previous.as_ref() == Some(&text) {
            repeats += group.len();
            continue;
        }
        repeated(page, &mut repeats);
        page.wrapped(&format!("  {:>6}  ", first.sequence), 10, &text);
        previous = Some(text);
    }
    repeated(page, &mut repeats);
    if hidden > 0 {
        let text =
            format!("{} of preparation: modules, questions, folders (--verbose shows them)", steps(hidden));
        page.wrapped(&" ".repeat(10), 10, &text);
    }
}

/// What the step depends on, as second runs with that alone changed have shown.
fn depends(world: &WorldRun, step: &Observation) -> String {
    let is_telling = step.operation.leaves_machine()
        || matches!(step.operation, Operation::CodeEval | Operation::ProcessSpawn | Operation::ProcessInput);
    let is_dependent = |twin: &&TwinRun| {
        let mut steps = twin.dependent.iter().filter_map(|index| world.observations.get(*index));
        is_telling && steps.any(|one| one.sequence == step.sequence)
    };
    let causes: BTreeSet<String> =
        world.twins.iter().filter(is_dependent).map(|twin| step::cause(twin.secret.as_ref())).collect();
    if causes.is_empty() {
        return String::new();
    }
    format!("  ⇐ changes with {}", causes.into_iter().collect::<Vec<_>>().join(", "))
}

fn repeated(page: &mut Page, repeats: &mut usize) {
    if *repeats > 0 {
        let is_cut = *repeats + 1 >= Observation::KEPT_REPEATS as usize;
        let or_more = if is_cut { " or oftener" } else { "" };
        page.line(&format!("          the same {} more{or_more}", counted(*repeats, "time", "times")));
        *repeats = 0;
    }
}

/// Whether the second step goes on with what the first began: variables read one after the other at one place.
fn is_continued(one: &Observation, next: &Observation) -> bool {
    let reads = |step: &Observation| matches!(step.operation, Operation::EnvRead | Operation::EnvReadAll);
    reads(one) && next.operation == Operation::EnvRead && one.place == next.place && one.layer == next.layer
}

/// Whether two worlds saw the same, but for names of folders and for steps that only prepare.
fn is_alike(one: &WorldRun, other: &WorldRun) -> bool {
    let ends = |world: &WorldRun| {
        let ends = world.ends.iter();
        ends.map(|end| (end.trigger, end.code, end.failure.is_some())).collect::<Vec<_>>()
    };
    shape(one) == shape(other) && ends(one) == ends(other)
}

/// The steps that are told, each without what is named differently on every machine.
fn shape(world: &WorldRun) -> Vec<String> {
    let mut shape: Vec<String> =
        world.observations.iter().filter(|step| !step::is_preparation(step)).map(step::shape).collect();
    shape.dedup();
    shape
}
