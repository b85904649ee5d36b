//! Which techniques of the threat catalogue which rules recognise, and which none does.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::Files;
use crate::rule_file::RuleFile;

/// The catalogue of techniques.
pub(crate) const CATALOGUE: &str = "intel/techniques.json";

/// The table.
const PATH: &str = "docs/coverage.md";

/// The catalogue of techniques that npm malware uses.
#[derive(Deserialize)]
pub(crate) struct Catalogue {
    /// All techniques, by tactic in the order of an attack.
    pub(crate) techniques: Vec<Technique>,
}

/// One technique of the catalogue.
#[derive(Deserialize)]
pub(crate) struct Technique {
    /// The name that a rule's `covers` uses.
    pub(crate) id: String,
    /// One line.
    pub(crate) title: String,
    /// The part of an attack that it serves.
    pub(crate) tactic: String,
    /// 1: must be recognised; 2: should be; 3: weak alone, or rare.
    pub(crate) priority: u8,
}

/// Adds the table of the techniques of the catalogue `text`.
///
/// # Errors
/// When the catalogue is malformed, or a rule covers a technique that it does not have.
pub(super) fn add(files: &mut Files, rules: &[RuleFile], text: &str) -> Result<()> {
    let catalogue: Catalogue =
        serde_json::from_str(text).with_context(|| format!("{CATALOGUE} is malformed"))?;
    for rule in rules {
        for id in &rule.constants.covers {
            let is_known = catalogue.techniques.iter().any(|technique| technique.id == *id);
            ensure!(is_known, "{} covers `{id}`, which {CATALOGUE} does not have", rule.path.display());
        }
    }
    files.insert(PATH.into(), table(&catalogue, rules));
    Ok(())
}

fn table(catalogue: &Catalogue, rules: &[RuleFile]) -> String {
    let covering = |technique: &Technique| -> Vec<String> {
        let rules = rules.iter().filter(|rule| rule.constants.covers.contains(&technique.id));
        rules.map(|rule| format!("[`{0}`](rules/{0}.md)", rule.id)).collect()
    };
    let mut text = String::new();
    for priority in 1..=3 {
        let all = catalogue.techniques.iter().filter(|technique| technique.priority == priority);
        let (covered, all) = all.fold((0, 0), |(covered, all), technique| {
            (covered + usize::from(!covering(technique).is_empty()), all + 1)
        });
        let _ = writeln!(text, "- priority {priority}: {covered} of {all} techniques have a rule");
    }
    text.push_str("\n| technique | tactic | priority | rules |\n|---|---|---|---|\n");
    for technique in &catalogue.techniques {
        let rules = covering(technique);
        let rules = if rules.is_empty() { "none yet".to_owned() } else { rules.join(", ") };
        let Technique { id, title, tactic, priority } = technique;
        let _ = writeln!(text, "| {title} (`{id}`) | {tactic} | {priority} | {rules} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{"techniques": [
        {"id": "one", "title": "One", "tactic": "execution", "priority": 1},
        {"id": "two", "title": "Two", "tactic": "execution", "priority": 1},
        {"id": "three", "title": "Three", "tactic": "impact", "priority": 2}]}"#;

    #[test]
    fn covered_and_uncovered_techniques_are_told_apart() {
        let mut files = Files::new();
        add(&mut files, &[crate::rule_file::tests::rule()], TWO).unwrap();
        let text = files.values().next().unwrap();
        assert!(text.contains("priority 1: 2 of 2") && text.contains("priority 2: 0 of 1"));
        assert!(text.contains("| Three (`three`) | impact | 2 | none yet |"));
    }

    #[test]
    fn a_technique_that_does_not_exist_is_refused() {
        let rules = [crate::rule_file::tests::rule()];
        assert!(add(&mut Files::new(), &rules, &TWO.replace("\"two\"", "\"zwei\"")).is_err());
    }
}
