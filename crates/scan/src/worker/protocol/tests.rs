use proptest::prelude::*;
use stockade_facts::Context;
use stockade_model::{AnomalyKind, GapKind};

use super::*;

fn sent(job: Job) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_job(&mut bytes, job, &Limits::default()).unwrap();
    bytes
}

fn job_of(bytes: &mut &[u8]) -> (Job, Limits) {
    match read_order(bytes) {
        Ok(Some(Order::Judge(job, limits))) => (*job, limits),
        other => panic!("{other:?}"),
    }
}

fn tree() -> Tree {
    let file = |path: &str, bytes: &[u8], reading| TreeFile {
        path: path.to_owned(),
        bytes: bytes.into(),
        is_executable: reading == 1,
        reading,
    };
    let mut tree = Tree::new(vec![file("b.js", b"", 0), file("a.js", b"one", 0), file("a.js", b"two", 1)]);
    tree.anomalies = vec![Anomaly { kind: AnomalyKind::DuplicateEntry, path: "a.js".to_owned() }];
    tree.gaps = vec![Gap::new(GapKind::Limit, "too large").in_file("c.js")];
    tree
}

#[test]
fn a_tree_arrives_as_it_was_sent() {
    let bytes = sent(Job::new(JobArtifact::Tree(tree()), Context::default()));
    let (job, limits) = job_of(&mut bytes.as_slice());
    let JobArtifact::Tree(arrived) = job.artifact else { panic!("not a tree") };
    assert_eq!(format!("{arrived:?}"), format!("{:?}", tree()));
    assert_eq!(limits, Limits::default());
}

#[test]
fn jobs_follow_one_another_and_the_end_is_the_end() {
    let archive = |bytes: &[u8]| Job::new(JobArtifact::Archive(bytes.to_vec()), Context::default());
    let bytes = [sent(archive(b"first")), sent(archive(b""))].concat();
    let mut input = bytes.as_slice();
    for expected in [b"first".as_slice(), b""] {
        let (job, _) = job_of(&mut input);
        assert!(matches!(job.artifact, JobArtifact::Archive(bytes) if bytes == expected));
    }
    assert!(read_order(&mut input).unwrap().is_none());
}

#[test]
fn a_length_above_the_cap_is_refused_before_anything_is_allocated() {
    let bytes = u32::MAX.to_le_bytes();
    assert!(matches!(read_message::<Hello>(&mut bytes.as_slice()), Err(ProtocolError::TooLarge(_))));
}

#[test]
fn an_artifact_above_the_limits_it_came_with_is_refused() {
    let limits = Limits { archive_bytes: 3, ..Limits::default() };
    let job = Job::new(JobArtifact::Archive(b"four".to_vec()), Context::default());
    let mut bytes = Vec::new();
    write_job(&mut bytes, job, &limits).unwrap();
    assert!(matches!(read_order(&mut bytes.as_slice()), Err(ProtocolError::TooLarge(4))));
}

#[test]
fn a_stream_that_ends_early_is_an_error() {
    let bytes = sent(Job::new(JobArtifact::Tree(tree()), Context::default()));
    for end in 1..bytes.len() {
        assert!(read_order(&mut &bytes[..end]).is_err(), "cut at {end}");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_order(&mut bytes.as_slice());
        let _ = read_message::<stockade_model::Judgement>(&mut bytes.as_slice());
    }
}
