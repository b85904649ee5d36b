//! An artifact's files, unpacked in memory.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::gap::Gap;

/// An artifact's files. Paths are relative to the package's root, `/`-separated, without `.` or `..`.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: Vec<TreeFile>,
    /// What is odd about the archive itself.
    pub anomalies: Vec<Anomaly>,
    /// What could not be unpacked.
    pub gaps: Vec<Gap>,
}

/// One file of a tree.
#[derive(Clone, Debug)]
pub struct TreeFile {
    /// Path from the package's root, `/`-separated.
    pub path: String,
    /// The whole contents.
    pub bytes: Arc<[u8]>,
    /// Whether the file's mode says that it may be executed.
    pub is_executable: bool,
    /// 0 for the file that a package manager would leave on disk under this path; 1 and up for others of
    /// the same path that only another reader would see. All are examined.
    pub reading: u32,
}

impl Tree {
    /// A tree of `files`, sorted by path and reading.
    #[must_use]
    pub fn new(mut files: Vec<TreeFile>) -> Self {
        files.sort_by(|left, right| (&left.path, left.reading).cmp(&(&right.path, right.reading)));
        Self { files, anomalies: Vec::new(), gaps: Vec::new() }
    }

    /// All files, sorted by path, then by reading.
    #[must_use]
    pub fn files(&self) -> &[TreeFile] {
        &self.files
    }

    /// The files themselves, in the same order, to be given away one by one.
    #[must_use]
    pub fn into_files(self) -> Vec<TreeFile> {
        self.files
    }

    /// The file a package manager would leave on disk under `path`.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&TreeFile> {
        let first = self.files.partition_point(|file| (file.path.as_str(), file.reading) < (path, 0));
        self.files.get(first).filter(|file| file.path == path && file.reading == 0)
    }

    /// The size of all files together, in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes.len() as u64).sum()
    }
}

/// Something odd about an archive, itself evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anomaly {
    /// What is odd.
    pub kind: AnomalyKind,
    /// The member it concerns, as the archive names it; empty when it concerns the whole.
    pub path: String,
}

/// The ways in which an archive can be odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnomalyKind {
    /// A path that climbs out of the package's folder.
    PathTraversal,
    /// An absolute path.
    AbsolutePath,
    /// A symbolic or hard link that points out of the package's folder.
    EscapingLink,
    /// A link inside the package's folder; package managers drop it.
    Link,
    /// A device node, pipe or other special member.
    SpecialFile,
    /// Two members with one path and different contents: readers disagree on which counts.
    DuplicateEntry,
    /// Paths that become equal after Unicode normalisation or case folding, with different contents.
    CollidingPaths,
    /// More than one compressed stream one after the other: some readers stop at the first.
    ExtraGzipMember,
    /// Bytes after the end of the archive.
    TrailingBytes,
    /// An extended header that overrides a member's size or path differently from its plain header.
    HeaderMismatch,
    /// A backslash in a path, which is a separator on one system only.
    BackslashPath,
}
