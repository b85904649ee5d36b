//! The last tier: what running the code adds to what reading it told.

use std::collections::BTreeSet;

use stockade_facts::observed::text_hash;
use stockade_facts::{Facts, Question, gather_observed};
use stockade_model::{Capabilities, Gap, GapKind, Judgement, Limits, Verdict};

use crate::job::{Emulation, Job, Ran};

/// Runs the release's code where that is wanted, and judges again with what was seen.
pub(super) fn observe(
    read: Judgement,
    facts: Facts<'_>,
    job: &Job,
    limits: &Limits,
    run: &mut dyn FnMut() -> Option<Ran>,
) -> Judgement {
    let question = facts.question().max((read.verdict == Verdict::Suspicious).then_some(Question::Proof));
    let is_wanted = match job.emulation {
        Emulation::Never => false,
        Emulation::WhereNeeded => question.is_some(),
        Emulation::Always => true,
    };
    match if is_wanted { run() } else { None } {
        Some(ran) => with_observed(read, &facts, question, job, limits, ran),
        None if question == Some(Question::Unread) => with_gap(read),
        None => read,
    }
}

fn with_gap(read: Judgement) -> Judgement {
    let reason = "somebody took care that this code cannot be read, and it was not run to see what it does; \
                  scan again without --no-emulation";
    let gaps = read.gaps.into_iter().chain([Gap::new(GapKind::Emulation, reason)]).collect();
    stockade_verdict::judge(read.findings, gaps, read.capabilities)
}

fn with_observed(
    read: Judgement,
    facts: &Facts<'_>,
    question: Option<Question>,
    job: &Job,
    limits: &Limits,
    ran: Ran,
) -> Judgement {
    let known: BTreeSet<[u8; 32]> =
        facts.scripts().iter().filter_map(|script| script.layer.as_deref()).map(text_hash).collect();
    let observed = gather_observed(facts.tree(), &job.context, limits, &ran.worlds, &known);
    let (seen, rule_gaps) = stockade_rules::run_observed(&observed);
    // What reading settled does not hang on a run that ended early.
    let is_open = question == Some(Question::Unread);
    let run_gaps = ran.gaps.into_iter().chain(observed.gaps().iter().cloned());
    let run_gaps = run_gaps.map(|gap| if is_open { gap } else { gap.harmless() });
    let gaps = read.gaps.into_iter().chain(run_gaps).chain(rule_gaps).collect();
    let findings = read.findings.into_iter().chain(seen).collect();
    stockade_verdict::judge(findings, gaps, joined(read.capabilities, observed.capabilities()))
}

fn joined(mut capabilities: Capabilities, more: &Capabilities) -> Capabilities {
    for (trigger, more) in more {
        capabilities.entry(*trigger).or_default().extend(more.iter().copied());
    }
    capabilities
}
