//! Real workers in their real jail, broken on purpose.

use std::time::Duration;

use stockade_model::{Containment, Gap, GapKind, Judgement, Limits};
use stockade_scan::worker::{FAULTS_ARGUMENT, Worker, WorkerSettings};
use stockade_scan::{Context, Job, JobArtifact, Ran};

fn settings() -> WorkerSettings {
    let mut settings = WorkerSettings::of(env!("CARGO_BIN_EXE_stockade").into());
    settings.arguments.push(FAULTS_ARGUMENT.into());
    settings
}

fn job(fault: &str) -> Job {
    let bytes = format!("stockade-fault:{fault}").into_bytes();
    Job::new(JobArtifact::Archive(bytes), Context::default())
}

fn told(worker: &mut Worker, fault: &str) -> String {
    let judgement = worker.judge(job(fault), &Limits::default(), &mut Ran::default);
    only_gap(&judgement).reason.clone()
}

fn only_gap(judgement: &Judgement) -> &Gap {
    let [gap] = judgement.gaps.as_slice() else { panic!("{judgement:?}") };
    assert_eq!(gap.kind, GapKind::Worker);
    assert!(gap.may_hide_threat);
    gap
}

/// After a fault the same worker judges the next release.
#[track_caller]
fn goes_on(mut worker: Worker) {
    let judgement = worker.judge(
        Job::new(JobArtifact::Archive(Vec::new()), Context::default()),
        &Limits::default(),
        &mut Ran::default,
    );
    assert!(judgement.gaps.iter().all(|gap| gap.kind != GapKind::Worker), "{judgement:?}");
}

#[test]
fn an_abort_costs_one_release() {
    let mut worker = Worker::new(settings());
    assert!(told(&mut worker, "abort").contains("ended unexpectedly"));
    goes_on(worker);
}

#[test]
fn a_stack_overflow_costs_one_release() {
    let mut worker = Worker::new(settings());
    assert!(told(&mut worker, "overflow").contains("nested too deep"));
    goes_on(worker);
}

#[test]
fn a_hang_costs_one_release_and_its_time() {
    let mut worker = Worker::new(WorkerSettings { time_limit: Duration::from_secs(2), ..settings() });
    assert!(told(&mut worker, "hang").contains("took longer than 2 s"));
    goes_on(worker);
}

#[cfg(target_os = "linux")]
#[test]
fn a_memory_hog_costs_one_release() {
    let mut worker = Worker::new(settings());
    assert!(told(&mut worker, "memory").contains("more memory"));
    goes_on(worker);
}

#[cfg(target_os = "linux")]
#[test]
fn the_jail_is_complete_and_refuses_everything_outside() {
    let mut worker = Worker::new(settings());
    assert_eq!(worker.start().unwrap(), Containment::Full);
    for fault in ["open", "list", "write", "socket", "exec"] {
        let told = told(&mut worker, fault);
        assert!(told.starts_with("refused: "), "{fault}: {told}");
    }
}

#[test]
fn a_worker_sees_no_environment_but_what_tunes_its_c_library() {
    let told = told(&mut Worker::new(settings()), "environment");
    assert!(told.starts_with("[(\"GLIBC_TUNABLES\", ") && told.ends_with(", (\"TZ\", \"UTC0\")]"), "{told}");
    assert_eq!(told.matches("(\"").count(), 2, "{told}");
}

#[test]
fn a_worker_of_the_program_ignores_requests_for_faults() {
    let mut worker = Worker::new(WorkerSettings::of(env!("CARGO_BIN_EXE_stockade").into()));
    let judgement = worker.judge(job("abort"), &Limits::default(), &mut Ran::default);
    assert!(judgement.gaps.iter().all(|gap| gap.kind != GapKind::Worker), "{judgement:?}");
}

#[test]
fn a_bloated_worker_is_replaced() {
    let mut worker = Worker::new(WorkerSettings { recycle_bytes: 0, ..settings() });
    worker.start().unwrap();
    assert!(worker.process_id().is_some());
    told(&mut worker, "environment");
    if cfg!(target_os = "linux") {
        assert_eq!(worker.process_id(), None);
    }
    goes_on(worker);
}

#[test]
fn a_program_that_is_no_worker_is_an_error() {
    let mut settings = settings();
    settings.arguments = vec!["--version".into()];
    let error = Worker::new(settings).start().unwrap_err();
    assert!(error.to_string().contains("before it was ready"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_ends_with_its_parent() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_stockade"));
    command.args(["worker", "judge"]).env_clear();
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut worker = command.spawn().unwrap();
    drop(worker.stdin.take());
    assert!(worker.wait().unwrap().success());
}
