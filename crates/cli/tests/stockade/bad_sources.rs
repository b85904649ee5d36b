//! Source files made to stop a reader: each is judged or is a gap, and the scan goes on.

use crate::machine::{Machine, archive};

/// Scans a package whose entry point is `source`; the worker must survive it.
#[track_caller]
fn judged(source: &[u8], statuses: &[i32]) {
    let manifest = br#"{"name": "p", "version": "1.0.0", "main": "index.js"}"#;
    let machine =
        Machine::with(&[("p-1.0.0.tgz", &archive(&[("package.json", manifest), ("index.js", source)]))]);
    let (ended, result) = machine.scan_json(&["p-1.0.0.tgz"]);
    assert!(statuses.contains(&ended.status), "{ended:?}");
    let gaps = crate::machine::gaps(&result);
    assert!(!gaps.iter().any(|gap| gap.starts_with("worker: ")), "{gaps:?}");
}

#[test]
fn a_file_that_is_not_utf8() {
    judged(b"var a = '\xff\xfe';\n", &[0, 1, 3]);
}

#[test]
fn a_file_with_a_byte_order_mark() {
    judged(b"\xef\xbb\xbfmodule.exports = 1;\n", &[0]);
}

#[test]
fn a_line_of_a_million_characters() {
    judged(format!("var a = '{}';\n", "x".repeat(1_000_000)).as_bytes(), &[0, 1, 3]);
}

#[test]
fn a_hundred_thousand_nested_brackets() {
    judged("[".repeat(100_000).as_bytes(), &[0, 1, 3]);
}

#[test]
fn a_hundred_thousand_closed_brackets_in_front_of_code_are_not_clean() {
    let source =
        format!("var a = {}{};\nrequire('child_process');\n", "[".repeat(100_000), "]".repeat(100_000));
    judged(source.as_bytes(), &[1, 3]);
}

#[test]
fn a_million_concatenations() {
    judged(format!("var a = {}1;", "'a' + ".repeat(1_000_000)).as_bytes(), &[0, 1, 3]);
}
