//! Everything that can be derived is: nobody registers a rule or copies a table by hand.

mod command_page;
pub(crate) mod coverage;
mod known;
mod registry;
mod rule_pages;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use crate::repository::Repository;
use crate::rule_file::RuleFile;

/// How to generate.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Write nothing; fail when a file differs from what would be written.
    #[arg(long)]
    check: bool,
    /// Only what the program is built from: the rules' registry and the records of `intel/`.
    #[arg(long)]
    sources_only: bool,
}

/// Generated files by path from the root.
pub(crate) type Files = BTreeMap<PathBuf, String>;

/// Folders in which every file is generated, with the ending of its files: what is not generated any more is
/// removed from them.
const OWNED_FOLDERS: &[(&str, &str)] = &[(rule_pages::FOLDER, ".md"), (command_page::SCHEMA_FOLDER, ".json")];

/// Writes, or checks, all generated files.
///
/// # Errors
/// When a rule's file is malformed, or with `--check` when a file differs.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    let rules = RuleFile::all(repository)?;
    let mut files = Files::new();
    registry::add(&mut files, &rules)?;
    known::add(&mut files, repository)?;
    if !settings.sources_only {
        if !settings.check {
            // The program that prints its help and schemas has these rules in it.
            write(repository, &files, &[])?;
        }
        rule_pages::add(&mut files, &rules, &repository.read(rule_pages::SUMMARY)?)?;
        coverage::add(&mut files, &rules, &repository.read(coverage::CATALOGUE)?)?;
        command_page::add(&mut files, repository)?;
    }
    let stale = if settings.sources_only { Vec::new() } else { stale(repository, &files)? };
    if settings.check { check(repository, &files, &stale) } else { write(repository, &files, &stale) }
}

/// Files of the owned folders that are not among `files`.
fn stale(repository: &Repository, files: &Files) -> Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    for (folder, ending) in OWNED_FOLDERS {
        stale.extend(repository.files(folder, ending)?.into_iter().filter(|path| !files.contains_key(path)));
    }
    Ok(stale)
}

fn check(repository: &Repository, files: &Files, stale: &[PathBuf]) -> Result<()> {
    let mut faults: Vec<String> =
        stale.iter().map(|path| format!("{} is left over", path.display())).collect();
    for (path, text) in files {
        match repository.read_if_any(path)? {
            Some(found) if found == *text => {}
            Some(_) => faults.push(format!("{} is out of date", path.display())),
            None => faults.push(format!("{} is missing", path.display())),
        }
    }
    if !faults.is_empty() {
        bail!("generated files are not current; run `cargo xtask gen`:\n  {}", faults.join("\n  "));
    }
    println!("gen: {} files, all current", files.len());
    Ok(())
}

fn write(repository: &Repository, files: &Files, stale: &[PathBuf]) -> Result<()> {
    for path in stale {
        repository.remove(path)?;
        println!("removed {}", path.display());
    }
    for (path, text) in files {
        if repository.read_if_any(path)?.as_ref() != Some(text) {
            repository.write(path, text)?;
            println!("wrote {}", path.display());
        }
    }
    Ok(())
}
