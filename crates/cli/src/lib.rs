//! The program `stockade`: arguments, settings, exit codes. No logic of its own.
//!
//! A library beside a thin `main`, so that documentation and completion are generated from the same
//! [`command`] that reads the arguments.

pub mod arguments;
mod commands;
pub mod failure;
pub mod output;
mod progress;
pub mod settings;

use std::process::ExitCode as ProcessExit;

use clap::{CommandFactory as _, FromArgMatches as _};
use stockade_model::ExitCode;

use arguments::{Arguments, ColorWhen, Command, WorkerTask};
use failure::Failure;

/// The program's command line, as clap knows it: the source of help, completion and manual.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the program with the process's arguments and says how it should end.
#[must_use]
pub fn run() -> ProcessExit {
    let exit = match read_arguments() {
        Ok(arguments) => match dispatch(arguments) {
            Ok(exit) => return exit,
            Err(failure) => {
                output::tell(&failure.shown());
                failure.exit
            }
        },
        Err(error) => {
            let exit = if error.use_stderr() { ExitCode::Usage } else { ExitCode::Clean };
            // Nobody is left to tell when standard error is closed.
            let _ = error.print();
            exit
        }
    };
    ProcessExit::from(exit.status())
}

fn read_arguments() -> Result<Arguments, clap::Error> {
    let choice = match color_wish(std::env::args_os()) {
        ColorWhen::Auto => clap::ColorChoice::Auto,
        ColorWhen::Always => clap::ColorChoice::Always,
        ColorWhen::Never => clap::ColorChoice::Never,
    };
    let mut command = command().color(choice);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// What `--color` says, read before clap, which colours its own errors about other arguments.
fn color_wish(arguments: impl Iterator<Item = std::ffi::OsString>) -> ColorWhen {
    let mut wish = ColorWhen::Auto;
    let mut is_value = false;
    for argument in arguments.filter_map(|argument| argument.into_string().ok()) {
        let value = if is_value { Some(argument.as_str()) } else { argument.strip_prefix("--color=") };
        is_value = argument == "--color";
        wish = match value {
            Some("always") => ColorWhen::Always,
            Some("never") => ColorWhen::Never,
            _ => wish,
        };
    }
    wish
}

fn dispatch(arguments: Arguments) -> Result<ProcessExit, Failure> {
    let color = arguments.color;
    let exit = match arguments.command {
        Command::Worker(worker) => {
            return Ok(match worker.task {
                WorkerTask::Judge => stockade_scan::worker::main(worker.faults),
                WorkerTask::Detonate => stockade_scan::worker::detonation_main(worker.faults),
            });
        }
        Command::Detonate(detonate) => commands::detonate::run(detonate, color)?,
        Command::Scan(scan) => commands::scan::run(scan, color)?,
        Command::Explain(explain) => commands::explain::run(&explain, color)?,
        Command::Rules(rules) => commands::rules::run(&rules)?,
        Command::Schema(schema) => commands::schema::run(&schema)?,
        Command::Selftest => commands::selftest::run()?,
        Command::Completion(completion) => commands::generated::completion(&completion)?,
        Command::Man(man) => commands::generated::manual(&man)?,
    };
    Ok(ProcessExit::from(exit.status()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_visible_command_has_examples_or_needs_none() {
        for command in command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:"), "{} has no examples", command.get_name());
        }
    }

    #[test]
    fn the_colour_wish_is_read_in_both_forms() {
        let wish = |line: &str| color_wish(line.split(' ').map(Into::into));
        assert_eq!(wish("stockade --color never scan"), ColorWhen::Never);
        assert_eq!(wish("stockade scan --color=always"), ColorWhen::Always);
        assert_eq!(wish("stockade scan"), ColorWhen::Auto);
    }
}
