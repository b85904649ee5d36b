use stockade_model::{Encoding, Label, Operation, TwinRun};

use super::*;

fn seen(trigger: Trigger, operation: Operation, labels: Vec<Label>) -> Observation {
    Observation {
        sequence: 0,
        world: "CI on Linux".to_owned(),
        trigger,
        process: 0,
        operation,
        subject: "https://drop.invalid/".to_owned(),
        detail: String::new(),
        labels,
        bytes: None,
        place: Some(Place { file: "a.js".to_owned(), line: 7, column: 1, length: 1 }),
        layer: None,
        time_ms: 0,
        is_forced: false,
    }
}

fn label(encoding: Encoding) -> Label {
    Label { class: SecretClass::NpmToken, name: ".npmrc".to_owned(), encoding }
}

fn world(name: &str, observation: Observation, twins: Vec<TwinRun>) -> WorldRun {
    WorldRun {
        world: name.to_owned(),
        observations: vec![observation],
        ends: Vec::new(),
        layers: Vec::new(),
        changed_files: Vec::new(),
        ticks: 1,
        twins,
    }
}

fn of(worlds: &[WorldRun]) -> Vec<Proof> {
    proofs(worlds, "p")
}

#[test]
fn a_secret_in_plain_sight_is_told_once_for_all_worlds() {
    let sent = seen(Trigger::Install, Operation::NetSend, vec![label(Encoding::Base64)]);
    let proofs = of(&[world("one", sent.clone(), Vec::new()), world("two", sent, Vec::new())]);
    let [proof] = proofs.as_slice() else { panic!("{proofs:?}") };
    assert_eq!((proof.verdict, proof.worlds.len()), (Verdict::Malicious, 2));
    assert_eq!(
        proof.story,
        "at install, `a.js:7` sends the npm token (.npmrc) to `https://drop.invalid/` in base64"
    );
}

#[test]
fn a_secret_that_is_only_read_proves_nothing() {
    let read = seen(Trigger::Install, Operation::EnvRead, vec![label(Encoding::Read)]);
    assert!(of(&[world("one", read, Vec::new())]).is_empty());
}

#[test]
fn a_twin_that_differs_at_a_sink_proves_and_elsewhere_does_not() {
    let twin = TwinRun { secret: Some(label(Encoding::Read)), dependent: vec![0, 9] };
    let kinds = |operation| {
        let proofs = of(&[world("one", seen(Trigger::Import, operation, vec![]), vec![twin.clone()])]);
        proofs.iter().map(|proof| proof.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(Operation::NetSend), [ProofKind::SecretDecides]);
    assert_eq!(kinds(Operation::FsWrite), []);
}

#[test]
fn what_a_person_starts_is_suspicious_at_most() {
    let ran = seen(Trigger::Bin, Operation::MarkerRan, Vec::new());
    assert_eq!(of(&[world("one", ran, Vec::new())])[0].verdict, Verdict::Suspicious);
}

#[test]
fn a_reply_that_decides_a_command_is_suspicious_and_what_is_evaluated_is_proven() {
    let twin = TwinRun { secret: None, dependent: vec![0] };
    let verdict = |operation| {
        let observation = seen(Trigger::Install, operation, Vec::new());
        of(&[world("one", observation, vec![twin.clone()])])[0].verdict
    };
    assert_eq!(verdict(Operation::ProcessSpawn), Verdict::Suspicious);
    assert_eq!(verdict(Operation::CodeEval), Verdict::Malicious);
}
