//! `stockade selftest`: does this installation work?

use stockade_model::{Containment, ExitCode};

use crate::failure::{Failure, with_causes};
use crate::output::write_result;
use crate::settings::workers;

/// Judges the built-in test package in a real worker and says what came of it.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let selftest = stockade_scan::selftest(workers()?).map_err(|error| {
        let help = "do not rely on this installation: install it again, and report this if it persists";
        Failure::internal("S042", with_causes(&error), help)
    })?;
    write_result(None, |output| {
        writeln!(output, "selftest passed: the test package is {}", selftest.judgement.verdict.name())?;
        for chain in &selftest.judgement.chains {
            writeln!(output, "  {}", chain.story)?;
        }
        writeln!(output, "containment of workers: {}", contained(selftest.containment))
    })?;
    Ok(ExitCode::Clean)
}

fn contained(containment: Containment) -> &'static str {
    match containment {
        Containment::Full => "full (limits, no new privileges, no files, no network, system calls filtered)",
        Containment::Partial => {
            "partial (separate processes; this system lacks a wall, such as Landlock or seccomp)"
        }
        Containment::None | Containment::Unused => "none",
    }
}
