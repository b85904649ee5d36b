//! What parent and worker say to each other about a detonation.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use stockade_emulate::twin::Twin;
use stockade_emulate::{Answer, Detonation, Plan, RunLimits, WorldSpec};
use stockade_model::{Limits, Observation};

use super::super::protocol::ArtifactHeader;

/// A machine on which every release is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BaseWorld {
    /// A CI runner on Linux.
    Linux,
    /// A developer on macOS.
    Macos,
    /// A developer on Windows.
    Windows,
    /// A web page with a wallet; tried where the package has code for pages.
    Page,
}

impl BaseWorld {
    /// All of them, in the order in which they are run.
    pub const ALL: [Self; 4] = [Self::Linux, Self::Macos, Self::Windows, Self::Page];

    /// The world in full.
    #[must_use]
    pub fn spec(self) -> WorldSpec {
        match self {
            Self::Linux => WorldSpec::linux_ci(),
            Self::Macos => WorldSpec::mac_developer(),
            Self::Windows => WorldSpec::windows_developer(),
            Self::Page => WorldSpec::web_page(),
        }
    }
}

/// What the parent asks for; the artifact's bytes follow.
#[derive(Serialize, Deserialize)]
pub(super) struct Order<'a> {
    pub(super) worlds: Vec<BaseWorld>,
    pub(super) limits: Cow<'a, Limits>,
    pub(super) run_limits: Cow<'a, RunLimits>,
    pub(super) artifact: ArtifactHeader,
}

/// What the worker tells, as it happens.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Told {
    /// The release was unpacked, and this is what will be run in the worlds from here on.
    Planned(Plan),
    /// The next world begins: the variation named before, or else the next base world.
    World,
    /// The next base world is not one for this release.
    Unfit,
    /// A variation is being run; it is told as a world only when it shows something new.
    Varies {
        /// Of which base world: its number in the order.
        base: u32,
        /// What is answered otherwise.
        answers: Vec<Answer>,
    },
    /// The code did something.
    Observed(Box<Observation>),
    /// The run in this world ended.
    Ended(Detonation),
    /// A twin of this world was run and compared.
    Compared(Twin),
    /// More twins would have been worth a run than there is budget for: so many were left out.
    Untwinned(u32),
    /// All is run.
    Done,
}
