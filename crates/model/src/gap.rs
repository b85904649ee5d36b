//! What was not examined, and why.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that was listed but not examined. A gap never makes a verdict better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// What kind of thing went unexamined.
    pub kind: GapKind,
    /// The file inside the release it concerns, when it concerns one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// Why, in words a developer understands, with a next step where there is one.
    pub reason: String,
    /// Whether a threat could hide in it: a broken file that nothing reaches cannot hide one.
    pub may_hide_threat: bool,
}

impl Gap {
    /// A gap that could hide a threat.
    #[must_use]
    pub fn new(kind: GapKind, reason: impl Into<String>) -> Self {
        Self { kind, file: None, reason: reason.into(), may_hide_threat: true }
    }

    /// The same gap, placed in `file` of the release.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same gap, known to hide nothing that could run.
    #[must_use]
    pub fn harmless(mut self) -> Self {
        self.may_hide_threat = false;
        self
    }
}

/// The kinds of gaps. The names are stable: machine formats carry them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GapKind {
    /// The bytes could not be had: offline, not found, refused, too slow.
    Unavailable,
    /// The bytes are not those the lockfile or registry promised.
    IntegrityMismatch,
    /// The archive is malformed, or refused for what it holds.
    Unpack,
    /// A file, archive or document is larger or deeper than the limits.
    Limit,
    /// A file does not parse in any way that a package manager or Node would accept.
    Unparsed,
    /// A file was read as tokens only, not as a syntax tree.
    LexicalOnly,
    /// The work budget of the value analysis was spent before it ended.
    Budget,
    /// Code whose language or format is not examined.
    Unsupported,
    /// A dependency that no reader could resolve to a release.
    Unresolved,
    /// A lockfile, or a part of it, that could not be read.
    Lockfile,
    /// The worker process judging the release aborted, hung or outgrew its memory.
    Worker,
    /// A rule failed on this release.
    Rule,
    /// Code that has to be run to be understood, and was not, or not to its end.
    Emulation,
}
