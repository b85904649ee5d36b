//! Lockfiles that are broken, hostile, or list what cannot be had.

use crate::machine::{Machine, gaps};

const MANIFEST: &[u8] =
    br#"{"name": "shop", "version": "1.0.0", "private": true, "dependencies": {"left-pad": "1.3.0"}}"#;

const LOCKFILE: &str = r#"{
  "name": "shop", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
  "packages": {
    "": {"name": "shop", "version": "1.0.0", "dependencies": {"left-pad": "1.3.0"}},
    "node_modules/left-pad": {
      "version": "1.3.0",
      "resolved": "https://registry.example/left-pad/-/left-pad-1.3.0.tgz",
      "integrity": "sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
    }
  }
}"#;

/// Scans a project whose lockfile is `lockfile` and expects a gap that says `told`; the project's own tree is
/// judged all the same.
#[track_caller]
fn expect_gap(name: &str, lockfile: &[u8], told: &str) {
    let machine = Machine::with(&[("package.json", MANIFEST), (name, lockfile)]);
    let (ended, result) = machine.scan_json(&[]);
    ended.with_status(3);
    assert!(gaps(&result).iter().any(|gap| gap.contains(told)), "`{told}` is missing: {result}");
    assert_eq!(result["releases"][0]["from"], ".", "{result}");
}

#[test]
fn a_truncated_lockfile_is_a_gap() {
    expect_gap("package-lock.json", &LOCKFILE.as_bytes()[..LOCKFILE.len() / 2], "malformed");
}

#[test]
fn a_lockfile_with_conflict_markers_is_a_gap_with_a_next_step() {
    let conflicted = LOCKFILE.replace("\"requires\"", "\n<<<<<<< HEAD\n\"requires\"");
    expect_gap("package-lock.json", conflicted.as_bytes(), "merge conflict");
}

#[test]
fn an_empty_lockfile_is_a_gap() {
    expect_gap("package-lock.json", b"", "empty");
}

#[test]
fn a_lockfile_that_is_not_utf8_is_a_gap() {
    expect_gap("yarn.lock", b"\xff\xfe\x00", "UTF-8");
}

#[test]
fn a_binary_lockfile_is_a_gap_that_says_how_to_convert_it() {
    expect_gap("bun.lockb", b"#!/usr/bin/env bun\nbun-lockfile-format-v0\n", "--save-text-lockfile");
}

#[test]
fn a_deeply_nested_lockfile_is_a_gap() {
    expect_gap("package-lock.json", "[".repeat(100_000).as_bytes(), "lockfile: ");
}

#[test]
fn a_listed_release_that_cannot_be_had_is_reported_unexamined() {
    let machine = Machine::with(&[("package.json", MANIFEST), ("package-lock.json", LOCKFILE.as_bytes())]);
    let (ended, result) = machine.scan_json(&[]);
    ended.with_status(3);
    let release = &result["releases"][1];
    assert_eq!(release["purl"], "pkg:npm/left-pad@1.3.0");
    assert_eq!(release["is_examined"], false);
    assert_eq!(release["verdict"], "unknown");
    assert_eq!(release["gaps"][0]["kind"], "unavailable");
    assert_eq!(release["dependency_path"], serde_json::json!(["shop", "left-pad"]));
    assert_eq!(result["coverage"]["resolved"], 2);
    assert_eq!(result["coverage"]["examined"], 1);
}

#[test]
fn a_lockfile_with_a_byte_order_mark_is_read() {
    let marked = [b"\xef\xbb\xbf".as_slice(), LOCKFILE.as_bytes()].concat();
    let machine = Machine::with(&[("package.json", MANIFEST), ("package-lock.json", &marked)]);
    let (_, result) = machine.scan_json(&[]);
    assert_eq!(result["coverage"]["resolved"], 2);
}

#[test]
fn an_installed_release_is_judged_where_it_lies() {
    let manifest = br#"{"name": "left-pad", "version": "1.3.0"}"#;
    let machine = Machine::with(&[
        ("package.json", MANIFEST),
        ("package-lock.json", LOCKFILE.as_bytes()),
        ("node_modules/left-pad/package.json", manifest),
        ("node_modules/left-pad/index.js", b"module.exports = 1;\n"),
    ]);
    let (ended, result) = machine.scan_json(&[]);
    ended.with_status(0);
    assert_eq!(result["coverage"], serde_json::json!({"resolved": 2, "examined": 2, "gaps": 0}));
    assert_eq!(result["releases"][1]["from"], "node_modules/left-pad");
}

#[test]
fn what_lies_in_the_place_of_a_listed_release_does_not_pass_for_it() {
    let manifest = br#"{"name": "left-pad", "version": "9.9.9"}"#;
    let machine = Machine::with(&[
        ("package.json", MANIFEST),
        ("package-lock.json", LOCKFILE.as_bytes()),
        ("node_modules/left-pad/package.json", manifest),
    ]);
    let (ended, result) = machine.scan_json(&[]);
    ended.with_status(3);
    assert_eq!(result["releases"][1]["is_examined"], false, "{result}");
    let (ended, result) = machine.scan_json(&["--installed"]);
    ended.with_status(0);
    assert_eq!(result["releases"][1]["purl"], "pkg:npm/left-pad@9.9.9");
    assert!(
        gaps(&result).iter().any(|gap| gap.contains("where the lockfile lists `left-pad@1.3.0`")),
        "{result}"
    );
}

#[test]
fn names_with_control_characters_reach_no_terminal() {
    let hostile = LOCKFILE.replace("left-pad\": {", "\\u001b[2Jleft\\u202epad\": {");
    let machine = Machine::with(&[
        ("package.json", br#"{"name": "\u001b[31mred", "private": true}"#),
        ("package-lock.json", hostile.as_bytes()),
    ]);
    for format in ["text", "json", "ndjson", "sarif", "markdown"] {
        let ended = machine.scan(&["--format", format, "--verbose"]).with_status(3);
        assert!(!ended.stdout.contains('\u{202e}'), "{ended:?}");
    }
}

#[test]
fn a_single_lockfile_is_a_target() {
    let machine = Machine::with(&[("package-lock.json", LOCKFILE.as_bytes())]);
    let (ended, result) = machine.scan_json(&["package-lock.json"]);
    ended.with_status(3);
    assert_eq!(result["coverage"]["resolved"], 1);
}
