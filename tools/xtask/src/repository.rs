//! The checked-out repository: where its files are, read and written with errors that name them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The repository's root folder.
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository this program was built from.
    ///
    /// # Errors
    /// When the source folder has been moved away since.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().context("the repository is not where xtask was built")?;
        Ok(Self { root })
    }

    /// The absolute path of `relative`.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The text of the file `relative`.
    pub(crate) fn read(&self, relative: impl AsRef<Path>) -> Result<String> {
        let relative = relative.as_ref();
        fs::read_to_string(self.path(relative)).with_context(|| format!("cannot read {}", relative.display()))
    }

    /// The text of the file `relative`, or none if there is no such file.
    pub(crate) fn read_if_any(&self, relative: impl AsRef<Path>) -> Result<Option<String>> {
        if self.path(&relative).is_file() { self.read(relative).map(Some) } else { Ok(None) }
    }

    /// Writes the file `relative` and the folders it needs.
    pub(crate) fn write(&self, relative: impl AsRef<Path>, text: &str) -> Result<()> {
        let relative = relative.as_ref();
        let path = self.path(relative);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", relative.display()))
    }

    /// Removes the file `relative`.
    pub(crate) fn remove(&self, relative: impl AsRef<Path>) -> Result<()> {
        let relative = relative.as_ref();
        fs::remove_file(self.path(relative)).with_context(|| format!("cannot remove {}", relative.display()))
    }

    /// All files under the folder `relative` whose name ends in `ending`, as paths from the root, sorted. A
    /// folder that does not exist has none; build output and installed packages are left out.
    pub(crate) fn files(&self, relative: impl AsRef<Path>, ending: &str) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let mut folders = vec![relative.as_ref().to_path_buf()];
        while let Some(folder) = folders.pop() {
            if !self.path(&folder).is_dir() {
                continue;
            }
            let entries = fs::read_dir(self.path(&folder));
            for entry in entries.with_context(|| format!("cannot list {}", folder.display()))? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = folder.join(&name);
                if entry.file_type()?.is_dir() {
                    if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                        folders.push(path);
                    }
                } else if name.ends_with(ending) {
                    found.push(path);
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// A command that runs `program` in the root folder.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Runs `program` with its output shown.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let status = self.command(program).args(arguments).status();
        let status = status.with_context(|| format!("cannot start {program}"))?;
        if !status.success() {
            bail!("`{program} {}` ended with {status}", arguments.join(" "));
        }
        Ok(())
    }

    /// Runs `program` and returns what it printed.
    ///
    /// # Errors
    /// When it cannot be started, does not succeed, or prints no text.
    pub(crate) fn output(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self.command(program).args(arguments).output();
        let output = output.with_context(|| format!("cannot start {program}"))?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            bail!("`{program} {}` ended with {}: {complaint}", arguments.join(" "), output.status);
        }
        String::from_utf8(output.stdout).with_context(|| format!("{program} printed no text"))
    }
}
