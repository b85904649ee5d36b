//! Real detonating workers in their real jail, attacked by the code they run and broken on purpose.

use std::time::Duration;

use stockade_model::{Containment, GapKind, Limits, Tree, TreeFile};
use stockade_scan::worker::{BaseWorld, Detonated, FAULTS_ARGUMENT, WorkerSettings, detonate};
use stockade_scan::{JobArtifact, RunLimits};

fn settings() -> WorkerSettings {
    let settings = WorkerSettings::detonating(env!("CARGO_BIN_EXE_stockade").into());
    WorkerSettings { time_limit: Duration::from_secs(8), ..settings }
}

fn limits() -> RunLimits {
    RunLimits { ticks: 300, observations: 500, ..RunLimits::default() }
}

fn package(text: &str) -> JobArtifact {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    JobArtifact::Tree(Tree::new(vec![
        file("package.json", r#"{"name": "p", "version": "1.0.0"}"#),
        file("index.js", text),
    ]))
}

fn run(settings: &WorkerSettings, artifact: &JobArtifact, worlds: &[BaseWorld]) -> Detonated {
    detonate(settings, artifact, worlds, &Limits::default(), &limits()).unwrap()
}

/// The next release is run as if alone.
#[track_caller]
fn goes_on() {
    let next = run(&settings(), &package("process.env.NPM_TOKEN"), &[BaseWorld::Linux]);
    assert!(next.gaps.is_empty(), "{next:?}");
    assert!(!next.worlds[0].observations.is_empty());
}

/// The gap that hostile code leaves, after which what it did before is still there.
#[track_caller]
fn gap_of(text: &str) -> String {
    let first = format!("process.env.NPM_TOKEN;\n{text}");
    let seen = run(&settings(), &package(&first), &[BaseWorld::Linux]);
    let observations = &seen.worlds.first().unwrap().observations;
    assert!(observations.iter().any(|one| one.subject == "NPM_TOKEN"), "{seen:?}");
    goes_on();
    let failures = seen.worlds[0].ends.iter().filter_map(|end| end.failure.clone());
    seen.gaps.iter().map(|gap| gap.reason.clone()).chain(failures).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_native_loop_that_polls_nothing_is_stopped_from_outside() {
    let settings = WorkerSettings { time_limit: Duration::from_secs(2), ..settings() };
    let text = "process.env.NPM_TOKEN;\nconst a = []; a.length = 4294967295; a.join('');";
    let seen = run(&settings, &package(text), &[BaseWorld::Linux, BaseWorld::Macos]);
    assert_eq!(seen.worlds.len(), 2, "each world gets a process");
    for world in &seen.worlds {
        assert!(world.observations.iter().any(|one| one.subject == "NPM_TOKEN"), "{seen:?}");
    }
    assert!(!seen.gaps.is_empty() || seen.worlds[0].ends.iter().any(|end| end.failure.is_some()), "{seen:?}");
    goes_on();
}

#[test]
fn a_loop_ends_by_its_budget() {
    assert!(gap_of("for (;;) {}").contains("interpreter ticks"));
}

#[test]
fn a_parser_bomb_ends() {
    assert!(!gap_of("JSON.parse('['.repeat(5e7));").is_empty());
}

#[test]
fn a_hoard_ends_at_the_engine_s_limit() {
    let told = gap_of("const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));");
    assert!(!told.is_empty());
}

#[test]
fn a_flood_of_output_is_counted_and_capped() {
    let text =
        "for (let i = 0; i < 5000; i++) { require('fs').writeFileSync('/tmp/' + i, 'x'.repeat(100)); }";
    let told = gap_of(text);
    assert!(told.contains("observations were more than are kept") || told.contains("ticks"), "{told}");
}

#[test]
fn the_real_machine_is_out_of_reach() {
    let text = "const out = [];\nfor (const path of ['/etc/passwd', '/proc/self/environ']) { try { out.push(require('fs').readFileSync(path, 'utf8')) } catch (e) { out.push(e.code) } }\nout.push(require('os').hostname(), require('child_process').execSync('id').toString());\nrequire('fs').writeFileSync('/tmp/out', out.join('|'));";
    let seen = run(&settings(), &package(text), &[BaseWorld::Linux]);
    let told = format!("{seen:?}");
    let real = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    assert!(real.trim().len() < 3 || !told.contains(real.trim()), "the real host's name is told");
    assert!(told.contains("/tmp/out"), "{told}");
}

fn broken(fault: &str) -> Detonated {
    let mut settings = WorkerSettings { time_limit: Duration::from_secs(2), ..settings() };
    settings.arguments.push(FAULTS_ARGUMENT.into());
    let artifact = JobArtifact::Archive(format!("stockade-fault:{fault}").into_bytes());
    let seen = run(&settings, &artifact, &[BaseWorld::Linux]);
    goes_on();
    seen
}

#[test]
fn a_worker_that_answers_nonsense_costs_its_release() {
    for (fault, expected) in [
        ("nonsense", "answer nonsense"),
        ("giant", "told more than is read"),
        ("turn", "answer nonsense"),
        ("flood", "answer nonsense"),
        ("abort", "unexpectedly"),
        ("hang", "took longer than 2 s"),
        ("overflow", "overflowed"),
        ("memory", "more memory"),
    ] {
        let seen = broken(fault);
        let [gap] = seen.gaps.as_slice() else { panic!("{fault}: {seen:?}") };
        assert_eq!(gap.kind, GapKind::Worker);
        assert!(gap.reason.contains(expected), "{fault}: {}", gap.reason);
        assert!(seen.worlds.is_empty(), "{fault}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_jail_is_complete() {
    let seen = run(&settings(), &package("1"), &[BaseWorld::Linux]);
    assert_eq!(seen.containment, Containment::Full);
}
