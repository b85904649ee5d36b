//! From targets to one result: order, concurrency and memory of a scan.

mod assemble;
mod budget;
mod candidate;
mod comparison;
mod engine;
mod listing;
mod parallel;
mod project;
mod supply;
mod target;

use std::path::PathBuf;

use stockade_acquire::{Address, AsKind, Environment, PackageSpec, ResolveError, Resolved, Target, resolve};
use stockade_emulate::RunLimits;
use stockade_model::{Gap, GapKind, Integrity, Limits, ReleaseId, ScanResult};

use crate::error::ScanError;
use crate::job::{Emulation, Job};
use crate::memo::Memo;
use crate::progress::Progress;
use crate::worker::WorkerSettings;
use candidate::Supply as _;
use engine::EngineSettings;
use listing::{Common, Listing};
use project::Project;
use supply::Places;

/// Threads that ask registries which release is meant.
const RESOLVING_THREADS: usize = 12;

/// What to judge, and how.
#[derive(Clone, Debug)]
pub struct ScanRequest {
    /// What the user named: folders, files, packages.
    pub targets: Vec<String>,
    /// What a folder is to be taken for, where the user said so.
    pub as_kind: Option<AsKind>,
    /// Whether what lies in `node_modules` is judged, whatever the lockfile says.
    pub judges_installed: bool,
    /// Whether the network is left alone.
    pub is_offline: bool,
    /// The registry, instead of what settings say.
    pub registry: Option<String>,
    /// Where judgements and fetched archives are remembered; none to remember nothing.
    pub cache: Option<PathBuf>,
    /// How many workers judge at once, at least 1.
    pub worker_count: usize,
    /// How workers are started.
    pub workers: WorkerSettings,
    /// How much of a release is examined.
    pub limits: Limits,
    /// When its code is run in fake worlds.
    pub emulation: Emulation,
}

impl ScanRequest {
    /// How much work a run of a scan may spend: one and a half CPU seconds, which heavily obfuscated code
    /// needs to come to its point, and more observations than honest code makes.
    #[must_use]
    pub fn run_limits() -> RunLimits {
        RunLimits {
            ticks: 3_000,
            observations: 2_000,
            variations: 16,
            variation_ticks: 1_000,
            ..RunLimits::default()
        }
    }
}

/// Scans what `request` names, with the settings and caches of `environment`.
///
/// # Errors
/// When the only target names nothing, the registry given is no address, or no worker can be started.
/// Everything else that goes wrong is a gap of the result.
pub fn run(
    request: &ScanRequest,
    environment: &Environment,
    progress: &dyn Progress,
) -> Result<ScanResult, ScanError> {
    let registry = request.registry.as_deref().map(read_registry).transpose()?;
    let places = Places::new(
        environment,
        registry,
        request.is_offline,
        request.cache.as_deref(),
        request.limits.clone(),
    );
    let listing = list(request, environment, &places, progress)?;
    let ruleset = stockade_rules::ruleset_hash();
    let mut memo = request.cache.as_deref().and_then(|folder| {
        let opened = Memo::open(folder, &ruleset);
        opened.map_err(|error| progress.note(&crate::with_causes(&error))).ok()
    });
    let settings = EngineSettings {
        workers: request.workers.clone(),
        worker_count: request.worker_count,
        limits: request.limits.clone(),
        emulation: request.emulation,
        detonating: WorkerSettings::detonating(request.workers.program.clone()),
        run_limits: ScanRequest::run_limits(),
        ruleset: ruleset.clone(),
    };
    let judged = engine::judge_all(&listing.candidates, &places, &settings, memo.as_mut(), progress)?;
    places.notes().iter().for_each(|note| progress.note(note));
    Ok(assemble::assemble(listing.candidates, judged, listing.gaps, ruleset))
}

/// One release, and what judging it takes, or why that cannot be had.
pub(crate) struct One {
    /// The package's name; empty where nothing says it.
    pub(crate) name: String,
    pub(crate) purl: String,
    pub(crate) integrity: Option<Integrity>,
    pub(crate) from: String,
    pub(crate) dependency_path: Vec<String>,
    pub(crate) job: Result<Job, Gap>,
}

