//! The book's page for each rule, and their places in its table of contents.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};

use super::Files;
use crate::new_rule::UNWRITTEN;
use crate::rule_file::RuleFile;

/// Where the pages are kept.
pub(super) const FOLDER: &str = "docs/src/rules";

/// The book's table of contents.
pub(super) const SUMMARY: &str = "docs/src/SUMMARY.md";

/// The lines of the table of contents between which the rules are listed.
const START: &str = "<!-- rules: written by `cargo xtask gen` -->\n";
const END: &str = "<!-- end of rules -->\n";

/// Adds a page for each of `rules`, an index of them, and `summary` with them in it.
///
/// # Errors
/// When `summary` has no place for them, or a page still has the scaffold's sentences.
pub(super) fn add(files: &mut Files, rules: &[RuleFile], summary: &str) -> Result<()> {
    for rule in rules {
        ensure!(!rule.page.contains(UNWRITTEN), "{} is not written yet", rule.path.display());
        files.insert(format!("{FOLDER}/{}.md", rule.id).into(), page(rule));
    }
    files.insert(format!("{FOLDER}/index.md").into(), index(rules));
    files.insert(SUMMARY.into(), with_rules(summary, rules)?);
    Ok(())
}

fn page(rule: &RuleFile) -> String {
    let constants = &rule.constants;
    let former: String = rule.former_ids.iter().map(|id| format!(" · formerly `{id}`")).collect();
    let (heading, rest) = rule.page.split_once('\n').unwrap_or((&rule.page, ""));
    format!(
        "{heading}\n\n`{}` · {} · read from {} · severity {} · specificity {} · {} · ATT&CK {} · since {}{former}\n{}{rest}",
        rule.id,
        constants.role,
        stage(&constants.tier),
        constants.severity,
        constants.specificity,
        constants.status,
        constants.technique,
        constants.since,
        lifecycle(&constants.status),
    )
}

/// What a rule's place in its life means to who reads its page.
fn lifecycle(status: &str) -> &str {
    match status {
        "preview" => "\nIn preview: its findings are reported and never weigh in a verdict.\n",
        "deprecated" => "\nDeprecated: it runs no more. Its id is kept so that what names it still works.\n",
        _ => "",
    }
}

/// What a tier reads, in words.
fn stage(tier: &str) -> &str {
    match tier {
        "metadata" => "metadata",
        "filelist" => "the list of files",
        "emulation" => "what its code was seen doing",
        _ => "source",
    }
}

fn index(rules: &[RuleFile]) -> String {
    let mut text = String::from(
        "# Rules\n\n\
         A *threat* accuses: it can lead to a verdict. A *capability* informs: it says what a release can do.\n\
         Only *stable* rules weigh in verdicts: those in *preview* are reported, *deprecated* ones run no more.\n\
         `stockade explain ID` prints the same pages, also for an id that a rule had before.\n",
    );
    for (tactic, rules) in by_tactic(rules) {
        let _ = write!(
            text,
            "\n## {tactic}\n\n| rule | says | role | severity | specificity | status |\n|---|---|---|---|---|---|\n"
        );
        for rule in rules {
            let RuleFile { id, constants, .. } = rule;
            let _ = writeln!(
                text,
                "| [`{id}`]({id}.md) | {} | {} | {} | {} | {} |",
                constants.title, constants.role, constants.severity, constants.specificity, constants.status
            );
        }
    }
    text
}

fn with_rules(summary: &str, rules: &[RuleFile]) -> Result<String> {
    let (before, rest) = summary.split_once(START).context("the table of contents has no place for rules")?;
    let (_, after) = rest.split_once(END).context("the rules of the table of contents have no end")?;
    let mut text = format!("{before}{START}");
    for rule in rules {
        let _ = writeln!(text, "  - [{}](rules/{}.md)", rule.constants.title, rule.id);
    }
    Ok(text + END + after)
}

fn by_tactic(rules: &[RuleFile]) -> BTreeMap<&str, Vec<&RuleFile>> {
    let mut tactics: BTreeMap<&str, Vec<&RuleFile>> = BTreeMap::new();
    for rule in rules {
        tactics.entry(&rule.tactic).or_default().push(rule);
    }
    tactics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_contents_keeps_what_people_wrote() {
        let summary = format!("# Book\n{START}  - [Gone](rules/gone.md)\n{END}- [End](end.md)\n");
        let text = with_rules(&summary, &[crate::rule_file::tests::rule()]).unwrap();
        assert_eq!(
            text,
            format!("# Book\n{START}  - [A thing is done](rules/thing-done.md)\n{END}- [End](end.md)\n")
        );
    }

    #[test]
    fn a_page_that_is_not_written_is_refused() {
        let mut rule = crate::rule_file::tests::rule();
        rule.page.push_str("WRITE: what an attacker gains\n");
        assert!(add(&mut Files::new(), &[rule], &format!("{START}{END}")).is_err());
    }

    #[test]
    fn a_page_starts_with_its_title_and_constants() {
        let text = page(&crate::rule_file::tests::rule());
        assert!(
            text.starts_with("# A thing is done\n\n`thing-done` · threat · read from the list of files · severity high · specificity low")
        );
    }

    #[test]
    fn a_page_says_where_in_its_life_the_rule_is() {
        let mut rule = crate::rule_file::tests::rule();
        assert!(!page(&rule).contains("never weigh") && !page(&rule).contains("formerly"));
        rule.constants.status = "preview".to_owned();
        rule.former_ids = vec!["deed-done".to_owned()];
        let text = page(&rule);
        assert!(text.contains(" · preview · ") && text.contains("never weigh in a verdict"));
        assert!(text.contains("since 0.1.0 · formerly `deed-done`\n"));
        rule.constants.status = "deprecated".to_owned();
        assert!(page(&rule).contains("it runs no more"));
    }
}
