//! One rule saying one thing about one release.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::{Evidence, Place};
use crate::rule::{Level, Role, RuleStatus};
use crate::trigger::Trigger;

/// What one rule says about one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// The rule's title.
    pub title: String,
    /// Whether it accuses or informs.
    pub role: Role,
    /// Harm, if true.
    pub severity: Level,
    /// How particular to malware.
    pub specificity: Level,
    /// The rule's place in its life; preview findings never weigh.
    pub status: RuleStatus,
    /// What makes the code run.
    pub trigger: Trigger,
    /// MITRE ATT&CK technique.
    pub technique: String,
    /// What was seen, as a clause that follows the trigger's phrase in a story: "`a.js:3` reads the npm
    /// token and `a.js:9` sends it to `x.invalid`". Hostile parts are escaped.
    pub clause: String,
    /// The places that support it, in the order in which the code goes through them. Never empty; the last
    /// is the place the finding is about (the sink of a flow).
    pub evidence: Vec<Evidence>,
    /// Why it proves harm by itself, where it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proof: Option<ProofBasis>,
}

/// What makes one finding a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProofBasis {
    /// The code was run in a fake world and seen doing it.
    Observed,
    /// An exact match of bytes known to be bad.
    KnownBadBytes,
}

impl Finding {
    /// Whether it is an exact match of bytes known to be bad.
    #[must_use]
    pub fn is_known_bad_bytes(&self) -> bool {
        self.proof == Some(ProofBasis::KnownBadBytes)
    }

    /// The place the finding is about: the last piece of evidence.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.evidence.last().map(|evidence| &evidence.place)
    }
}

/// One position of the data that travels from a source to a sink.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FlowStep {
    /// Where.
    pub place: Place,
    /// What happens there, as a verb phrase: `reads the npm token`.
    pub note: String,
}
