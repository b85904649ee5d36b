//! The records of `intel/` in the compact form that is built into the program.
//!
//! Records of low confidence, and those without versions, stay out: they are for people. So are kinds that
//! nothing in an artifact could match.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Files;
use crate::repository::Repository;

/// One file for each campaign.
const CAMPAIGNS: &str = "intel/campaigns";

/// Titles and licences of the sources, by id.
const SOURCES: &str = "intel/sources.json";

/// The compact form.
const PATH: &str = "crates/facts/src/known/seed.json";

/// The schema of a campaign's file.
const SCHEMA: &str = "stockade.intel/1";

/// Kinds of values that are read out of artifacts.
const MATCHED_KINDS: [&str; 10] = [
    "domain",
    "ipv4",
    "ipv4-port",
    "url",
    "wallet",
    "contract",
    "chain-pointer",
    "ipfs-cid",
    "filename",
    "string",
];

#[derive(Deserialize)]
struct Campaign {
    schema: String,
    id: String,
    name: String,
    packages: Vec<Package>,
    hashes: Vec<Hash>,
    network: Vec<Indicator>,
    strings: Vec<Indicator>,
    files: Vec<Indicator>,
}

#[derive(Deserialize)]
struct Package {
    ecosystem: String,
    name: String,
    versions: Vec<String>,
    #[serde(flatten)]
    statement: Statement,
}

#[derive(Deserialize)]
struct Hash {
    algorithm: String,
    value: String,
    #[serde(flatten)]
    statement: Statement,
}

#[derive(Deserialize)]
struct Indicator {
    /// Strings have no kinds.
    #[serde(default = "string_kind")]
    kind: String,
    value: String,
    #[serde(flatten)]
    statement: Statement,
}

#[derive(Deserialize)]
struct Statement {
    confidence: String,
    sources: Vec<String>,
    #[serde(default)]
    advisories: Vec<String>,
}

#[derive(Deserialize)]
struct Source {
    title: String,
    /// Kept for people: a source without one may not be used.
    #[serde(rename = "licence")]
    _licence: String,
}

fn string_kind() -> String {
    "string".to_owned()
}

/// Adds the compact form of all records.
///
/// # Errors
/// When a file is malformed, is not named after its campaign, or names a source that does not exist.
pub(super) fn add(files: &mut Files, repository: &Repository) -> Result<()> {
    let sources: BTreeMap<String, Source> = serde_json::from_str(&repository.read(SOURCES)?)
        .with_context(|| format!("{SOURCES} is malformed"))?;
    let mut campaigns = Vec::new();
    for path in repository.files(CAMPAIGNS, ".json")? {
        campaigns.push(read(&path, &repository.read(&path)?)?);
    }
    files.insert(PATH.into(), compact(&sources, &campaigns)?);
    Ok(())
}

fn read(path: &Path, text: &str) -> Result<Campaign> {
    let campaign: Campaign =
        serde_json::from_str(text).with_context(|| format!("{} is malformed", path.display()))?;
    ensure!(campaign.schema == SCHEMA, "{} is not of the schema {SCHEMA}", path.display());
    let is_named = path.file_stem().is_some_and(|name| name.to_string_lossy() == campaign.id);
    ensure!(is_named, "{} is not named after its campaign `{}`", path.display(), campaign.id);
    Ok(campaign)
}

fn compact(sources: &BTreeMap<String, Source>, campaigns: &[Campaign]) -> Result<String> {
    let (mut releases, mut hashes, mut indicators) = (Vec::new(), Vec::new(), Vec::new());
    for (index, campaign) in campaigns.iter().enumerate() {
        let statement = |statement: &Statement| compact_statement(index, &campaign.id, statement, sources);
        for package in &campaign.packages {
            let said = statement(&package.statement)?;
            if package.ecosystem == "npm" && !package.versions.is_empty() && is_sure(&package.statement) {
                releases.push((package.name.as_str(), json!([package.name, package.versions, said])));
            }
        }
        for hash in &campaign.hashes {
            let said = statement(&hash.statement)?;
            if is_sure(&hash.statement) {
                hashes.push(json!([hash.algorithm, hash.value, said]));
            }
        }
        for indicator in campaign.network.iter().chain(&campaign.files).chain(&campaign.strings) {
            let said = statement(&indicator.statement)?;
            if MATCHED_KINDS.contains(&indicator.kind.as_str()) && is_sure(&indicator.statement) {
                let confidence = &indicator.statement.confidence;
                indicators.push(json!([indicator.kind, indicator.value, confidence, said]));
            }
        }
    }
    releases.sort_by_key(|(name, _)| *name);
    Ok(format!(
        "{{\n\"schema\": \"stockade.known/1\",\n{},\n{},\n{},\n{},\n{}\n}}\n",
        rows("sources", sources.values().map(|source| json!(source.title))),
        rows("campaigns", campaigns.iter().map(|campaign| json!([campaign.id, campaign.name]))),
        rows("releases", releases.into_iter().map(|(_, row)| row)),
        rows("hashes", hashes.into_iter()),
        rows("indicators", indicators.into_iter()),
    ))
}

