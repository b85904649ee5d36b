//! What makes code run.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What makes a piece of code run, strongest first: the order in which an attacker would like them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// The package manager runs it by itself, or an editor, agent or git does when the tree is opened.
    Install,
    /// Loading the package runs it.
    Import,
    /// Running one of the package's commands runs it.
    Bin,
    /// Building the project that holds it runs it.
    Build,
    /// A caller of an exported function runs it.
    Call,
    /// Nothing that we found runs it.
    Dormant,
}

impl Trigger {
    /// All triggers, strongest first.
    pub const ALL: [Self; 6] =
        [Self::Install, Self::Import, Self::Bin, Self::Build, Self::Call, Self::Dormant];

    /// The phrase that starts a story: `at install`.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Install => "at install",
            Self::Import => "at import",
            Self::Bin => "when its command runs",
            Self::Build => "at build",
            Self::Call => "when called",
            Self::Dormant => "in code that nothing reaches",
        }
    }

    /// The word used in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::Import => "import",
            Self::Bin => "bin",
            Self::Build => "build",
            Self::Call => "call",
            Self::Dormant => "dormant",
        }
    }

    /// Whether the code runs without anyone looking at what it does: unasked, or in a build of which one sees the
    /// outcome only.
    #[must_use]
    pub fn runs_unwatched(self) -> bool {
        self.runs_unasked() || self == Self::Build
    }

    /// Whether the code runs without anyone asking for what it does.
    #[must_use]
    pub fn runs_unasked(self) -> bool {
        matches!(self, Self::Install | Self::Import)
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
