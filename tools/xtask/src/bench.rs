//! What a scan costs: time against parsing alone, memory of all processes, size of the program, and what running
//! code costs.
//!
//! Runs of the compared programs are interleaved and medians are taken, so that a busy machine slows both.
//! Nothing here is a test: a person runs it on a quiet machine and commits the table.

mod detonation;
mod memory;
mod sample;
mod table;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::corpora;
use crate::program::{self, Program};
use crate::repository::Repository;
use sample::{Sample, median};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// The corpora; small, medium and large when none is named.
    #[arg(long = "corpus")]
    corpora: Vec<String>,
    /// How often each program runs.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The cargo profile; only release gives numbers worth keeping.
    #[arg(long, default_value = "release")]
    profile: String,
    /// Measure instead what running releases costs, and write `docs/detonation-cost.md`.
    #[arg(long, conflicts_with = "runs")]
    detonation: bool,
    /// Only print the table.
    #[arg(long)]
    dry_run: bool,
}

/// Corpora measured when none is named.
const CORPORA: [&str; 3] = ["small", "medium", "large"];

/// The table.
const PATH: &str = "docs/benchmarks.md";

/// All that was measured of one corpus.
pub(crate) struct Measurement {
    /// The corpus.
    name: String,
    /// Releases the scan resolved.
    releases: usize,
    /// What the baseline read.
    files: u64,
    size_bytes: u64,
    /// Medians of the runs.
    baseline: Sample,
    cold: Sample,
    warm: Sample,
    /// The most memory all processes of a cold scan held together.
    peak: memory::Peak,
}

/// Measures and writes the table.
///
/// # Errors
/// When something does not build or run, or a corpus is not installed.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    let wanted = settings.corpora.clone();
    let wanted = if wanted.is_empty() { CORPORA.map(str::to_owned).to_vec() } else { wanted };
    let names = corpora::installed(repository, &wanted)?;
    if settings.detonation {
        return detonation::run(repository, settings, &names);
    }
    let program = Program::build(repository, &settings.profile)?;
    let parse = ["build", "--quiet", "--package", "stockade-parse", "--example", "baseline", "--profile"];
    repository.run("cargo", &[&parse[..], &[settings.profile.as_str()]].concat())?;
    let baseline = program::executable(repository, &settings.profile, "examples/baseline")?;
    let memory = repository.path("target/xtask/bench");
    let program = program.remembering_in(&memory);
    let mut measurements = Vec::new();
    for name in names {
        println!("{name}: {} runs", settings.runs);
        let folder = corpora::folder(repository, &name);
        measurements.push(measure(&program, &baseline, &memory, &folder, name, settings.runs)?);
    }
    let version = version_time(&program, settings.runs)?;
    let size_bytes = fs::metadata(program.executable())?.len();
    let text = table::table(&measurements, version, size_bytes, settings.runs)?;
    println!("{text}");
    if !settings.dry_run {
        repository.write(PATH, &text)?;
    }
    Ok(())
}

fn measure(
    program: &Program,
    baseline: &Path,
    memory: &Path,
    folder: &Path,
    name: String,
    runs: usize,
) -> Result<Measurement> {
    let target = folder.to_str().context("the corpus's path is no text")?;
    let scan = || program.command(&["scan", "--offline", "--format", "json", target]);
    let (mut cold, mut warm, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    let mut counts = (0, 0);
    // The first round only fills the system's file cache.
    for round in 0..=runs {
        forget(memory)?;
        let first = Sample::of(&mut scan())?;
        let second = Sample::of(&mut scan())?;
        let mut command = Command::new(baseline);
        let third = Sample::of(command.arg(folder))?;
        counts = read_counts(&third.printed)?;
        if round > 0 {
            cold.push(first);
            warm.push(second);
            alone.push(third);
        }
    }
    let releases = program.scan(folder, &[])?.coverage.resolved;
    forget(memory)?;
    let (peak, _) = memory::peak(&mut scan())?;
    let (files, size_bytes) = counts;
    let (baseline, cold, warm) = (median(alone)?, median(cold)?, median(warm)?);
    Ok(Measurement { name, releases, files, size_bytes, baseline, cold, warm, peak })
}

/// Empties the folder in which the program remembers what it judged.
fn forget(memory: &Path) -> Result<()> {
    if memory.exists() {
        fs::remove_dir_all(memory).with_context(|| format!("cannot empty {}", memory.display()))?;
    }
    fs::create_dir_all(memory).with_context(|| format!("cannot create {}", memory.display()))
}

/// What the baseline printed: files and bytes read.
fn read_counts(printed: &str) -> Result<(u64, u64)> {
    let mut numbers = printed.split_whitespace().map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(files)), Some(Ok(size_bytes))) => Ok((files, size_bytes)),
        _ => bail!("the baseline printed `{printed}`, not files and bytes"),
    }
}

fn version_time(program: &Program, runs: usize) -> Result<Sample> {
    let samples: Result<Vec<Sample>> =
        (0..runs.max(1) * 4).map(|_| Sample::of(&mut program.command(&["--version"]))).collect();
    median(samples?)
}
