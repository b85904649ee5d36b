//! What running releases costs, for `cargo xtask bench`: `detonation PROGRAM FOLDER…`.
//!
//! Reads every package under the folders, and where reading leaves a question runs its code as a scan does, in workers
//! of `PROGRAM`. Prints `ready` with the milliseconds that a package which does nothing takes in one world, many times;
//! then `ran` with the milliseconds of each release that was run, and its folder.
#![expect(clippy::print_stdout, reason = "the result is what it prints")]

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{io, thread};

use stockade_acquire::{FolderKind, folder};
use stockade_model::{Limits, Tree, TreeFile};
use stockade_scan::worker::{BaseWorld, WorkerSettings, detonate};
use stockade_scan::{Context, Emulation, Job, JobArtifact, Ran, RunLimits, STACK_BYTES, ScanRequest, judge};

/// How often the package that does nothing is run.
const READY_ROUNDS: usize = 40;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let program = arguments.next().ok_or_else(|| io::Error::other("name the program and folders"))?;
    let settings = WorkerSettings::detonating(program);
    for _ in 0..READY_ROUNDS {
        let start = Instant::now();
        run(&settings, &nothing(), &[BaseWorld::Linux], &RunLimits { variations: 0, ..limits() })?;
        println!("ready\t{}", milliseconds(start));
    }
    let mut packages = Vec::new();
    for folder in arguments {
        collect(&folder, &mut packages);
    }
    packages.sort();
    thread::scope(|scope| {
        let work = || packages.iter().try_for_each(|package| measure(&settings, package));
        let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work)?;
        thread.join().map_err(|_| io::Error::other("the measuring thread failed"))?
    })
}

fn limits() -> RunLimits {
    ScanRequest::run_limits()
}

/// Judges the package as a scan does, and tells what running it cost, where it was run.
fn measure(settings: &WorkerSettings, package: &Path) -> io::Result<()> {
    let Ok(tree) = folder::read(package, FolderKind::Package, &Limits::default()) else { return Ok(()) };
    let artifact = JobArtifact::Tree(tree);
    let mut job = Job::new(artifact.clone(), Context::default());
    job.emulation = Emulation::WhereNeeded;
    let mut failure = None;
    let _judgement = judge(&job, &Limits::default(), &mut || {
        let start = Instant::now();
        match run(settings, &artifact, &BaseWorld::ALL, &limits()) {
            Ok(ran) => {
                println!("ran\t{}\t{}", milliseconds(start), package.display());
                Some(ran)
            }
            Err(error) => {
                failure = Some(error);
                None
            }
        }
    });
    failure.map_or(Ok(()), Err)
}

fn run(
    settings: &WorkerSettings,
    artifact: &JobArtifact,
    worlds: &[BaseWorld],
    run_limits: &RunLimits,
) -> io::Result<Ran> {
    let detonated = detonate(settings, artifact, worlds, &Limits::default(), run_limits);
    let detonated = detonated.map_err(io::Error::other)?;
    Ok(Ran { worlds: detonated.worlds, gaps: detonated.gaps })
}

fn nothing() -> JobArtifact {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    JobArtifact::Tree(Tree::new(vec![file("package.json", "{\"name\": \"nothing\"}"), file("index.js", "")]))
}

fn milliseconds(start: Instant) -> String {
    format!("{:.2}", start.elapsed().as_secs_f64() * 1e3)
}

/// Adds `folder` where it is a package, and every package below it.
fn collect(folder: &Path, packages: &mut Vec<PathBuf>) {
    if folder.join("package.json").is_file() {
        packages.push(folder.to_path_buf());
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        // Below a package only what is installed there is another release's.
        let is_release = !folder.join("package.json").is_file() || entry.file_name() == "node_modules";
        if is_folder && is_release && entry.file_name() != ".bin" {
            collect(&entry.path(), packages);
        }
    }
}
