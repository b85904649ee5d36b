//! Whether each rule's *Bad* examples are found, through the whole program, and told as they should be.

pub(super) mod layout;
mod tar;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use stockade_model::{Chain, Finding, Judgement, Place, ReleaseResult, Verdict};
use stockade_unpack::TextError;

use super::results::Specimen;
use crate::program::Program;
use crate::repository::Repository;
use crate::rule_file::{Example, RuleFile};
use layout::Form;

/// Where specimens are laid out to be scanned.
const FOLDER: &str = "target/xtask/specimens";

/// The registry that specimens are told to be installed from, as in the rules' contract.
pub(super) const REGISTRY: &str = "https://registry.example/";

/// Scans every *Bad* example of `rules`.
///
/// # Errors
/// When a specimen cannot be laid out or the program gives no result.
pub(super) fn measure(
    repository: &Repository,
    program: &Program,
    rules: &[RuleFile],
) -> Result<BTreeMap<String, Specimen>> {
    let root = repository.path(FOLDER);
    if root.exists() {
        fs::remove_dir_all(&root).context("cannot remove the specimens of the last evaluation")?;
    }
    let mut specimens = BTreeMap::new();
    for rule in rules {
        let bad = rule.examples.iter().filter(|example| example.is_bad);
        for (number, example) in bad.enumerate() {
            let name = format!("{} {}", rule.id, number + 1);
            let folder = root.join(format!("{}-{}", rule.id, number + 1));
            let specimen = judge(program, rule, example, &folder);
            specimens.insert(name.clone(), specimen.with_context(|| format!("specimen {name}"))?);
        }
    }
    Ok(specimens)
}

fn judge(program: &Program, rule: &RuleFile, example: &Example, folder: &Path) -> Result<Specimen> {
    let tree = stockade_unpack::text(&example.text)?;
    let laid_out = Form::of(&example.info, &tree)?.lay_out(&tree, folder, &program.npm_cache())?;
    let mut arguments = vec!["--registry", REGISTRY];
    arguments.extend(laid_out.kind.into_iter().flat_map(|kind| ["--as", kind]));
    let result = program.scan(&laid_out.target, &arguments)?;
    let worst = result.releases.iter().max_by_key(|release| release.judgement.verdict);
    let worst = worst.context("the scan lists no release")?;
    Ok(Specimen {
        techniques: rule.constants.covers.clone(),
        verdict: worst.judgement.verdict.name().to_owned(),
        fault: fault(rule, example, &result.releases, worst),
        story: worst.judgement.chains.first().map(|chain| chain.story.clone()),
    })
}

/// What is wrong with the answer to a specimen.
fn fault(
    rule: &RuleFile,
    example: &Example,
    releases: &[ReleaseResult],
    worst: &ReleaseResult,
) -> Option<String> {
    let of_rule = |judgement: &Judgement| judgement.findings.iter().any(|finding| finding.rule == rule.id);
    let Some(judgement) =
        releases.iter().map(|release| &release.judgement).find(|judgement| of_rule(judgement))
    else {
        return Some("the rule does not report it".to_owned());
    };
    match unreported_line(rule, example, judgement) {
        Ok(None) => {}
        Ok(Some((file, line))) => return Some(format!("{file}:{line} is not reported")),
        Err(error) => return Some(error.to_string()),
    }
    if rule.constants.role == "capability" || rule.constants.status != "stable" {
        return None;
    }
    if worst.judgement.verdict < Verdict::Suspicious {
        return Some(format!("the verdict is {}", worst.judgement.verdict.name()));
    }
    let is_told = judgement.chains.iter().any(|chain| is_told_in(chain, judgement, rule));
    (!is_told).then(|| "no story names its trigger, source and sink".to_owned())
}

/// Whether `chain` tells a finding of `rule` in full; of a rule that never decides alone, what decides.
fn is_told_in(chain: &Chain, judgement: &Judgement, rule: &RuleFile) -> bool {
    let mut findings = chain.findings.iter().filter_map(|index| judgement.findings.get(*index));
    let decides_alone = rule.constants.specificity == "high";
    let start = findings.clone().next().filter(|_| !decides_alone);
    findings
        .by_ref()
        .filter(|finding| finding.rule == rule.id)
        .chain(start)
        .any(|finding| is_told(finding, &chain.story))
}

/// Whether `story` names what makes the code of `finding` run, and the first and last of its places.
fn is_told(finding: &Finding, story: &str) -> bool {
    // What concerns a whole file, or the release, has no line to name.
    let is_named = |place: &Place| {
        *place == Place::whole_file(&place.file) || story.contains(&format!("{}:{}", place.file, place.line))
    };
    let ends = [finding.evidence.first(), finding.evidence.last()];
    story.contains(finding.trigger.phrase())
        && ends.into_iter().flatten().all(|evidence| is_named(&evidence.place))
}

/// The first marked line that no finding of the rule is about.
fn unreported_line(
    rule: &RuleFile,
    example: &Example,
    judgement: &Judgement,
) -> Result<Option<(String, u32)>, TextError> {
    let findings = judgement.findings.iter().filter(|finding| finding.rule == rule.id);
    let places: Vec<_> = findings.filter_map(Finding::place).collect();
    let is_reported = |file: &str, line| places.iter().any(|place| place.file == file && place.line == line);
    Ok(stockade_unpack::marks(&example.text)?.into_iter().find(|(file, line)| !is_reported(file, *line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_names_source_and_sink() {
        let place = |line| stockade_model::Evidence {
            place: Place { file: "a.js".to_owned(), line, column: 3, length: 1 },
            note: String::new(),
            snippet: String::new(),
            snippet_offset: 0,
        };
        let finding = Finding {
            rule: "thing-done".to_owned(),
            title: String::new(),
            role: stockade_model::Role::Threat,
            severity: stockade_model::Level::High,
            specificity: stockade_model::Level::High,
            status: stockade_model::RuleStatus::Stable,
            trigger: stockade_model::Trigger::Install,
            technique: String::new(),
            clause: String::new(),
            evidence: vec![place(2), place(7)],
            proof: None,
        };
        assert!(is_told(&finding, "at install, `a.js:2` reads x and `a.js:7` sends it"));
        assert!(!is_told(&finding, "at import, `a.js:2` reads x and `a.js:7` sends it"));
        assert!(!is_told(&finding, "at install, `a.js:7` sends x"));
    }

    #[test]
    fn an_unmarked_finding_is_not_enough() {
        let rule = crate::rule_file::tests::rule();
        let example =
            Example { is_bad: true, info: "package".to_owned(), text: "== a.js\nx(); //~ here\n".to_owned() };
        let nothing = Judgement::unexamined(stockade_model::Gap::new(stockade_model::GapKind::Unpack, "x"));
        let missed = unreported_line(&rule, &example, &nothing).unwrap();
        assert_eq!(missed, Some(("a.js".to_owned(), 1)));
    }
}
