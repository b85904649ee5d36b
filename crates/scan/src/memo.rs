//! What was judged before: the same bytes, context, ruleset and limits give the same judgement, so it is
//! remembered, and a second scan of a project reads a few kilobytes instead of all its code.
//!
//! The memo is a convenience. Whatever is wrong with it (read-only, locked, damaged, a full disk) is told
//! once and costs time, never a result.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use stockade_model::{GapKind, Judgement, Limits};

/// File name in the cache folder; the number is the format's version.
const FILE_NAME: &str = "judgements-1.sqlite";

/// Bytes of the file that are read through the page cache without copies (docs/src/limits.md: a third
/// of the time on a cold cache).
const MAPPED_BYTES: i64 = 256 << 20;

/// Size above which judgements of other rulesets are dropped: about a million clean releases.
const LARGEST_BYTES: i64 = 512 << 20;

/// How long another process may hold the file.
const PATIENCE: Duration = Duration::from_millis(500);

/// What a judgement depends on, hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemoKey([u8; 32]);

impl MemoKey {
    /// The key of the bytes that `identity` names (an integrity, or a folder's fingerprint), judged with
    /// `context` and `limits` by `ruleset`. None when the context cannot be written down.
    #[must_use]
    pub fn new(identity: &str, ruleset: &str, limits: &Limits, context: &impl Serialize) -> Option<Self> {
        let parts = [
            identity.as_bytes().to_vec(),
            ruleset.as_bytes().to_vec(),
            serde_json::to_vec(limits).ok()?,
            serde_json::to_vec(context).ok()?,
        ];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Some(Self(hash.finalize().into()))
    }
}

/// Why the memo does not work as it should.
#[derive(Debug, thiserror::Error)]
pub enum MemoError {
    /// The cache folder cannot be made.
    #[error("the cache folder {} cannot be made", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file cannot be opened or used.
    #[error("the memo of judgements {} cannot be used", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// The memo of judgements.
#[derive(Debug)]
pub struct Memo {
    connection: Connection,
    file: PathBuf,
    ruleset: String,
}

impl Memo {
    /// Opens or makes the memo in `folder`, for judgements of `ruleset`. A memo that cannot be written is
    /// opened for reading.
    ///
    /// # Errors
    /// When there is no usable memo; the caller goes on without.
    pub fn open(folder: &Path, ruleset: &str) -> Result<Self, MemoError> {
        let file = folder.join(FILE_NAME);
        let made = std::fs::create_dir_all(folder);
        let failed = |source| MemoError::File { file: file.clone(), source };
        let connection = match open_for_writing(&file) {
            Ok(connection) => connection,
            Err(_) if file.exists() => open_for_reading(&file).map_err(failed)?,
            Err(error) => {
                made.map_err(|source| MemoError::Folder { folder: folder.to_owned(), source })?;
                return Err(failed(error));
            }
        };
        Ok(Self { connection, file, ruleset: ruleset.to_owned() })
    }

    /// The remembered judgements, in the order of `keys`, read in one transaction. One that does not decode
    /// is not remembered.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn look_up(&self, keys: &[Option<MemoKey>]) -> Result<Vec<Option<Judgement>>, MemoError> {
        self.read(keys).map_err(|source| self.failed(source))
    }

    /// Remembers judgements, in one transaction. A judgement with a gap of the worker's making depends on
    /// more than the bytes and is not remembered.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn store(&mut self, entries: &[(MemoKey, Judgement)]) -> Result<(), MemoError> {
        self.write(entries).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> MemoError {
        MemoError::File { file: self.file.clone(), source }
    }

    fn read(&self, keys: &[Option<MemoKey>]) -> rusqlite::Result<Vec<Option<Judgement>>> {
        let transaction = self.connection.unchecked_transaction()?;
        let mut statement = transaction.prepare("SELECT judgement FROM judgements WHERE key = ?1")?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let value = match key {
                Some(key) => statement
                    .query_row([key.0.as_slice()], |row| Ok(decode(row.get_ref(0)?)))
                    .optional()?
                    .flatten(),
                None => None,
            };
            found.push(value);
        }
        Ok(found)
    }

    fn write(&mut self, entries: &[(MemoKey, Judgement)]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        {
            let mut statement = transaction
                .prepare("INSERT OR REPLACE INTO judgements (key, ruleset, judgement) VALUES (?1, ?2, ?3)")?;
            for (key, judgement) in entries.iter().filter(|(_, judgement)| is_reproducible(judgement)) {
                if let Ok(value) = serde_json::to_vec(judgement) {
                    statement.execute(params![key.0.as_slice(), self.ruleset, value])?;
                }
            }
        }
        drop_other_rulesets(&transaction, &self.ruleset)?;
        transaction.commit()
    }
}

fn decode(value: rusqlite::types::ValueRef<'_>) -> Option<Judgement> {
    serde_json::from_slice(value.as_blob().ok()?).ok()
}

fn is_reproducible(judgement: &Judgement) -> bool {
    judgement.gaps.iter().all(|gap| gap.kind != GapKind::Worker)
}

fn open_for_writing(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    configure(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute(
        "CREATE TABLE IF NOT EXISTS judgements (
            key BLOB PRIMARY KEY, ruleset TEXT NOT NULL, judgement BLOB NOT NULL
        ) WITHOUT ROWID",
        [],
    )?;
    Ok(connection)
}

fn open_for_reading(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    configure(&connection)?;
    connection.prepare("SELECT judgement FROM judgements WHERE key = ?1").map(drop)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "mmap_size", MAPPED_BYTES)
}

fn drop_other_rulesets(connection: &Connection, ruleset: &str) -> rusqlite::Result<()> {
    let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let used = read("page_count")?.saturating_sub(read("freelist_count")?).saturating_mul(read("page_size")?);
    if used > LARGEST_BYTES {
        connection.execute("DELETE FROM judgements WHERE ruleset <> ?1", [ruleset])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
