//! Which techniques of the threat catalogue which rules recognise, and which none does.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
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
    /// Why the bytes of one release and their static reading do not show it; none where they do.
    #[serde(default)]
    pub(crate) unseen: Option<String>,
}

/// Techniques of this priority and the stronger ones have a rule, or a reason why they have none.
const ANSWERED_PRIORITY: u8 = 2;

/// Adds the table of the techniques of the catalogue `text`.
///
/// # Errors
/// When the catalogue is malformed, a rule covers a technique that it does not have, or a technique has neither
/// rule nor reason, or both.
pub(super) fn add(files: &mut Files, rules: &[RuleFile], text: &str) -> Result<()> {
    let catalogue: Catalogue =
        serde_json::from_str(text).with_context(|| format!("{CATALOGUE} is malformed"))?;
    for rule in rules {
        for id in &rule.constants.covers {
            let is_known = catalogue.techniques.iter().any(|technique| technique.id == *id);
            ensure!(is_known, "{} covers `{id}`, which {CATALOGUE} does not have", rule.path.display());
        }
    }
    for technique in &catalogue.techniques {
        let Technique { id, priority, unseen, .. } = technique;
        match (covering(technique, rules).is_empty(), unseen) {
            (true, None) if *priority <= ANSWERED_PRIORITY => {
                bail!("no rule covers `{id}`, and {CATALOGUE} does not say why it is `unseen`")
            }
            (false, Some(_)) => bail!("a rule covers `{id}`, which {CATALOGUE} calls `unseen`"),
            _ => {}
        }
    }
    files.insert(PATH.into(), table(&catalogue, rules));
    Ok(())
}

/// Links to the rules in force that recognise `technique`, those in preview marked.
fn covering(technique: &Technique, rules: &[RuleFile]) -> Vec<String> {
    let in_force = rules.iter().filter(|rule| rule.constants.status != "deprecated");
    let rules = in_force.filter(|rule| rule.constants.covers.contains(&technique.id));
    rules
        .map(|rule| {
            let mark = if rule.constants.status == "preview" { " (preview)" } else { "" };
            format!("[`{0}`](rules/{0}.md){mark}", rule.id)
        })
        .collect()
}

fn table(catalogue: &Catalogue, rules: &[RuleFile]) -> String {
    let mut text = String::new();
    for priority in 1..=3 {
        let all = catalogue.techniques.iter().filter(|technique| technique.priority == priority);
        let (covered, all) = all.fold((0, 0), |(covered, all), technique| {
            (covered + usize::from(!covering(technique, rules).is_empty()), all + 1)
        });
        let _ = writeln!(text, "- priority {priority}: {covered} of {all} techniques have a rule");
    }
    text.push_str("\n| technique | tactic | priority | rules |\n|---|---|---|---|\n");
    for technique in &catalogue.techniques {
        let rules = covering(technique, rules);
        let Technique { id, title, tactic, priority, unseen } = technique;
        let rules = match unseen {
            Some(reason) => format!("none: {reason}"),
            None if rules.is_empty() => "none yet".to_owned(),
            None => rules.join(", "),
        };
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
        {"id": "three", "title": "Three", "tactic": "impact", "priority": 2, "unseen": "needs a past"},
        {"id": "four", "title": "Four", "tactic": "impact", "priority": 3}]}"#;

    #[test]
    fn covered_and_uncovered_techniques_are_told_apart() {
        let mut files = Files::new();
        add(&mut files, &[crate::rule_file::tests::rule()], TWO).unwrap();
        let text = files.values().next().unwrap();
        assert!(text.contains("priority 1: 2 of 2") && text.contains("priority 2: 0 of 1"));
        assert!(text.contains("| Three (`three`) | impact | 2 | none: needs a past |"));
        assert!(text.contains("| Four (`four`) | impact | 3 | none yet |"));
    }

    #[test]
    fn a_rule_covers_as_far_as_it_is_in_force() {
        let mut rule = crate::rule_file::tests::rule();
        rule.constants.status = "preview".to_owned();
        let mut files = Files::new();
        add(&mut files, &[rule], TWO).unwrap();
        assert!(files.values().next().unwrap().contains("(rules/thing-done.md) (preview) |"));
        let mut rule = crate::rule_file::tests::rule();
        rule.constants.status = "deprecated".to_owned();
        assert!(add(&mut Files::new(), &[rule], TWO).is_err());
    }

    #[test]
    fn a_technique_has_a_rule_or_a_reason_and_not_both() {
        let rules = || [crate::rule_file::tests::rule()];
        let neither = TWO.replace(r#"2, "unseen": "needs a past""#, "1");
        assert!(add(&mut Files::new(), &rules(), &neither).is_err());
        let both = TWO.replace(r#""title": "One","#, r#""title": "One", "unseen": "hidden","#);
        assert!(add(&mut Files::new(), &rules(), &both).is_err());
    }

    #[test]
    fn a_technique_that_does_not_exist_is_refused() {
        let rules = [crate::rule_file::tests::rule()];
        assert!(add(&mut Files::new(), &rules, &TWO.replace("\"two\"", "\"zwei\"")).is_err());
    }
}
