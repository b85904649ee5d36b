//! One release, judged and run in fake worlds: what the program shows as a timeline.

use stockade_acquire::{AsKind, Environment};
use stockade_emulate::RunLimits;
use stockade_model::{
    Containment, DetonationResult, Judgement, Limits, ReleaseResult, ToolVersion, WorldRun,
};

use crate::error::ScanError;
use crate::job::{Emulation, Job, Ran};
use crate::pipeline::{self, ScanRequest};
use crate::progress::Progress;
use crate::worker::{self, BaseWorld, Detonated, Worker, WorkerError, WorkerSettings};

/// What to run, and how.
#[derive(Clone, Debug)]
pub struct DetonationRequest {
    /// What the user named: a package folder, an archive, a release.
    pub target: String,
    /// The worlds, in the order in which they are run.
    pub worlds: Vec<BaseWorld>,
    /// Whether the network is left alone.
    pub is_offline: bool,
    /// The registry, instead of what settings say.
    pub registry: Option<String>,
    /// Where fetched archives are kept; none to keep nothing.
    pub cache: Option<std::path::PathBuf>,
    /// How workers are started.
    pub workers: WorkerSettings,
    /// How much of the release is examined.
    pub limits: Limits,
    /// How much work a run may spend.
    pub run_limits: RunLimits,
}

impl DetonationRequest {
    /// How much work a run of the program may spend: two CPU seconds, and observations that a person may still
    /// search.
    #[must_use]
    pub fn run_limits() -> RunLimits {
        RunLimits { ticks: 4_000, observations: 4_000, variation_ticks: 4_000, ..RunLimits::default() }
    }
}

/// Judges what `request` names as a scan does that runs every release, and keeps what each world saw.
///
/// # Errors
/// When the target names nothing or more than one release, or no worker can be started. What goes wrong later
/// is a gap of the result.
pub fn detonate(
    request: &DetonationRequest,
    environment: &Environment,
    progress: &dyn Progress,
) -> Result<DetonationResult, ScanError> {
    let scan = ScanRequest {
        targets: vec![request.target.clone()],
        as_kind: Some(AsKind::Package),
        judges_installed: false,
        is_offline: request.is_offline,
        registry: request.registry.clone(),
        cache: request.cache.clone(),
        worker_count: 1,
        workers: request.workers.clone(),
        limits: request.limits.clone(),
        emulation: Emulation::Always,
    };
    let one = pipeline::fetch_one(&scan, environment, progress)?;
    let (is_had, seen) = match one.job {
        Err(gap) => (false, Seen::nothing(Judgement::unexamined(gap))),
        Ok(job) => (true, judge(request, job)?),
    };
    let Seen { judgement, worlds, containment } = seen;
    let tool = ToolVersion {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ruleset: stockade_rules::ruleset_hash(),
    };
    Ok(DetonationResult {
        schema: DetonationResult::SCHEMA.to_owned(),
        tool,
        containment,
        proofs: stockade_facts::observed::proofs(&worlds, &one.name),
        worlds,
        release: ReleaseResult {
            purl: one.purl,
            integrity: one.integrity,
            from: one.from,
            dependency_path: one.dependency_path,
            is_examined: is_had && !worker::is_lost(&judgement),
            judgement,
        },
    })
}

/// What became of one release.
struct Seen {
    judgement: Judgement,
    worlds: Vec<WorldRun>,
    containment: Containment,
}

impl Seen {
    fn nothing(judgement: Judgement) -> Self {
        Self { judgement, worlds: Vec::new(), containment: Containment::Unused }
    }
}

/// Has one worker judge the release, and another run it when the first asks.
fn judge(request: &DetonationRequest, job: Job) -> Result<Seen, WorkerError> {
    let mut worker = Worker::new(request.workers.clone());
    let mut containment = worker.start()?;
    let detonating = WorkerSettings::detonating(request.workers.program.clone());
    let artifact = job.artifact.clone();
    let (mut worlds, mut failure) = (Vec::new(), None);
    let judgement = worker.judge(job, &request.limits, &mut || match worker::detonate(
        &detonating,
        &artifact,
        &request.worlds,
        &request.limits,
        &request.run_limits,
    ) {
        Ok(Detonated { containment: one, worlds: seen, gaps }) => {
            containment = containment.worse(one);
            worlds.clone_from(&seen);
            Ran { worlds: seen, gaps }
        }
        Err(error) => {
            failure = Some(error);
            Ran::default()
        }
    });
    match failure {
        Some(error) => Err(error),
        None => Ok(Seen { judgement, worlds, containment }),
    }
}
