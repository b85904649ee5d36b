//! Patches that a project applies to its dependencies, as `git diff` writes them: yarn, pnpm, bun and
//! patch-package keep no other form.
//!
//! What runs in the end is the release with the patch applied, and the patch is a file of the project that nobody
//! reads twice. It is applied here as those tools do, to the files in memory, so that the outcome can be judged.

mod apply;
mod reader;

pub use apply::apply;
pub use reader::read;

/// A patch that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    files: Vec<FilePatch>,
}

/// What a patch does to one file. Paths are relative to the package's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilePatch {
    /// The file's path before; none for a new file.
    old: Option<String>,
    /// The file's path after; none for a file that is deleted.
    new: Option<String>,
    is_executable: Option<bool>,
    hunks: Vec<Hunk>,
}

/// A changed stretch of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Hunk {
    /// Line, from 0, at which the stretch starts in the old file.
    start: usize,
    lines: Vec<Line>,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    change: Change,
    text: String,
    /// Whether a line end follows it.
    is_ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Kept,
    Removed,
    Added,
}

/// Why a patch cannot be read or applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// Nothing in it changes a file.
    #[error("it changes no file")]
    Empty,
    /// A line that is none of a patch.
    #[error("line {line} is none of a patch")]
    Malformed {
        /// The line, from 1.
        line: usize,
    },
    /// It changes a file that is no text.
    #[error("line {line} changes a file that is no text")]
    Binary {
        /// The line, from 1.
        line: usize,
    },
    /// A path that leads out of the package, or is written in a way that is not read.
    #[error("line {line} names no file of the package")]
    Path {
        /// The line, from 1.
        line: usize,
    },
    /// It changes a file that is not there.
    #[error("`{path}` is not in the release")]
    Missing {
        /// The file, escaped.
        path: String,
    },
    /// The lines that it expects are not there.
    #[error("`{path}` has other lines than the patch expects near line {line}")]
    Mismatch {
        /// The file, escaped.
        path: String,
        /// The line, from 1.
        line: usize,
    },
}
