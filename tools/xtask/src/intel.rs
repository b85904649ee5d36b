//! `intel/` → the compact form that is built into the program.
//!
//! The records are written for people, one file a campaign; the program wants one small document that it
//! can read in a few milliseconds. Checking happens here, once, so that the reader may trust the result.

mod records;

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use records::{Campaign, Confidence, Hash, Package, Statement};

/// Network kinds that mean something without another record beside them; `url-path` does not.
const NETWORK_KINDS: [&str; 8] =
    ["domain", "ipv4", "ipv4-port", "url", "wallet", "contract", "chain-pointer", "ipfs-cid"];

/// The compact form of every record in `intel_dir` that the program matches, as JSON text: npm releases,
/// hashes, network values, strings and file names of medium or high confidence, one record a line, sorted.
///
/// # Errors
/// When a file cannot be read, has an unknown field or value, names a source that `sources.json` lacks, or is
/// not sorted.
pub(crate) fn seed(intel_dir: &Path) -> Result<String> {
    let sources = records::sources(intel_dir)?;
    let source_ids = sources.keys().map(String::as_str).collect();
    let mut rows = Rows { source_ids, ..Rows::default() };
    for (index, campaign) in records::campaigns(intel_dir)?.iter().enumerate() {
        rows.add(index, campaign).with_context(|| format!("in {}", campaign.id))?;
    }
    rows.releases.sort_by(|left, right| name_of(left).cmp(&name_of(right)));
    let sections: [(&str, Vec<Value>); 5] = [
        ("sources", sources.values().map(|source| json!(source.title)).collect()),
        ("campaigns", rows.campaigns),
        ("releases", rows.releases),
        ("hashes", rows.hashes),
        ("indicators", rows.indicators),
    ];
    let mut text = String::from("{\n\"schema\": \"stockade.known/1\"");
    for (name, rows) in sections {
        let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
        write!(text, ",\n\"{name}\": [\n{}\n]", lines.join(",\n"))?;
    }
    text.push_str("\n}\n");
    Ok(text)
}

/// The sections of the compact form, each row an array.
#[derive(Default)]
struct Rows<'a> {
    source_ids: Vec<&'a str>,
    campaigns: Vec<Value>,
    releases: Vec<Value>,
    hashes: Vec<Value>,
    indicators: Vec<Value>,
}

impl Rows<'_> {
    fn add(&mut self, campaign_index: usize, campaign: &Campaign) -> Result<()> {
        self.campaigns.push(json!([campaign.id, campaign.name]));
        campaign.packages.iter().try_for_each(|package| self.add_package(campaign_index, package))?;
        campaign.hashes.iter().try_for_each(|hash| self.add_hash(campaign_index, hash))?;
        for text in &campaign.persistence {
            self.statement(campaign_index, &text.statement, &text.value)?;
        }
        for record in campaign.network.iter().chain(&campaign.files) {
            self.add_indicator(campaign_index, &record.kind, &record.value, &record.statement)?;
        }
        for text in &campaign.strings {
            self.add_indicator(campaign_index, "string", &text.value, &text.statement)?;
        }
        Ok(())
    }

    fn add_package(&mut self, campaign_index: usize, package: &Package) -> Result<()> {
        let is_both = |safe: &String| package.versions.contains(safe);
        let name = &package.name;
        ensure!(!package.safe_versions.iter().any(is_both), "`{name}` has a version both bad and safe");
        let statement = self.statement(campaign_index, &package.statement, name)?;
        let is_matched = package.ecosystem == "npm" && !package.versions.is_empty();
        let row = statement.filter(|_| is_matched);
        self.releases.extend(row.map(|statement| json!([name, package.versions, statement])));
        Ok(())
    }

    fn add_hash(&mut self, campaign_index: usize, hash: &Hash) -> Result<()> {
        let (algorithm, digest) = (hash.algorithm.as_str(), &hash.value);
        let length = match algorithm {
            "sha256" => 64,
            "sha1" => 40,
            other => bail!("unknown hash algorithm `{other}`"),
        };
        let is_hexadecimal = digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        ensure!(digest.len() == length && is_hexadecimal, "malformed hash `{digest}`");
        let row = self.statement(campaign_index, &hash.statement, digest)?;
        self.hashes.extend(row.map(|statement| json!([algorithm, digest, statement])));
        Ok(())
    }

    fn add_indicator(
        &mut self,
        campaign_index: usize,
        kind: &str,
        value: &str,
        statement: &Statement,
    ) -> Result<()> {
        let confidence = if statement.confidence == Confidence::High { "high" } else { "medium" };
        let row = self.statement(campaign_index, statement, value)?;
        match kind {
            "url-path" | "filepath" => return Ok(()),
            "string" | "filename" => {}
            kind => ensure!(NETWORK_KINDS.contains(&kind), "unknown kind `{kind}` of `{value}`"),
        }
        self.indicators.extend(row.map(|statement| json!([kind, value, confidence, statement])));
        Ok(())
    }

    /// Who says so, with sources as positions; none when the record is kept for people only.
    fn statement(&self, campaign_index: usize, statement: &Statement, record: &str) -> Result<Option<Value>> {
        ensure!(!statement.sources.is_empty(), "`{record}` has no source");
        let mut positions = Vec::new();
        for id in &statement.sources {
            let position = self.source_ids.binary_search(&id.as_str()).ok();
            positions.push(position.with_context(|| format!("`{record}` has unknown source `{id}`"))?);
        }
        let is_matched = statement.confidence != Confidence::Low;
        Ok(is_matched.then(|| json!([campaign_index, positions, statement.advisories])))
    }
}

fn name_of(release: &Value) -> Option<&str> {
    release.get(0).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intel() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../intel")
    }

    fn statement(confidence: Confidence, source: &str) -> Statement {
        Statement { confidence, sources: vec![source.into()], advisories: vec![] }
    }

    #[test]
    fn the_repository_s_records_are_well_formed() {
        let text = seed(&intel()).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["schema"], "stockade.known/1");
        assert!(!value["releases"].as_array().unwrap().is_empty());
    }

    #[test]
    fn the_outcome_is_the_same_each_time() {
        assert_eq!(seed(&intel()).unwrap(), seed(&intel()).unwrap());
    }

    #[test]
    fn an_unknown_source_is_refused() {
        let rows = Rows { source_ids: vec!["S-OSV"], ..Rows::default() };
        assert!(rows.statement(0, &statement(Confidence::High, "S-NONE"), "x").is_err());
    }

    #[test]
    fn a_record_of_low_confidence_is_not_built_in() {
        let rows = Rows { source_ids: vec!["S-OSV"], ..Rows::default() };
        assert_eq!(rows.statement(0, &statement(Confidence::Low, "S-OSV"), "x").unwrap(), None);
        assert!(rows.statement(0, &statement(Confidence::Medium, "S-OSV"), "x").unwrap().is_some());
    }

    #[test]
    fn an_unknown_kind_of_value_is_refused() {
        let mut rows = Rows { source_ids: vec!["S-OSV"], ..Rows::default() };
        assert!(rows.add_indicator(0, "smell", "x", &statement(Confidence::High, "S-OSV")).is_err());
    }
}
