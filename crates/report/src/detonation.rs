//! What running one release showed, as a timeline for a person and as JSON.
//!
//! Worlds that saw the same are shown once. Steps that only prepare (modules loaded, questions about files and the
//! host) are counted, and shown on request; so are repeated steps.

mod step;

use std::io;

use stockade_model::escape::{Escaped, excerpt};
use stockade_model::{Containment, DetonationResult, Observation, Proof, WorldRun};

use crate::ReportError;
use crate::json;
use crate::style::{Style, Verbosity};
use crate::text::layout::{self, Page};

/// Characters of an error that are shown.
const FAILURE_CHARACTERS: usize = 200;

/// Writes `result` as a timeline.
///
/// # Errors
/// When `out` fails.
pub fn write_timeline(result: &DetonationResult, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style);
    let verdict = layout::verdict(style, result.verdict);
    page.line(&format!("{} {verdict}", Escaped(&result.purl)));
    page.labelled(2, "from ", &Escaped(&result.from).to_string());
    proofs(&mut page, &result.proofs);
    if style.verbosity > Verbosity::Quiet {
        for (number, world) in result.worlds.iter().enumerate() {
            let earlier = result.worlds.get(..number).unwrap_or_default();
            show_world(&mut page, world, earlier.iter().find(|earlier| is_alike(earlier, world)));
        }
    }
    if !result.gaps.is_empty() {
        page.gap();
        page.line("Not seen");
        for gap in &result.gaps {
            let file = gap.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
            page.wrapped("  - ", 4, &Escaped(&format!("{file}{}", gap.reason)).to_string());
        }
    }
    page.gap();
    page.line(contained(result.containment));
    out.write_all(page.finish().as_bytes())
}

/// Writes `result` as one JSON document; schema `detonation`.
///
/// # Errors
/// When `out` fails.
pub fn write_detonation_json(result: &DetonationResult, out: &mut dyn io::Write) -> Result<(), ReportError> {
    Ok(json::write_pretty(result, out)?)
}

fn proofs(page: &mut Page, proofs: &[Proof]) {
    page.gap();
    if proofs.is_empty() {
        page.line("Nothing is proven: no secret left, and nothing from the network ran.");
        return;
    }
    page.line("Proven");
    for proof in proofs {
        let lead = layout::verdict(page.style(), proof.verdict);
        let text = format!("{} (world: {})", proof.story, proof.worlds.join(", "));
        let width = 4 + proof.verdict.name().len();
        page.wrapped(&format!("  {lead}: "), width, &Escaped(&text).to_string());
    }
}

fn show_world(page: &mut Page, world: &WorldRun, alike: Option<&WorldRun>) {
    page.gap();
    if let Some(alike) = alike.filter(|_| !page.is_at_least(Verbosity::Verbose)) {
        let count = world.observations.len();
        page.line(&format!("World: {}: the same {count} steps as {}", world.world, alike.world));
        return;
    }
    page.line(&format!("World: {}", world.world));
    let mut rest = world.observations.as_slice();
    for end in &world.ends {
        let count = rest.iter().take_while(|step| step.trigger == end.trigger).count();
        // Entries of one trigger follow each other; their steps are told with the first.
        let (own, later) = rest.split_at(count);
        rest = later;
        page.wrapped("  ", 2, &Escaped(&format!("{} {}", end.trigger.phrase(), end.what)).to_string());
        steps(page, own);
        let failure = end.failure.as_ref().map(|text| format!(", {}", excerpt(text, FAILURE_CHARACTERS)));
        let ended = format!("ended with status {}{}", end.code, failure.unwrap_or_default());
        page.wrapped("    ", 4, &Escaped(&ended).to_string());
    }
    if !rest.is_empty() {
        page.line("  until it was stopped");
        steps(page, rest);
    }
    if !world.layers.is_empty() {
        let count = world.layers.len();
        page.line(&format!("  {count} {} of code made at run time (--layers DIR writes them)", noun(count)));
    }
    for path in &world.changed_files {
        page.wrapped("  left behind ", 14, &Escaped(path).to_string());
    }
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "layer" } else { "layers" }
}

fn steps(page: &mut Page, observations: &[Observation]) {
    let shows_all = page.is_at_least(Verbosity::Verbose);
    let (mut hidden, mut previous, mut repeats) = (0, None::<String>, 0);
    for observation in observations {
        if !shows_all && step::is_preparation(observation) {
            hidden += 1;
            continue;
        }
        let text = step::told(observation);
        if previous.as_ref() == Some(&text) {
            repeats += 1;
            continue;
        }
        repeated(page, &mut repeats);
        let number = format!("{:>6}  ", observation.sequence);
        page.wrapped(&format!("  {number}"), 10, &text);
        previous = Some(text);
    }
    repeated(page, &mut repeats);
    if hidden > 0 {
        page.line(&format!("          {hidden} more: modules, questions, folders (--verbose shows them)"));
    }
}

fn repeated(page: &mut Page, repeats: &mut usize) {
    if *repeats > 0 {
        page.line(&format!("          the same {repeats} more times"));
        *repeats = 0;
    }
}

/// Whether two worlds saw the same, but for names of folders, hosts and users.
fn is_alike(one: &WorldRun, other: &WorldRun) -> bool {
    let shape = |world: &WorldRun| {
        let steps = world.observations.iter();
        steps.map(|step| (step.operation, step.trigger, step.place.clone())).collect::<Vec<_>>()
    };
    let ends =
        |world: &WorldRun| world.ends.iter().map(|end| (end.code, end.failure.is_some())).collect::<Vec<_>>();
    shape(one) == shape(other) && ends(one) == ends(other)
}

fn contained(containment: Containment) -> &'static str {
    match containment {
        Containment::Full => "Ran in an embedded engine, in a jailed process: nothing real was reachable.",
        Containment::Partial => {
            "Ran in an embedded engine, in a process of its own; this system lacks a wall of the jail."
        }
        Containment::None | Containment::Unused => "Nothing ran.",
    }
}

#[cfg(test)]
mod tests;
