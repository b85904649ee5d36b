//! The chores of the repository: what must hold, what is generated, what is measured.
//!
//! `cargo xtask COMMAND`. Nothing here is shipped. It depends on no crate that generated code is part of,
//! so that `gen` runs when the rest does not compile.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore's result is what it prints")]

mod arrows;
mod bench;
mod corpora;
mod eval;
mod generate;
mod links;
mod new_rule;
mod program;
mod repository;
mod rule_file;
mod sizes;
mod test_command;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::repository::Repository;

/// The chores of the Stockade repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fail when a crate depends on one it may not use.
    Arrows,
    /// Fail when a source file has grown too long.
    Sizes,
    /// Fail when a link of the book or of another page leads nowhere.
    Links,
    /// Write everything that is derived: the rules' registry and pages, coverage, the CLI page, schemas.
    Gen(generate::Settings),
    /// Start a rule: a file with everything the contract asks for, to be filled in.
    NewRule(new_rule::Settings),
    /// Run all tests.
    Test(test_command::Settings),
    /// Install the corpora from their lockfiles; no package's code is run.
    Corpora(corpora::Settings),
    /// Measure time, memory and size, and write `docs/benchmarks.md`.
    Bench(bench::Settings),
    /// Measure recall and noise, and write `docs/evaluation.md`.
    Eval(eval::Settings),
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    let repository = Repository::find()?;
    match command {
        Command::Arrows => arrows::run(&repository),
        Command::Sizes => sizes::run(&repository),
        Command::Links => links::run(&repository),
        Command::Gen(settings) => generate::run(&repository, settings),
        Command::NewRule(settings) => new_rule::run(&repository, settings),
        Command::Test(settings) => test_command::run(&repository, settings),
        Command::Corpora(settings) => corpora::run(&repository, settings),
        Command::Bench(settings) => bench::run(&repository, settings),
        Command::Eval(settings) => eval::run(&repository, settings),
    }
}
