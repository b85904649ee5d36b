//! Lockfiles: which releases a project installs, where their bytes come from, and what brought each in.
//!
//! Every entry of a lockfile becomes a release or a gap; none is lost. Each package manager's format has a
//! reader of its own that fills one graph, from which paths and kinds are worked out the same way for all.

mod bun;
mod descriptors;
mod error;
mod graph;
mod json_document;
mod npm;
mod npm_nested;
mod origin;
mod pnpm;
mod pnpm_document;
mod pnpm_key;
mod unlisted;
mod workspace_pattern;
mod yaml;
mod yarn_berry;
mod yarn_classic;

use serde::Serialize;
use stockade_model::{Gap, GapKind, Limits, LockedRelease, ReleaseSource};

pub use error::LockfileError;
use graph::Graph;

use crate::manifest::Manifest;

/// A lockfile that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lockfile {
    /// Whose format it is.
    pub kind: LockfileKind,
    /// The version of the format, as written: `3`, `6.0`, `1`.
    pub format_version: String,
    /// Every release it lists, the project itself left out, sorted.
    pub releases: Vec<LockedRelease>,
    /// Entries that are no release, and edges that lead nowhere, sorted.
    pub gaps: Vec<Gap>,
    /// Indexes of releases without integrity for which the lockfile holds a checksum of the package manager's
    /// own making (yarn Berry's, of its cache archive), ascending: the bytes are pinned, but not by integrity.
    pub own_checksums: Vec<usize>,
    /// Patches of the project's that are applied to releases, sorted.
    pub patches: Vec<LockedPatch>,
}

/// A patch of the project's that the package manager applies to a release before anything of it runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LockedPatch {
    /// The name of the package, unchecked.
    pub name: String,
    /// The version, or a range of them, unchecked; none for all.
    pub version: Option<String>,
    /// The patch file, from the lockfile's folder, `/`-separated, unchecked.
    pub file: String,
}

impl LockedPatch {
    /// The patch `file` of `release`, which is `name` or `name@version`.
    fn of(release: &str, file: &str) -> Self {
        let (name, version) = match origin::split_at_name(release) {
            Some((name, version)) => (name, Some(version.to_owned())),
            None => (release, None),
        };
        Self { name: name.to_owned(), version, file: file.to_owned() }
    }
}

impl Lockfile {
    /// Whether the lockfile pins the bytes of the release at `index`, by integrity or by a checksum of its own.
    #[must_use]
    pub fn pins_bytes(&self, index: usize) -> bool {
        self.releases.get(index).is_some_and(|release| release.integrity.is_some())
            || self.own_checksums.binary_search(&index).is_ok()
    }
}

/// The formats of lockfiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockfileKind {
    /// `package-lock.json`.
    Npm,
    /// `npm-shrinkwrap.json`, which is published with a package and binds those who install it.
    NpmShrinkwrap,
    /// `node_modules/.package-lock.json`: what npm last installed, without the project's own entry.
    NpmInstalled,
    /// `yarn.lock` of yarn 1.
    YarnClassic,
    /// `yarn.lock` of yarn 2 and newer.
    YarnBerry,
    /// `pnpm-lock.yaml`.
    Pnpm,
    /// `bun.lock`.
    Bun,
    /// `bun.lockb`, bun's former binary format.
    BunBinary,
}

impl LockfileKind {
    /// The format that the name of the file at `path` stands for. A `yarn.lock` may turn out to be Berry's.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        Some(match path.rsplit(['/', '\\']).next().unwrap_or(path) {
            "package-lock.json" => Self::Npm,
            "npm-shrinkwrap.json" => Self::NpmShrinkwrap,
            ".package-lock.json" => Self::NpmInstalled,
            "yarn.lock" => Self::YarnClassic,
            "pnpm-lock.yaml" => Self::Pnpm,
            "bun.lock" => Self::Bun,
            "bun.lockb" => Self::BunBinary,
            _ => return None,
        })
    }
}

