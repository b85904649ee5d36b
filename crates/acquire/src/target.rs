//! What a person asks to be scanned, told apart from what they typed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use stockade_model::escape::excerpt;
use stockade_model::{Gap, Limits};

use crate::environment::Environment;
use crate::folder::{self, FolderError};
use crate::resolve::PackageSpec;

/// Something to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A project folder.
    Project(ProjectTarget),
    /// One lockfile; the folder it lies in is its project.
    Lockfile {
        /// The file.
        path: PathBuf,
    },
    /// A packed package: `.tgz`, `.tar` or `.zip`.
    Archive {
        /// The file.
        path: PathBuf,
    },
    /// The folder of one package.
    PackageFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A release in a registry.
    Spec(PackageSpec),
}

/// A project folder and the lockfiles in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectTarget {
    /// The folder.
    pub folder: PathBuf,
    /// Its lockfiles, relative and `/`-separated, sorted: workspaces' and nested projects' too, not those
    /// inside `node_modules`. npm's hidden one in `node_modules` counts where the folder has no other.
    pub lockfiles: Vec<String>,
    /// Whether there is a `node_modules` folder.
    pub has_node_modules: bool,
    /// What could not be listed.
    pub gaps: Vec<Gap>,
}

/// What a folder is to be taken for, where the user says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsKind {
    /// One package.
    Package,
    /// A project.
    Project,
}

/// Why something cannot be scanned.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// There is no such file or folder, and the text is no package either.
    #[error("`{0}` is neither a file, nor a folder, nor a package")]
    NotFound(String),
    /// The folder holds nothing.
    #[error("`{0}` is an empty folder")]
    EmptyFolder(String),
    /// The folder cannot be listed.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The file is none of those that can be scanned.
    #[error("`{0}` is neither a lockfile nor a packed package")]
    UnknownFile(String),
    /// The list could not be read.
    #[error("the list of targets cannot be read: {0}")]
    List(String),
}

impl TargetError {
    /// A stable word for machine formats and searches.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "target-not-found",
            Self::EmptyFolder(_) => "target-empty",
            Self::Folder(_) => "target-unreadable",
            Self::UnknownFile(_) => "target-unknown",
            Self::List(_) => "target-list",
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "give a project folder, a lockfile, a .tgz, `name@version` or a package URL",
            Self::EmptyFolder(_) => "give the folder that holds package.json or the lockfile",
            Self::Folder(_) => "check that it is there and may be read",
            Self::UnknownFile(_) => "give the folder it lies in, a lockfile, or a .tgz",
            Self::List(_) => "write one target a line, in UTF-8",
        }
    }
}

/// The names of lockfiles, as the package managers write them.
pub const LOCKFILES: [&str; 6] =
    ["bun.lock", "bun.lockb", "npm-shrinkwrap.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock"];

/// npm's record of what it installed, relative to the project.
const HIDDEN_LOCKFILE: &str = "node_modules/.package-lock.json";

/// Largest list of targets read, in bytes.
const LIST_BYTES: u64 = 64 << 20;

impl Target {
    /// The target that `text` names, seen from the environment's working folder.
    ///
    /// What exists on disk is meant before a package of the same name; `npm:NAME` always means the package. A
    /// folder is one package when it has a manifest and neither a lockfile nor `node_modules`, unless `as_kind`
    /// says otherwise.
    ///
    /// # Errors
    /// When it names nothing, or something that cannot be scanned.
    pub fn parse(
        text: &str,
        as_kind: Option<AsKind>,
        environment: &Environment,
        limits: &Limits,
    ) -> Result<Self, TargetError> {
        let is_spec_only = ["npm:", "pkg:"].iter().any(|prefix| text.starts_with(prefix));
        if !is_spec_only && !text.is_empty() {
            let path = environment.absolute(text);
            if path.is_dir() {
                return Self::of_folder(&path, as_kind, limits);
            }
            if path.exists() {
                return Self::of_file(&path);
            }
        }
        let looks_like_path = text.starts_with(['.', '/', '~', '\\']);
        match text.parse() {
            Ok(spec) if !looks_like_path => Ok(Self::Spec(spec)),
            _ => Err(TargetError::NotFound(excerpt(text, 200))),
        }
    }

    fn of_folder(path: &Path, as_kind: Option<AsKind>, limits: &Limits) -> Result<Self, TargetError> {
        if fs::read_dir(path).is_ok_and(|mut listing| listing.next().is_none()) {
            return Err(TargetError::EmptyFolder(excerpt(&path.to_string_lossy(), 200)));
        }
        if as_kind == Some(AsKind::Package) {
            return Ok(Self::PackageFolder { path: path.to_path_buf() });
        }
        let has_node_modules = path.join("node_modules").is_dir();
        let has_own_lockfile = LOCKFILES.iter().any(|name| path.join(name).is_file());
        let has_manifest = path.join("package.json").is_file();
        if as_kind.is_none() && has_manifest && !has_own_lockfile && !has_node_modules {
            return Ok(Self::PackageFolder { path: path.to_path_buf() });
        }
        let (mut lockfiles, gaps) = folder::find(path, &LOCKFILES, limits)?;
        if !has_own_lockfile && path.join(HIDDEN_LOCKFILE).is_file() {
            lockfiles.push(HIDDEN_LOCKFILE.to_owned());
            lockfiles.sort();
        }
        Ok(Self::Project(ProjectTarget { folder: path.to_path_buf(), lockfiles, has_node_modules, gaps }))
    }

    fn of_file(path: &Path) -> Result<Self, TargetError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if LOCKFILES.contains(&name.as_ref()) || name == ".package-lock.json" {
            return Ok(Self::Lockfile { path: path.to_path_buf() });
        }
        let lower = name.to_ascii_lowercase();
        let is_named_archive = [".tgz", ".tar.gz", ".tar", ".zip"].iter().any(|end| lower.ends_with(end));
        if path.is_file() && (is_named_archive || starts_as_archive(path)) {
            return Ok(Self::Archive { path: path.to_path_buf() });
        }
        Err(TargetError::UnknownFile(excerpt(&path.to_string_lossy(), 200)))
    }
}

/// Whether the file starts as gzip or zip does.
fn starts_as_archive(path: &Path) -> bool {
    let mut start = [0; 4];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && (start.starts_with(&[0x1f, 0x8b]) || start == *b"PK\x03\x04")
}

/// The targets in a list, one a line; empty lines and those that start with `#` are passed over.
///
/// # Errors
/// When the list cannot be read, is not UTF-8, or is larger than 64 MB.
pub fn read_list(reader: impl Read) -> Result<Vec<String>, TargetError> {
    let mut bytes = Vec::new();
    reader
        .take(LIST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| TargetError::List(error.kind().to_string()))?;
    if bytes.len() as u64 > LIST_BYTES {
        return Err(TargetError::List(format!("it has more than {LIST_BYTES} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|_| TargetError::List("it is not UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests;
