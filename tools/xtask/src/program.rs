//! The program under measurement, run as its users run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail};
use stockade_model::ScanResult;

use crate::repository::Repository;

/// The built `stockade`, and the folder in which it may remember things.
pub(crate) struct Program {
    executable: PathBuf,
    memory: PathBuf,
}

impl Program {
    /// Builds `stockade` under the cargo profile `profile`.
    ///
    /// # Errors
    /// When it does not build.
    pub(crate) fn build(repository: &Repository, profile: &str) -> Result<Self> {
        Self::build_with(repository, profile, &[])
    }

    /// Builds it in one go with what `arguments` name besides, so that what they share is built once.
    ///
    /// # Errors
    /// When it does not build.
    pub(crate) fn build_with(repository: &Repository, profile: &str, arguments: &[&str]) -> Result<Self> {
        let build = ["build", "--quiet", "--package", "stockade", "--bin", "stockade", "--profile", profile];
        repository.run("cargo", &[&build[..], arguments].concat())?;
        let executable = executable(repository, profile, "stockade")?;
        Ok(Self { executable, memory: repository.path("target/xtask") })
    }

    /// The same program with its memory in `folder`.
    pub(crate) fn remembering_in(&self, folder: &Path) -> Self {
        Self { executable: self.executable.clone(), memory: folder.to_path_buf() }
    }

    /// The program's file.
    pub(crate) fn executable(&self) -> &Path {
        &self.executable
    }

    /// The cache of npm that it looks into.
    pub(crate) fn npm_cache(&self) -> PathBuf {
        self.memory.join(".npm")
    }

    /// A command that runs the program: plain output, nothing fetched, none of the user's settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(arguments).env("NO_COLOR", "1").env("COLUMNS", "100").stdin(Stdio::null());
        command.env_remove("STOCKADE_REGISTRY").env_remove("NPM_CONFIG_CACHE");
        command.env("npm_config_cache", self.npm_cache());
        command.env("HOME", &self.memory).env("XDG_CACHE_HOME", self.memory.join("cache"));
        command
    }

    /// What the program prints when it ends well.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) fn text(&self, arguments: &[&str]) -> Result<String> {
        let output = self.output(arguments)?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            bail!("`stockade {}` ended with {}: {complaint}", arguments.join(" "), output.status);
        }
        String::from_utf8(output.stdout).context("stockade printed no text")
    }

    /// The result of scanning `target` without the network, with `arguments` besides.
    ///
    /// # Errors
    /// When the program prints no result.
    pub(crate) fn scan(&self, target: &Path, arguments: &[&str]) -> Result<ScanResult> {
        self.scan_all(&[target], arguments)
    }

    /// The same of several targets in one scan.
    ///
    /// # Errors
    /// When the program prints no result.
    pub(crate) fn scan_all(&self, targets: &[&Path], arguments: &[&str]) -> Result<ScanResult> {
        let paths: Option<Vec<&str>> = targets.iter().map(|target| target.to_str()).collect();
        let paths = paths.context("a target's path is no text")?;
        let output =
            self.output(&[&["scan", "--offline", "--format", "json"], arguments, &paths].concat())?;
        serde_json::from_slice(&output.stdout).with_context(|| {
            let complaint = String::from_utf8_lossy(&output.stderr);
            let targets = paths.join(" ");
            format!("the scan of {targets} ended with {} and no result: {complaint}", output.status)
        })
    }

    fn output(&self, arguments: &[&str]) -> Result<Output> {
        self.command(arguments)
            .output()
            .with_context(|| format!("cannot start {}", self.executable.display()))
    }
}

/// The file of the program `name` as cargo's `profile` builds it.
pub(crate) fn executable(repository: &Repository, profile: &str, name: &str) -> Result<PathBuf> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository.path("target"), PathBuf::from);
    let folder = if profile == "dev" { "debug" } else { profile };
    let path = target.join(folder).join(name);
    if !path.is_file() {
        bail!("{} was not built", path.display());
    }
    Ok(path)
}
