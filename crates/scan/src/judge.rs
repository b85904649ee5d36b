//! The pure function at the centre: from an artifact and its context to a judgement.
//!
//! No disk, network, clock or environment: the same job gives the same judgement on any machine.
//! Tests call it in process; the program runs it in the worker processes of [`crate::worker`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use stockade_model::{Gap, GapKind, Judgement, Limits, Tree};

use crate::job::{Job, JobArtifact};

/// Stack of the thread that judges, in bytes. Syntax trees are walked recursively; at the depth limit of
/// `Limits::script_depth` that touches a few megabytes, and inputs that slip past the depth count
/// (left-deep concatenations of a million terms) need up to 60 bytes a source byte (docs/src/limits.md). Only
/// touched pages cost memory.
pub const STACK_BYTES: usize = 512 << 20;

/// What we believe of the release in `job`.
///
/// Recurses as deep as the artifact's code is nested: call it on a thread with [`STACK_BYTES`] of stack,
/// as [`judge_on_own_stack`] does. A panic of ours becomes a gap of the release.
#[must_use]
pub fn judge(job: &Job, limits: &Limits) -> Judgement {
    catch_unwind(AssertUnwindSafe(|| examine(job, limits))).unwrap_or_else(|_| {
        Judgement::unexamined(Gap::new(
            GapKind::Worker,
            "an error of ours ended the examination; please report the release's name and version",
        ))
    })
}

/// [`judge`] on a thread of its own with enough stack, for tests and tools that judge a few releases.
#[must_use]
pub fn judge_on_own_stack(job: &Job, limits: &Limits) -> Judgement {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("judge".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || judge(job, limits))
            .ok()
            .and_then(|handle| handle.join().ok())
    })
    .unwrap_or_else(|| {
        Judgement::unexamined(Gap::new(GapKind::Worker, "no thread to judge on could be started"))
    })
}

fn examine(job: &Job, limits: &Limits) -> Judgement {
    match &job.artifact {
        JobArtifact::Archive(bytes) => examine_tree(&stockade_unpack::archive(bytes, limits), job, limits),
        JobArtifact::Tree(tree) => examine_tree(tree, job, limits),
    }
}

fn examine_tree(tree: &Tree, job: &Job, limits: &Limits) -> Judgement {
    let facts = stockade_facts::gather(tree, &job.context, limits);
    let (findings, rule_gaps) = stockade_rules::run(&facts);
    let gaps = facts.gaps().iter().cloned().chain(rule_gaps).collect();
    stockade_verdict::judge(findings, gaps, facts.capabilities().clone())
}
