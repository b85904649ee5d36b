//! The worker's side: enter the jail, then judge what the parent sends until it hangs up.

use std::io::{self, BufReader};
use std::process::ExitCode;
use std::sync::mpsc;
use std::{panic, thread};

use stockade_model::{Gap, GapKind, Judgement, Limits};

use super::fault;
use super::jail;
use super::protocol::{self, Hello, ProtocolError};
use crate::job::Job;
use crate::judge::{STACK_BYTES, judge};

/// The argument with which tests permit a worker to break itself on demand.
pub const FAULTS_ARGUMENT: &str = "--faults-for-tests";

/// Address space beside the judging thread's stack, in bytes. Less collides with
/// stacks that are reserved and not touched (docs/src/limits.md); a syntax tree takes up to 50 bytes for each of the at most 10 MB of a script.
const MEMORY_BYTES: u64 = 3 << 30;

/// Bytes read from the pipe at once: what a Linux pipe holds.
const PIPE_BYTES: usize = 64 << 10;

/// Runs a worker on standard input and output until the parent closes the pipe.
///
/// The calling thread only reads: when the parent dies, the pipe ends, this function returns, and the
/// process ends with it, whatever the judging thread is doing.
#[must_use]
pub fn main(permits_faults: bool) -> ExitCode {
    panic::set_hook(Box::new(|_| ()));
    let containment = jail::enter(MEMORY_BYTES);
    let (jobs, received) = mpsc::sync_channel::<(Job, Limits)>(0);
    let judging = thread::Builder::new()
        .name("judge".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || received.iter().try_for_each(|(job, limits)| answer(&job, &limits, permits_faults)));
    if judging.is_err() || protocol::write_message(&mut io::stdout().lock(), &Hello { containment }).is_err()
    {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::with_capacity(PIPE_BYTES, io::stdin().lock());
    loop {
        match protocol::read_job(&mut input) {
            Ok(Some(job)) => {
                if jobs.send(job).is_err() {
                    return ExitCode::FAILURE;
                }
            }
            Ok(None) => return ExitCode::SUCCESS,
            Err(_) => return ExitCode::FAILURE,
        }
    }
}

fn answer(job: &Job, limits: &Limits, permits_faults: bool) -> Result<(), ProtocolError> {
    let provoked = if permits_faults { fault::provoke(job) } else { None };
    let judgement = provoked.unwrap_or_else(|| judge(job, limits));
    match protocol::write_message(&mut io::stdout().lock(), &judgement) {
        Err(ProtocolError::TooLarge(size_bytes)) => {
            let reason =
                format!("the judgement itself came to {size_bytes} bytes, more than a worker may send");
            let gap = Gap::new(GapKind::Worker, reason);
            protocol::write_message(&mut io::stdout().lock(), &Judgement::unexamined(gap))
        }
        outcome => outcome,
    }
}
