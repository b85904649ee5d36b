//! The measurements as a table, with the machine they were made on.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use anyhow::Result;

use super::Measurement;
use super::sample::Sample;

const MEGABYTE: f64 = 1_000_000.0;

/// The table of `measurements`, with the time of `--version` and the size of the program.
pub(super) fn table(
    measurements: &[Measurement],
    version: Sample,
    program_bytes: u64,
    runs: usize,
) -> Result<String> {
    let mut text = String::from("<!-- written by `cargo xtask bench` -->\n\n");
    let _ = writeln!(text, "Machine: {}. Medians of {runs} interleaved runs, release build.\n", machine()?);
    text.push_str(
        "| corpus | releases | scripts | size | parsing alone | cold scan | ratio (processor time) | throughput | warm scan | peak memory |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for measurement in measurements {
        text.push_str(&row(measurement));
    }
    let _ = write!(
        text,
        "\n- `stockade --version`: {}\n- the program's file: {:.1} MB\n",
        milliseconds(version.wall),
        bytes(program_bytes)
    );
    Ok(text)
}

fn row(measurement: &Measurement) -> String {
    let Measurement { name, releases, files, size_bytes, baseline, cold, warm, peak } = measurement;
    format!(
        "| {name} | {releases} | {files} | {:.1} MB | {} | {} | {:.2} ({:.2}) | {:.0} MB/s | {} | {:.0} MB ({:.0} MB resident) |\n",
        bytes(*size_bytes),
        milliseconds(baseline.wall),
        milliseconds(cold.wall),
        cold.wall.as_secs_f64() / baseline.wall.as_secs_f64(),
        cold.processor.as_secs_f64() / baseline.processor.as_secs_f64().max(0.01),
        bytes(*size_bytes) / cold.wall.as_secs_f64(),
        milliseconds(warm.wall),
        bytes(peak.proportional_bytes),
        bytes(peak.resident_bytes),
    )
}

#[expect(clippy::cast_precision_loss, reason = "a table shows four digits")]
fn bytes(size: u64) -> f64 {
    size as f64 / MEGABYTE
}

fn milliseconds(time: Duration) -> String {
    if time.as_secs() >= 1 {
        format!("{:.2} s", time.as_secs_f64())
    } else {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    }
}

/// Cores, memory and kernel; no name that would say whose machine it is.
pub(super) fn machine() -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([':', ' ', '\t']);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok());
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel: Vec<&str> = kernel.trim().split(['.', '-']).take(2).collect();
    let gibibytes = memory.unwrap_or(0_u64).div_ceil(1 << 20);
    Ok(format!("{cores} cores ({model}), {gibibytes} GiB memory, Linux {}", kernel.join(".")))
}
