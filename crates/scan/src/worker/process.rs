//! The parent's side: one worker process, replaced when it dies.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use stockade_model::{Containment, Gap, GapKind, Judgement, Limits};

use super::protocol::{self, Answer, Hello, ProtocolError};
use super::watchdog::Watchdog;
use crate::job::{Job, Ran};

/// How workers are started and when they are given up.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// The program to start: this same one.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// The wall-clock safety net for one release. Budgets of work end an examination long before; this
    /// ends what escapes them.
    pub time_limit: Duration,
    /// Resident memory above which a worker is replaced after its release, in bytes: what an allocator
    /// keeps after one giant release should not be paid for until the end of the scan.
    pub recycle_bytes: u64,
}

impl WorkerSettings {
    /// Workers of `program` with the arguments `worker judge`, the limits measured for the large corpus.
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self {
            program,
            arguments: vec!["worker".into(), "judge".into()],
            time_limit: Duration::from_secs(60),
            recycle_bytes: 128 << 20,
        }
    }

    /// Workers of `program` with the arguments `worker detonate`. The time is for one run in one world.
    #[must_use]
    pub fn detonating(program: PathBuf) -> Self {
        Self {
            arguments: vec!["worker".into(), "detonate".into()],
            time_limit: Duration::from_secs(30),
            ..Self::of(program)
        }
    }
}

/// Why a worker could not be started.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The program does not start.
    #[error("a worker process could not be started from {}", .program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It started and did not say hello.
    #[error("a worker process ended before it was ready: {told}")]
    NotReady {
        /// The last it wrote to standard error.
        told: String,
    },
}

/// A worker process that is started when first needed and again whenever it died.
#[derive(Debug)]
pub struct Worker {
    settings: WorkerSettings,
    process: Option<Process>,
    containment: Option<Containment>,
}

/// A running worker, in its jail.
#[derive(Debug)]
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    pub(super) input: BufWriter<ChildStdin>,
    pub(super) output: BufReader<ChildStdout>,
    errors: ChildStderr,
    pub(super) containment: Containment,
    pub(super) watchdog: Watchdog,
}

impl Worker {
    /// A worker that has not been started.
    #[must_use]
    pub fn new(settings: WorkerSettings) -> Self {
        Self { settings, process: None, containment: None }
    }

    /// Starts the process if it is not running, and says how far it is contained.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&mut self) -> Result<Containment, WorkerError> {
        if let Some(process) = &self.process {
            return Ok(process.containment);
        }
        let process = Process::start(&self.settings)?;
        let containment = process.containment;
        self.containment = Some(containment);
        self.process = Some(process);
        Ok(containment)
    }

    /// Judges one release; `run` runs its code where that is needed. Whatever happens to the process is a gap of
    /// this release; the next one gets a new process.
    pub fn judge(&mut self, job: Job, limits: &Limits, run: &mut dyn FnMut() -> Ran) -> Judgement {
        if let Err(error) = self.start() {
            return Judgement::unexamined(Gap::new(GapKind::Worker, error.to_string()));
        }
        let Some(mut process) = self.process.take() else {
            return Judgement::unexamined(Gap::new(GapKind::Worker, "the worker process is gone"));
        };
        match process.judge(job, limits, run) {
            Ok(judgement) => {
                let is_bloated =
                    process.resident_bytes().is_some_and(|bytes| bytes > self.settings.recycle_bytes);
                self.process = (!is_bloated).then_some(process);
                judgement
            }
            Err(error) => Judgement::unexamined(process.post_mortem(&error, self.settings.time_limit)),
        }
    }

    /// How far the last process was contained; none when there was none.
    #[must_use]
    pub fn containment(&self) -> Option<Containment> {
        self.containment
    }

    /// The process's id while it runs.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        self.process.as_ref().map(Process::id)
    }
}

/// What the C library is told about memory: keep what was freed for the next release instead of giving it back
/// page by page, and let the judging thread allocate where the first thread does. A worker that grows is
/// replaced after its release ([`WorkerSettings::recycle_bytes`]). Other C libraries do not read it.
const ALLOCATOR: (&str, &str) = (
    "GLIBC_TUNABLES",
    "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=16777216:glibc.malloc.trim_threshold=67108864",
);

/// The engine asks the C library for local time, which then needs no file of the system.
const TIME_ZONE: (&str, &str) = ("TZ", "UTC0");

