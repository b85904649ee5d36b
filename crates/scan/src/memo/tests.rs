use stockade_model::{Capabilities, Gap, Verdict};

use super::*;

fn clean() -> Judgement {
    Judgement {
        verdict: Verdict::Clean,
        chains: Vec::new(),
        findings: Vec::new(),
        gaps: Vec::new(),
        capabilities: Capabilities::new(),
    }
}

fn key(identity: &str) -> MemoKey {
    MemoKey::new(identity, "r1", &Limits::default(), &"context").unwrap()
}

#[test]
fn a_judgement_is_remembered_across_openings() {
    let folder = tempfile::tempdir().unwrap();
    Memo::open(folder.path(), "r1").unwrap().store(&[(key("a"), clean())]).unwrap();
    let found =
        Memo::open(folder.path(), "r1").unwrap().look_up(&[Some(key("b")), None, Some(key("a"))]).unwrap();
    assert_eq!(found, [None, None, Some(clean())]);
}

#[test]
fn the_key_differs_with_each_part() {
    let limits = Limits::default();
    let other_limits = Limits { files: 1, ..Limits::default() };
    let keys = [
        MemoKey::new("a", "r", &limits, &"c"),
        MemoKey::new("b", "r", &limits, &"c"),
        MemoKey::new("a", "s", &limits, &"c"),
        MemoKey::new("a", "r", &other_limits, &"c"),
        MemoKey::new("a", "r", &limits, &"d"),
        MemoKey::new("ar", "", &limits, &"c"),
    ];
    let distinct: std::collections::BTreeSet<_> = keys.iter().flatten().collect();
    assert_eq!(distinct.len(), keys.len());
}

#[test]
fn what_a_worker_failed_on_is_not_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut memo = Memo::open(folder.path(), "r1").unwrap();
    let failed = Judgement::unexamined(Gap::new(GapKind::Worker, "hung"));
    memo.store(&[(key("a"), failed)]).unwrap();
    assert_eq!(memo.look_up(&[Some(key("a"))]).unwrap(), [None]);
}

#[test]
fn a_damaged_file_is_an_error_and_not_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE_NAME), vec![0x5a; 8_192]).unwrap();
    assert!(matches!(Memo::open(folder.path(), "r1"), Err(MemoError::File { .. })));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let blocker = folder.path().join("file");
    std::fs::write(&blocker, "").unwrap();
    let error = Memo::open(&blocker.join("cache"), "r1").unwrap_err();
    assert!(error.to_string().contains("cache"), "{error}");
}

#[test]
fn a_value_that_does_not_decode_is_a_miss() {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::open(folder.path(), "r1").unwrap();
    let insert = "INSERT INTO judgements (key, ruleset, judgement) VALUES (?1, 'r1', x'7b')";
    memo.connection.execute(insert, [key("a").0.as_slice()]).unwrap();
    assert_eq!(memo.look_up(&[Some(key("a"))]).unwrap(), [None]);
}
