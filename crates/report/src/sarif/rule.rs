//! Rules as SARIF describes them, with the hints that code scanning sorts by.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use stockade_model::{Level, Role, ScanResult};

use super::document::{Configuration, Descriptor, Help, Message};
use crate::help::RuleHelp;

/// All of `rules`, and those that only `result` names, sorted by id.
pub(super) fn descriptors(result: &ScanResult, rules: &[RuleHelp]) -> Vec<Descriptor> {
    let mut known: BTreeMap<&str, Descriptor> =
        rules.iter().map(|rule| (rule.id.as_str(), descriptor(rule))).collect();
    let findings = result.releases.iter().flat_map(|release| &release.judgement.findings);
    let mut seen = BTreeSet::new();
    for finding in findings.filter(|finding| seen.insert(finding.rule.as_str())) {
        known.entry(finding.rule.as_str()).or_insert_with(|| Descriptor {
            id: finding.rule.clone(),
            short_description: Message { text: finding.title.clone() },
            help: None,
            default_configuration: Some(Configuration { level: level(finding.role, finding.specificity) }),
            properties: properties(finding.severity, finding.specificity, &finding.technique),
        });
    }
    known.into_values().collect()
}

fn descriptor(rule: &RuleHelp) -> Descriptor {
    Descriptor {
        id: rule.id.clone(),
        short_description: Message { text: rule.title.clone() },
        help: Some(Help { text: rule.page_markdown.clone(), markdown: rule.page_markdown.clone() }),
        default_configuration: Some(Configuration { level: level(rule.role, rule.specificity) }),
        properties: properties(rule.severity, rule.specificity, &rule.technique),
    }
}

fn level(role: Role, specificity: Level) -> &'static str {
    match (role, specificity) {
        (Role::Threat, Level::High) => "warning",
        (Role::Threat | Role::Capability, _) => "note",
    }
}

/// `security-severity` is the score code scanning maps to critical (9 and above), high (7), medium (4), low.
fn properties(severity: Level, specificity: Level, technique: &str) -> super::document::Properties {
    let score = match severity {
        Level::High => "9.0",
        Level::Medium => "6.0",
        Level::Low => "3.0",
    };
    let precision = match specificity {
        Level::High => "high",
        Level::Medium => "medium",
        Level::Low => "low",
    };
    let mut tags = vec!["security".to_owned(), "supply-chain".to_owned()];
    if !technique.is_empty() {
        tags.push(format!("mitre-attack/{technique}"));
    }
    BTreeMap::from([
        ("precision", json!(precision)),
        ("security-severity", json!(score)),
        ("tags", json!(tags)),
    ])
}
