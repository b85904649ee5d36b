//! The corpora: honest projects whose scans are timed and searched for noise.
//!
//! Each is a manifest and a lockfile in `eval/corpora/NAME`. The lockfiles hold no registry's address; npm
//! takes each release from the registry it is configured with, and checks its integrity.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::repository::Repository;

/// Where the corpora are.
const FOLDER: &str = "eval/corpora";

/// Which corpora to install.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// The corpora; all when none is named.
    names: Vec<String>,
}

/// Installs the corpora with `npm ci --ignore-scripts`.
///
/// # Errors
/// When npm is missing, or a release cannot be had.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    for name in names(repository, &settings.names)? {
        install(repository, &folder(repository, &name))?;
    }
    Ok(())
}

/// Installs what the lockfile in `folder` lists, unless it is. No package's code is run.
///
/// # Errors
/// When npm is missing, or a release cannot be had.
pub(crate) fn install(repository: &Repository, folder: &Path) -> Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if is_installed(folder) {
        println!("{name}: installed");
        return Ok(());
    }
    println!("{name}: installing");
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let status = repository.command("npm").args(arguments).current_dir(folder).status();
    let status = status.context("cannot start npm")?;
    if !status.success() {
        bail!("npm could not install {name}: it ended with {status}");
    }
    Ok(())
}

/// The corpora `wanted`, or all of them, sorted.
///
/// # Errors
/// When one of them does not exist.
pub(crate) fn names(repository: &Repository, wanted: &[String]) -> Result<Vec<String>> {
    let lockfiles = repository.files(FOLDER, "package-lock.json")?;
    let folder_name = |path: PathBuf| Some(path.parent()?.file_name()?.to_string_lossy().into_owned());
    let known: Vec<String> = lockfiles.into_iter().filter_map(folder_name).collect();
    if let Some(unknown) = wanted.iter().find(|name| !known.contains(name)) {
        bail!("there is no corpus `{unknown}`; there are {}", known.join(", "));
    }
    Ok(if wanted.is_empty() { known } else { wanted.to_vec() })
}

/// The corpora of `wanted` that are installed; says which are not.
pub(crate) fn installed(repository: &Repository, wanted: &[String]) -> Result<Vec<String>> {
    let (installed, missing): (Vec<_>, Vec<_>) =
        names(repository, wanted)?.into_iter().partition(|name| is_installed(&folder(repository, name)));
    if !missing.is_empty() {
        bail!("not installed: {}; run `cargo xtask corpora`", missing.join(", "));
    }
    Ok(installed)
}

/// The folder of the corpus `name`.
pub(crate) fn folder(repository: &Repository, name: &str) -> PathBuf {
    repository.path(FOLDER).join(name)
}

/// Whether `folder` is installed from its lockfile as it stands.
fn is_installed(folder: &Path) -> bool {
    let time = |path: &str| fs::metadata(folder.join(path)).and_then(|metadata| metadata.modified()).ok();
    let installed = time("node_modules/.package-lock.json");
    installed.is_some() && installed >= time("package-lock.json")
}
