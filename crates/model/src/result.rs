//! The result of a scan, as every report shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::gap::Gap;
use crate::integrity::Integrity;
use crate::verdict::{ExitCode, Judgement};

/// Everything a scan found. Releases are sorted: the project's own tree first, then by purl and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScanResult {
    /// Name and major version of this document's schema: `stockade.scan/1`.
    pub schema: String,
    /// Which program and rules judged.
    pub tool: ToolVersion,
    /// How the processes that read hostile bytes were contained.
    pub containment: Containment,
    /// What was covered.
    pub coverage: Coverage,
    /// What was listed but belongs to no one release: an unreadable lockfile, an unresolved dependency.
    pub gaps: Vec<Gap>,
    /// Every release, examined or not.
    pub releases: Vec<ReleaseResult>,
}

impl ScanResult {
    /// The schema this version writes.
    pub const SCHEMA: &'static str = "stockade.scan/1";

    /// How the program should end: the worst applies, where malicious is worse than findings, and findings
    /// are worse than a gap.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match ExitCode::of(&self.releases) {
            ExitCode::Clean if self.coverage.examined < self.coverage.resolved => ExitCode::Incomplete,
            ExitCode::Clean if self.gaps.iter().any(|gap| gap.may_hide_threat) => ExitCode::Incomplete,
            code => code,
        }
    }
}

/// Which program and rules judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToolVersion {
    /// Stockade's version.
    pub version: String,
    /// Hash of all rules, facts and intelligence: equal rulesets give equal verdicts.
    pub ruleset: String,
}

/// How far the worker processes were contained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Containment {
    /// Limits, no new privileges, no file system, no network, system calls filtered.
    Full,
    /// Separate processes with limits, but a wall is missing on this platform.
    Partial,
    /// The same process.
    None,
    /// No worker ran: nothing had bytes to be read, or every judgement was remembered.
    Unused,
}

impl Containment {
    /// How two sets of workers were contained together: as the worse of both.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        let rank = |containment| match containment {
            Self::Unused => 0,
            Self::Full => 1,
            Self::Partial => 2,
            Self::None => 3,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

/// What was covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Releases listed by the targets.
    pub resolved: usize,
    /// Releases whose bytes were examined.
    pub examined: usize,
    /// Gaps of all releases and of the scan itself.
    pub gaps: usize,
}

/// One release of a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseResult {
    /// The release's package URL.
    pub purl: String,
    /// The artifact's integrity; of a folder, what the lockfile promises, if it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub integrity: Option<Integrity>,
    /// Where the bytes came from: `.` for the project's own tree, a path, an address, a cache.
    pub from: String,
    /// The shortest chain of names that brought it in, the project first.
    pub dependency_path: Vec<String>,
    /// Whether the bytes were examined.
    pub is_examined: bool,
    /// What we believe, and why.
    #[serde(flatten)]
    pub judgement: Judgement,
}
