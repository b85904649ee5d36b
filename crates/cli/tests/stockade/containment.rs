//! Hostile code in the real worker and its real jail: nothing leaves, each attack ends as a gap or an
//! observation, and the next release is run as if alone.
//!
//! The scripts stand in `eval/containment.md`. Each is told on standard output with what ended it, for
//! `cargo xtask eval --containment`, which makes the book's table of it.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::time::Duration;

use stockade_model::{Limits, Observation, Operation, Tree, TreeFile};
use stockade_scan::worker::{BaseWorld, Detonated, WorkerSettings, detonate};
use stockade_scan::{JobArtifact, RunLimits};

/// What only the real machine has.
const SECRET: &str = "a line that only the real machine has";

/// What each line of the table begins with.
const LINE: &str = "containment";

fn run(text: &str) -> Detonated {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let manifest = r#"{"name": "p", "version": "1.0.0"}"#;
    let tree = Tree::new(vec![file("package.json", manifest), file("index.js", text)]);
    let settings = WorkerSettings::detonating(env!("CARGO_BIN_EXE_stockade").into());
    let settings = WorkerSettings { time_limit: Duration::from_secs(8), ..settings };
    let limits = RunLimits { ticks: 300, observations: 500, variations: 0, ..RunLimits::default() };
    detonate(&settings, &JobArtifact::Tree(tree), &[BaseWorld::Linux], &Limits::default(), &limits).unwrap()
}

/// Whether code of this release did this.
fn did(seen: &Detonated, operation: Operation, subject: &str) -> bool {
    let all = seen.worlds.iter().flat_map(|world| &world.observations);
    all.into_iter().any(|one| one.operation == operation && one.subject.contains(subject))
}

/// A worker that ran hostile code leaves nothing for the next.
#[track_caller]
fn the_next_is_alone() {
    let next = run(
        "process.env.NPM_TOKEN; if (globalThis.left || ({}).left || process.env.LEFT || require('fs').existsSync('/tmp/left')) throw 1",
    );
    assert!(next.gaps.is_empty(), "{next:?}");
    assert!(next.worlds[0].ends.iter().all(|end| end.failure.is_none()), "{next:?}");
    assert!(did(&next, Operation::EnvRead, "NPM_TOKEN"));
}

/// What the real machine has that scripts are after.
struct Bait {
    secret: PathBuf,
    touched: PathBuf,
    stream: TcpListener,
    datagrams: UdpSocket,
}

impl Bait {
    fn laid_out(folder: &Path) -> Self {
        let (secret, touched) = (folder.join("secret"), folder.join("touched"));
        std::fs::write(&secret, SECRET).unwrap();
        let stream = TcpListener::bind("127.0.0.1:0").unwrap();
        stream.set_nonblocking(true).unwrap();
        let datagrams = UdpSocket::bind(stream.local_addr().unwrap()).unwrap();
        datagrams.set_nonblocking(true).unwrap();
        Self { secret, touched, stream, datagrams }
    }

    fn baited(&self, script: &str) -> String {
        let port = self.stream.local_addr().unwrap().port().to_string();
        let (secret, touched) = (self.secret.to_str().unwrap(), self.touched.to_str().unwrap());
        script.replace("SECRET", secret).replace("TOUCHED", touched).replace("PORT", &port)
    }

    /// Nothing of the real machine is told, and nothing reached it.
    #[track_caller]
    fn is_untouched(&self, script: &str, seen: &Detonated) {
        assert!(!self.touched.exists(), "{script}: a real file was made");
        assert_eq!(self.stream.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "{script}: connected");
        assert_eq!(
            self.datagrams.recv(&mut [0]).unwrap_err().kind(),
            ErrorKind::WouldBlock,
            "{script}: sent"
        );
        let told = format!("{seen:?}");
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let own = passwd.lines().find(|line| line.contains("_apt") || line.contains("systemd"));
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let host = Some(host.trim()).filter(|host| host.len() > 2);
        let names =
            ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "RUSTUP_HOME", env!("CARGO_MANIFEST_DIR"), SECRET];
        for real in names.into_iter().chain(own).chain(host) {
            assert!(!told.contains(real), "{script}: `{real}` is told");
        }
    }
}

