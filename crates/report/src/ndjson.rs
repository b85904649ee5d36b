//! One line for each release, and a closing summary: what a fleet's collector reads as it comes.

use std::collections::BTreeMap;
use std::io::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;
use stockade_model::{Containment, Coverage, Gap, ReleaseResult, ScanResult, ToolVersion};

use crate::json;
use crate::subject;

/// Name and major version of the records' schema.
const SCHEMA: &str = "stockade.ndjson/1";

/// One line.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "record", rename_all = "snake_case")]
pub(crate) enum Record<'a> {
    /// One release.
    Release(ReleaseRecord<'a>),
    /// The last line: without it, the report was cut off.
    ScanSummary(ScanSummary<'a>),
}

/// One release, with what is needed to understand it alone.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ReleaseRecord<'a> {
    /// `stockade.ndjson/1`.
    schema: &'static str,
    /// The release's package URL with its place and integrity as qualifiers: equal for equal bytes in an
    /// equal place, in every scan.
    record_id: String,
    /// Which program and rules judged.
    tool: &'a ToolVersion,
    /// The release.
    #[serde(flatten)]
    release: &'a ReleaseResult,
}

/// What the scan covered.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ScanSummary<'a> {
    /// `stockade.ndjson/1`.
    schema: &'static str,
    /// Which program and rules judged.
    tool: &'a ToolVersion,
    /// How the processes that read hostile bytes were contained.
    containment: Containment,
    /// What was covered.
    coverage: Coverage,
    /// How many releases have each verdict.
    verdicts: BTreeMap<&'static str, usize>,
    /// What was listed but belongs to no one release.
    gaps: &'a [Gap],
    /// The program's exit status.
    exit_code: u8,
}

/// Writes the records.
pub(crate) fn write(result: &ScanResult, out: &mut dyn Write) -> Result<(), serde_json::Error> {
    records(result).try_for_each(|record| json::write_line(&record, out))
}

fn records(result: &ScanResult) -> impl Iterator<Item = Record<'_>> {
    let releases = result.releases.iter().map(|release| {
        Record::Release(ReleaseRecord {
            schema: SCHEMA,
            record_id: record_id(release),
            tool: &result.tool,
            release,
        })
    });
    let verdicts = subject::VERDICTS
        .into_iter()
        .map(|verdict| (verdict.name(), subject::with_verdict(result, verdict).count()))
        .collect();
    releases.chain([Record::ScanSummary(ScanSummary {
        schema: SCHEMA,
        tool: &result.tool,
        containment: result.containment,
        coverage: result.coverage,
        verdicts,
        gaps: &result.gaps,
        exit_code: result.exit_code().status(),
    })])
}

/// What a purl's qualifier value leaves as it is (purl specification: `/` and `:` may stay).
const QUALIFIER: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':');

fn record_id(release: &ReleaseResult) -> String {
    let from = utf8_percent_encode(&release.from, QUALIFIER);
    let integrity = release.integrity.as_ref().map(ToString::to_string);
    let integrity = integrity.map(|text| format!("&integrity={}", utf8_percent_encode(&text, QUALIFIER)));
    format!("{}?from={from}{}", release.purl, integrity.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::sample::scan;

    fn lines() -> Vec<Value> {
        let mut out = Vec::new();
        write(&scan(), &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn every_release_has_a_line_and_the_summary_is_last() {
        let lines = lines();
        assert_eq!(lines.len(), scan().releases.len() + 1);
        assert_eq!(lines.last().unwrap()["record"], "scan_summary");
        assert_eq!(lines.last().unwrap()["exit_code"], 2);
    }

    #[test]
    fn record_ids_are_unique_and_name_place_and_integrity() {
        let lines = lines();
        let ids: BTreeSet<_> = lines.iter().filter_map(|line| line["record_id"].as_str()).collect();
        assert_eq!(ids.len(), scan().releases.len());
        assert!(ids.iter().any(|id| id.contains("?from=node_modules/token-mailer&integrity=sha512-")));
    }

    #[test]
    fn a_release_line_is_the_release_of_the_scan_document() {
        let mut first = lines().remove(0);
        let object = first.as_object_mut().unwrap();
        for key in ["record", "schema", "record_id", "tool"] {
            object.remove(key);
        }
        assert_eq!(first, serde_json::to_value(&scan().releases[0]).unwrap());
    }

    #[test]
    fn records_validate_against_the_published_schema() {
        let validator = jsonschema::validator_for(&crate::schema("ndjson").unwrap()).unwrap();
        for line in lines() {
            let errors: Vec<_> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    #[test]
    fn the_records_look_like_this() {
        let mut lines = lines();
        let summary = lines.last_mut().unwrap().as_object_mut().unwrap();
        summary.remove("coverage");
        summary.remove("verdicts");
        insta::assert_snapshot!(json::pretty(&[&lines[1], lines.last().unwrap()]));
    }
}
