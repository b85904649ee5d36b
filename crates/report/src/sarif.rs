//! SARIF 2.1.0 for code scanning (OASIS standard, sections named below).
//!
//! A result is a finding: those in a chain of proof are errors, those in another chain warnings, and the other
//! threats of the same release notes. Releases without a chain give no results, so that a clean tree stays
//! silent; their capabilities are in the JSON document. Gaps are notifications of the invocation.

mod document;
mod location;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use stockade_model::{ExitCode, Finding, Gap, ReleaseResult, Role, ScanResult, Verdict};

use crate::help::RuleHelp;
use crate::subject;
use document::{
    CodeFlow, Descriptor, Driver, Invocation, Log, Message, Notification, Reference, Run, SarifResult,
    ThreadFlow, ThreadFlowLocation, Tool,
};

/// The log of one scan.
pub(crate) fn log(result: &ScanResult, rules: &[RuleHelp]) -> Log {
    let descriptors = rule::descriptors(result, rules);
    let index: BTreeMap<&str, usize> =
        descriptors.iter().enumerate().map(|(index, rule)| (rule.id.as_str(), index)).collect();
    let results = result.releases.iter().flat_map(|release| results(release, &index)).collect();
    let kinds: BTreeSet<&str> = all_gaps(result).map(|(_, gap)| subject::gap_kind(gap.kind)).collect();
    let notifications = kinds.into_iter().map(Descriptor::notification).collect();
    Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: vec![Run {
            tool: Tool {
                driver: Driver {
                    name: "Stockade",
                    version: result.tool.version.clone(),
                    rules: descriptors,
                    notifications,
                },
            },
            invocations: vec![invocation(result)],
            results,
            column_kind: "unicodeCodePoints",
            properties: BTreeMap::from([
                ("ruleset", serde_json::json!(result.tool.ruleset)),
                ("containment", serde_json::json!(result.containment)),
                ("coverage", serde_json::json!(result.coverage)),
            ]),
        }],
    }
}

fn results(release: &ReleaseResult, rules: &BTreeMap<&str, usize>) -> Vec<SarifResult> {
    let judgement = &release.judgement;
    if judgement.verdict < Verdict::Suspicious {
        return Vec::new();
    }
    let mut chained: BTreeMap<usize, bool> = BTreeMap::new();
    for chain in &judgement.chains {
        chain.findings.iter().for_each(|index| *chained.entry(*index).or_default() |= chain.proof);
    }
    let mut repeated: BTreeMap<String, usize> = BTreeMap::new();
    let findings = judgement.findings.iter().enumerate();
    findings
        .filter_map(|(index, finding)| {
            let level = level(chained.get(&index).copied(), finding)?;
            let identity = identity(release, finding);
            let ordinal = repeated.entry(identity.clone()).and_modify(|count| *count += 1).or_insert(1);
            let rule = rules.get(finding.rule.as_str()).copied();
            Some(sarif_result(release, finding, level, rule, format!("{identity}:{ordinal}")))
        })
        .collect()
}

/// The level of a finding, given whether it is in a chain and that is proof; none where it is no result.
fn level(chain_is_proof: Option<bool>, finding: &Finding) -> Option<&'static str> {
    match chain_is_proof {
        Some(true) => Some("error"),
        Some(false) => Some("warning"),
        None => (finding.role == Role::Threat).then_some("note"),
    }
}

fn sarif_result(
    release: &ReleaseResult,
    finding: &Finding,
    level: &'static str,
    rule: Option<usize>,
    fingerprint: String,
) -> SarifResult {
    let path = subject::path(release).join(" › ");
    let brought = if release.dependency_path.len() > 1 { format!(" ({path})") } else { String::new() };
    let clause = subject::told(&finding.clause);
    let text = format!("{}{brought}: {}, {clause}", subject::name(release), finding.trigger.phrase());
    SarifResult {
        rule_id: finding.rule.clone(),
        rule_index: rule,
        level,
        message: Message::new(&text),
        locations: finding
            .evidence
            .last()
            .map(|about| location::of_evidence(release, about, None))
            .into_iter()
            .collect(),
        code_flows: code_flow(release, finding).into_iter().collect(),
        partial_fingerprints: BTreeMap::from([
            ("primaryLocationLineHash", fingerprint.clone()),
            ("stockadeFinding/v1", fingerprint),
        ]),
        properties: BTreeMap::from([
            ("purl", serde_json::json!(release.purl)),
            ("verdict", serde_json::json!(release.judgement.verdict)),
            ("trigger", serde_json::json!(finding.trigger)),
            ("technique", serde_json::json!(finding.technique)),
            ("status", serde_json::json!(finding.status)),
        ]),
    }
}

