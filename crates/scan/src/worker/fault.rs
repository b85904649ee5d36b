//! Faults on demand, so that tests can break a real worker in its real jail.
//!
//! Only a worker started with [`super::FAULTS_ARGUMENT`] looks for them, and no code path of the program
//! passes it: bytes alone cannot ask for a fault.

use std::io::{self, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;
use std::{fs, process, thread};

use stockade_model::{Gap, GapKind, Judgement};

use crate::job::{Job, JobArtifact};

/// What the archive's bytes start with to ask for a fault: `stockade-fault:abort`.
const MARK: &[u8] = b"stockade-fault:";

/// Does what `job` asks for; none when it asks for nothing. What the jail refused, or failed to refuse, is
/// told in the gap of the judgement.
pub(super) fn provoke(job: &Job) -> Option<Judgement> {
    let told = provoked(&job.artifact)?;
    Some(Judgement::unexamined(Gap::new(GapKind::Worker, told)))
}

/// Breaks the worker that is to run `artifact` as it asks: answers nonsense, answers out of turn, answers without
/// end, or does what [`provoke`] does.
pub(super) fn break_detonation(artifact: &JobArtifact) {
    let JobArtifact::Archive(bytes) = artifact else { return };
    let mut output = io::stdout().lock();
    match bytes.strip_prefix(MARK).unwrap_or_default() {
        b"nonsense" => drop(output.write_all(b"\x07\0\0\0nothing").and_then(|()| output.flush())),
        b"giant" => drop(output.write_all(&[0xff; 64]).and_then(|()| output.flush())),
        b"turn" => drop(output.write_all(b"\x06\0\0\0\"done\"").and_then(|()| output.flush())),
        b"flood" => while output.write_all(b"\x07\0\0\0\"world\"").is_ok() {},
        _ => {
            drop(output);
            provoked(artifact);
        }
    }
}

fn provoked(artifact: &JobArtifact) -> Option<String> {
    let JobArtifact::Archive(bytes) = artifact else { return None };
    let told = match bytes.strip_prefix(MARK)? {
        b"abort" => process::abort(),
        b"overflow" => format!("{}", overflow(bytes.len() as u64)),
        b"hang" => loop {
            thread::sleep(Duration::from_secs(1));
        },
        b"memory" => format!("allocated {} bytes", hoard()),
        b"open" => outcome(fs::read("/etc/passwd").map(drop)),
        b"list" => outcome(fs::read_dir("/").map(drop)),
        b"write" => outcome(fs::write("/tmp/stockade-fault", b"x")),
        b"socket" => outcome(TcpStream::connect("127.0.0.1:9").map(drop)),
        b"exec" => outcome(Command::new("/bin/true").spawn().map(drop)),
        b"environment" => format!("{:?}", std::env::vars_os().collect::<Vec<_>>()),
        b"thread" => outcome(thread::Builder::new().spawn(|| ()).map(drop)),
        _ => "no such fault".to_owned(),
    };
    Some(told)
}

fn outcome(result: std::io::Result<()>) -> String {
    match result {
        Ok(()) => "permitted".to_owned(),
        Err(error) => format!("refused: {error}"),
    }
}

/// Recurses until the stack ends.
#[expect(unconditional_recursion, reason = "the point of the fault")]
fn overflow(seed: u64) -> u64 {
    let frame = std::hint::black_box([seed; 16_384]);
    overflow(frame.len() as u64 ^ seed).wrapping_add(frame.len() as u64)
}

/// Allocates, and touches nothing, until the jail's limit ends the process.
fn hoard() -> usize {
    let mut held = Vec::new();
    for _ in 0..64 {
        held.push(std::hint::black_box(Vec::<u8>::with_capacity(256 << 20)));
    }
    held.iter().map(Vec::capacity).sum()
}
