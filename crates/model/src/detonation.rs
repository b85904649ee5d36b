//! What running one release in fake worlds showed, as every report shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::observation::Observation;
use crate::place::Place;
use crate::result::{Containment, ReleaseResult, ToolVersion};
use crate::secret::{Label, SecretClass};
use crate::trigger::Trigger;
use crate::verdict::{ExitCode, Verdict};

/// Everything that one release was seen to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DetonationResult {
    /// Name and major version of this document's schema: `stockade.detonation/1`.
    pub schema: String,
    /// Which program and rules judged.
    pub tool: ToolVersion,
    /// How the processes that read and ran it were contained.
    pub containment: Containment,
    /// The release and what we believe of it: what a scan says that runs every release.
    #[serde(flatten)]
    pub release: ReleaseResult,
    /// What the runs prove, the gravest first. Whether it is harm is for the judgement to say: a secret that goes
    /// to the service that issued it is proven too.
    pub proofs: Vec<Proof>,
    /// The worlds in which it ran, in order.
    pub worlds: Vec<WorldRun>,
}

impl DetonationResult {
    /// The schema this version writes.
    pub const SCHEMA: &'static str = "stockade.detonation/1";

    /// How the program should end: as a scan of this release alone.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::of([&self.release])
    }

    /// Whether the judgement tells `proof` as part of one of its stories.
    #[must_use]
    pub fn is_held_against(&self, proof: &Proof) -> bool {
        let judgement = &self.release.judgement;
        let chained = judgement.chains.iter().flat_map(|chain| &chain.findings);
        let mut findings = chained.filter_map(|index| judgement.findings.get(*index));
        findings.any(|finding| finding.trigger == proof.trigger && finding.clause.contains(&proof.does))
    }
}

/// One thing that the runs prove.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Proof {
    /// How grave it is, were it nobody's own business.
    pub verdict: Verdict,
    /// What was shown.
    pub kind: ProofKind,
    /// What made the code run.
    pub trigger: Trigger,
    /// The class of the secret that is at stake, where one is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub secret: Option<SecretClass>,
    /// Where it went, or what was run or changed: an address, a command, a path.
    pub subject: String,
    /// What the code does, as a verb phrase; hostile parts are escaped.
    pub does: String,
    /// The story, in words a developer understands in one reading.
    pub story: String,
    /// Where the decisive step stands, as far as the stack tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
    /// The names of the worlds that showed it.
    pub worlds: Vec<String>,
    /// The decisive observation's number in the first of these worlds.
    pub sequence: u64,
}

/// What a proof shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProofKind {
    /// A canary secret was found in bytes that left.
    SecretSeen,
    /// Bytes that left changed with a secret and nothing else: it is in them, whatever the cipher.
    SecretDecides,
    /// A program from the network ran.
    MarkerRan,
    /// What was evaluated or started changed with the network's reply and nothing else.
    ReplyDecides,
    /// A program file from the network was started, as honest installers of prebuilt programs do.
    ProgramRun,
    /// Files of the user's were deleted or overwritten.
    Destroyed,
    /// Something was written or registered that runs later without being asked.
    Persisted,
    /// Files of another installed package or application were changed.
    OtherChanged,
    /// Another machine was given a shell.
    ShellGiven,
    /// A package was published, or a repository or workflow made, with the user's credentials.
    Spread,
    /// Facts of the host were found in bytes that left.
    HostSent,
    /// The address in a payment that a page's user made was changed to another.
    AddressSwapped,
}

/// What one world saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorldRun {
    /// The world's name: `CI on Linux`.
    pub world: String,
    /// What the code did, in order.
    pub observations: Vec<Observation>,
    /// How each thing that was run ended, in order; empty when the run was stopped from outside.
    pub ends: Vec<WorldEnd>,
    /// Every source text that the code gave to an evaluator, in order.
    pub layers: Vec<WorldLayer>,
    /// Files that differ from the machine before, sorted.
    pub changed_files: Vec<String>,
    /// Work spent, in interpreter ticks.
    pub ticks: u64,
    /// Second runs with one thing changed, in the order in which they were run.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub twins: Vec<TwinRun>,
}

/// The same run again with one secret, or the network's replies, changed and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TwinRun {
    /// The secret that was changed, as the first run's labels name it; none for the network's replies.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub secret: Option<Label>,
    /// The first run's observations that depend on it: indices into its list, sorted.
    pub dependent: Vec<usize>,
}

/// How one thing that was run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorldEnd {
    /// What made it run.
    pub trigger: Trigger,
    /// What was run: a hook's name and command, `import`, a file.
    pub what: String,
    /// The exit code of its process.
    pub code: i32,
    /// The error that reached the top, where one did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failure: Option<String>,
}

/// A source text that was given to an evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorldLayer {
    /// Its number in the world, from 1.
    pub number: u32,
    /// The evaluator: `eval`, `Function`, `vm`, `node -e`.
    pub via: String,
    /// The text.
    pub text: String,
}
