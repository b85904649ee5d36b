//! The part of a scan that fetches and judges.
//!
//! A few threads fetch (more where a network answers slowly) into a byte budget, and one thread for each
//! worker process judges. Copies of one release are fetched one after the other, so that equal bytes are
//! judged once and reported at each place.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;

use stockade_model::{Containment, Gap, GapKind, Integrity, Judgement};

use super::super::budget::{ByteBudget, Share};
use super::super::candidate::{Candidate, Fetched, Supply};
use super::{EngineSettings, LOCAL_THREADS, Outcome, lock, memo_key};
use crate::job::{Job, Ran};
use crate::memo::{Memo, MemoKey};
use crate::progress::Progress;
use crate::worker::{self, BaseWorld, Detonated, Worker, WorkerError};

/// Weight of artifacts between fetching and the end of judging. What weighs more is judged alone, so that two
/// giants never meet: the largest release of the large corpus takes a worker to about 500 MB by itself, and
/// all processes together are to stay under 700 MB.
const IN_FLIGHT_BYTES: u64 = 128 << 20;

/// Threads that wait for registries.
const NETWORK_THREADS: usize = 12;

/// Judgements kept in memory before they are remembered on disk.
const MEMO_BATCH: usize = 200;

/// One pass over the candidates that the memo does not know.
pub(super) struct Run<'a, S: Supply> {
    candidates: &'a [Candidate<S::Source>],
    supply: &'a S,
    settings: &'a EngineSettings,
    keys: &'a [Option<MemoKey>],
    budget: ByteBudget,
    /// Why a first worker could not be started, if it could not.
    broken: Mutex<Option<WorkerError>>,
}

/// One fetched artifact on its way to a worker.
struct Parcel<'a> {
    index: usize,
    job: Job,
    from: Option<String>,
    integrity: Option<Integrity>,
    is_as_identified: bool,
    share: Share<'a>,
}

/// What a thread tells the one that collects.
enum Message {
    Done {
        index: usize,
        outcome: Outcome,
    },
    /// The bytes of `index` are those of `original`.
    Copy {
        index: usize,
        original: usize,
        from: Option<String>,
        integrity: Option<Integrity>,
    },
    Contained(Containment),
}

impl<'s, S: Supply> Run<'s, S> {
    pub(super) fn new(
        candidates: &'s [Candidate<S::Source>],
        supply: &'s S,
        settings: &'s EngineSettings,
        keys: &'s [Option<MemoKey>],
    ) -> Self {
        Self {
            candidates,
            supply,
            settings,
            keys,
            budget: ByteBudget::new(IN_FLIGHT_BYTES),
            broken: Mutex::default(),
        }
    }

    /// Judges the `missing` candidates into `outcomes` and says how the workers were contained.
    pub(super) fn judge(
        &self,
        missing: &BTreeSet<usize>,
        outcomes: &mut [Option<Outcome>],
        memo: Option<&mut Memo>,
        progress: &dyn Progress,
    ) -> Result<Containment, WorkerError> {
        let mut containment = Containment::Unused;
        let (local, remote) = self.groups(missing);
        let worker_count = self.settings.worker_count.clamp(1, missing.len());
        let (parcels, received) = mpsc::sync_channel::<Parcel<'_>>(worker_count);
        let received = Mutex::new(received);
        let (messages, told) = mpsc::channel();
        thread::scope(|scope| {
            for (queue, threads) in [(&local, LOCAL_THREADS), (&remote, NETWORK_THREADS)] {
                for _ in 0..threads.min(lock(queue).len()) {
                    let (parcels, messages) = (parcels.clone(), messages.clone());
                    scope.spawn(move || self.fetch_all(queue, &parcels, &messages));
                }
            }
            drop(parcels);
            for _ in 0..worker_count {
                let (received, messages) = (&received, messages.clone());
                scope.spawn(move || self.judge_parcels(received, &messages));
            }
            drop(messages);
            containment = self.collect(&told, outcomes, memo, progress);
        });
        match lock(&self.broken).take() {
            Some(error) => Err(error),
            None => Ok(containment),
        }
    }

