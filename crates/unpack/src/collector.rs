//! Files, oddities and refusals as they are met, and the tree they make.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use stockade_model::escape::excerpt;
use stockade_model::{Anomaly, AnomalyKind, Gap, GapKind, Limits, Tree, TreeFile};
use unicode_normalization::UnicodeNormalization as _;

use crate::path::Placed;
use crate::source::Refusal;

/// How much of a hostile name is quoted, in characters.
const QUOTED_CHARACTERS: usize = 120;

/// Who would see a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// npm would leave it on disk.
    Installed,
    /// Only another reader would.
    OtherReader,
}

/// The contents of one member.
#[derive(Clone)]
pub(crate) struct Contents {
    pub(crate) bytes: Arc<[u8]>,
    pub(crate) is_executable: bool,
    pub(crate) standing: Standing,
}

/// What has been read so far.
pub(crate) struct Collector<'l> {
    limits: &'l Limits,
    /// By path, in the order of the archive.
    files: BTreeMap<String, Vec<Contents>>,
    members: usize,
    anomalies: BTreeSet<Anomaly>,
    gaps: BTreeSet<Gap>,
}

impl<'l> Collector<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, files: BTreeMap::new(), members: 0, anomalies: BTreeSet::new(), gaps: BTreeSet::new() }
    }

    pub(crate) fn limits(&self) -> &'l Limits {
        self.limits
    }

    pub(crate) fn anomaly(&mut self, kind: AnomalyKind, path: &str) {
        self.anomalies.insert(Anomaly { kind, path: path.to_owned() });
    }

    pub(crate) fn gap(&mut self, gap: Gap) {
        self.gaps.insert(gap);
    }

    /// Notes that something malformed was not read.
    pub(crate) fn refuse(&mut self, reason: impl Into<String>) {
        self.gap(Gap::new(GapKind::Unpack, reason));
    }

    /// Whether anything was read or refused.
    pub(crate) fn has_members(&self) -> bool {
        !self.files.is_empty() || !self.gaps.is_empty()
    }

    /// Counts one more member, of whatever kind.
    pub(crate) fn count_member(&mut self) -> Result<(), Refusal> {
        self.members += 1;
        if self.members > self.limits.files { Err(Refusal::Members(self.limits.files)) } else { Ok(()) }
    }

    /// Notes what is odd about the member `name`, and returns the path its file is kept under. None where it
    /// names nothing or too much, which is a gap.
    pub(crate) fn place(&mut self, name: &str, placed: Placed) -> Option<(String, Standing)> {
        for kind in &placed.oddities {
            self.anomaly(*kind, name);
        }
        if placed.has_nul {
            let shown = excerpt(name, QUOTED_CHARACTERS);
            self.refuse(format!(
                "the member name {shown} holds a NUL byte, which no package manager accepts; what it holds \
                 was examined under the name before it"
            ));
        }
        if placed.path.is_empty() {
            self.refuse("a file has no name inside the package, and was not examined; examine it by hand");
            return None;
        }
        if placed.path.len() > self.limits.path_bytes {
            let shown = excerpt(&placed.path, QUOTED_CHARACTERS);
            let reason = format!(
                "the path {shown} is {} bytes long, over the limit of {}; raise the limit or examine it by hand",
                placed.path.len(),
                self.limits.path_bytes
            );
            self.gap(Gap::new(GapKind::Limit, reason));
            return None;
        }
        let standing = if placed.is_installed { Standing::Installed } else { Standing::OtherReader };
        Some((placed.path, standing))
    }

    /// Keeps a file. Contents that its path already has are not kept twice.
    pub(crate) fn keep(&mut self, path: String, contents: Contents) {
        self.files.entry(path).or_default().push(contents);
    }

    /// Notes that the file under `path` is larger than may be kept.
    pub(crate) fn too_large(&mut self, path: &str, size_bytes: u64) {
        let reason = format!(
            "the file is {size_bytes} bytes, over the limit of {}; raise the limit or examine it by hand",
            self.limits.file_bytes
        );
        self.gap(Gap::new(GapKind::Limit, reason).in_file(path));
    }

    /// Adds what another reading of the same archive gave, unless it gave no contents that were not known:
    /// the wrong reading of an honest archive is full of refusals. Whether it did.
    pub(crate) fn absorb(&mut self, other: Collector<'_>) -> bool {
        let mut is_new = false;
        for (path, versions) in other.files {
            let known = self.files.entry(path).or_default();
            let mut seen: BTreeSet<Arc<[u8]>> =
                known.iter().map(|version| Arc::clone(&version.bytes)).collect();
            for contents in versions {
                if seen.insert(Arc::clone(&contents.bytes)) {
                    is_new = true;
                    known.push(Contents { standing: Standing::OtherReader, ..contents });
                }
            }
        }
        if is_new {
            self.anomalies.extend(other.anomalies);
            self.gaps.extend(other.gaps);
        }
        is_new
    }

    /// The tree of everything kept.
    pub(crate) fn finish(mut self) -> Tree {
        let mut files = Vec::new();
        for (path, versions) in std::mem::take(&mut self.files) {
            let readings = readings(versions);
            if readings.len() > 1 {
                self.anomaly(AnomalyKind::DuplicateEntry, &path);
            }
            files.extend(readings.into_iter().map(|(reading, contents)| TreeFile {
                path: path.clone(),
                bytes: contents.bytes,
                is_executable: contents.is_executable,
                reading,
            }));
        }
        for path in colliding(&files) {
            self.anomaly(AnomalyKind::CollidingPaths, &path);
        }
        let mut tree = Tree::new(files);
        tree.anomalies = self.anomalies.into_iter().collect();
        tree.gaps = self.gaps.into_iter().collect();
        tree
    }
}

/// The different contents of one path, numbered: 0 for the last that npm would write, the others after it.
fn readings(versions: Vec<Contents>) -> Vec<(u32, Contents)> {
    let mut ordered = versions;
    ordered.reverse();
    ordered.sort_by_key(|contents| contents.standing);
    let is_installed = ordered.first().is_some_and(|contents| contents.standing == Standing::Installed);
    // A set, because comparing each with each would take an archive of one path a minute.
    let mut seen: BTreeSet<Arc<[u8]>> = BTreeSet::new();
    ordered.retain(|contents| seen.insert(Arc::clone(&contents.bytes)));
    (u32::from(!is_installed)..).zip(ordered).collect()
}

/// The paths that are one path to a file system that normalises or ignores case, with different contents.
fn colliding(files: &[TreeFile]) -> Vec<String> {
    let mut groups: BTreeMap<String, Vec<&TreeFile>> = BTreeMap::new();
    for file in files {
        groups.entry(folded(&file.path)).or_default().push(file);
    }
    groups
        .into_values()
        .filter(|group| {
            group.first().is_some_and(|first| {
                group.iter().any(|file| file.path != first.path)
                    && group.iter().any(|file| file.bytes != first.bytes)
            })
        })
        .flatten()
        .map(|file| file.path.clone())
        .collect()
}

/// One spelling for all paths that some file system takes for the same.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let compatible: String = path.nfkc().collect();
    compatible.to_uppercase().to_lowercase().nfkc().collect()
}
