//! The files of `intel/` as they are written, and what must hold of them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;

/// One campaign's file, as `intel/README.md` describes it.
#[derive(Deserialize)]
pub(super) struct Campaign {
    schema: String,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) packages: Vec<Package>,
    pub(super) hashes: Vec<Hash>,
    pub(super) network: Vec<Indicator>,
    pub(super) strings: Vec<Text>,
    pub(super) files: Vec<Indicator>,
    pub(super) persistence: Vec<Text>,
    #[serde(flatten)]
    story: BTreeMap<String, Value>,
}

/// The fields of a campaign that are for people alone.
const STORY_TEXTS: [&str; 6] =
    ["dates", "exposure_window", "obfuscation", "would_have_stopped", "lesson", "basis"];
const STORY_LISTS: [&str; 4] = ["triggers", "techniques", "affected", "reports"];

/// How sure the sources are.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Confidence {
    High,
    Medium,
    /// Never evidence alone.
    Low,
}

/// What every record has.
#[derive(Deserialize)]
pub(super) struct Statement {
    pub(super) confidence: Confidence,
    pub(super) sources: Vec<String>,
    #[serde(default)]
    pub(super) advisories: Vec<String>,
}

/// Bad versions of a package; `*` is every version, none at all means that they are not known.
#[derive(Deserialize)]
pub(super) struct Package {
    pub(super) ecosystem: String,
    pub(super) name: String,
    pub(super) versions: Vec<String>,
    #[serde(default)]
    pub(super) safe_versions: Vec<String>,
    #[serde(flatten)]
    pub(super) statement: Statement,
}

/// The hash of an artifact or of a file in one.
#[derive(Deserialize)]
pub(super) struct Hash {
    pub(super) algorithm: String,
    pub(super) value: String,
    #[serde(flatten)]
    pub(super) statement: Statement,
}

/// A network value or a file's name.
#[derive(Deserialize)]
pub(super) struct Indicator {
    pub(super) kind: String,
    pub(super) value: String,
    #[serde(flatten)]
    pub(super) statement: Statement,
}

/// A text of the malware, or the name under which it persists.
#[derive(Deserialize)]
pub(super) struct Text {
    pub(super) value: String,
    #[serde(flatten)]
    pub(super) statement: Statement,
}

/// A report or list that facts were taken from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) title: String,
    licence: String,
}

/// Every source by id.
pub(super) fn sources(intel_dir: &Path) -> Result<BTreeMap<String, Source>> {
    let sources: BTreeMap<String, Source> = read(&intel_dir.join("sources.json"))?;
    for (id, source) in &sources {
        ensure!(
            !source.title.is_empty() && !source.licence.is_empty(),
            "source `{id}` lacks a title or licence"
        );
    }
    Ok(sources)
}

/// Every campaign, sorted by id.
pub(super) fn campaigns(intel_dir: &Path) -> Result<Vec<Campaign>> {
    let folder = intel_dir.join("campaigns");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let campaign: Campaign = read(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        ensure!(name == campaign.id, "{name}.json holds the campaign `{}`", campaign.id);
        check(&campaign).with_context(|| format!("in {name}.json"))?;
        found.push(campaign);
    }
    found.sort_by(|left, right| left.id.cmp(&right.id));
    Ok(found)
}

fn check(campaign: &Campaign) -> Result<()> {
    ensure!(campaign.schema == "stockade.intel/1", "unknown schema `{}`", campaign.schema);
    check_story(&campaign.story)?;
    let packages = campaign.packages.iter().map(|record| (record.ecosystem.as_str(), record.name.as_str()));
    ensure_sorted("packages", packages)?;
    let hashes = campaign.hashes.iter().map(|record| (record.algorithm.as_str(), record.value.as_str()));
    ensure_sorted("hashes", hashes)?;
    for (field, records) in [("network", &campaign.network), ("files", &campaign.files)] {
        ensure_sorted(field, records.iter().map(|record| (record.kind.as_str(), record.value.as_str())))?;
    }
    for (field, records) in [("strings", &campaign.strings), ("persistence", &campaign.persistence)] {
        ensure_sorted(field, records.iter().map(|record| ("", record.value.as_str())))?;
    }
    Ok(())
}

fn ensure_sorted<'a>(field: &str, records: impl Iterator<Item = (&'a str, &'a str)>) -> Result<()> {
    ensure!(records.is_sorted_by(|left, right| left < right), "`{field}` is not sorted, or repeats a record");
    Ok(())
}

/// Refuses a missing, misspelt or mistyped field for people.
fn check_story(story: &BTreeMap<String, Value>) -> Result<()> {
    let is_text_list =
        |value: &Value| value.as_array().is_some_and(|texts| texts.iter().all(Value::is_string));
    for name in STORY_TEXTS {
        ensure!(story.get(name).is_some_and(Value::is_string), "`{name}` is no text");
    }
    for name in STORY_LISTS {
        ensure!(story.get(name).is_some_and(is_text_list), "`{name}` is no list of texts");
    }
    let is_known = |name: &str| STORY_TEXTS.contains(&name) || STORY_LISTS.contains(&name);
    match story.keys().find(|name| !is_known(name)) {
        Some(name) => bail!("unknown field `{name}`"),
        None => Ok(()),
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("malformed {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_or_unsorted_record_is_refused() {
        assert!(ensure_sorted("files", [("a", "1"), ("a", "2"), ("b", "1")].into_iter()).is_ok());
        assert!(ensure_sorted("files", [("a", "1"), ("a", "1")].into_iter()).is_err());
        assert!(ensure_sorted("files", [("b", "1"), ("a", "1")].into_iter()).is_err());
    }

    #[test]
    fn a_misspelt_or_missing_field_is_refused() {
        let texts = STORY_TEXTS.iter().map(|name| ((*name).to_owned(), Value::from("x")));
        let lists = STORY_LISTS.iter().map(|name| ((*name).to_owned(), Value::Array(Vec::new())));
        let whole: BTreeMap<String, Value> = texts.chain(lists).collect();
        assert!(check_story(&whole).is_ok());
        let mut missing = whole.clone();
        missing.remove("lesson");
        assert!(check_story(&missing).is_err());
        let mut misspelt = whole;
        misspelt.insert("leson".to_owned(), Value::from("x"));
        assert!(check_story(&misspelt).is_err());
    }
}
