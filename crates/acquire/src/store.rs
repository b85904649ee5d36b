//! What was fetched once need not be fetched again: artifacts by the hash of their bytes, and small documents.
//!
//! The store is a convenience. A folder that cannot be written, a full disk or a damaged file costs time and
//! a note, never a scan; bytes that do not match their name are never given out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};
use stockade_model::Integrity;

/// A folder of fetched things. Several processes may share it.
#[derive(Debug)]
pub struct Store {
    folder: Option<PathBuf>,
    notes: Mutex<BTreeSet<String>>,
}

impl Store {
    /// The store in `folder`, which is made when first written to; without a folder nothing is kept.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, notes: Mutex::new(BTreeSet::new()) }
    }

    /// The artifact named by `integrity`, if it is here, whole and at most `limit` bytes long.
    #[must_use]
    pub fn artifact(&self, integrity: &Integrity, limit: u64) -> Option<Vec<u8>> {
        let path = self.artifact_path(integrity)?;
        let bytes = self.read(&path, limit)?;
        if integrity.matches(&bytes) {
            return Some(bytes);
        }
        self.note(format!("a damaged artifact was removed from the cache folder: {integrity}"));
        let _ = fs::remove_file(&path);
        None
    }

    /// Keeps an artifact under its name; bytes that do not match it are not kept.
    pub fn keep_artifact(&self, integrity: &Integrity, bytes: &[u8]) {
        if let Some(path) = self.artifact_path(integrity).filter(|_| integrity.matches(bytes)) {
            self.write(&path, bytes);
        }
    }

    /// The document kept under `key`, if it is here, whole and at most `limit` bytes long.
    #[must_use]
    pub fn document(&self, key: &str, limit: u64) -> Option<Vec<u8>> {
        let bytes = self.read(&self.document_path(key)?, limit.saturating_add(32))?;
        let (hash, document) = bytes.split_at_checked(32)?;
        (Sha256::digest(document).as_slice() == hash).then(|| document.to_vec())
    }

    /// The hash of the document kept under `key`, which stands before it; the document is not read.
    #[must_use]
    pub fn document_hash(&self, key: &str) -> Option<[u8; 32]> {
        let mut hash = [0; 32];
        fs::File::open(self.document_path(key)?).ok()?.read_exact(&mut hash).ok()?;
        Some(hash)
    }

    /// Keeps a document under `key`, in place of what was there.
    pub fn keep_document(&self, key: &str, document: &[u8]) {
        if let Some(path) = self.document_path(key) {
            let mut bytes = Sha256::digest(document).to_vec();
            bytes.extend_from_slice(document);
            self.write(&path, &bytes);
        }
    }

    /// What went wrong with the store, sorted; each thing once.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner).iter().cloned().collect()
    }

    /// How many bytes all files in the store have together.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.folder.as_deref().map_or(0, folder_bytes)
    }

    fn artifact_path(&self, integrity: &Integrity) -> Option<PathBuf> {
        let hex = integrity.hex();
        let folder = self.folder.as_ref()?.join("artifacts").join(integrity.algorithm().name());
        Some(folder.join(hex.get(..2)?).join(hex))
    }

    fn document_path(&self, key: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("documents").join(hex::encode(Sha256::digest(key))))
    }

    fn read(&self, path: &Path, limit: u64) -> Option<Vec<u8>> {
        match read_up_to(path, limit) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                self.note(format!("the cache folder cannot be read: {}", error.kind()));
                None
            }
        }
    }

    /// Writes the whole file or nothing: readers see the old one until the new one is complete.
    fn write(&self, path: &Path, bytes: &[u8]) {
        let write = || {
            let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(bytes)?;
            file.persist(path).map(drop).map_err(|error| error.error)
        };
        if let Err(error) = write() {
            self.note(format!(
                "the cache folder cannot be written, so nothing is kept for next time: {}",
                error.kind()
            ));
        }
    }

    fn note(&self, note: String) {
        self.notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(note);
    }
}

/// The file's bytes.
///
/// # Errors
/// When it cannot be read, is no plain file, or has more than `limit` bytes.
pub(crate) fn read_up_to(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn folder_bytes(folder: &Path) -> u64 {
    let Ok(listing) = fs::read_dir(folder) else { return 0 };
    listing
        .flatten()
        .filter_map(|entry| Some((entry.path(), entry.metadata().ok()?)))
        .map(|(path, metadata)| if metadata.is_dir() { folder_bytes(&path) } else { metadata.len() })
        .sum()
}

#[cfg(test)]
mod tests {
    use stockade_model::Algorithm;

    use super::*;

    fn integrity(bytes: &[u8]) -> Integrity {
        Integrity::of(Algorithm::Sha512, bytes)
    }

    #[test]
    fn an_artifact_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().join("deep/store")));
        assert_eq!(store.artifact(&integrity(b"a"), 10), None);
        store.keep_artifact(&integrity(b"a"), b"a");
        assert_eq!(store.artifact(&integrity(b"a"), 10).as_deref(), Some(&b"a"[..]));
        assert_eq!(store.size_bytes(), 1);
        assert!(store.notes().is_empty());
    }

    #[test]
    fn bytes_of_another_name_are_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().into()));
        store.keep_artifact(&integrity(b"a"), b"b");
        assert_eq!(store.artifact(&integrity(b"a"), 10), None);
    }

    #[test]
    fn a_damaged_artifact_is_removed_and_noted() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().into()));
        store.keep_artifact(&integrity(b"a"), b"a");
        let path = store.artifact_path(&integrity(b"a")).unwrap();
        fs::write(&path, "damaged").unwrap();
        assert_eq!(store.artifact(&integrity(b"a"), 10), None);
        assert!(!path.exists());
        assert_eq!(store.notes().len(), 1);
    }

    #[test]
    fn a_damaged_document_is_not_given_out() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Some(folder.path().into()));
        store.keep_document("k", b"text");
        assert_eq!(store.document("k", 10).as_deref(), Some(&b"text"[..]));
        fs::write(store.document_path("k").unwrap(), "cut").unwrap();
        assert_eq!(store.document("k", 10), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_noted_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let store = Store::new(Some(file));
        store.keep_artifact(&integrity(b"a"), b"a");
        store.keep_document("k", b"a");
        assert!(store.notes().iter().any(|note| note.contains("cannot be written")));
    }

    #[test]
    fn without_a_folder_nothing_is_kept() {
        let store = Store::new(None);
        store.keep_artifact(&integrity(b"a"), b"a");
        assert_eq!(store.artifact(&integrity(b"a"), 10), None);
        assert!(store.notes().is_empty());
    }
}
