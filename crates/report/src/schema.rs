//! JSON Schemas of what is written, generated from the types that are written.

use schemars::{Schema, schema_for};
use serde_json::Value;
use stockade_model::{DetonationResult, ScanResult};

use crate::ndjson::Record;

/// The names that [`schema`] knows, sorted.
#[must_use]
pub fn names() -> &'static [&'static str] {
    &["detonation", "ndjson", "scan"]
}

/// The JSON Schema (draft 2020-12) called `name`: `scan` for the document of [`crate::Format::Json`],
/// `ndjson` for each line of [`crate::Format::Ndjson`], `detonation` for what one release did in fake worlds.
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    let schema: Schema = match name {
        "scan" => schema_for!(ScanResult),
        "detonation" => schema_for!(DetonationResult),
        "ndjson" => schema_for!(Record<'static>),
        _ => return None,
    };
    Some(schema.to_value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::scan;

    #[test]
    fn every_name_has_a_schema_and_no_other_does() {
        assert!(names().iter().all(|name| schema(name).is_some()));
        assert!(schema("xml").is_none());
    }

    #[test]
    fn the_scan_document_validates_against_its_schema() {
        let validator = jsonschema::validator_for(&schema("scan").unwrap()).unwrap();
        let document = serde_json::to_value(scan()).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn the_schema_refuses_a_document_without_coverage() {
        let validator = jsonschema::validator_for(&schema("scan").unwrap()).unwrap();
        let mut document = serde_json::to_value(scan()).unwrap();
        document.as_object_mut().unwrap().remove("coverage");
        assert!(!validator.is_valid(&document));
    }

    #[test]
    fn the_scan_document_looks_like_this() {
        let mut document = serde_json::to_value(scan()).unwrap();
        document.as_object_mut().unwrap().remove("coverage");
        insta::assert_snapshot!(crate::json::pretty(&document));
    }
}
