//! What the program says of itself: the help of its commands, and the schemas of its documents.

use std::fmt::Write as _;

use anyhow::Result;

use super::Files;
use crate::program::Program;
use crate::repository::Repository;

/// Where the schemas are kept.
pub(super) const SCHEMA_FOLDER: &str = "docs/schemas";

/// The page of all commands.
const PAGE: &str = "docs/src/commands.md";

/// Adds the page of commands and the schemas, as the built program prints them.
///
/// # Errors
/// When the program does not build or does not answer.
pub(super) fn add(files: &mut Files, repository: &Repository) -> Result<()> {
    let program = Program::build(repository, "dev")?;
    let overview = program.text(&["--help"])?;
    let mut page = format!("# Commands\n\n```text\n{}```\n", tidy(&overview));
    for command in commands(&overview) {
        let help = program.text(&[command, "--help"])?;
        let _ = write!(page, "\n## stockade {command}\n\n```text\n{}```\n", tidy(&help));
    }
    files.insert(PAGE.into(), page);
    for name in program.text(&["schema"])?.split_whitespace() {
        files.insert(format!("{SCHEMA_FOLDER}/{name}.json").into(), program.text(&["schema", name])?);
    }
    Ok(())
}

/// The names under the heading `Commands:`.
fn commands(overview: &str) -> Vec<&str> {
    let list = overview.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    // A name stands two columns in; the second line of a long description stands further.
    let names = list.filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

fn tidy(help: &str) -> String {
    help.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_the_overview() {
        let overview = "Finds.\n\nCommands:\n  scan     Judge\n           all\n  explain  Print\n  help     Print\n\nOptions:\n  -h\n";
        assert_eq!(commands(overview), ["scan", "explain"]);
    }
}
