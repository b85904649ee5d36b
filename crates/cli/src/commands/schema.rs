//! `stockade schema`: the JSON Schemas of the machine formats.

use stockade_model::ExitCode;
use stockade_model::escape::excerpt;

use crate::arguments::SchemaArguments;
use crate::failure::Failure;
use crate::output::write_result;

/// Prints a schema, or the names of all.
pub(crate) fn run(arguments: &SchemaArguments) -> Result<ExitCode, Failure> {
    let Some(name) = &arguments.name else {
        write_result(None, |output| writeln!(output, "{}", stockade_report::names().join("\n")))?;
        return Ok(ExitCode::Clean);
    };
    let schema = stockade_report::schema(name).ok_or_else(|| {
        let help = format!("schemas: {}", stockade_report::names().join(", "));
        Failure::usage("S003", format!("no schema is called `{}`", excerpt(name, 60)), help)
    })?;
    write_result(None, |output| writeln!(output, "{schema:#}"))?;
    Ok(ExitCode::Clean)
}
