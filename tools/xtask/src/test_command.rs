//! The one test command.

use anyhow::Result;
use clap::Args;

use crate::repository::Repository;

/// What to test.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Passed on to the test runner: names of tests, `-p CRATE`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Runs all tests of the workspace, the replay of fuzz seeds among them, with `cargo nextest` where it is
/// installed and `cargo test` where it is not.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    let has_nextest = repository
        .command("cargo")
        .args(["nextest", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    let mut arguments = if has_nextest { vec!["nextest", "run"] } else { vec!["test"] };
    if !settings.arguments.iter().any(|argument| argument == "-p") {
        arguments.push("--workspace");
    }
    arguments.extend(settings.arguments.iter().map(String::as_str));
    repository.run("cargo", &arguments)
}