/// The steps of a finding with more than one (§3.36).
fn code_flow(release: &ReleaseResult, finding: &Finding) -> Option<CodeFlow> {
    let steps = finding.evidence.iter().map(|step| ThreadFlowLocation {
        location: location::of_evidence(
            release,
            step,
            Some(step.note.as_str()).filter(|note| !note.is_empty()),
        ),
    });
    (finding.evidence.len() > 1)
        .then(|| CodeFlow { thread_flows: vec![ThreadFlow { locations: steps.collect() }] })
}

/// What stays the same when other lines of the release change: the release, the rule, the file and the marked
/// text. A cryptographic hash, so that no release can pass for an alert that someone has closed.
fn identity(release: &ReleaseResult, finding: &Finding) -> String {
    let about = finding.evidence.last();
    let file = about.map_or("", |evidence| evidence.place.file.as_str());
    let marked = about.map(location::marked).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [release.purl.as_str(), finding.rule.as_str(), file, marked.as_str()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize().get(..16).unwrap_or_default())
}

fn all_gaps(result: &ScanResult) -> impl Iterator<Item = (Option<&ReleaseResult>, &Gap)> {
    let of_scan = result.gaps.iter().map(|gap| (None, gap));
    let of_releases = result
        .releases
        .iter()
        .flat_map(|release| release.judgement.gaps.iter().map(move |gap| (Some(release), gap)));
    of_scan.chain(of_releases)
}

fn invocation(result: &ScanResult) -> Invocation {
    let exit_code = result.exit_code();
    Invocation {
        execution_successful: !matches!(exit_code, ExitCode::Usage | ExitCode::Internal),
        exit_code: exit_code.status(),
        exit_code_description: subject::exit_meaning(result),
        tool_execution_notifications: all_gaps(result)
            .map(|(release, gap)| notification(release, gap))
            .collect(),
    }
}

fn notification(release: Option<&ReleaseResult>, gap: &Gap) -> Notification {
    let subject = release.map(|release| format!("{}: ", subject::name(release))).unwrap_or_default();
    Notification {
        level: if gap.may_hide_threat { "warning" } else { "note" },
        message: Message::new(&format!("{subject}{}", subject::told(&gap.reason))),
        descriptor: Reference { id: subject::gap_kind(gap.kind) },
        locations: location::of_gap(release, gap).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::sample::{release, rules, scan, scan_of};

    fn document(result: &ScanResult) -> Value {
        serde_json::to_value(log(result, &rules())).unwrap()
    }

    #[test]
    fn the_log_validates_against_the_public_schema() {
        let mut schema: Value =
            serde_json::from_str(include_str!("../tests/schemas/sarif-2.1.0.json")).unwrap();
        // Its pattern of `language`, which is not written, is no ECMAScript regular expression.
        for holder in ["run", "toolComponent"] {
            let language = &mut schema["definitions"][holder]["properties"]["language"];
            language.as_object_mut().unwrap().remove("pattern").unwrap();
        }
        let validator = jsonschema::validator_for(&schema).unwrap();
        for result in [scan(), scan_of(vec![]), scan_of(vec![release("pkg:npm/a@1.0.0", Verdict::Clean)])] {
            let document = document(&result);
            let errors: Vec<_> = validator
                .iter_errors(&document)
                .map(|error| format!("{} {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
        assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0"})));
    }

    #[test]
    fn the_log_looks_like_this() {
        let mut document = document(&scan());
        document["runs"][0]["properties"].as_object_mut().unwrap().remove("coverage");
        insta::assert_snapshot!(crate::json::pretty(&document));
    }

    #[test]
    fn a_clean_tree_is_silent() {
        let document = document(&scan_of(vec![release("pkg:npm/a@1.0.0", Verdict::Clean)]));
        assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
    }

    #[test]
    fn levels_follow_the_chains() {
        let document = document(&scan());
        let levels: Vec<_> = document["runs"][0]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| (result["ruleId"].as_str().unwrap(), result["level"].as_str().unwrap()))
            .collect();
        assert!(levels.contains(&("known-bad-file", "error")));
        assert!(levels.contains(&("decoded-text-run", "warning")));
        assert!(levels.contains(&("host-name-read", "note")));
    }

    #[test]
    fn every_result_points_at_its_rule() {
        let document = document(&scan());
        let run = &document["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn like_findings_have_different_fingerprints() {
        let mut result = scan();
        let findings = &mut result.releases[1].judgement.findings;
        findings.push(findings[0].clone());
        let document = document(&result);
        let prints: Vec<_> = document["runs"][0]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string())
            .collect();
        assert_eq!(prints.iter().collect::<BTreeSet<_>>().len(), prints.len());
    }
}
