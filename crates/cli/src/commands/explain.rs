//! `stockade explain`: a rule's page, which is the head of the rule's own file.

use stockade_model::ExitCode;
use stockade_model::escape::excerpt;

use super::page;
use crate::arguments::{ColorWhen, ExplainArguments, PageFormat};
use crate::failure::Failure;
use crate::output::{is_coloured, write_result};

/// How far an id may be from the one that was meant: longer words take more slips.
const SLIPS_PER_CHARACTERS: usize = 3;

/// Most rules that are suggested.
const SUGGESTIONS: usize = 3;

/// Prints the page of a rule.
pub(crate) fn run(arguments: &ExplainArguments, color: ColorWhen) -> Result<ExitCode, Failure> {
    let page = stockade_rules::page(&arguments.rule).ok_or_else(|| unknown(&arguments.rule))?;
    let environment = stockade_acquire::Environment::current();
    let is_coloured =
        is_coloured(color, false, environment.variable("NO_COLOR"), environment.variable("TERM"));
    write_result(None, |output| match arguments.format {
        PageFormat::Markdown => writeln!(output, "{}", page.trim_end()),
        PageFormat::Text => page::write(page, &shown_id(&arguments.rule), is_coloured, output),
    })?;
    Ok(ExitCode::Clean)
}

/// The rule's id, with the one that was asked for where that is a former one.
fn shown_id(asked: &str) -> String {
    match stockade_rules::current_id(asked) {
        current if current == asked => asked.to_owned(),
        current => format!("{current}, formerly {asked}"),
    }
}

fn unknown(rule: &str) -> Failure {
    let ids: Vec<&str> = stockade_rules::all().iter().map(|rule| rule.meta().id).collect();
    let near = near(rule, &ids);
    let help = if near.is_empty() {
        "`stockade rules` lists all rules".to_owned()
    } else {
        format!("did you mean {}? `stockade rules` lists all rules", near.join(", "))
    };
    Failure::usage("S004", format!("no rule is called `{}`", excerpt(rule, 60)), help)
}

/// The ids nearest to `wanted`: those that contain it, and those a few slips away, nearest first.
fn near<'a>(wanted: &str, ids: &[&'a str]) -> Vec<&'a str> {
    let wanted: String = wanted.to_ascii_lowercase().replace(['_', ' '], "-").chars().take(80).collect();
    let most = wanted.chars().count() / SLIPS_PER_CHARACTERS;
    let mut near: Vec<(usize, &str)> =
        ids.iter()
            .map(|id| {
                if wanted.len() > 2 && id.contains(&wanted) { (0, *id) } else { (distance(&wanted, id), *id) }
            })
            .filter(|(distance, _)| *distance <= most)
            .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(SUGGESTIONS).collect()
}

/// How many characters to insert, delete or replace to make one text of the other (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, left) in left.chars().enumerate() {
        let mut next = vec![index + 1];
        for (column, right) in right.iter().enumerate() {
            let replaced = row.get(column).copied().unwrap_or(0) + usize::from(left != *right);
            let inserted = next.last().copied().unwrap_or(0) + 1;
            let deleted = row.get(column + 1).copied().unwrap_or(0) + 1;
            next.push(replaced.min(inserted).min(deleted));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_ids_come_nearest_first() {
        let ids = ["env-sent-to-network", "eval-of-network-text", "npm-token-sent-to-network"];
        assert_eq!(near("env-sent-to-netwrok", &ids).first(), Some(&"env-sent-to-network"));
        assert_eq!(near("env_sent", &ids), ["env-sent-to-network"]);
        assert!(near("zzzzzz", &ids).is_empty());
    }

    #[test]
    fn distance_counts_slips() {
        assert_eq!((distance("abc", "abc"), distance("abc", "axc"), distance("", "abc")), (0, 1, 3));
    }
}
