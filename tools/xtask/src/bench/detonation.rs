//! What running a release's code costs: time of each release that reading leaves open, memory of its worker.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::{Settings, memory, table};
use crate::corpora;
use crate::eval::lay_out_specimens;
use crate::program::{self, Program};
use crate::repository::Repository;

/// The page.
const PATH: &str = "docs/detonation-cost.md";

/// Where specimens are laid out.
const FOLDER: &str = "target/xtask/bench/specimens";

/// The cost of one set of releases.
struct Cost {
    /// What the set is called.
    name: String,
    /// Milliseconds of a package that does nothing, in one world: a worker and a world are ready.
    ready: Vec<f64>,
    /// Milliseconds of each release that was run, sorted.
    ran: Vec<f64>,
    /// The most memory that one worker held, in bytes.
    worker_bytes: u64,
}

/// Runs what of the corpora `names` and of the inert specimens reading leaves open, and writes the table.
///
/// # Errors
/// When something does not build or run, or a specimen is malformed.
pub(super) fn run(repository: &Repository, settings: &Settings, names: &[String]) -> Result<()> {
    let costs = measure(repository, &settings.profile, names)?;
    // Wall time of a busy machine is no measure of the program: who reads the page must know.
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').nth(2).unwrap_or("unknown").to_owned();
    let text = table(&costs, &format!("{}; load average while measuring: {load}", table::machine()?));
    println!("{text}");
    if settings.dry_run { Ok(()) } else { repository.write(PATH, &text) }
}

fn measure(repository: &Repository, profile: &str, names: &[String]) -> Result<Vec<Cost>> {
    let example = ["--package", "stockade-scan", "--example", "detonation"];
    let program = Program::build_with(repository, profile, &example)?;
    let example = program::executable(repository, profile, "examples/detonation")?;
    let mut sets: Vec<(String, PathBuf)> = Vec::new();
    for name in names {
        sets.push((name.clone(), corpora::folder(repository, name).join("node_modules")));
    }
    let specimens = repository.path(FOLDER);
    lay_out_specimens(repository, &specimens)?;
    sets.push(("inert specimens".to_owned(), specimens));
    sets.into_iter().map(|(name, folder)| cost(&example, &program, name, &folder)).collect()
}

fn cost(example: &Path, program: &Program, name: String, folder: &Path) -> Result<Cost> {
    println!("{name}: running what reading leaves open");
    let mut command = Command::new(example);
    let (peak, printed) = memory::peak(command.arg(program.executable()).arg(folder))?;
    let of = |kind: &str| {
        let lines = printed.lines().filter_map(|line| line.strip_prefix(kind)?.split('\t').nth(1));
        let mut times: Vec<f64> = lines.filter_map(|time| time.parse().ok()).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let (ready, ran) = (of("ready"), of("ran"));
    ensure!(!ready.is_empty(), "the measurement of {name} printed nothing");
    Ok(Cost { name, ready, ran, worker_bytes: peak.detonating_bytes })
}

/// The costs as a page.
fn table(costs: &[Cost], machine: &str) -> String {
    let mut text = String::from("<!-- written by `cargo xtask bench --detonation` -->\n\n");
    let _ = writeln!(text, "Machine: {machine}. Release build.\n");
    text.push_str(
        "Of each corpus, and of the inert specimens, what a scan runs: releases that reading leaves open. Time is that of all \
         worlds, variations and twins of one release; *ready* is that of a package which does nothing, in one world.\n\n\
         | set | releases run | median | 99th percentile | slowest | ready | peak memory of a worker |\n|---|---|---|---|---|---|---|\n",
    );
    for Cost { name, ready, ran, worker_bytes } in costs {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} MB |",
            ran.len(),
            shown(percentile(ran, 50)),
            shown(percentile(ran, 99)),
            shown(ran.last().copied()),
            shown(percentile(ready, 50)),
            worker_bytes / 1_000_000
        );
    }
    text
}

/// The value below which so many hundredths of the sorted `values` lie; none where there are none.
fn percentile(values: &[f64], hundredths: usize) -> Option<f64> {
    values.get((values.len() * hundredths / 100).min(values.len().checked_sub(1)?)).copied()
}

fn shown(milliseconds: Option<f64>) -> String {
    milliseconds.map_or_else(|| "–".to_owned(), |milliseconds| format!("{milliseconds:.1} ms"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=200).map(f64::from).collect();
        assert_eq!((percentile(&values, 50), percentile(&values, 99)), (Some(101.0), Some(199.0)));
        assert_eq!((percentile(&[7.0], 99), percentile(&[], 50)), (Some(7.0), None));
    }

    #[test]
    fn a_set_of_which_nothing_is_run_has_no_times() {
        let cost =
            Cost { name: "small".to_owned(), ready: vec![4.0], ran: Vec::new(), worker_bytes: 9_000_000 };
        assert!(table(&[cost], "").ends_with("| small | 0 | – | – | – | 4.0 ms | 9 MB |\n"));
    }
}
