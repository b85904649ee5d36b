//! Targets that are not there, or hold nothing, and places that cannot be written.

use crate::machine::{Machine, gaps};

const MANIFEST: &[u8] = br#"{"name": "shop", "version": "1.0.0", "private": true}"#;

#[test]
fn a_missing_folder_is_an_error() {
    let machine = Machine::new();
    machine.scan(&["./nowhere"]).with_status(64).with_error("S010").says("nowhere");
}

#[test]
fn an_empty_folder_is_an_error() {
    let machine = Machine::new();
    machine.scan(&[]).with_status(64).with_error("S011");
}

#[test]
fn a_project_without_lockfile_says_that_its_dependencies_were_not_examined() {
    let manifest = br#"{"name": "shop", "private": true, "dependencies": {"left-pad": "^1.3.0"}}"#;
    let machine = Machine::with(&[("package.json", manifest)]);
    let (ended, result) = machine.scan_json(&["--as", "project"]);
    ended.with_status(3);
    assert!(gaps(&result).iter().any(|gap| gap.contains("no lockfile")), "{result}");
    assert_eq!(result["releases"][0]["from"], ".");
}

#[test]
fn a_project_without_dependencies_needs_no_lockfile() {
    let machine = Machine::with(&[("package.json", MANIFEST), ("index.js", b"module.exports = 1;\n")]);
    machine.scan(&["--as", "project"]).with_status(0);
}

#[test]
fn a_target_with_control_characters_is_shown_escaped() {
    let machine = Machine::new();
    machine
        .scan(&["./\u{1b}[31mred\u{202e}"])
        .with_status(64)
        .with_error("S010")
        .says("\\u{1b}[31mred\\u{202e}");
}

#[test]
fn a_file_that_is_neither_lockfile_nor_archive_is_an_error() {
    let machine = Machine::with(&[("notes.txt", b"hello")]);
    machine.scan(&["./notes.txt"]).with_status(64).with_error("S012").says("notes.txt");
}

#[cfg(unix)]
#[test]
fn a_read_only_cache_costs_nothing_but_a_note() {
    use std::os::unix::fs::PermissionsExt as _;

    let machine = Machine::with(&[("package.json", MANIFEST)]);
    let cache = machine.home().join(".cache");
    std::fs::create_dir_all(&cache).unwrap();
    std::fs::set_permissions(&cache, std::fs::Permissions::from_mode(0o555)).unwrap();
    machine.scan(&["--as", "project"]).with_status(0);
}

#[test]
fn a_cache_that_cannot_be_a_folder_costs_nothing_but_a_note() {
    let machine = Machine::with(&[("package.json", MANIFEST)]);
    let blocker = machine.home().join("blocker");
    std::fs::write(&blocker, "").unwrap();
    let mut command = machine.command();
    command.env("STOCKADE_CACHE", blocker.join("cache")).args(["scan", "--offline", "--as", "project"]);
    crate::machine::ended(&mut command).with_status(0).says("note: ");
}

#[test]
fn a_damaged_memo_costs_nothing_but_a_note() {
    let machine = Machine::with(&[("package.json", MANIFEST)]);
    let cache = machine.home().join("cache");
    std::fs::create_dir_all(&cache).unwrap();
    std::fs::write(cache.join("judgements-1.sqlite"), vec![0x5a; 8_192]).unwrap();
    let mut command = machine.command();
    command.env("STOCKADE_CACHE", &cache).args(["scan", "--offline", "--as", "project"]);
    crate::machine::ended(&mut command).with_status(0).says("note: ");
}

#[test]
fn an_output_in_a_folder_that_is_not_there_is_an_error() {
    let machine = Machine::with(&[("package.json", MANIFEST)]);
    machine.scan(&["--as", "project", "--output", "nowhere/result.json"]).with_status(64).with_error("S030");
}

#[test]
fn an_output_file_holds_the_whole_result_and_standard_output_nothing() {
    let machine = Machine::with(&[("package.json", MANIFEST)]);
    let ended =
        machine.scan(&["--as", "project", "--format", "json", "--output", "../result.json"]).with_status(0);
    assert_eq!(ended.stdout, "");
    let text = std::fs::read_to_string(machine.project().join("../result.json")).unwrap();
    let result: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(result["schema"], "stockade.scan/1");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_reader_that_hung_up_is_none() {
    let machine = Machine::with(&[("package.json", MANIFEST)]);
    machine.scan(&["--as", "project", "--output", "/dev/full"]).with_status(64).with_error("S030");

    let mut command = machine.command();
    command.args(["rules"]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}