/// Runs each script under `heading`, and tells what ended it.
#[track_caller]
#[expect(clippy::print_stdout, reason = "the table is made of what is printed")]
fn all_of(heading: &str) {
    let folder = tempfile::tempdir().unwrap();
    let bait = Bait::laid_out(folder.path());
    let scripts: Vec<_> = fences().into_iter().filter(|fence| fence.heading == heading).collect();
    assert!(!scripts.is_empty(), "no script under {heading}");
    for fence in scripts {
        let script = fence.text.trim_end();
        let seen = run(&format!("process.env.NPM_TOKEN;\n{}", bait.baited(script)));
        bait.is_untouched(script, &seen);
        assert!(did(&seen, Operation::EnvRead, "NPM_TOKEN"), "{script}: {seen:?}");
        let end = ended(&seen);
        let operations = operations(&seen);
        let mut words = fence.info.split(' ').skip(1);
        match words.next() {
            Some("stopped") => assert!(end.is_some(), "{script}: {seen:?}"),
            Some("vain") => {
                assert!(!did(&seen, Operation::FsWrite, "/tmp/detected"), "{script}: {seen:?}");
                assert!(did(&seen, Operation::FsWrite, "/tmp/done"), "{script}: {seen:?}");
            }
            other => panic!("a script is neither stopped nor vain: {other:?}"),
        }
        let unseen = words.find(|name| !operations.contains(*name));
        assert_eq!(unseen, None, "{script}: {seen:?}");
        let line = (LINE, heading, script, end.unwrap_or_default(), operations);
        println!("\n{}", serde_json::to_string(&line).unwrap());
    }
    the_next_is_alone();
}

/// Why the script did not end by itself, where it did not: the gap, or the error that ended it.
fn ended(seen: &Detonated) -> Option<String> {
    let failures = seen.worlds.iter().flat_map(|world| &world.ends).filter_map(|end| end.failure.as_ref());
    let failures = failures.map(|failure| failure.lines().next().unwrap_or_default().to_owned());
    seen.gaps.iter().map(|gap| gap.reason.clone()).chain(failures).next()
}

/// The names of what was seen.
fn operations(seen: &Detonated) -> BTreeSet<String> {
    let all = seen.worlds.iter().flat_map(|world| &world.observations);
    let name =
        |one: &Observation| serde_json::from_value(serde_json::to_value(one.operation).unwrap()).unwrap();
    all.map(name).collect()
}

fn fences() -> Vec<stockade_unpack::Fence> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/containment.md");
    stockade_unpack::fences(&std::fs::read_to_string(page).unwrap())
}

/// A test for each heading.
macro_rules! headings {
    ($($test:ident: $heading:literal,)*) => {
        $(#[test] fn $test() { all_of($heading); })*

        #[test]
        fn every_script_is_run() {
            let tested = [$($heading),*];
            assert!(fences().iter().all(|fence| tested.contains(&fence.heading.as_str())));
        }
    };
}

headings! {
    real_files_are_not_read: "read real files",
    the_real_environment_and_home_are_not_seen: "see the real environment and home",
    no_connection_is_made: "connect to a listener",
    nothing_is_started_or_written: "start programs and write files",
    forks_without_end_end: "fork without end",
    allocations_without_end_end: "allocate without end",
    recursions_without_end_end: "recurse without end",
    loops_without_end_end: "loop without end",
    loops_in_regular_expressions_end: "loop in a regular expression",
    loops_in_json_parse_end: "loop in `JSON.parse`",
    loops_in_comparators_end: "loop in a sort comparator",
    loops_in_getters_end: "loop in a getter or a proxy",
    loops_in_conversions_end: "loop in `toString` and its kind",
    pollution_stays_in_the_world: "pollute prototypes",
    constructor_chains_end_in_the_world: "reach the host through `constructor` chains",
    output_cannot_overflow_the_pipe: "overflow the pipe with output",
    the_protocol_cannot_be_forged: "corrupt the protocol",
    the_world_is_not_detected: "detect the world",
    what_one_release_leaves_the_next_does_not_find: "leave something for the next release",
}
