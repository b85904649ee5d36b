//! Does this installation find anything at all, and how are its workers contained?

use stockade_facts::Context;
use stockade_model::{Containment, Judgement, Limits, Verdict};

use crate::job::{Job, JobArtifact, Ran};
use crate::worker::{Worker, WorkerError, WorkerSettings};

/// The test package: what everyone in this field would call a stealer of tokens, made inert. Its host is
/// reserved (RFC 2606), and nothing ever runs it.
const PACKAGE: &str = include_str!("selftest/package.txt");

/// The rule that has to fire.
const RULE: &str = "npm-token-sent-to-network";

/// A selftest that passed.
#[derive(Clone, Debug)]
pub struct Selftest {
    /// What was found in the test package.
    pub judgement: Judgement,
    /// How the worker that judged it was contained.
    pub containment: Containment,
}

/// Why a selftest failed.
#[derive(Debug, thiserror::Error)]
pub enum SelftestError {
    /// No worker could be started.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// The test package built into the program is damaged.
    #[error("the built-in test package is damaged: {0}")]
    Package(String),
    /// The test package was judged and not recognised.
    #[error("the test package is {} and not recognised by the rule {RULE}{gaps}", .verdict.name())]
    Missed {
        /// What it was judged to be.
        verdict: Verdict,
        /// What was not examined, for the message; may be empty.
        gaps: String,
    },
}

/// Judges the test package in a real worker.
///
/// # Errors
/// When no worker starts, or the test package is not recognised.
pub fn selftest(workers: WorkerSettings) -> Result<Selftest, SelftestError> {
    let tree = stockade_unpack::text(PACKAGE).map_err(|error| SelftestError::Package(error.to_string()))?;
    let mut worker = Worker::new(workers);
    let containment = worker.start()?;
    let job = Job::new(JobArtifact::Tree(tree), Context::default());
    let judgement = worker.judge(job, &Limits::default(), &mut Ran::default);
    let is_recognised = judgement.findings.iter().any(|finding| finding.rule == RULE);
    if is_recognised && judgement.verdict >= Verdict::Suspicious {
        return Ok(Selftest { judgement, containment });
    }
    let gaps = judgement.gaps.iter().map(|gap| format!("; not examined: {}", gap.reason)).collect();
    Err(SelftestError::Missed { verdict: judgement.verdict, gaps })
}
