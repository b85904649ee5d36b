//! What is known of a rule without running it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule's constants: its identity, what it needs, and what its findings mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleMeta {
    /// Kebab-case name of the pattern; reads well after "allow".
    pub id: &'static str,
    /// One line that says what was seen, without a full stop.
    pub title: &'static str,
    /// The cheapest stage whose facts suffice.
    pub tier: Tier,
    /// Whether findings accuse or inform.
    pub role: Role,
    /// How much harm is done if the finding is true.
    pub severity: Level,
    /// How particular the pattern is to malware.
    pub specificity: Level,
    /// MITRE ATT&CK technique, for reports.
    pub technique: &'static str,
    /// Ids of the threat catalogue's techniques this rule recognises.
    pub covers: &'static [&'static str],
    /// Whether findings may weigh in verdicts.
    pub status: RuleStatus,
    /// The release of Stockade that first had it.
    pub since: &'static str,
}

/// Three steps are enough to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Little harm, or common in honest code.
    Low,
    /// Some harm, or uncommon in honest code.
    Medium,
    /// Great harm, or nearly unknown in honest code.
    High,
}

/// What a finding says of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It *can do* this; capabilities inform.
    Capability,
    /// It *means harm*; threats accuse.
    Threat,
}

/// The stage whose facts a rule needs, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// The manifest, the lockfile, the registry's document.
    Metadata,
    /// Names, sizes and headers of files.
    FileList,
    /// Parsed source.
    Source,
    /// What the code was seen doing in fake worlds.
    Emulation,
}

/// A rule's place in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleStatus {
    /// Reports, never weighs in a verdict.
    Preview,
    /// Weighs in verdicts.
    Stable,
    /// Kept so that policies naming it still parse; runs no more.
    Deprecated,
}
