//! What a rule file needs.

pub use stockade_facts::change::{ChangeKind, FileChange};
pub use stockade_facts::command::{CommandFact, CommandOrigin};
pub use stockade_facts::concealment::ConcealmentKind;
pub use stockade_facts::fetched::{FetchedFact, FetchedUse};
pub use stockade_facts::flow::{CallFact, FlowFact};
pub use stockade_facts::read::autorun::{AutoRunCommand, AutoRunEvent, AutoRunNote};
pub use stockade_facts::read::shell::{BehaviourKind, PersistencePlace, Run};
pub use stockade_facts::vocabulary::{FileClass, Host, HostClass, Sink, Source, classify};
pub use stockade_facts::{Facts, Locus, Origin};
pub use stockade_model::escape::excerpt;
pub use stockade_model::{
    Level, Proof, ProofKind, Role, RuleMeta, RuleStatus, SecretClass, Tier, Trigger, Verdict,
};

pub use crate::rule::{Found, Rule};
