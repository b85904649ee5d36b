//! The parent's side of detonation: a fresh process for one release, and what it told.
//!
//! The worker runs hostile code in an engine written in C, so every answer is taken as forged: lengths and
//! counts are capped, names come from what was asked for. The worst that a broken worker can do is to lie
//! about its own release. When it dies, what it told before stays, the world it died in is a gap, and the worlds
//! that are left get another process.

mod message;
mod seen;
mod serve;

use std::borrow::Cow;
use std::io::{self, Read, Write as _};

use stockade_emulate::RunLimits;
use stockade_model::{Containment, Gap, GapKind, Limits, WorldRun};

use super::process::{Process, WorkerError, WorkerSettings};
use super::protocol::{self, ProtocolError};
use crate::job::JobArtifact;
use message::{Order, Told};
use seen::Collected;

pub use message::BaseWorld;
pub use serve::main;

/// Largest message that is read, in bytes: the layers of one world, escaped.
const MESSAGE_BYTES: u32 = 32 << 20;

/// All messages of one process, in bytes.
const ALL_BYTES: u64 = 128 << 20;

/// What running one release showed.
#[derive(Clone, Debug)]
pub struct Detonated {
    /// How the worst contained process was contained.
    pub containment: Containment,
    /// What each world saw, in the order asked for; a world that never began is not there.
    pub worlds: Vec<WorldRun>,
    /// What was not seen, and why.
    pub gaps: Vec<Gap>,
}

/// Runs the release `artifact` in each of `worlds`, in a process of its own that is jailed before it reads the
/// first byte.
///
/// # Errors
/// When no process can be started. Whatever happens to it later is a gap.
pub fn detonate(
    settings: &WorkerSettings,
    artifact: &JobArtifact,
    worlds: &[BaseWorld],
    limits: &Limits,
    run_limits: &RunLimits,
) -> Result<Detonated, WorkerError> {
    let mut detonated = Detonated { containment: Containment::Unused, worlds: Vec::new(), gaps: Vec::new() };
    let mut left = worlds;
    while !left.is_empty() {
        let mut process = Process::start(settings)?;
        detonated.containment = detonated.containment.worse(process.containment);
        let order = Order {
            worlds: left.to_vec(),
            limits: Cow::Borrowed(limits),
            run_limits: Cow::Borrowed(run_limits),
            artifact: protocol::artifact_header(artifact),
        };
        let mut collected = Collected::new(left, run_limits);
        let outcome = converse(&mut process, &order, artifact, &mut collected);
        if let Err(error) = &outcome {
            let reason = post_mortem(&mut process, error, &collected.place(), settings);
            // A variation looks further than was promised. The engine's work is the same in every run, so that an
            // end of its own making is too, and may be remembered; an end by the clock may not.
            let is_own_end = collected.is_varying() && !process.watchdog.has_fired();
            detonated.gaps.push(if is_own_end {
                Gap::new(GapKind::Emulation, reason).harmless()
            } else {
                Gap::new(GapKind::Worker, reason)
            });
        }
        let done = if collected.has_begun() { collected.begun } else { left.len() };
        left = if outcome.is_ok() { &[] } else { left.get(done..).unwrap_or_default() };
        detonated.worlds.append(&mut collected.worlds);
        detonated.gaps.append(&mut collected.gaps);
    }
    Ok(detonated)
}

/// Sends the order, and collects what is told until the worker says that it is done.
fn converse(
    process: &mut Process,
    order: &Order<'_>,
    artifact: &JobArtifact,
    collected: &mut Collected<'_>,
) -> Result<(), ProtocolError> {
    process.watchdog.arm();
    protocol::write_message(&mut process.input, order)?;
    match artifact {
        JobArtifact::Archive(bytes) => process.input.write_all(bytes)?,
        JobArtifact::Tree(tree) => {
            tree.files().iter().try_for_each(|file| process.input.write_all(&file.bytes))?;
        }
    }
    process.input.flush()?;
    let watchdog = &mut process.watchdog;
    hear(&mut process.output, collected, |told| {
        if matches!(told, Told::Ended(_) | Told::Compared(_)) {
            watchdog.disarm();
            watchdog.arm();
        }
    })?;
    process.watchdog.disarm();
    Ok(())
}

/// Collects what is told until the worker says that it is done; `alive` is called for each message.
fn hear(
    input: &mut impl Read,
    collected: &mut Collected<'_>,
    mut alive: impl FnMut(&Told),
) -> Result<(), ProtocolError> {
    let mut total = 0_u64;
    loop {
        let told = protocol::read_capped::<Told>(input, MESSAGE_BYTES)?;
        let (told, length) = told.ok_or_else(|| ProtocolError::Pipe(io::ErrorKind::UnexpectedEof.into()))?;
        total = total.saturating_add(u64::from(length));
        if total > ALL_BYTES {
            return Err(ProtocolError::TooLarge(total));
        }
        alive(&told);
        if collected.take(told)? {
            return Ok(());
        }
    }
}

/// What the parent takes from `bytes`, were they all that a worker told of two worlds: what a fuzzer forges.
#[doc(hidden)]
#[must_use]
pub fn overheard(bytes: &[u8]) -> (Vec<WorldRun>, Vec<Gap>) {
    let limits = RunLimits::default();
    let mut collected = Collected::new(&[BaseWorld::Linux, BaseWorld::Macos], &limits);
    let mut input = bytes;
    // A refusal ends the conversation; what was taken before stays.
    let _refusal: Result<(), ProtocolError> = hear(&mut input, &mut collected, |_| ());
    (collected.worlds, collected.gaps)
}

fn post_mortem(
    process: &mut Process,
    error: &ProtocolError,
    place: &str,
    settings: &WorkerSettings,
) -> String {
    let told = process.last_words();
    let why = if process.watchdog.has_fired() {
        format!("took longer than {} s and was stopped", settings.time_limit.as_secs_f32())
    } else if told.contains("overflowed its stack") {
        "overflowed the worker's stack".to_owned()
    } else if told.contains("memory allocation of") {
        "needed more memory than a worker may have".to_owned()
    } else {
        match error {
            ProtocolError::Pipe(_) => "ended the worker unexpectedly".to_owned(),
            ProtocolError::TooLarge(_) => "told more than is read, and was stopped".to_owned(),
            ProtocolError::Malformed(_) | ProtocolError::Unexpected => {
                "made the worker answer nonsense".to_owned()
            }
        }
    };
    format!("running it {place} {why}; what it did until then is shown")
}