impl Process {
    pub(super) fn start(settings: &WorkerSettings) -> Result<Self, WorkerError> {
        let failed = |source| WorkerError::Start { program: settings.program.clone(), source };
        let mut command = Command::new(&settings.program);
        command.args(&settings.arguments).env_clear().envs([ALLOCATOR, TIME_ZONE]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        command.current_dir("/");
        #[cfg(windows)]
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        let mut child = command.spawn().map_err(failed)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(input), Some(output), Some(errors)) = pipes else {
            return Err(failed(io::Error::other("it has no pipes")));
        };
        let child = Arc::new(Mutex::new(child));
        let watchdog = Watchdog::start(Arc::clone(&child), settings.time_limit).map_err(failed)?;
        let mut process = Self {
            child,
            input: BufWriter::with_capacity(PIPE_BYTES, input),
            output: BufReader::new(output),
            errors,
            containment: Containment::None,
            watchdog,
        };
        process.watchdog.arm();
        let hello = protocol::read_message::<Hello>(&mut process.output);
        process.watchdog.disarm();
        match hello {
            Ok(Some(hello)) => process.containment = hello.containment,
            Ok(None) | Err(_) => return Err(WorkerError::NotReady { told: process.last_words() }),
        }
        Ok(process)
    }

    fn judge(
        &mut self,
        job: Job,
        limits: &Limits,
        run: &mut dyn FnMut() -> Ran,
    ) -> Result<Judgement, ProtocolError> {
        match self.converse(|input| protocol::write_job(input, job, limits))? {
            Answer::Judged(judgement) => return Ok(*judgement),
            Answer::Run => {}
        }
        // The runs have their own clock.
        let ran = run();
        match self.converse(|input| protocol::write_ran(input, &ran))? {
            Answer::Judged(judgement) => Ok(*judgement),
            Answer::Run => Err(ProtocolError::Unexpected),
        }
    }

    /// Writes an order and reads the answer, within the time limit.
    fn converse(
        &mut self,
        write: impl FnOnce(&mut BufWriter<ChildStdin>) -> Result<(), ProtocolError>,
    ) -> Result<Answer, ProtocolError> {
        self.watchdog.arm();
        let answer = write(&mut self.input).and_then(|()| protocol::read_message(&mut self.output));
        self.watchdog.disarm();
        answer?.ok_or_else(|| ProtocolError::Pipe(io::ErrorKind::UnexpectedEof.into()))
    }

    fn post_mortem(&mut self, error: &ProtocolError, time_limit: Duration) -> Gap {
        let told = self.last_words();
        let reason = if self.watchdog.has_fired() {
            format!(
                "judging it took longer than {} s and was stopped; read its code before you use it, and \
                 please report its name and version",
                time_limit.as_secs_f32()
            )
        } else if told.contains("overflowed its stack") {
            "its code is nested too deep: the worker's stack overflowed".to_owned()
        } else if told.contains("memory allocation of") {
            "judging it needed more memory than a worker may have".to_owned()
        } else if matches!(error, ProtocolError::Pipe(_)) {
            "the worker judging it ended unexpectedly".to_owned()
        } else {
            format!("the worker judging it answered nonsense: {error}")
        };
        Gap::new(GapKind::Worker, reason)
    }

    /// Ends the process and returns what it last wrote to standard error, at most 4 KB.
    pub(super) fn last_words(&mut self) -> String {
        end(&self.child);
        let mut told = Vec::new();
        // What was read before an error is as good as the whole.
        let _ = (&mut self.errors).take(4 << 10).read_to_end(&mut told);
        stockade_model::escape::excerpt(String::from_utf8_lossy(&told).trim(), 400)
    }

    fn id(&self) -> u32 {
        self.child.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    #[cfg(target_os = "linux")]
    fn resident_bytes(&self) -> Option<u64> {
        /// Page size of x86_64; larger pages elsewhere only make a worker live longer.
        const PAGE_BYTES: u64 = 4_096;
        let memory = std::fs::read_to_string(format!("/proc/{}/statm", self.id())).ok()?;
        Some(memory.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()?.saturating_mul(PAGE_BYTES))
    }

    #[cfg(not(target_os = "linux"))]
    fn resident_bytes(&self) -> Option<u64> {
        None
    }
}

/// Whether the judgement is that of a worker that died: its only content is the worker's gap.
pub(crate) fn is_lost(judgement: &Judgement) -> bool {
    judgement.findings.is_empty()
        && matches!(judgement.gaps.as_slice(), [gap] if gap.kind == GapKind::Worker && gap.file.is_none())
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&self.child);
    }
}

/// Bytes written to the pipe at once: what a Linux pipe holds.
const PIPE_BYTES: usize = 64 << 10;

/// Kills a process and collects its status; one that ended already is left as it is.
pub(super) fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // Both fail only for a process that is gone, which is what is wanted.
    let _ = child.kill();
    let _ = child.wait();
}
