//! Worker processes: where hostile bytes are read.
//!
//! A worker is this same program, started again with the arguments `worker judge`. It holds no
//! credentials, sees no environment, and can open nothing ([`jail`]). The parent sends jobs and
//! receives judgements over pipes ([`protocol`]); each side treats the other's bytes as hostile. A worker
//! that aborts, hangs or outgrows its memory costs the one release it was judging ([`process`]).
//!
//! `worker detonate` runs the code of one release in fake worlds and lives for this release alone
//! ([`detonation`]): its engine is C code on hostile input.

mod detonation;
mod fault;
mod jail;
mod process;
mod protocol;
mod serve;
mod watchdog;

#[doc(hidden)]
pub use detonation::overheard;
pub use detonation::{BaseWorld, Detonated, detonate, main as detonation_main};
pub(crate) use process::is_lost;
pub use process::{Worker, WorkerError, WorkerSettings};
pub use serve::{FAULTS_ARGUMENT, main};
