//! The worker's side: enter the jail, then judge what the parent sends until it hangs up.

use std::io::{self, BufReader};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::{panic, thread};

use stockade_model::{Gap, GapKind, Judgement};

use super::fault;
use super::jail;
use super::protocol::{self, Answer, Hello, Order, ProtocolError};
use crate::job::Ran;
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
    let (orders, received) = mpsc::sync_channel::<Order>(0);
    let judging = thread::Builder::new()
        .name("judge".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || judge_all(&received, permits_faults));
    if judging.is_err() || protocol::write_message(&mut io::stdout().lock(), &Hello { containment }).is_err()
    {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::with_capacity(PIPE_BYTES, io::stdin().lock());
    loop {
        match protocol::read_order(&mut input) {
            Ok(Some(order)) => {
                if orders.send(order).is_err() {
                    return ExitCode::FAILURE;
                }
            }
            Ok(None) => return ExitCode::SUCCESS,
            Err(_) => return ExitCode::FAILURE,
        }
    }
}

fn judge_all(orders: &Receiver<Order>, permits_faults: bool) -> Result<(), ProtocolError> {
    while let Ok(order) = orders.recv() {
        let Order::Judge(job, limits) = order else { return Err(ProtocolError::Unexpected) };
        let provoked = if permits_faults { fault::provoke(&job) } else { None };
        answer(provoked.unwrap_or_else(|| judge(&job, &limits, &mut || ask(orders))))?;
    }
    Ok(())
}

/// Has the parent run the release that is being judged.
fn ask(orders: &Receiver<Order>) -> Option<Ran> {
    protocol::write_message(&mut io::stdout().lock(), &Answer::Run).ok()?;
    match orders.recv() {
        Ok(Order::Ran(ran)) => Some(ran),
        Ok(Order::Judge(..)) | Err(_) => None,
    }
}

fn answer(judgement: Judgement) -> Result<(), ProtocolError> {
    match protocol::write_message(&mut io::stdout().lock(), &Answer::Judged(Box::new(judgement))) {
        Err(ProtocolError::TooLarge(size_bytes)) => {
            let reason =
                format!("the judgement itself came to {size_bytes} bytes, more than a worker may send");
            let gap = Gap::new(GapKind::Worker, reason);
            let judgement = Box::new(Judgement::unexamined(gap));
            protocol::write_message(&mut io::stdout().lock(), &Answer::Judged(judgement))
        }
        outcome => outcome,
    }
}
