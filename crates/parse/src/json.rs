//! JSON as Node and the package managers read it.
//!
//! A manifest that one reader accepts and another refuses is a hiding place: this reader accepts whatever
//! any of them does, and says in which way the text was not plain JSON.

mod positions;
mod repair;

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::Value;
use stockade_model::Limits;

pub use positions::key_position;
pub(crate) use positions::{LineCounter, Step, visit_keys};

/// A JSON text that was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// What the text says. Of a key given twice, the last value counts, as in `JSON.parse`.
    pub value: Value,
    /// In which ways the text is not plain JSON, in a stable order.
    pub leniencies: Vec<Leniency>,
}

/// A way in which a text departs from what every JSON reader accepts and understands alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Leniency {
    /// It starts with a byte-order mark, which npm and Node strip.
    ByteOrderMark,
    /// It is not UTF-8; what is not was read as replacement characters, as Node does.
    NotUtf8,
    /// It holds comments or trailing commas, which some package managers accept and Node does not.
    CommentsOrTrailingCommas,
    /// A string holds half a surrogate pair, which `JSON.parse` accepts; read as a replacement character.
    LoneSurrogate,
    /// A number is beyond what a double holds, which `JSON.parse` reads as infinity; read as the largest.
    HugeNumber,
    /// A key occurs twice in one object, at the top or one level below.
    DuplicateKey {
        /// The key, with its parent before a slash where there is one: `scripts/install`.
        key: String,
    },
}

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// It is larger than the limit.
    #[error("the document has {bytes} bytes, over the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Its objects and arrays nest deeper than 127 levels.
    #[error("the document nests deeper than 127 levels")]
    TooDeep,
    /// It holds nothing.
    #[error("the document is empty")]
    Empty,
    /// It is UTF-16, which neither Node nor a package manager reads.
    #[error("the document is UTF-16")]
    Utf16,
    /// Its syntax is broken.
    #[error("malformed JSON at line {line}, column {column}: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser expected.
        reason: String,
    },
}

/// Deepest nesting read; the strict parser's own limit is 128.
const DEPTH: usize = 127;

/// Reads a JSON text with the tolerance of Node and the package managers.
///
/// # Errors
/// When it is too large or deep, empty, UTF-16, or not even JSON with comments.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, JsonError> {
    if bytes.len() > limits.document_bytes {
        return Err(JsonError::TooLarge { bytes: bytes.len(), limit: limits.document_bytes });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(JsonError::Utf16);
    }
    let (text, mut leniencies) = decode(bytes);
    let (value, departures) = read_text(&text)?;
    leniencies.extend(departures);
    leniencies.extend(duplicate_keys(&text));
    Ok(Document { value, leniencies })
}

/// The text of `bytes` without its byte-order mark, and what had to be forgiven to get it.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Leniency>) {
    let mut leniencies = Vec::new();
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => {
            leniencies.push(Leniency::ByteOrderMark);
            rest
        }
        None => bytes,
    };
    let text = String::from_utf8_lossy(bytes);
    if matches!(text, Cow::Owned(_)) {
        leniencies.push(Leniency::NotUtf8);
    }
    (text, leniencies)
}

fn read_text(text: &str) -> Result<(Value, Vec<Leniency>), JsonError> {
    let strict = match serde_json::from_str::<Value>(text) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    if text.trim().is_empty() {
        return Err(JsonError::Empty);
    }
    if positions::depth(text) > DEPTH {
        return Err(JsonError::TooDeep);
    }
    let (repaired, leniencies) = repair::repair(text);
    if !leniencies.is_empty()
        && let Ok(value) = serde_json::from_str(&repaired)
    {
        return Ok((value, leniencies));
    }
    Err(JsonError::Syntax { line: strict.line(), column: strict.column(), reason: reason_of(&strict) })
}

