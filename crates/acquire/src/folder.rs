//! Folders on disk, read as trees or named by fingerprint.
//!
//! Neither `.gitignore` nor any other file in the folder decides what is read: scanned content has no vote.
//! Links are never followed out of the folder, and only plain files are opened.

use std::fs::{self, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use stockade_model::{Anomaly, AnomalyKind, Gap, GapKind, Limits, Tree, TreeFile};

mod fingerprint;
mod walk;

pub use fingerprint::{fingerprint, fingerprints};
use walk::{Entry, EntryKind, Walk};

/// What a folder is, which decides what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// One package: everything except its nested `node_modules`, which are packages of their own.
    Package,
    /// A project: everything except `node_modules`, the archives of `.yarn/cache`, and of `.git` all but
    /// hooks and settings, the parts of it that run.
    Project,
}

/// Why a folder cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Nothing there, or not a folder.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder itself cannot be listed.
    #[error("`{}` cannot be read", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
}

/// Reads the folder at `path` as a tree.
///
/// What cannot be read, or is more than `limits` allow, is a gap of the tree; links that lead out and special
/// files are anomalies and their content is not read. A link to a file inside the folder is read under its
/// own path too, as Node would.
///
/// # Errors
/// When `path` is no folder or cannot be listed.
pub fn read(path: &Path, kind: FolderKind, limits: &Limits) -> Result<Tree, FolderError> {
    let root = opened(path)?;
    let mut reader = Reader {
        root: &root,
        limits,
        files: Vec::new(),
        anomalies: Vec::new(),
        gaps: Vec::new(),
        size_bytes: 0,
    };
    for entry in Walk::new(&root, kind, limits.path_bytes) {
        if reader.files.len() >= limits.files {
            reader.gaps.push(Gap::new(
                GapKind::Limit,
                format!("the folder holds more than {} files; the rest was not examined", limits.files),
            ));
            break;
        }
        match entry {
            Ok(entry) => reader.take(entry),
            Err(gap) => reader.gaps.push(gap),
        }
    }
    let Reader { files, mut anomalies, mut gaps, .. } = reader;
    anomalies.sort();
    gaps.sort();
    let mut tree = Tree::new(files);
    tree.anomalies = anomalies;
    tree.gaps = gaps;
    Ok(tree)
}

/// The paths of the files called one of `names` in a project folder, relative and `/`-separated, sorted; and
/// what could not be listed. Nothing is read, and `node_modules` are not searched.
///
/// # Errors
/// When `path` is no folder or cannot be listed.
pub fn find(path: &Path, names: &[&str], limits: &Limits) -> Result<(Vec<String>, Vec<Gap>), FolderError> {
    let root = opened(path)?;
    let (mut found, mut gaps) = (Vec::new(), Vec::new());
    for entry in Walk::new(&root, FolderKind::Project, limits.path_bytes) {
        match entry {
            Ok(entry) => {
                let name = entry.relative.rsplit('/').next().unwrap_or_default();
                if names.contains(&name) && !matches!(entry.kind, EntryKind::Special) {
                    found.push(entry.relative);
                }
            }
            Err(gap) => gaps.push(gap),
        }
    }
    found.sort();
    gaps.sort();
    Ok((found, gaps))
}

/// The real path of the folder at `path`.
fn opened(path: &Path) -> Result<PathBuf, FolderError> {
    let root = path.canonicalize().map_err(|_| FolderError::NotAFolder(path.to_path_buf()))?;
    if !root.is_dir() {
        return Err(FolderError::NotAFolder(path.to_path_buf()));
    }
    match fs::read_dir(&root) {
        Ok(_) => Ok(root),
        Err(source) => Err(FolderError::Unreadable { path: path.to_path_buf(), source }),
    }
}

/// Gathers what the walk meets.
struct Reader<'a> {
    root: &'a Path,
    limits: &'a Limits,
    files: Vec<TreeFile>,
    anomalies: Vec<Anomaly>,
    gaps: Vec<Gap>,
    size_bytes: u64,
}

impl Reader<'_> {
    fn take(&mut self, entry: Entry) {
        match entry.kind {
            EntryKind::File(metadata) => self.take_file(&entry.path, entry.relative, &metadata),
            EntryKind::Link => self.take_link(&entry.path, entry.relative),
            EntryKind::Special => self.odd(AnomalyKind::SpecialFile, entry.relative),
        }
    }

    fn take_link(&mut self, path: &Path, relative: String) {
        let target = path.canonicalize().ok().filter(|target| target.starts_with(self.root));
        let Some(target) = target else {
            self.odd(AnomalyKind::EscapingLink, relative.clone());
            let reason = "a link that leads out of the folder, or nowhere, was not followed";
            self.gaps.push(Gap::new(GapKind::Unsupported, reason).in_file(relative));
            return;
        };
        self.odd(AnomalyKind::Link, relative.clone());
        match fs::metadata(&target) {
            Ok(metadata) if metadata.is_file() => self.take_file(&target, relative, &metadata),
            // What a linked folder holds is read where it lies.
            _ => {}
        }
    }

    fn take_file(&mut self, path: &Path, relative: String, metadata: &Metadata) {
        let (limits, size) = (self.limits, metadata.len());
        if size > limits.file_bytes {
            let reason = format!("the file has {size} bytes, more than the {} examined", limits.file_bytes);
            self.gaps.push(Gap::new(GapKind::Limit, reason).in_file(relative));
            return;
        }
        if self.size_bytes.saturating_add(size) > limits.unpacked_bytes {
            let reason = format!("the folder holds more than the {} bytes examined", limits.unpacked_bytes);
            self.gaps.push(Gap::new(GapKind::Limit, reason).in_file(relative));
            return;
        }
        match read_file(path, limits.file_bytes) {
            Ok(bytes) => {
                self.size_bytes += bytes.len() as u64;
                let is_executable = is_executable(metadata);
                let reading = self.readings_of(&relative);
                self.files.push(TreeFile { path: relative, bytes, is_executable, reading });
            }
            Err(error) => {
                let reason = format!("the file could not be read: {}", error.kind());
                self.gaps.push(Gap::new(GapKind::Unavailable, reason).in_file(relative));
            }
        }
    }

    /// How many files were already read under `relative`: more than none only when two names that are not
    /// UTF-8 look alike once made so. Such names follow one another in the walk.
    fn readings_of(&self, relative: &str) -> u32 {
        let alike = self.files.iter().rev().take_while(|file| file.path == relative).count();
        u32::try_from(alike).unwrap_or(u32::MAX)
    }

    fn odd(&mut self, kind: AnomalyKind, path: String) {
        self.anomalies.push(Anomaly { kind, path });
    }
}

/// The whole file, unless it grew past `limit` bytes since it was measured.
fn read_file(path: &Path, limit: u64) -> std::io::Result<Arc<[u8]>> {
    let file = fs::File::open(path)?;
    let capacity = usize::try_from(file.metadata()?.len().min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(capacity.saturating_add(1));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes.into())
}

#[cfg(unix)]
fn is_executable(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests;
