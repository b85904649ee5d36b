//! The words of Stockade as types.
//!
//! Every stage takes and returns these; none of them does I/O. One word stands for one thing, in
//! code as on screen: a *release* is one version of a *package*, an *artifact* is its exact bytes, a
//! *tree* its files, a *fact* something true of it, a *finding* what one rule says about it, a *gap*
//! what was not examined, a *chain* the findings that together tell one story, a *verdict* what we
//! believe.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod detonation;
pub mod escape;
pub mod finding;
pub mod gap;
pub mod integrity;
pub mod known;
pub mod limits;
pub mod observation;
pub mod place;
pub mod release;
pub mod result;
pub mod rule;
pub mod secret;
pub mod source;
pub mod tree;
pub mod trigger;
pub mod verdict;

pub use detonation::{DetonationResult, Proof, ProofKind, TwinRun, WorldEnd, WorldLayer, WorldRun};
pub use finding::{Finding, FlowStep, ProofBasis};
pub use gap::{Gap, GapKind};
pub use integrity::{Algorithm, Integrity, IntegrityError};
pub use known::{KnownBad, KnownMatch};
pub use limits::Limits;
pub use observation::{Bytes, Observation, Operation};
pub use place::{Evidence, Place};
pub use release::{PackageName, ReleaseId, ReleaseIdError, Version};
pub use result::{Containment, Coverage, ReleaseResult, ScanResult, ToolVersion};
pub use rule::{Level, Role, RuleMeta, RuleStatus, Tier};
pub use secret::{Encoding, Label, SecretClass};
pub use source::{DependencyKind, LockedRelease, ReleaseSource};
pub use tree::{Anomaly, AnomalyKind, Tree, TreeFile};
pub use trigger::Trigger;
pub use verdict::{Capabilities, Capability, Chain, ExitCode, Judgement, Verdict};
