use stockade_model::{
    Bytes, Chain, Encoding, Finding, Gap, GapKind, Label, Level, Observation, Operation, Place, ProofBasis,
    ProofKind, Role, RuleStatus, SecretClass, ToolVersion, Trigger, TwinRun, Verdict, WorldEnd, WorldLayer,
    WorldRun,
};

use super::*;
use crate::sample::release;

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
            seen(1, Operation::EnvRead, "NPM_TOKEN", vec![token.clone()]),
            seen(2, Operation::EnvRead, "NODE_AUTH_TOKEN", vec![token.clone()]),
            seen(3, Operation::NetSend, "https://drop.invalid/", Vec::new()),
            seen(4, Operation::NetSend, "https://drop.invalid/", Vec::new()),
        ],
        ends: vec![
            WorldEnd {
                trigger: Trigger::Install,
                what: "postinstall: node setup.js".to_owned(),
                code: 0,
                failure: None,
            },
            WorldEnd {
                trigger: Trigger::Import,
                what: "require of the package".to_owned(),
                code: 1,
                failure: Some("Error: Cannot find module\n    at Module._load".to_owned()),
            },
        ],
        layers: vec![WorldLayer { number: 1, via: "eval".to_owned(), text: "1".to_owned() }],
        changed_files: vec!["/home/runner/.bashrc".to_owned()],
        ticks: 3,
        twins: vec![TwinRun { secret: Some(token), dependent: vec![3, 4] }],
    }
}

fn proof(does: &str, worlds: &[&str]) -> Proof {
    Proof {
        verdict: Verdict::Malicious,
        kind: ProofKind::SecretDecides,
        trigger: Trigger::Install,
        secret: Some(SecretClass::NpmToken),
        subject: "https://drop.invalid/".to_owned(),
        does: does.to_owned(),
        story: format!("at install, `setup.js:7` {does}"),
        place: None,
        worlds: worlds.iter().map(|world| (*world).to_owned()).collect(),
        sequence: 3,
    }
}

fn result() -> DetonationResult {
    let theft = "sends the npm token (.npmrc) to `https://drop.invalid/`: what is sent changes with it, and nothing else was changed";
    let mut release = release("pkg:npm/specimen@1.0.0", Verdict::Malicious);
    "./specimen".clone_into(&mut release.from);
    release.judgement.findings = vec![Finding {
        rule: "token-seen-leaving".to_owned(),
        title: "A token is seen leaving".to_owned(),
        role: Role::Threat,
        severity: Level::High,
        specificity: Level::High,
        status: RuleStatus::Stable,
        trigger: Trigger::Install,
        technique: "T1552".to_owned(),
        clause: format!("`setup.js:7` {theft}"),
        evidence: Vec::new(),
        proof: Some(ProofBasis::Observed),
    }];
    release.judgement.chains = vec![Chain {
        story: format!("at install, `setup.js:7` {theft}"),
        proof: true,
        trigger: Trigger::Install,
        techniques: vec!["T1552".to_owned()],
        findings: vec![0],
    }];
    release.judgement.gaps = vec![Gap::new(GapKind::Budget, "the emulation ran out of ticks").harmless()];
    let page = WorldRun { observations: Vec::new(), ends: Vec::new(), ..world("web page with a wallet") };
    let own = "sends the npm token (.npmrc) to `https://registry.example/`";
    DetonationResult {
        schema: DetonationResult::SCHEMA.to_owned(),
        tool: ToolVersion { version: "0.1.0".to_owned(), ruleset: "sha256:0".to_owned() },
        containment: Containment::Full,
        release,
        proofs: vec![
            proof(theft, &["CI on Linux", "developer on macOS", "web page with a wallet"]),
            proof(own, &["CI on Linux"]),
        ],
        worlds: vec![world("CI on Linux"), world("developer on macOS"), page],
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
    assert!(report.contains("loads https") && !report.contains("the same as"), "{report}");
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
    hostile.release.from = "a\u{1b}[2Jb".to_owned();
    hostile.proofs[0].story = "\u{202e}x".to_owned();
    for world in hostile.worlds.iter_mut().take(2) {
        world.world.push('\u{1b}');
        world.ends[0].what = "\u{1b}]0;x".to_owned();
        world.ends[0].failure = Some("\u{9b}2J".to_owned());
        world.changed_files.push("/tmp/\u{1b}[1m".to_owned());
        world.observations[3].subject = "https://\u{202e}drop.invalid/\u{1b}".to_owned();
        world.observations[3].detail = "\n\u{7}".to_owned();
    }
    hostile.release.judgement.gaps[0].reason = "\u{1b}".to_owned();
    let report = shown(&hostile, Verbosity::Verbose);
    let deceptive = report.chars().find(|one| *one != '\n' && stockade_model::escape::is_deceptive(*one));
    assert_eq!(deceptive, None, "{report}");
}

#[test]
fn worlds_that_differ_in_what_is_done_are_both_told() {
    let mut other = result();
    "wget https://other.invalid/".clone_into(&mut other.worlds[1].observations[3].subject);
    other.worlds[1].observations[3].operation = Operation::ProcessSpawn;
    let report = shown(&other, Verbosity::Normal);
    assert!(report.contains("starts wget") && !report.contains("the same as in"), "{report}");
}

#[test]
fn worlds_that_differ_in_their_machine_s_paths_are_told_once() {
    let mut other = result();
    for (number, path) in ["/home/runner/.npmrc", "C:\\Users\\dana\\.npmrc"].iter().enumerate() {
        let step = &mut other.worlds[number].observations[3];
        (step.operation, step.subject) = (Operation::FsWrite, (*path).to_owned());
    }
    assert!(shown(&other, Verbosity::Normal).contains("does the same as in “CI on Linux”"));
}

#[test]
fn where_nothing_ran_it_is_said() {
    let mut idle = result();
    (idle.proofs, idle.worlds) = (Vec::new(), Vec::new());
    let report = shown(&idle, Verbosity::Normal);
    assert!(report.contains("nothing ran.") && report.contains("No code was run."), "{report}");
}

#[test]
fn what_calling_shows_is_told_apart_from_what_was_cut_off() {
    let mut called = result();
    called.worlds[0].observations.push(Observation {
        trigger: Trigger::Call,
        ..seen(5, Operation::NetSend, "https://drop.invalid/call", Vec::new())
    });
    assert!(shown(&called, Verbosity::Normal).contains("  when its exports are called, as a user would\n"));
    called.worlds[0].ends.clear();
    assert!(shown(&called, Verbosity::Normal).contains("  at install, until it was stopped\n"));
}

#[test]
fn what_was_deleted_is_not_left_behind() {
    let mut tidy = result();
    let step = &mut tidy.worlds[0].observations[4];
    (step.operation, step.subject) = (Operation::FsDelete, "/home/runner/.bashrc".to_owned());
    assert!(shown(&tidy, Verbosity::Normal).contains("  deleted     /home/runner/.bashrc\n"));
}

#[test]
fn proofs_that_differ_in_bytes_alone_are_counted() {
    let mut many = result();
    many.proofs =
        (0..9).map(|number| proof(&format!("looks up `{number}.invalid`"), &["CI on Linux"])).collect();
    assert!(shown(&many, Verbosity::Normal).contains("and 8 more like it"));
    assert!(shown(&many, Verbosity::Verbose).contains("`8.invalid`"));
}
