//! The pipeline: targets in, one result out.
//!
//! Wires acquire, unpack, parse, facts, rules and verdict together: what is judged in which order, in which
//! process, with how much memory, and what is remembered. [`judge()`] is the pure heart of it; [`run`] is what
//! the program calls.

mod detonation;
mod error;
pub mod job;
mod judge;
pub mod memo;
mod pipeline;
mod progress;
mod selftest;
pub mod worker;

pub use detonation::{DetonationRequest, detonate};
pub use error::ScanError;
pub use job::{Emulation, Job, JobArtifact, Ran};
pub use judge::{STACK_BYTES, judge, judge_on_own_stack};
pub use pipeline::{ScanRequest, run};
pub use progress::{Progress, Silent};
pub use selftest::{Selftest, SelftestError, selftest};
pub use stockade_acquire::AsKind;
pub use stockade_emulate::RunLimits;
pub use stockade_facts::Context;

/// An error with its causes, joined by `: `.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |message, cause| format!("{message}: {cause}"))
}
