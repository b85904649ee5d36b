//! One release, run in fake worlds: what the program shows as a timeline.

use stockade_acquire::{AsKind, Environment};
use stockade_emulate::RunLimits;
use stockade_model::{Containment, DetonationResult, Gap, Limits, Proof, ToolVersion, Verdict};

use crate::error::ScanError;
use crate::job::Emulation;
use crate::pipeline::{self, ScanRequest};
use crate::progress::Progress;
use crate::worker::{self, BaseWorld, Detonated, WorkerSettings};

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
    /// How the worker is started.
    pub workers: WorkerSettings,
    /// How much of the release is unpacked.
    pub limits: Limits,
    /// How much work a run may spend.
    pub run_limits: RunLimits,
}

impl DetonationRequest {
    /// How much work a run of the program may spend: two CPU seconds, and observations that a person may still
    /// search.
    #[must_use]
    pub fn run_limits() -> RunLimits {
        RunLimits { ticks: 4_000, observations: 4_000, ..RunLimits::default() }
    }
}

/// Runs what `request` names, and says what was seen and what of it is proven.
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
        emulation: Emulation::Never,
    };
    let one = pipeline::fetch_one(&scan, environment, progress)?;
    let mut result = DetonationResult {
        schema: DetonationResult::SCHEMA.to_owned(),
        tool: ToolVersion {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ruleset: stockade_rules::ruleset_hash(),
        },
        containment: Containment::Unused,
        purl: one.purl,
        integrity: one.integrity,
        from: one.from,
        verdict: Verdict::Unknown,
        proofs: Vec::new(),
        worlds: Vec::new(),
        gaps: Vec::new(),
    };
    match one.artifact {
        Err(gap) => result.gaps.push(gap),
        Ok(artifact) => {
            let Detonated { containment, worlds, gaps } = worker::detonate(
                &request.workers,
                &artifact,
                &request.worlds,
                &request.limits,
                &request.run_limits,
            )?;
            result.containment = containment;
            result.proofs = stockade_facts::observed::proofs(&worlds, &one.name);
            result.worlds = worlds;
            result.gaps = gaps;
        }
    }
    result.gaps.sort();
    result.gaps.dedup();
    result.verdict = verdict(&result.proofs, &result.gaps);
    Ok(result)
}

/// The worst that is proven; where nothing is, whether a gap could hide something.
fn verdict(proofs: &[Proof], gaps: &[Gap]) -> Verdict {
    let worst = proofs.iter().map(|proof| proof.verdict).max();
    let is_incomplete = gaps.iter().any(|gap| gap.may_hide_threat);
    worst.unwrap_or(if is_incomplete { Verdict::Unknown } else { Verdict::Clean })
}
