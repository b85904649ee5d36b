//! What we believe of a release, and why.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::gap::Gap;
use crate::result::ReleaseResult;
use crate::trigger::Trigger;

/// What we believe of a release. Ordered from best to worst, so that the worst of several is their maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Examined, and no gap could hide a threat.
    Clean,
    /// No threat chain, and a gap that could hide one.
    Unknown,
    /// A threat chain that is not proven, or a known-bad name and version without its bytes.
    Suspicious,
    /// A proof chain, or an exact match of known-bad bytes.
    Malicious,
}

impl Verdict {
    /// The word on screen and in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Unknown => "unknown",
            Self::Suspicious => "suspicious",
            Self::Malicious => "malicious",
        }
    }
}

/// Findings that together tell one story: trigger, source, sink, concealment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chain {
    /// The story, in words a developer understands in one reading.
    pub story: String,
    /// Whether it is proven rather than inferred.
    pub proof: bool,
    /// What makes it run.
    pub trigger: Trigger,
    /// MITRE ATT&CK techniques, sorted.
    pub techniques: Vec<String>,
    /// Indices into the judgement's findings.
    pub findings: Vec<usize>,
}

/// Something a release can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// Sends or receives over the network.
    Network,
    /// Starts processes.
    Process,
    /// Turns text into code.
    DynamicCode,
    /// Reads files outside its own folder.
    FileRead,
    /// Writes or deletes files.
    FileWrite,
    /// Reads the environment.
    Environment,
    /// Reads facts of the host: user name, host name, addresses.
    HostFacts,
    /// Loads native code.
    NativeCode,
    /// Replaces functions that other code shares.
    GlobalPatch,
}

/// What a release can do, for each trigger; compared between releases.
pub type Capabilities = BTreeMap<Trigger, BTreeSet<Capability>>;

/// The outcome of judging one artifact: a pure function of its bytes, its context and the ruleset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    /// What we believe.
    pub verdict: Verdict,
    /// The stories, worst first.
    pub chains: Vec<Chain>,
    /// Everything the rules said, sorted by place.
    pub findings: Vec<Finding>,
    /// What was not examined, sorted.
    pub gaps: Vec<Gap>,
    /// What the release can do.
    pub capabilities: Capabilities,
}

impl Judgement {
    /// The judgement of a release of which nothing could be examined.
    #[must_use]
    pub fn unexamined(gap: Gap) -> Self {
        Self {
            verdict: if gap.may_hide_threat { Verdict::Unknown } else { Verdict::Clean },
            chains: Vec::new(),
            findings: Vec::new(),
            gaps: vec![gap],
            capabilities: Capabilities::new(),
        }
    }
}

/// How the program ends. The numbers are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitCode {
    /// Full coverage, nothing at or above the gate.
    Clean,
    /// A release is unknown, or something listed was not examined.
    Incomplete,
    /// Findings at or above the gate.
    Findings,
    /// Malicious found.
    Malicious,
    /// Arguments, policy or input file are wrong.
    Usage,
    /// An error of ours.
    Internal,
}

impl ExitCode {
    /// What `releases` alone say: the worst of them.
    #[must_use]
    pub fn of<'r>(releases: impl IntoIterator<Item = &'r ReleaseResult>) -> Self {
        let code = |release: &ReleaseResult| match release.judgement.verdict {
            Verdict::Malicious => Self::Malicious,
            Verdict::Suspicious => Self::Findings,
            Verdict::Unknown => Self::Incomplete,
            Verdict::Clean if !release.is_examined => Self::Incomplete,
            Verdict::Clean => Self::Clean,
        };
        releases.into_iter().map(code).max().unwrap_or(Self::Clean)
    }

    /// The process's exit status.
    #[must_use]
    pub fn status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Malicious => 2,
            Self::Incomplete => 3,
            Self::Usage => 64,
            Self::Internal => 70,
        }
    }
}