fn is_sure(statement: &Statement) -> bool {
    statement.confidence != "low"
}

/// Who says so: positions of the campaign and the sources, then advisories.
fn compact_statement(
    campaign: usize,
    id: &str,
    statement: &Statement,
    sources: &BTreeMap<String, Source>,
) -> Result<Value> {
    let confidence = statement.confidence.as_str();
    ensure!(
        matches!(confidence, "high" | "medium" | "low"),
        "{id} has a record of confidence `{confidence}`"
    );
    let position = |source: &String| sources.keys().position(|known| known == source);
    let positions = statement.sources.iter().map(|source| {
        position(source)
            .with_context(|| format!("{id} names the source `{source}`, which {SOURCES} does not have"))
    });
    Ok(json!([campaign, positions.collect::<Result<Vec<_>>>()?, statement.advisories]))
}

/// An array with one row a line, so that a change shows as what it is.
fn rows(name: &str, rows: impl Iterator<Item = Value>) -> String {
    let rows: Vec<String> = rows.map(|row| row.to_string()).collect();
    format!("\"{name}\": [\n{}\n]", rows.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAMPAIGN: &str = r#"{"schema": "stockade.intel/1", "id": "one", "name": "One",
        "packages": [
            {"ecosystem": "npm", "name": "b", "versions": ["1.0.0"], "confidence": "high", "sources": ["S-B"]},
            {"ecosystem": "npm", "name": "a", "versions": ["*"], "confidence": "medium", "sources": ["S-A", "S-B"],
             "advisories": ["MAL-1"]},
            {"ecosystem": "npm", "name": "c", "versions": [], "confidence": "high", "sources": ["S-A"]},
            {"ecosystem": "pypi", "name": "d", "versions": ["*"], "confidence": "high", "sources": ["S-A"]}],
        "hashes": [], "strings": [{"value": "x", "confidence": "low", "sources": ["S-A"]}],
        "network": [{"kind": "domain", "value": "x[.]invalid", "confidence": "high", "sources": ["S-A"]}],
        "files": [{"kind": "filepath", "value": "/x", "confidence": "high", "sources": ["S-A"]}]}"#;

    fn compacted(campaign: &str) -> Result<String> {
        let sources = r#"{"S-A": {"title": "A", "licence": "MIT"}, "S-B": {"title": "B", "licence": "MIT"}}"#;
        compact(&serde_json::from_str(sources)?, &[read(Path::new("intel/campaigns/one.json"), campaign)?])
    }

    #[test]
    fn only_what_can_match_surely_is_kept() {
        let text = compacted(CAMPAIGN).unwrap();
        let expected = "\"releases\": [\n[\"a\",[\"*\"],[0,[0,1],[\"MAL-1\"]]],\n[\"b\",[\"1.0.0\"],[0,[1],[]]]\n],\n\
                        \"hashes\": [\n\n],\n\"indicators\": [\n[\"domain\",\"x[.]invalid\",\"high\",[0,[0],[]]]\n]\n}\n";
        assert!(text.ends_with(expected), "{text}");
        assert!(serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn a_source_that_does_not_exist_is_refused() {
        assert!(compacted(&CAMPAIGN.replace("\"S-A\", \"S-B\"", "\"S-C\"")).is_err());
    }

    #[test]
    fn a_file_with_another_name_is_refused() {
        assert!(compacted(&CAMPAIGN.replace("\"id\": \"one\"", "\"id\": \"two\"")).is_err());
    }
}
