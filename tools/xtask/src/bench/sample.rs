//! One run of a program: wall clock and processor time.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// What one run cost.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// From start to end.
    pub(crate) wall: Duration,
    /// Processor time of the program and the processes it waited for.
    pub(crate) processor: Duration,
    /// What the run printed.
    pub(crate) printed: String,
}

/// The kernel counts processor time in hundredths of a second (proc(5), `sysconf(_SC_CLK_TCK)` on Linux).
const TICK: Duration = Duration::from_millis(10);

impl Sample {
    /// Runs `command` to its end. A scan that finds something ends with a status that is no failure here.
    ///
    /// # Errors
    /// When it cannot be started, or died of an error of ours.
    pub(crate) fn of(command: &mut Command) -> Result<Self> {
        let before = waited_for()?;
        let start = Instant::now();
        let output =
            command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {command:?}"))?;
        let wall = start.elapsed();
        if !matches!(output.status.code(), Some(0..=3)) {
            bail!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        let processor = waited_for()?.saturating_sub(before);
        Ok(Self { wall, processor, printed: String::from_utf8_lossy(&output.stdout).into_owned() })
    }
}

/// Processor time of all processes this one has waited for, user and system together.
fn waited_for() -> Result<Duration> {
    let text =
        fs::read_to_string("/proc/self/stat").context("cannot read processor times; they need Linux")?;
    // The second field is the program's name in parentheses; after it the 14th and 15th (proc(5): cutime
    // and cstime, fields 16 and 17).
    let after = text.rsplit_once(')').map(|(_, after)| after).unwrap_or_default();
    let ticks: u32 =
        after.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
    Ok(TICK * ticks)
}

/// The run of middle wall time.
///
/// # Errors
/// When there is none.
pub(crate) fn median(mut samples: Vec<Sample>) -> Result<Sample> {
    samples.sort_by_key(|sample| sample.wall);
    let middle = samples.len() / 2;
    samples.into_iter().nth(middle).context("nothing was measured; ask for at least one run")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_run_in_the_middle() {
        let sample = |milliseconds| Sample {
            wall: Duration::from_millis(milliseconds),
            processor: Duration::ZERO,
            printed: String::new(),
        };
        assert_eq!(median(vec![sample(9), sample(1), sample(5)]).unwrap().wall, Duration::from_millis(5));
        assert!(median(Vec::new()).is_err());
    }

    #[test]
    fn a_run_that_fails_is_no_sample() {
        assert!(Sample::of(Command::new("sh").args(["-c", "exit 70"])).is_err());
        assert!(Sample::of(Command::new("sh").args(["-c", "exit 1"])).is_ok());
    }
}
