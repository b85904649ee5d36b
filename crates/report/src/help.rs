//! What a report says about a rule beside its findings.

use stockade_model::{Level, Role};

/// A rule's identity and page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleHelp {
    /// The rule's id.
    pub id: String,
    /// One line that says what was seen.
    pub title: String,
    /// The rule's page in Markdown: written by the rule's author, so trusted.
    pub page_markdown: String,
    /// Harm, if true.
    pub severity: Level,
    /// How particular to malware.
    pub specificity: Level,
    /// Whether it accuses or informs.
    pub role: Role,
    /// MITRE ATT&CK technique; may be empty.
    pub technique: String,
}
