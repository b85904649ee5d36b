//! Whether the same bytes give the same document, on an idle machine and on a busy one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Result, ensure};
use stockade_unpack::fences;

use super::recall::layout::Form;
use crate::program::Program;
use crate::repository::Repository;

/// Where the packages are: fences of one page, beside the code that asks for all that differs between two runs.
const PAGE: &str = "eval/determinism.md";

/// Where the packages are laid out.
const FOLDER: &str = "target/xtask/determinism";

/// The page that is written.
const PATH: &str = "docs/determinism.md";

/// Compares `rounds` runs in each condition, and writes what came of it.
///
/// # Errors
/// When a run gives no result, or another document than the first.
pub(super) fn run(repository: &Repository, program: &Program, rounds: usize) -> Result<()> {
    let folders = lay_out(repository)?;
    let first = document(program, &folders)?;
    ensure!(first.contains("\"verdict\": \"malicious\""), "nothing is proven, so nothing ran: {first}");
    let idle = other_documents(program, &folders, &first, rounds)?;
    println!("idle: {} of {rounds} runs the same", rounds - idle);
    let busy = under_load(|| other_documents(program, &folders, &first, rounds))?;
    println!("busy: {} of {rounds} runs the same", rounds - busy);
    let mut text = String::from("<!-- written by `cargo xtask eval --determinism` -->\n\n");
    let _ = writeln!(
        text,
        "{} packages in one `stockade scan --deep`, again and again: {} of {rounds} documents without and {} of {rounds} with a busy thread \
         for every core are the first, byte for byte ({} bytes).",
        folders.len(),
        rounds - idle,
        rounds - busy,
        first.len()
    );
    repository.write(PATH, &text)?;
    ensure!(idle + busy == 0, "{} documents differ from the first", idle + busy);
    Ok(())
}

fn lay_out(repository: &Repository) -> Result<Vec<PathBuf>> {
    let folder = repository.path(FOLDER);
    let mut folders = Vec::new();
    for (number, fence) in (1..).zip(fences(&repository.read(PAGE)?)) {
        let tree = stockade_unpack::text(&fence.text)?;
        folders
            .push(Form::Package.lay_out(&tree, &folder.join(format!("package-{number}")), &folder)?.target);
    }
    Ok(folders)
}

fn document(program: &Program, folders: &[PathBuf]) -> Result<String> {
    let paths: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let result = program.scan_all(&paths, &["--as", "package", "--deep", "--no-cache"])?;
    Ok(serde_json::to_string_pretty(&result)?)
}

/// How many of the rounds give another document than `first`.
fn other_documents(program: &Program, folders: &[PathBuf], first: &str, rounds: usize) -> Result<usize> {
    let documents: Result<Vec<String>> = (0..rounds).map(|_| document(program, folders)).collect();
    Ok(documents?.iter().filter(|document| document.as_str() != first).count())
}

/// Does `work` while every core has a thread that never rests.
fn under_load<R>(work: impl FnOnce() -> R) -> R {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                let mut seen = BTreeSet::new();
                while !is_over.load(Ordering::Relaxed) {
                    seen.insert(std::hint::black_box(seen.len()) % 64);
                }
            });
        }
        let outcome = work();
        is_over.store(true, Ordering::Relaxed);
        outcome
    })
}
