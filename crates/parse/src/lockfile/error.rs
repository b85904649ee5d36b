//! Why a lockfile could not be read, and what to do about it.

/// Why a lockfile could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockfileError {
    /// The file's name is no lockfile's.
    #[error("`{}` is no lockfile that is known", stockade_model::escape::excerpt(.0, 200))]
    UnknownKind(String),
    /// It is larger than the limit.
    #[error("the lockfile has {bytes} bytes, over the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It holds nothing.
    #[error("the lockfile is empty")]
    Empty,
    /// It is not UTF-8.
    #[error("the lockfile is not UTF-8 from byte {offset_bytes} on")]
    NotUtf8 {
        /// The first byte that is not.
        offset_bytes: usize,
    },
    /// It holds the markers of a merge conflict.
    #[error("the lockfile has a merge conflict at line {line}")]
    MergeConflict {
        /// The first marker's line, from 1.
        line: usize,
    },
    /// Its syntax is broken.
    #[error("the lockfile is malformed at line {line}, column {column}: {reason}")]
    Malformed {
        /// The line, from 1; 0 where unknown.
        line: usize,
        /// The column, from 1; 0 where unknown.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Its syntax is right, but it is no lockfile of this format.
    #[error("the file has the name of a lockfile but not its shape: {0}")]
    Shape(&'static str),
    /// It nests deeper, or repeats itself more by aliases, than any honest lockfile.
    #[error("the lockfile is built to exhaust its reader: {0}")]
    Exhausting(String),
}

impl LockfileError {
    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::UnknownKind(_) => {
                "name a package-lock.json, npm-shrinkwrap.json, yarn.lock, pnpm-lock.yaml or bun.lock"
            }
            Self::TooLarge { .. } => "check that it is a lockfile, and raise the limit if it is",
            Self::Empty | Self::Malformed { .. } => {
                "restore it from version control, or let the package manager write it anew"
            }
            Self::NotUtf8 { .. } => "save it as UTF-8, or let the package manager write it anew",
            Self::MergeConflict { .. } => {
                "resolve the conflict, for npm with `npm install --package-lock-only --ignore-scripts`"
            }
            Self::Shape(_) => "check that the file is the lockfile its name says",
            Self::Exhausting(_) => "do not install from it, and find out who wrote it",
        }
    }
}
