//! What is remembered between runs.

use crate::machine::{Machine, archive};

const MANIFEST: &[u8] = br#"{"name": "p", "version": "1.0.0"}"#;

fn machine() -> Machine {
    Machine::with(&[(
        "p-1.0.0.tgz",
        &archive(&[("package.json", MANIFEST), ("index.js", b"exports.a = 1;\n")]),
    )])
}

#[test]
fn a_second_scan_says_the_same() {
    let machine = machine();
    let (_, cold) = machine.scan_json(&["p-1.0.0.tgz"]);
    let (_, warm) = machine.scan_json(&["p-1.0.0.tgz"]);
    assert_eq!(cold["releases"], warm["releases"]);
    assert_eq!(cold["coverage"], warm["coverage"]);
    assert_eq!(warm["containment"], "unused");
    assert!(
        machine.home().join(".cache/stockade/judgements-1.sqlite").is_file() || !cfg!(target_os = "linux")
    );
}

#[test]
fn without_a_cache_nothing_is_written() {
    let machine = machine();
    machine.scan(&["--no-cache", "p-1.0.0.tgz"]).with_status(0);
    assert_eq!(std::fs::read_dir(machine.home()).unwrap().count(), 0);
}

#[test]
fn changed_bytes_are_judged_anew() {
    let machine = machine();
    machine.scan(&["p-1.0.0.tgz"]).with_status(0);
    machine.write("p-1.0.0.tgz", b"broken");
    machine.scan(&["p-1.0.0.tgz"]).with_status(3);
}
