//! The one test command.

use anyhow::Result;
use clap::Args;

use crate::repository::Repository;

/// What to test.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Passed on to the test runner: names of tests, `-p CRATE`. Without any, the seeds of the fuzz targets
    /// are replayed too.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Replays the fuzz seeds. They are a workspace of their own; with the same folder and debug information as
/// the tests, the two share what they build.
const REPLAY: [&str; 10] = [
    "test",
    "--quiet",
    "--locked",
    "--manifest-path",
    "fuzz/Cargo.toml",
    "--target-dir",
    "target",
    "--config=profile.dev.debug='line-tables-only'",
    "--test",
    "replay",
];

/// Runs all tests, with `cargo nextest` where it is installed and `cargo test` where it is not.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    if settings.arguments.is_empty() {
        repository.run("cargo", &REPLAY)?;
    }
    let nextest = repository.command("cargo").args(["nextest", "--version"]).output();
    let has_nextest = nextest.is_ok_and(|output| output.status.success());
    let mut arguments =
        if has_nextest { vec!["nextest", "run", "--locked"] } else { vec!["test", "--locked"] };
    if !settings.arguments.iter().any(|argument| argument == "-p" || argument == "--package") {
        arguments.push("--workspace");
    }
    arguments.extend(settings.arguments.iter().map(String::as_str));
    repository.run("cargo", &arguments)
}
