//! What the readers of lockfiles in JSON, npm's and bun's, share.

use serde_json::{Map, Value};
use stockade_model::GapKind;
use stockade_model::escape::excerpt;

use super::LockfileError;
use super::graph::Graph;
use crate::json::{self, Leniency};

/// The error of the JSON reader in the lockfile reader's terms.
pub(super) fn malformed(error: json::JsonError) -> LockfileError {
    match error {
        json::JsonError::TooLarge { bytes, limit } => LockfileError::TooLarge { bytes, limit },
        json::JsonError::Syntax { line, column, reason } => LockfileError::Malformed { line, column, reason },
        json::JsonError::Empty => LockfileError::Empty,
        other @ (json::JsonError::TooDeep | json::JsonError::Utf16) => {
            LockfileError::Exhausting(other.to_string())
        }
    }
}

/// A key given twice hides its first value from every reader but a person.
pub(super) fn note_duplicates(leniencies: &[Leniency], graph: &mut Graph) {
    for leniency in leniencies {
        if let Leniency::DuplicateKey { key } = leniency {
            let reason = format!("`{}` is listed twice; only the last is used", excerpt(key, 200));
            graph.gap(GapKind::Lockfile, reason);
        }
    }
}

/// The entry's field, if it is a text.
pub(super) fn text<'a>(entry: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    entry.get(key).and_then(Value::as_str)
}

/// Whether the entry's field is `true`.
pub(super) fn is_true(entry: &Map<String, Value>, key: &str) -> bool {
    entry.get(key) == Some(&Value::Bool(true))
}
