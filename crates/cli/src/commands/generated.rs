//! Completion and manual, generated from the command line's own description.

use stockade_model::ExitCode;

use crate::arguments::{CompletionArguments, ManArguments};
use crate::failure::Failure;
use crate::output::write_result;

/// Prints the completion script for a shell.
pub(crate) fn completion(arguments: &CompletionArguments) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::command(), "stockade", &mut script);
    write_result(None, |output| output.write_all(&script))?;
    Ok(ExitCode::Clean)
}

/// Prints the manual page of the program or of one command, in roff.
pub(crate) fn manual(arguments: &ManArguments) -> Result<ExitCode, Failure> {
    let mut program = crate::command();
    program.build();
    let described = match &arguments.command {
        None => program,
        Some(name) => {
            let visible: Vec<&clap::Command> =
                program.get_subcommands().filter(|command| !command.is_hide_set()).collect();
            let found = visible.iter().find(|command| command.get_name() == name);
            (*found.ok_or_else(|| {
                let names: Vec<_> = visible.iter().map(|command| command.get_name()).collect();
                let help = format!("commands: {}", names.join(", "));
                Failure::usage("S002", format!("no command is called `{name}`"), help)
            })?)
            .clone()
        }
    };
    write_result(None, |output| clap_mangen::Man::new(described).render(output))?;
    Ok(ExitCode::Clean)
}
