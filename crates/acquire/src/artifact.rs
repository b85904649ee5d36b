//! The bytes of a release, as they were found.

use std::path::{Path, PathBuf};

use stockade_model::{Gap, GapKind, Integrity, Limits, Tree};

use crate::error::{ClientError, ClientErrorKind};
use crate::store::read_up_to;

/// The bytes of a release, and where they were found.
#[derive(Clone, Debug)]
pub enum Artifact {
    /// A packed archive: gzip, tar or zip. Where an integrity was promised, the bytes match it.
    Archive {
        /// The bytes.
        bytes: Vec<u8>,
        /// Where they were found, in words.
        from: String,
    },
    /// A folder on disk. Its bytes are those that would run here; nothing vouches that they are the ones the
    /// registry published, so a judgement of them must not be filed under the promised integrity.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Where it was found, in words.
        from: String,
    },
    /// Files gathered from a package manager's store, each checked against its own hash. Which files make
    /// up the release is the store's word alone: as for a folder.
    Files {
        /// The files.
        tree: Tree,
        /// Where they were found, in words.
        from: String,
    },
}

impl Artifact {
    /// Where it was found, in words.
    #[must_use]
    pub fn from(&self) -> &str {
        match self {
            Self::Archive { from, .. } | Self::Folder { from, .. } | Self::Files { from, .. } => from,
        }
    }
}

/// Why a release's bytes cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum AcquireError {
    /// The registry or another server could not give them.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// They come from a place we do not fetch from.
    #[error("{what} is not fetched")]
    Unsupported {
        /// What it is: `a git dependency`.
        what: String,
    },
    /// The lockfile names a path outside the project.
    #[error("`{path}` lies outside the project and was not read")]
    OutsideProject {
        /// The path as the lockfile writes it, escaped.
        path: String,
    },
    /// The file or folder is not there, or cannot be read.
    #[error("`{path}` cannot be read: {reason}")]
    Unreadable {
        /// The path, escaped.
        path: String,
        /// Why.
        reason: String,
    },
    /// A file has more bytes than are examined.
    #[error("`{path}` has more than {limit} bytes")]
    TooLarge {
        /// The path, escaped.
        path: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A file's bytes are not those promised.
    #[error("`{path}` is not what the lockfile promises: {expected} was promised, {actual} found")]
    IntegrityMismatch {
        /// The path, escaped.
        path: String,
        /// What was promised.
        expected: Integrity,
        /// What was found, under the same algorithm.
        actual: Integrity,
    },
    /// The release has no bytes of its own: they come inside the artifact of another, and are judged there.
    #[error("its bytes come inside the artifact of the release that bundles it")]
    Bundled,
    /// The lockfile does not say which version.
    #[error("the lockfile pins no version of it")]
    NoVersion,
}

impl AcquireError {
    /// A stable word for machine formats and searches.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Client(error) => error.code(),
            Self::Unsupported { .. } => "source-unsupported",
            Self::OutsideProject { .. } => "outside-project",
            Self::Unreadable { .. } => "file-unreadable",
            Self::TooLarge { .. } => "file-too-large",
            Self::IntegrityMismatch { .. } => "integrity-mismatch",
            Self::Bundled => "bundled",
            Self::NoVersion => "no-version",
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::Client(error) => error.next_step(),
            Self::Unsupported { .. } => {
                "install the project with scripts off (`--ignore-scripts`) and scan again"
            }
            Self::OutsideProject { .. } => "scan that folder or file itself",
            Self::Unreadable { .. } => "check that it is there and may be read",
            Self::TooLarge { .. } => "look at it by hand before you use it",
            Self::IntegrityMismatch { .. } => {
                "do not install it: find out who changed the lockfile or the file"
            }
            Self::Bundled => "scan the release that bundles it",
            Self::NoVersion => "install the project with scripts off (`--ignore-scripts`) and scan again",
        }
    }

    /// The gap that the release has for it.
    #[must_use]
    pub fn to_gap(&self) -> Gap {
        let kind = match self {
            Self::Client(error) => return error.to_gap(),
            Self::Unsupported { .. } => GapKind::Unsupported,
            Self::OutsideProject { .. } | Self::Unreadable { .. } => GapKind::Unavailable,
            Self::TooLarge { .. } => GapKind::Limit,
            Self::IntegrityMismatch { .. } => GapKind::IntegrityMismatch,
            Self::Bundled | Self::NoVersion => GapKind::Unresolved,
        };
        let gap = Gap::new(kind, format!("{self}; {}", self.next_step()));
        if matches!(self, Self::Bundled) { gap.harmless() } else { gap }
    }

    /// Whether bytes were found and are not those promised.
    #[must_use]
    pub fn is_integrity_mismatch(&self) -> bool {
        match self {
            Self::Client(error) => matches!(error.kind, ClientErrorKind::IntegrityMismatch { .. }),
            other => matches!(other, Self::IntegrityMismatch { .. }),
        }
    }
}

/// Reads the archive in the file at `path`, checked against `expected` where something was promised.
///
/// # Errors
/// When it cannot be read, is larger than the limits allow, or is not what was promised.
pub fn read_archive(
    path: &Path,
    expected: Option<&Integrity>,
    limits: &Limits,
) -> Result<Artifact, AcquireError> {
    let shown = shown(path);
    let bytes = read_up_to(path, limits.archive_bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::FileTooLarge => {
            AcquireError::TooLarge { path: shown.clone(), limit: limits.archive_bytes }
        }
        kind => AcquireError::Unreadable { path: shown.clone(), reason: kind.to_string() },
    })?;
    if let Some(expected) = expected.filter(|expected| !expected.matches(&bytes)) {
        let actual = Integrity::of(expected.algorithm(), &bytes);
        return Err(AcquireError::IntegrityMismatch { path: shown, expected: expected.clone(), actual });
    }
    Ok(Artifact::Archive { bytes, from: shown })
}

/// A path as it may be printed.
pub(crate) fn shown(path: &Path) -> String {
    stockade_model::escape::Escaped(&path.to_string_lossy()).to_string()
}

#[cfg(test)]
mod tests {
    use stockade_model::Algorithm;

    use super::*;

    #[test]
    fn a_file_that_is_not_what_was_promised_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.tgz");
        std::fs::write(&path, "bytes").unwrap();
        let promised = Integrity::of(Algorithm::Sha512, b"other");
        let error = read_archive(&path, Some(&promised), &Limits::default()).unwrap_err();
        assert!(error.is_integrity_mismatch());
        assert_eq!(error.to_gap().kind, GapKind::IntegrityMismatch);
    }

    #[test]
    fn a_file_above_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.tgz");
        std::fs::write(&path, "bytes").unwrap();
        let limits = Limits { archive_bytes: 4, ..Limits::default() };
        assert!(matches!(read_archive(&path, None, &limits), Err(AcquireError::TooLarge { limit: 4, .. })));
    }

    #[test]
    fn a_missing_file_is_an_error_with_a_next_step() {
        let error = read_archive(Path::new("/nowhere.tgz"), None, &Limits::default()).unwrap_err();
        assert_eq!(error.code(), "file-unreadable");
        assert!(!error.next_step().is_empty());
    }

    #[test]
    fn a_bundled_release_hides_nothing() {
        assert!(!AcquireError::Bundled.to_gap().may_hide_threat);
    }
}