/// A manifest of the project that a lockfile belongs to: its own, or a workspace member's.
#[derive(Clone, Copy, Debug)]
pub struct ProjectManifest<'a> {
    /// The folder, relative to the project; empty for the project itself.
    pub folder: &'a str,
    /// The manifest.
    pub manifest: &'a Manifest,
}

/// What a reader of one format hands back.
struct Read {
    kind: LockfileKind,
    format_version: String,
    graph: Graph,
}

/// Reads the lockfile `bytes` found at `path`; the file's name says which format it is.
///
/// # Errors
/// When the name is no lockfile's, or the bytes are too large, empty, no text, in conflict or malformed.
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Result<Lockfile, LockfileError> {
    read_in_project(path, bytes, &[], limits)
}

/// As [`read`], with the manifests of the project at hand, for what some lockfiles do not say: what the project
/// itself asks for (yarn 1: without it, chains start at releases that no other one needs), what of it is for
/// development (yarn), and which folders are workspace members of which name and version (npm 6, pnpm). What the
/// project asks for and the lockfile does not list is a gap.
///
/// # Errors
/// As [`read`].
pub fn read_in_project(
    path: &str,
    bytes: &[u8],
    manifests: &[ProjectManifest<'_>],
    limits: &Limits,
) -> Result<Lockfile, LockfileError> {
    let kind = LockfileKind::of(path).ok_or_else(|| LockfileError::UnknownKind(path.to_owned()))?;
    if bytes.len() > limits.document_bytes {
        return Err(LockfileError::TooLarge { bytes: bytes.len(), limit: limits.document_bytes });
    }
    if kind == LockfileKind::BunBinary {
        return Ok(binary());
    }
    let text = text_of(bytes)?;
    let read = match kind {
        LockfileKind::YarnClassic if yarn_berry::is_berry(text) => yarn_berry::read(text, manifests)?,
        LockfileKind::YarnClassic => yarn_classic::read(text, manifests)?,
        LockfileKind::Pnpm => pnpm::read(text)?,
        LockfileKind::Bun => bun::read(text, limits)?,
        _ => npm::read(text, kind, limits)?,
    };
    let mut graph = read.graph;
    name_members(&mut graph, manifests);
    unlisted::note(&mut graph, read.kind, manifests);
    let mut patches = std::mem::take(&mut graph.patches);
    patches.sort();
    patches.dedup();
    let (releases, gaps, own_checksums) = graph.finish();
    let Read { kind, format_version, .. } = read;
    Ok(Lockfile { kind, format_version, releases, gaps, own_checksums, patches })
}

/// Completes the workspace members that a lockfile lists as mere folders, or without a version.
fn name_members(graph: &mut Graph, manifests: &[ProjectManifest<'_>]) {
    for draft in &mut graph.nodes {
        let (ReleaseSource::Workspace { path } | ReleaseSource::File { path }) = &draft.source else {
            continue;
        };
        let known = manifests.iter().find(|known| !known.folder.is_empty() && known.folder == path);
        let Some(ProjectManifest { manifest, .. }) = known else { continue };
        draft.source = ReleaseSource::Workspace { path: path.clone() };
        draft.name = manifest.name.clone().unwrap_or_else(|| draft.name.clone());
        draft.version = draft.version.take().or_else(|| manifest.version.clone());
    }
}

fn binary() -> Lockfile {
    let reason = "bun.lockb is binary: convert it with `bun install --save-text-lockfile --lockfile-only`";
    Lockfile {
        kind: LockfileKind::BunBinary,
        format_version: String::new(),
        releases: Vec::new(),
        gaps: vec![Gap::new(GapKind::Lockfile, reason)],
        own_checksums: Vec::new(),
        patches: Vec::new(),
    }
}

/// The text of a lockfile, without a byte-order mark, known to be neither empty nor in conflict.
fn text_of(bytes: &[u8]) -> Result<&str, LockfileError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| LockfileError::NotUtf8 { offset_bytes: error.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(LockfileError::Empty);
    }
    match text.lines().position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
        Some(before) => Err(LockfileError::MergeConflict { line: before + 1 }),
        None => Ok(text),
    }
}
