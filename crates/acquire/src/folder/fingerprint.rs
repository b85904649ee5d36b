//! A folder named by its files' sizes and times, without reading them.
//!
//! A memo keyed by it makes a second look at unchanged `node_modules` cheap. It is no integrity: whoever can
//! set times and inode numbers at will could forge it, which needs control of the machine's clock or disk;
//! the change time (`ctime`) is not the writer's to choose.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest as _, Sha256};

use super::walk::{EntryKind, Walk};
use super::{FolderError, FolderKind};

/// Longest path that takes part, in bytes; longer ones are folded in as a mark of their presence.
const PATH_BYTES: usize = 4_096;

/// The fingerprint of the files that [`super::read`] would read in the folder at `path`: SHA-256 over each
/// one's relative path, size, modification and change time in nanoseconds, inode and mode. Links count with
/// the path they hold. What cannot be listed changes the fingerprint too.
///
/// # Errors
/// When `path` is no folder.
pub fn fingerprint(path: &Path, kind: FolderKind) -> Result<[u8; 32], FolderError> {
    if !path.is_dir() {
        return Err(FolderError::NotAFolder(path.to_path_buf()));
    }
    let mut stamps = Vec::with_capacity(4_096);
    for entry in Walk::new(path, kind, PATH_BYTES) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(gap) => {
                field(&mut stamps, b'!', gap.reason.as_bytes());
                continue;
            }
        };
        field(&mut stamps, b'p', entry.relative.as_bytes());
        match entry.kind {
            EntryKind::File(metadata) => stamp(&mut stamps, &metadata),
            EntryKind::Link => link(&mut stamps, &entry.path),
            EntryKind::Special => field(&mut stamps, b's', &[]),
        }
    }
    Ok(Sha256::digest(&stamps).into())
}

/// The fingerprints of many folders, in their order, taken on `threads` threads.
#[must_use]
pub fn fingerprints(
    paths: &[PathBuf],
    kind: FolderKind,
    threads: usize,
) -> Vec<Result<[u8; 32], FolderError>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(paths.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, paths.len().max(1)) {
            scope.spawn(|| {
                let mut own = Vec::new();
                while let Some((index, path)) = taken(&next, paths) {
                    own.push((index, fingerprint(path, kind)));
                }
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, fingerprint)| fingerprint).collect()
}

fn taken<'a>(next: &AtomicUsize, paths: &'a [PathBuf]) -> Option<(usize, &'a Path)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, paths.get(index)?.as_path()))
}

fn field(stamps: &mut Vec<u8>, mark: u8, bytes: &[u8]) {
    stamps.push(mark);
    stamps.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    stamps.extend_from_slice(bytes);
}

/// A link counts as what it holds and as the file it leads to.
fn link(stamps: &mut Vec<u8>, path: &Path) {
    let target = std::fs::read_link(path).unwrap_or_default();
    field(stamps, b'l', target.to_string_lossy().as_bytes());
    if let Ok(metadata) = std::fs::metadata(path)
        && metadata.is_file()
    {
        stamp(stamps, &metadata);
    }
}

#[cfg(unix)]
fn stamp(stamps: &mut Vec<u8>, metadata: &Metadata) {
    use std::os::unix::fs::MetadataExt as _;
    stamps.extend_from_slice(&metadata.size().to_le_bytes());
    stamps.extend_from_slice(&metadata.ino().to_le_bytes());
    stamps.extend_from_slice(&metadata.mode().to_le_bytes());
    for time in [metadata.mtime(), metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec()] {
        stamps.extend_from_slice(&time.to_le_bytes());
    }
}

#[cfg(not(unix))]
fn stamp(stamps: &mut Vec<u8>, metadata: &Metadata) {
    stamps.extend_from_slice(&metadata.len().to_le_bytes());
    let since_epoch =
        metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    stamps.extend_from_slice(&since_epoch.unwrap_or_default().as_nanos().to_le_bytes());
}
