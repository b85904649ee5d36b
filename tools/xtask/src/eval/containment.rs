//! What hostile scripts try against the machine that runs them, and what ended each.
//!
//! The program's own tests run the scripts of `eval/containment.md` in the real worker and its jail, and say of each
//! how it ended; here that becomes a page.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use stockade_unpack::fences;

use crate::repository::Repository;

/// The scripts.
const SCRIPTS: &str = "eval/containment.md";

/// The table.
const PATH: &str = "docs/containment.md";

/// Characters of a script that are shown.
const SCRIPT_CHARACTERS: usize = 160;

/// Operations that are not worth a word: every script loads itself and reads a variable before it begins.
const COMMON: [&str; 3] = ["module.load", "env.read", "error"];

/// What the tests say of one script, in a list.
#[derive(Debug, Deserialize)]
struct Told {
    _mark: String,
    heading: String,
    script: String,
    /// What ended it; empty where it came to its own end.
    end: String,
    /// The names of the operations seen.
    operations: Vec<String>,
}

/// Runs the tests and writes the table.
///
/// # Errors
/// When a test fails, or says nothing of a script.
pub(super) fn run(repository: &Repository) -> Result<()> {
    let test = ["test", "--quiet", "--package", "stockade", "--test", "stockade", "--"];
    let printed = repository.output("cargo", &[&test[..], &["containment::", "--nocapture"]].concat())?;
    let told: Vec<Told> = printed
        .lines()
        .filter(|line| line.starts_with("[\"containment\","))
        .map(|line| serde_json::from_str(line).with_context(|| format!("`{line}` tells of no script")))
        .collect::<Result<_>>()?;
    let text = table(&repository.read(SCRIPTS)?, &told)?;
    println!("{text}");
    repository.write(PATH, &text)
}

fn table(page: &str, told: &[Told]) -> Result<String> {
    let scripts = fences(page);
    let mut text = String::from("<!-- written by `cargo xtask eval --containment` -->\n\n");
    let _ = writeln!(
        text,
        "{} hostile scripts, and what ended each, under limits of 300 interpreter ticks and 8 seconds:\n",
        scripts.len()
    );
    text.push_str("| goal | script | ended by | seen |\n|---|---|---|---|\n");
    let mut heading = "";
    for script in &scripts {
        let of_script = |one: &&Told| one.heading == script.heading && one.script == script.text.trim_end();
        let told = told.iter().find(of_script);
        let Told { script: code, end, operations, .. } =
            told.with_context(|| format!("the tests say nothing of `{}`", script.text))?;
        let goal = if heading == script.heading { "" } else { &script.heading };
        heading = &script.heading;
        let end = if end.is_empty() { "its own end, in vain".to_owned() } else { plain(end) };
        let seen: Vec<&str> =
            operations.iter().map(String::as_str).filter(|name| !COMMON.contains(name)).collect();
        let _ = writeln!(text, "| {goal} | {} | {end} | {} |", shown(code), seen.join(", "));
    }
    Ok(text)
}

/// A script on one line, cut, inside code marks that its own cannot close.
fn shown(code: &str) -> String {
    let line = code.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(SCRIPT_CHARACTERS).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    let marks = if short.contains('`') { "``" } else { "`" };
    let space = if marks.len() > 1 { " " } else { "" };
    format!("{marks}{space}{}{space}{marks}", short.replace('|', "\\|"))
}

/// What ended it, as text of a cell: all scripts run in one world, whose name says nothing.
fn plain(text: &str) -> String {
    let text = text.strip_prefix("the emulation in the world “CI on Linux” ").unwrap_or(text);
    let text = text.strip_prefix("running it in the world “CI on Linux” ").unwrap_or(text);
    text.replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "## loop\n\n```js stopped\nfor (;;);\n```\n\n```js vain\n`a|b`;\n```\n";

    fn told(code: &str, end: &str) -> Told {
        let operations = vec!["env.read".to_owned(), "net.send".to_owned()];
        Told {
            _mark: "containment".to_owned(),
            heading: "loop".to_owned(),
            script: code.to_owned(),
            end: end.to_owned(),
            operations,
        }
    }

    #[test]
    fn each_script_is_told_with_its_end() {
        let text = table(PAGE, &[told("`a|b`;", ""), told("for (;;);", "out of ticks")]).unwrap();
        assert!(text.contains("| loop | `for (;;);` | out of ticks | net.send |"), "{text}");
        assert!(text.contains("|  | `` `a\\|b`; `` | its own end, in vain | net.send |"), "{text}");
    }

    #[test]
    fn a_script_of_which_nothing_is_told_is_an_error() {
        assert!(table(PAGE, &[told("for (;;);", "x")]).is_err());
    }
}