/// The parser's words without the position, which the error carries itself.
fn reason_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Keys that occur twice in the outermost object or in an object directly inside it.
fn duplicate_keys(text: &str) -> Vec<Leniency> {
    let mut seen = FxHashSet::default();
    let mut duplicates = Vec::new();
    visit_keys(text, 2, &mut |path, _, _| {
        let key = match path {
            [Step::Key(key)] => key.to_string(),
            [Step::Key(parent), Step::Key(key)] => format!("{parent}/{key}"),
            _ => return,
        };
        if !seen.insert((path.len(), key.clone())) {
            duplicates.push(Leniency::DuplicateKey { key });
        }
    });
    duplicates.sort();
    duplicates.dedup();
    duplicates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read_default(bytes: &[u8]) -> Result<Document, JsonError> {
        read(bytes, &Limits::default())
    }

    #[test]
    fn plain_json_has_no_leniency() {
        let document = read_default(br#"{"a": [1, "\ud83d\ude00"]}"#).unwrap();
        assert_eq!(document, Document { value: json!({"a": [1, "😀"]}), leniencies: vec![] });
    }

    #[test]
    fn a_byte_order_mark_is_stripped_and_noted() {
        let document = read_default(b"\xef\xbb\xbf{}").unwrap();
        assert_eq!(document.leniencies, [Leniency::ByteOrderMark]);
    }

    #[test]
    fn bytes_that_are_not_utf8_become_replacement_characters() {
        let document = read_default(b"{\"a\": \"\xff\"}").unwrap();
        assert_eq!(document.value, json!({"a": "\u{fffd}"}));
        assert_eq!(document.leniencies, [Leniency::NotUtf8]);
    }

    #[test]
    fn comments_and_trailing_commas_are_noted() {
        let document = read_default(b"{// c\n\"a\": [1,], /* d */}").unwrap();
        assert_eq!(document.value, json!({"a": [1]}));
        assert_eq!(document.leniencies, [Leniency::CommentsOrTrailingCommas]);
    }

    #[test]
    fn the_last_of_two_equal_keys_counts_and_both_are_noted() {
        let document =
            read_default(br#"{"scripts": {"a": 1}, "x": {"k": 1, "\u006b": 2}, "scri\u0070ts": {"b": 2}}"#)
                .unwrap();
        assert_eq!(document.value["scripts"], json!({"b": 2}));
        let key = |key: &str| Leniency::DuplicateKey { key: key.into() };
        assert_eq!(document.leniencies, [key("scripts"), key("x/k")]);
    }

    #[test]
    fn half_a_surrogate_pair_is_read_as_node_does() {
        let document = read_default(br#"{"a": "x\ud800y\\ud800", "b": "\udc00"}"#).unwrap();
        assert_eq!(document.value, json!({"a": "x\u{fffd}y\\ud800", "b": "\u{fffd}"}));
        assert_eq!(document.leniencies, [Leniency::LoneSurrogate]);
    }

    #[test]
    fn a_number_beyond_a_double_is_read() {
        let document = read_default(br#"{"a": -1e999, "b": 2}"#).unwrap();
        assert_eq!(document.value["a"], json!(f64::MIN));
        assert_eq!(document.leniencies, [Leniency::HugeNumber]);
    }

    #[test]
    fn an_empty_document_is_an_error() {
        assert_eq!(read_default(b" \n"), Err(JsonError::Empty));
    }

    #[test]
    fn utf16_is_an_error() {
        assert_eq!(read_default(b"\xff\xfe{\0}\0"), Err(JsonError::Utf16));
    }

    #[test]
    fn too_large_is_an_error() {
        let limits = Limits { document_bytes: 3, ..Limits::default() };
        assert_eq!(read(b"[1,2]", &limits), Err(JsonError::TooLarge { bytes: 5, limit: 3 }));
    }

    #[test]
    fn too_deep_is_an_error_and_no_overflow() {
        let text = "[".repeat(200_000);
        assert_eq!(read_default(text.as_bytes()), Err(JsonError::TooDeep));
    }

    #[test]
    fn truncation_says_where() {
        let error = read_default(b"{\n  \"a\": 1,\n  \"b").unwrap_err();
        assert!(matches!(error, JsonError::Syntax { line: 3, .. }), "{error}");
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_default(&bytes);
        }

        #[test]
        fn arbitrary_json_like_text_never_panics(text in r#"[{}\[\]",:a\\u0d8/*\n 1e]{0,80}"#) {
            let _ = read_default(text.as_bytes());
            let _ = key_position(&text, &["a", "0"]);
        }
    }
}