/// Gets the one release that `request` names.
///
/// # Errors
/// When it names none or several, or the registry given is no address.
pub(crate) fn fetch_one(
    request: &ScanRequest,
    environment: &Environment,
    progress: &dyn Progress,
) -> Result<One, ScanError> {
    let registry = request.registry.as_deref().map(read_registry).transpose()?;
    let limits = request.limits.clone();
    let places = Places::new(environment, registry, request.is_offline, request.cache.as_deref(), limits);
    let listing = list(request, environment, &places, progress)?;
    let [candidate] = listing.candidates.as_slice() else {
        return Err(ScanError::NotOne { count: listing.candidates.len() });
    };
    let fetched = places.fetch(candidate);
    places.notes().iter().for_each(|note| progress.note(note));
    let (from, integrity) =
        fetched.as_ref().map_or((None, None), |fetched| (fetched.from.clone(), fetched.integrity.clone()));
    Ok(One {
        name: candidate.release.as_ref().map_or_else(String::new, |release| release.name.to_string()),
        purl: candidate.purl.clone(),
        integrity: integrity.or_else(|| candidate.integrity.clone()),
        from: from.unwrap_or_else(|| candidate.from.clone()),
        dependency_path: candidate.dependency_path.clone(),
        job: fetched.map(|fetched| Job {
            context: fetched.context(&candidate.context),
            artifact: fetched.artifact,
            emulation: request.emulation,
        }),
    })
}

fn read_registry(text: &str) -> Result<Address, ScanError> {
    text.parse().map_err(|source| ScanError::Registry { text: text.to_owned(), source })
}

/// Everything the targets come to. One target that names nothing is an error; of several, the others go on.
fn list(
    request: &ScanRequest,
    environment: &Environment,
    places: &Places<'_>,
    progress: &dyn Progress,
) -> Result<Listing, ScanError> {
    let mut listing = Listing::default();
    let mut specs = Vec::new();
    for text in &request.targets {
        let target = target::read(text, request.as_kind, environment, &request.limits);
        let added = target
            .map_err(ScanError::from)
            .and_then(|target| add(&mut listing, target, text, request, places, progress, &mut specs));
        match added {
            Err(error) if request.targets.len() > 1 => {
                let reason = format!("{}; {}", crate::with_causes(&error), error.next_step());
                listing.gaps.push(Gap::new(GapKind::Unresolved, reason));
            }
            outcome => outcome?,
        }
    }
    add_resolved(&mut listing, &specs, environment, places);
    Ok(listing)
}

fn add(
    listing: &mut Listing,
    target: Target,
    text: &str,
    request: &ScanRequest,
    places: &Places<'_>,
    progress: &dyn Progress,
    specs: &mut Vec<PackageSpec>,
) -> Result<(), ScanError> {
    match target {
        Target::Project(target) => {
            let common = common(places, &target.folder, progress);
            let project = Project::read(&target.folder, &request.limits)?;
            listing.add_project(project, request.judges_installed, &common);
        }
        Target::Lockfile { path } => {
            let project = Project::of_lockfile(&path, &request.limits);
            let common = common(places, &project.root, progress);
            listing.add_lockfile(project, request.judges_installed, &common);
        }
        Target::Archive { path } => {
            listing.add_archive(&path, text, &request.limits, &Common::trusting(&places.own_settings()));
        }
        Target::PackageFolder { path } => {
            listing.add_package(&path, text, &Common::trusting(&places.own_settings()))
        }
        Target::Spec(spec) => specs.push(spec),
    }
    Ok(())
}

/// What a project's candidates have in common; tells which of its settings are not obeyed.
fn common(places: &Places<'_>, project: &std::path::Path, progress: &dyn Progress) -> Common {
    let settings = places.settings(project);
    settings.notes.iter().for_each(|note| progress.note(&note.to_string()));
    Common::trusting(&settings)
}

fn add_resolved(
    listing: &mut Listing,
    specs: &[PackageSpec],
    environment: &Environment,
    places: &Places<'_>,
) {
    let folder = environment.current_dir();
    let common = Common::trusting(&places.own_settings());
    let resolved = parallel::map(specs, RESOLVING_THREADS, |spec| {
        places.with_acquirer(folder, |acquirer| resolve(acquirer, spec))
    });
    for (spec, resolved) in specs.iter().zip(resolved) {
        match resolved {
            Ok(resolved) => listing.add_resolved(&resolved, folder, &common),
            Err(gap) => {
                let version = spec.wanted.as_deref().and_then(|wanted| wanted.parse().ok());
                let release = ReleaseId { name: spec.name.clone(), version };
                listing.add_unavailable(Some(release), &spec.to_string(), gap, &common);
            }
        }
    }
}

fn resolve(acquirer: &stockade_acquire::Acquirer, spec: &PackageSpec) -> Result<Resolved, Gap> {
    resolve::resolve(acquirer.client(), spec).map_err(|error| match error {
        ResolveError::Client(error) => error.to_gap(),
        error => Gap::new(GapKind::Unresolved, error.to_string()),
    })
}
