//! What running one release showed, as a timeline for a person and as JSON.
//!
//! First what we believe and why, as a scan says it; then what the runs prove; then each world, step by step; last
//! what was not seen. Worlds that saw the same are shown once. Steps that only prepare (modules loaded, questions about
//! files and the host) are counted, and shown on request; so are repeated steps.

mod step;
mod world;

use std::collections::BTreeMap;
use std::io;

use stockade_model::escape::Escaped;
use stockade_model::{Containment, DetonationResult, Proof};

use crate::ReportError;
use crate::json;
use crate::style::{Style, Verbosity};
use crate::subject::{counted, shown};
use crate::text::layout::Page;
use crate::text::release;

/// How many worlds of one proof are named.
const WORLDS: usize = 3;

/// Writes `result` as a timeline.
///
/// # Errors
/// When `out` fails.
pub fn write_timeline(result: &DetonationResult, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style);
    release::story(&mut page, &result.release);
    if style.verbosity > Verbosity::Quiet {
        proofs(&mut page, result);
        for (number, world) in result.worlds.iter().enumerate() {
            world::show(&mut page, world, result.worlds.get(..number).unwrap_or_default());
        }
    }
    unseen(&mut page, result);
    page.gap();
    page.line(contained(result));
    out.write_all(page.finish().as_bytes())
}

/// Writes `result` as one JSON document; schema `detonation`.
///
/// # Errors
/// When `out` fails.
pub fn write_detonation_json(result: &DetonationResult, out: &mut dyn io::Write) -> Result<(), ReportError> {
    Ok(json::write_pretty(result, out)?)
}

fn proofs(page: &mut Page, result: &DetonationResult) {
    page.gap();
    if result.proofs.is_empty() {
        page.line(if result.worlds.is_empty() {
            "Nothing is proven: nothing ran."
        } else {
            "Nothing is proven: no secret left, and nothing from the network ran."
        });
        return;
    }
    let (held, other): (Vec<_>, Vec<_>) =
        result.proofs.iter().partition(|proof| result.is_held_against(proof));
    list(page, "Proven by running it", &held, result);
    list(page, "Seen too, and not held against it", &other, result);
}

fn list(page: &mut Page, heading: &str, proofs: &[&Proof], result: &DetonationResult) {
    if proofs.is_empty() {
        return;
    }
    page.line(heading);
    let mut alike: BTreeMap<_, Vec<&Proof>> = BTreeMap::new();
    for (number, proof) in proofs.iter().enumerate() {
        // What one line does with one kind of secret differs in bytes and names alone.
        let place = proof.place.as_ref().map(|place| (&place.file, place.line));
        let same = (proof.kind, proof.trigger, place, proof.secret);
        let first = proofs.iter().position(|one| {
            let place = one.place.as_ref().map(|place| (&place.file, place.line));
            (one.kind, one.trigger, place, one.secret) == same
        });
        alike.entry(first.unwrap_or(number)).or_default().push(proof);
    }
    for group in alike.values() {
        let shows_all = page.is_at_least(Verbosity::Verbose);
        for proof in group.iter().take(if shows_all { group.len() } else { 1 }) {
            let text = format!("{} ({})", proof.story, places(proof, result));
            page.wrapped("  - ", 4, &Escaped(&text).to_string());
        }
        if !shows_all && group.len() > 1 {
            page.line(&format!("    and {} more like it (--verbose shows them)", group.len() - 1));
        }
    }
}

/// `in every world`, or which.
fn places(proof: &Proof, result: &DetonationResult) -> String {
    let count = proof.worlds.len();
    if count > 1 && count == result.worlds.len() {
        return "in every world".to_owned();
    }
    let named: Vec<String> = proof.worlds.iter().take(WORLDS).map(|world| format!("“{world}”")).collect();
    let more = count.checked_sub(WORLDS).filter(|more| *more > 0);
    let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
    format!("in {}{more}", named.join(", "))
}

fn unseen(page: &mut Page, result: &DetonationResult) {
    let gaps = &result.release.judgement.gaps;
    if gaps.is_empty() {
        return;
    }
    page.gap();
    page.line("Not seen");
    for gap in gaps {
        let file = gap.file.as_ref().map(|file| format!("{}: ", shown(file))).unwrap_or_default();
        let hides = if gap.may_hide_threat { " (a threat could hide there)" } else { "" };
        page.wrapped("  - ", 4, &format!("{file}{}{hides}", Escaped(&gap.reason)));
    }
}

fn contained(result: &DetonationResult) -> &'static str {
    if result.worlds.is_empty() {
        return "No code was run.";
    }
    match result.containment {
        Containment::Full => "Ran in an embedded engine, in a jailed process: nothing real was reachable.",
        Containment::Partial => {
            "Ran in an embedded engine, in a process of its own; this system lacks a wall of the jail."
        }
        Containment::None | Containment::Unused => {
            "Ran in an embedded engine; this system has no jail for its process."
        }
    }
}

/// `1 step`, `3 steps`.
fn steps(count: usize) -> String {
    counted(count, "step", "steps")
}

#[cfg(test)]
mod tests;
