use stockade_model::{
    Bytes, Encoding, Gap, GapKind, Label, Operation, Place, ProofKind, SecretClass, ToolVersion, Trigger,
    Verdict, WorldEnd, WorldLayer,
};

use super::*;

fn seen(sequence: u64, operation: Operation, subject: &str, labels: Vec<Label>) -> Observation {
    Observation {
        sequence,
        world: "CI on Linux".to_owned(),
        trigger: Trigger::Install,
        process: 0,
        operation,
        subject: subject.to_owned(),
        detail: String::new(),
        labels,
        bytes: (operation == Operation::NetSend).then(|| Bytes {
            sha256: "0".repeat(64),
            size_bytes: 40,
            excerpt: "\\u{1}x".to_owned(),
        }),
        place: Some(Place { file: "setup.js".to_owned(), line: 7, column: 1, length: 1 }),
        layer: None,
        time_ms: 0,
        is_forced: false,
    }
}

fn world(name: &str) -> WorldRun {
    let token = Label { class: SecretClass::NpmToken, name: ".npmrc".to_owned(), encoding: Encoding::Read };
    WorldRun {
        world: name.to_owned(),
        observations: vec![
            seen(0, Operation::ModuleLoad, "https", Vec::new()),
            seen(1, Operation::EnvRead, "NPM_TOKEN", vec![token]),
            seen(2, Operation::NetSend, "https://drop.invalid/", Vec::new()),
            seen(3, Operation::NetSend, "https://drop.invalid/", Vec::new()),
        ],
        ends: vec![WorldEnd {
            trigger: Trigger::Install,
            what: "postinstall: node setup.js".to_owned(),
            code: 0,
            failure: None,
        }],
        layers: vec![WorldLayer { number: 1, via: "eval".to_owned(), text: "1".to_owned() }],
        changed_files: vec!["/home/runner/.bashrc".to_owned()],
        ticks: 3,
        twins: Vec::new(),
    }
}

fn result() -> DetonationResult {
    let proof = Proof {
        verdict: Verdict::Malicious,
        kind: ProofKind::SecretDecides,
        trigger: Trigger::Install,
        secret: None,
        subject: String::new(),
        does: String::new(),
        story: "at install, `setup.js:7`, the npm token (.npmrc) leaves for `https://drop.invalid/`: what is sent changes with it, and nothing else was changed".to_owned(),
        place: None,
        worlds: vec!["CI on Linux".to_owned()],
        sequence: 2,
    };
    DetonationResult {
        schema: DetonationResult::SCHEMA.to_owned(),
        tool: ToolVersion { version: "0.1.0".to_owned(), ruleset: "sha256:0".to_owned() },
        containment: Containment::Full,
        purl: "pkg:npm/specimen@1.0.0".to_owned(),
        integrity: None,
        from: "./specimen".to_owned(),
        verdict: Verdict::Malicious,
        proofs: vec![proof],
        worlds: vec![world("CI on Linux"), world("developer on macOS")],
        gaps: vec![Gap::new(GapKind::Budget, "the emulation ran out of ticks")],
    }
}

fn shown(result: &DetonationResult, verbosity: Verbosity) -> String {
    let mut out = Vec::new();
    write_timeline(result, Style { verbosity, ..Style::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_timeline_looks_like_this() {
    insta::assert_snapshot!(shown(&result(), Verbosity::Normal));
}

#[test]
fn the_verbose_timeline_shows_preparations_and_every_world() {
    let report = shown(&result(), Verbosity::Verbose);
    assert!(report.contains("loads https") && !report.contains("steps as"), "{report}");
}

#[test]
fn the_document_validates_against_its_schema() {
    let validator = jsonschema::validator_for(&crate::schema("detonation").unwrap()).unwrap();
    let mut out = Vec::new();
    write_detonation_json(&result(), &mut out).unwrap();
    let document = serde_json::from_slice(&out).unwrap();
    let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn what_the_code_wrote_is_escaped() {
    let mut hostile = result();
    hostile.from = "a\u{1b}[2Jb".to_owned();
    hostile.proofs[0].story = "\u{202e}x".to_owned();
    for world in &mut hostile.worlds {
        world.ends[0].what = "\u{1b}]0;x".to_owned();
        world.ends[0].failure = Some("\u{9b}2J".to_owned());
        world.changed_files.push("/tmp/\u{1b}[1m".to_owned());
        world.observations[2].subject = "https://\u{202e}drop.invalid/\u{1b}".to_owned();
        world.observations[2].detail = "\n\u{7}".to_owned();
    }
    hostile.gaps[0].reason = "\u{1b}".to_owned();
    let report = shown(&hostile, Verbosity::Verbose);
    let deceptive = report.chars().find(|one| *one != '\n' && stockade_model::escape::is_deceptive(*one));
    assert_eq!(deceptive, None, "{report}");
}
