//! Fetching and judging at once, with bounded memory.
//!
//! Candidates are looked up in the memo first, in one go; nothing is started when all are there. The rest is
//! fetched and judged by [`run`].

mod run;

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use stockade_emulate::RunLimits;
use stockade_model::{Containment, Gap, GapKind, Integrity, Judgement, Limits};

use super::candidate::{Candidate, Supply};
use super::parallel;
use crate::job::Emulation;
use crate::memo::{Memo, MemoKey};
use crate::progress::Progress;
use crate::worker::{WorkerError, WorkerSettings};
use run::Run;

/// Threads that read folders and caches: a disk gains nothing from more.
const LOCAL_THREADS: usize = 2;

/// How to judge.
#[derive(Clone, Debug)]
pub(crate) struct EngineSettings {
    pub(crate) workers: WorkerSettings,
    pub(crate) worker_count: usize,
    pub(crate) limits: Limits,
    /// When code is run, in workers of which kind, and how far.
    pub(crate) emulation: Emulation,
    pub(crate) detonating: WorkerSettings,
    pub(crate) run_limits: RunLimits,
    pub(crate) ruleset: String,
}

/// What became of one candidate.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) judgement: Judgement,
    pub(crate) is_examined: bool,
    /// Whether the bytes were those that the candidate's identity names.
    pub(crate) is_as_identified: bool,
    /// Where the bytes came from, when they were fetched.
    pub(crate) from: Option<String>,
    /// The integrity of the bytes, when they were an archive's.
    pub(crate) integrity: Option<Integrity>,
}

/// What became of all.
#[derive(Debug)]
pub(crate) struct Judged {
    /// In the order of the candidates.
    pub(crate) outcomes: Vec<Outcome>,
    /// How the worst contained worker was contained.
    pub(crate) containment: Containment,
}

/// Judges every candidate.
///
/// # Errors
/// When no worker process can be started and there is something to judge.
pub(crate) fn judge_all<S: Supply>(
    candidates: &[Candidate<S::Source>],
    supply: &S,
    settings: &EngineSettings,
    memo: Option<&mut Memo>,
    progress: &dyn Progress,
) -> Result<Judged, WorkerError> {
    let keys = keys(candidates, supply, settings, memo.is_some());
    let mut outcomes = remembered(&keys, memo.as_deref(), progress);
    let missing: BTreeSet<usize> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| outcome.is_none())
        .map(|(index, _)| index)
        .collect();
    progress.resolved(candidates.len(), candidates.len() - missing.len());
    let mut containment = Containment::Unused;
    if !missing.is_empty() {
        let run = Run::new(candidates, supply, settings, &keys);
        containment = run.judge(&missing, &mut outcomes, memo, progress)?;
    }
    let outcomes = outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(lost)).collect();
    Ok(Judged { outcomes, containment })
}

/// The keys of candidates whose bytes have a name already. Naming a folder's bytes reads its directory
/// entries, which only the memo makes worth while.
fn keys<S: Supply>(
    candidates: &[Candidate<S::Source>],
    supply: &S,
    settings: &EngineSettings,
    has_memo: bool,
) -> Vec<Option<MemoKey>> {
    if !has_memo {
        return vec![None; candidates.len()];
    }
    parallel::map(candidates, settings.worker_count.max(LOCAL_THREADS), |candidate| {
        memo_key(supply.identity(candidate), candidate, settings)
    })
}

fn memo_key<Source>(
    identity: Option<String>,
    candidate: &Candidate<Source>,
    settings: &EngineSettings,
) -> Option<MemoKey> {
    let given = (&candidate.context, settings.emulation, &settings.run_limits);
    MemoKey::new(&identity?, &settings.ruleset, &settings.limits, &given)
}

fn remembered(
    keys: &[Option<MemoKey>],
    memo: Option<&Memo>,
    progress: &dyn Progress,
) -> Vec<Option<Outcome>> {
    let found = memo.map(|memo| memo.look_up(keys)).transpose().unwrap_or_else(|error| {
        progress.note(&crate::with_causes(&error));
        None
    });
    let found = found.unwrap_or_else(|| vec![None; keys.len()]);
    let outcome = |judgement| Outcome {
        judgement,
        is_examined: true,
        is_as_identified: true,
        from: None,
        integrity: None,
    };
    found.into_iter().map(|judgement| judgement.map(outcome)).collect()
}

/// A candidate that no thread answered for: only possible when a thread died.
fn lost() -> Outcome {
    Outcome::unexamined(Gap::new(GapKind::Worker, "an error of ours lost this release; please report it"))
}

impl Outcome {
    pub(super) fn unexamined(gap: Gap) -> Self {
        Self {
            judgement: Judgement::unexamined(gap),
            is_examined: false,
            is_as_identified: false,
            from: None,
            integrity: None,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