    /// The missing candidates, copies of one release together, apart by where they are fetched from.
    fn groups(&self, missing: &BTreeSet<usize>) -> (Queue, Queue) {
        let mut copies: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
        for index in missing {
            let Some(candidate) = self.candidates.get(*index) else { continue };
            let is_local = self.supply.is_local(candidate);
            copies.entry((is_local, candidate.purl.as_str())).or_default().push(*index);
        }
        let (local, remote): (BTreeMap<_, _>, BTreeMap<_, _>) =
            copies.into_iter().partition(|((is_local, _), _)| *is_local);
        (Mutex::new(local.into_values().collect()), Mutex::new(remote.into_values().collect()))
    }

    fn fetch_all<'a>(&'a self, queue: &Queue, parcels: &SyncSender<Parcel<'a>>, messages: &Sender<Message>) {
        while let Some(group) = pop(queue) {
            let mut seen: BTreeMap<MemoKey, usize> = BTreeMap::new();
            let has_copies = group.len() > 1;
            for (index, candidate) in
                group.into_iter().filter_map(|index| Some((index, self.candidates.get(index)?)))
            {
                let fetched = match self.fetch(candidate) {
                    Ok(fetched) => fetched,
                    Err(gap) => {
                        let _ = messages.send(Message::Done { index, outcome: Outcome::unexamined(gap) });
                        continue;
                    }
                };
                let key = if has_copies { self.content_key(candidate, &fetched) } else { None };
                if let Some(original) = key.and_then(|key| seen.get(&key).copied()) {
                    let Fetched { from, integrity, .. } = fetched;
                    let _ = messages.send(Message::Copy { index, original, from, integrity });
                } else {
                    seen.extend(key.map(|key| (key, index)));
                    self.send(index, candidate, fetched, parcels);
                }
            }
        }
    }

    fn fetch(&self, candidate: &Candidate<S::Source>) -> Result<Fetched, Gap> {
        catch_unwind(AssertUnwindSafe(|| self.supply.fetch(candidate))).unwrap_or_else(|_| {
            Err(Gap::new(
                GapKind::Unavailable,
                "an error of ours ended the fetching; please report this release",
            ))
        })
    }

    fn content_key(&self, candidate: &Candidate<S::Source>, fetched: &Fetched) -> Option<MemoKey> {
        let entry = serde_json::to_string(&fetched.registry_entry).ok()?;
        let content = hex::encode(fetched.artifact.content_hash());
        memo_key(Some(format!("{content} {entry}")), candidate, self.settings)
    }

    fn send<'a>(
        &'a self,
        index: usize,
        candidate: &Candidate<S::Source>,
        fetched: Fetched,
        parcels: &SyncSender<Parcel<'a>>,
    ) {
        let context = fetched.context(&candidate.context);
        let Fetched { artifact, from, integrity, is_as_identified, registry_entry: _ } = fetched;
        let share = self.budget.take(artifact.weight_bytes());
        // The workers' threads outlive the fetching ones: they end when the last sender is gone.
        let _ = parcels.send(Parcel {
            index,
            job: Job { artifact, context, emulation: self.settings.emulation },
            from,
            integrity,
            is_as_identified,
            share,
        });
    }

    fn judge_parcels(&self, parcels: &Mutex<Receiver<Parcel<'_>>>, messages: &Sender<Message>) {
        let mut worker = Worker::new(self.settings.workers.clone());
        let next = || lock(parcels).recv();
        while let Ok(Parcel { index, job, from, integrity, is_as_identified, share }) = next() {
            if worker.containment().is_none()
                && let Err(error) = worker.start()
            {
                *lock(&self.broken) = Some(error);
            }
            let judgement = worker.judge(job, &self.settings.limits, &mut || self.detonate(index, messages));
            drop(share);
            let is_examined = !worker::is_lost(&judgement);
            let outcome = Outcome { judgement, is_examined, is_as_identified, from, integrity };
            let _ = messages.send(Message::Done { index, outcome });
        }
        if let Some(containment) = worker.containment() {
            let _ = messages.send(Message::Contained(containment));
        }
    }

    /// Runs the code of one release in every world. Its bytes are fetched again: few releases are run, and all
    /// would have to be held while they are judged.
    fn detonate(&self, index: usize, messages: &Sender<Message>) -> Ran {
        let gap = |gap: Gap| Ran { worlds: Vec::new(), gaps: vec![gap] };
        let Some(candidate) = self.candidates.get(index) else { return Ran::default() };
        let fetched = match self.supply.fetch(candidate) {
            Ok(fetched) => fetched,
            Err(reason) => return gap(reason),
        };
        let EngineSettings { detonating, limits, run_limits, .. } = self.settings;
        match worker::detonate(detonating, &fetched.artifact, &BaseWorld::ALL, limits, run_limits) {
            Ok(Detonated { containment, worlds, gaps }) => {
                let _ = messages.send(Message::Contained(containment));
                Ran { worlds, gaps }
            }
            Err(error) => gap(Gap::new(GapKind::Emulation, crate::with_causes(&error))),
        }
    }

    fn collect(
        &self,
        told: &Receiver<Message>,
        outcomes: &mut [Option<Outcome>],
        mut memo: Option<&mut Memo>,
        progress: &dyn Progress,
    ) -> Containment {
        let mut containment = Containment::Unused;
        let mut copies = Vec::new();
        let mut entries = Vec::new();
        for message in told {
            match message {
                Message::Contained(one) => containment = containment.worse(one),
                Message::Copy { index, original, from, integrity } => {
                    progress
                        .judged(self.candidates.get(index).and_then(|candidate| candidate.release.as_ref()));
                    copies.push((index, original, from, integrity));
                }
                Message::Done { index, outcome } => {
                    progress
                        .judged(self.candidates.get(index).and_then(|candidate| candidate.release.as_ref()));
                    entries.extend(self.memo_entry(index, &outcome));
                    if let Some(slot) = outcomes.get_mut(index) {
                        *slot = Some(outcome);
                    }
                }
            }
            if entries.len() >= MEMO_BATCH {
                remember(&mut memo, &mut entries, progress);
            }
        }
        for (index, original, from, integrity) in copies {
            let copied = outcomes.get(original).cloned().flatten();
            let copied = copied.map(|outcome| Outcome { from, integrity, ..outcome });
            entries.extend(copied.as_ref().and_then(|outcome| self.memo_entry(index, outcome)));
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = copied;
            }
        }
        remember(&mut memo, &mut entries, progress);
        containment
    }

    fn memo_entry(&self, index: usize, outcome: &Outcome) -> Option<(MemoKey, Judgement)> {
        let key = self.keys.get(index).copied().flatten()?;
        (outcome.is_examined && outcome.is_as_identified).then(|| (key, outcome.judgement.clone()))
    }
}

/// Groups of candidates, by index, waiting to be fetched.
type Queue = Mutex<VecDeque<Vec<usize>>>;

fn pop(queue: &Queue) -> Option<Vec<usize>> {
    lock(queue).pop_front()
}

/// Writes what is to be remembered; the first failure is told and ends the remembering.
fn remember(memo: &mut Option<&mut Memo>, entries: &mut Vec<(MemoKey, Judgement)>, progress: &dyn Progress) {
    let failed = memo.as_mut().and_then(|memo| memo.store(entries).err());
    entries.clear();
    if let Some(error) = failed {
        progress.note(&crate::with_causes(&error));
        *memo = None;
    }
}
