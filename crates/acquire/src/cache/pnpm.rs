//! pnpm's store: files by their hash, and for each release an index of its files.
//!
//! Layouts: up to store v3 `files/aa/REST-index.json`, named by the whole integrity; in v10
//! `index/aa/REST-NAME@VERSION.json`, named by its first 32 bytes. Contents are `files/aa/REST`, or
//! `REST-exec` where executable. Newer stores keep their index in a database and are not read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use stockade_model::{Integrity, Limits, LockedRelease, Tree, TreeFile};

use crate::artifact::Artifact;
use crate::environment::Environment;
use crate::store::read_up_to;

/// Largest index read, in bytes; one line of about 200 bytes for each file.
const INDEX_BYTES: u64 = 64 << 20;

#[derive(Deserialize)]
struct Index {
    name: Option<String>,
    version: Option<String>,
    files: BTreeMap<String, IndexedFile>,
}

#[derive(Deserialize)]
struct IndexedFile {
    integrity: String,
    #[serde(default)]
    mode: u32,
}

/// Where pnpm keeps its store when nothing is configured (pnpm's `getStorePath` and `@pnpm/config`).
pub(super) fn habitual_store(environment: &Environment) -> Option<PathBuf> {
    if let Some(home) = environment.variable("PNPM_HOME") {
        return Some(environment.absolute(home).join("store"));
    }
    if let Some(data) = environment.variable("XDG_DATA_HOME") {
        return Some(environment.absolute(data).join("pnpm/store"));
    }
    if cfg!(windows) {
        return environment.platform_cache_dir().map(|local| local.join("pnpm/store"));
    }
    let habit = if cfg!(target_os = "macos") { "Library/pnpm/store" } else { ".local/share/pnpm/store" };
    environment.home().map(|home| home.join(habit))
}

/// The version folders in a store, newest first.
pub(super) fn versions(store: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<u32> =
        super::names(store).iter().filter_map(|name| name.strip_prefix('v')?.parse().ok()).collect();
    versions.sort_unstable_by(|left, right| right.cmp(left));
    versions.into_iter().map(|version| store.join(format!("v{version}"))).collect()
}

/// The files of the release that `integrity` names; none unless all are there and each matches its hash.
pub(super) fn find(
    store: &Path,
    release: &LockedRelease,
    integrity: &Integrity,
    limits: &Limits,
) -> Option<Artifact> {
    let index_path = index_path(store, release, integrity)?;
    let index: Index = serde_json::from_slice(&read_up_to(&index_path, INDEX_BYTES).ok()?).ok()?;
    let is_it = |stated: Option<&String>, wanted: &str| stated.is_none_or(|stated| stated == wanted);
    let version = release.version.as_ref().map_or("", |version| version.as_str());
    if !is_it(index.name.as_ref(), release.name.as_str())
        || !is_it(index.version.as_ref(), version)
        || index.files.len() > limits.files
    {
        return None;
    }
    let mut files = Vec::with_capacity(index.files.len());
    let mut left = limits.unpacked_bytes;
    for (path, indexed) in index.files {
        let file = file(store, path, &indexed, limits.file_bytes.min(left))?;
        left = left.checked_sub(file.bytes.len() as u64)?;
        files.push(file);
    }
    Some(Artifact::Files { tree: Tree::new(files), from: "pnpm's store".to_owned() })
}

fn index_path(store: &Path, release: &LockedRelease, integrity: &Integrity) -> Option<PathBuf> {
    let hex = integrity.hex();
    let (first, rest) = hex.split_at_checked(2)?;
    let named_whole = store.join("files").join(first).join(format!("{rest}-index.json"));
    if named_whole.is_file() {
        return Some(named_whole);
    }
    let name = release.name.as_str().replace('/', "+");
    let rest = rest.get(..62).unwrap_or(rest);
    let path =
        store.join("index").join(first).join(format!("{rest}-{name}@{}.json", release.version.as_ref()?));
    path.is_file().then_some(path)
}

fn file(store: &Path, path: String, indexed: &IndexedFile, limit: u64) -> Option<TreeFile> {
    let is_inside = !path.is_empty()
        && !path.contains('\\')
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !is_inside {
        return None;
    }
    let integrity: Integrity = indexed.integrity.parse().ok()?;
    let is_executable = indexed.mode & 0o111 != 0;
    let hex = integrity.hex();
    let (first, rest) = hex.split_at_checked(2)?;
    let suffix = if is_executable { "-exec" } else { "" };
    let content = store.join("files").join(first).join(format!("{rest}{suffix}"));
    let bytes = read_up_to(&content, limit).ok()?;
    integrity.matches(&bytes).then(|| TreeFile { path, bytes: Arc::from(bytes), is_executable, reading: 0 })
}
