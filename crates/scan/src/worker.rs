//! Worker processes: where hostile bytes are read.
//!
//! A worker is this same program, started again with the arguments `worker judge`. It holds no
//! credentials, sees no environment, and can open nothing ([`jail`]). The parent sends jobs and
//! receives judgements over pipes ([`protocol`]); each side treats the other's bytes as hostile. A worker
//! that aborts, hangs or outgrows its memory costs the one release it was judging ([`process`]).

mod fault;
mod jail;
mod process;
mod protocol;
mod serve;

pub use process::{Worker, WorkerError, WorkerSettings};
pub use serve::{FAULTS_ARGUMENT, main};
