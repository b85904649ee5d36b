//! How long a source file may grow before it must say why.

use anyhow::{Result, bail};

use crate::repository::Repository;
use crate::rule_file;

/// Lines a file may have without giving a reason (CONVENTIONS, line 18).
const LINES: usize = 500;

/// Lines a rule may have, its page and examples included (CONVENTIONS, line 18).
const RULE_LINES: usize = 300;

/// How far down the reason for a long file may stand.
const REASON_WITHIN_LINES: usize = 5;

/// Checks every Rust file of the repository.
///
/// # Errors
/// With a line for each file that is too long.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let mut faults = Vec::new();
    let mut count = 0;
    for folder in ["crates", "tools", "fuzz"] {
        for path in repository.files(folder, ".rs")? {
            count += 1;
            let is_rule = path.starts_with(rule_file::FOLDER);
            if let Some(fault) = fault(&repository.read(&path)?, is_rule) {
                faults.push(format!("{}: {fault}", path.display()));
            }
        }
    }
    if !faults.is_empty() {
        bail!("files that are too long:\n  {}", faults.join("\n  "));
    }
    println!("sizes: {count} files, none too long");
    Ok(())
}

fn fault(text: &str, is_rule: bool) -> Option<String> {
    let lines = text.lines().count();
    if is_rule {
        return (lines > RULE_LINES).then(|| format!("{lines} lines; a rule stays under {RULE_LINES}"));
    }
    let has_reason = text.lines().take(REASON_WITHIN_LINES).any(|line| line.starts_with("//! size: "));
    (lines > LINES && !has_reason)
        .then(|| format!("{lines} lines; split it, or say why not in a `//! size: …` line at the top"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_needs_a_reason() {
        let long = "x\n".repeat(501);
        assert!(fault(&long, false).is_some());
        assert!(fault(&format!("//! Why.\n//!\n//! size: one table\n{long}"), false).is_none());
    }

    #[test]
    fn a_long_rule_has_no_excuse() {
        assert!(fault(&format!("//! size: one table\n{}", "x\n".repeat(300)), true).is_some());
        assert!(fault(&"x\n".repeat(300), true).is_none());
    }
}
