//! What the fuzz targets do with their input.
//!
//! Every reader of hostile bytes has a target. The functions are here rather than in the targets, so that
//! ordinary tests replay the seeds without a fuzzer. A target fails by a panic, an abort, too much memory or
//! too much time; beyond that it checks what the reader promises.

use stockade_emulate::{Entry, Plan, RunLimits, Start, WorldSpec};
use stockade_model::{GapKind, Limits, Tree, Trigger};
use stockade_parse::script::Lexical;
use stockade_parse::script::names::Names;
use stockade_parse::{
    gyp as gyp_file, lockfile, manifest as manifest_file, patch as patch_file, script as source, shell,
};

/// The stack that a script's reader gets, in bytes: instrumented frames are several times as large as those
/// that [`Limits::script_depth`] was measured with.
const SCRIPT_STACK_BYTES: usize = 1 << 30;

/// A target's function.
pub type Target = fn(&[u8]);

/// All targets by name, sorted.
pub const TARGETS: &[(&str, Target)] = &[
    ("detonation", detonation),
    ("gyp", gyp),
    ("lockfile_bun", lockfile_bun),
    ("lockfile_npm", lockfile_npm),
    ("lockfile_pnpm", lockfile_pnpm),
    ("lockfile_yarn_berry", lockfile_yarn_berry),
    ("lockfile_yarn_classic", lockfile_yarn_classic),
    ("manifest", manifest),
    ("patch", patch),
    ("script", script),
    ("shell_words", shell_words),
    ("unpack", unpack),
    ("world", world),
];

/// Archives: every path stays inside the package, every refusal says why, and nothing is silent.
pub fn unpack(data: &[u8]) {
    let tree = stockade_unpack::archive(data, &limits());
    assert!(!tree.files().is_empty() || !tree.gaps.is_empty() || !tree.anomalies.is_empty(), "silence");
    assert!(tree.gaps.iter().all(|gap| !gap.reason.is_empty()), "a gap without a reason");
    assert_paths_stay_inside(&tree);
}

/// Manifests, strict JSON or not.
pub fn manifest(data: &[u8]) {
    let _ = manifest_file::read(data, &limits());
}

/// Lockfiles of npm.
pub fn lockfile_npm(data: &[u8]) {
    read_lockfile("package-lock.json", data);
}

/// Lockfiles of yarn 1.
pub fn lockfile_yarn_classic(data: &[u8]) {
    read_lockfile("yarn.lock", &[b"# yarn lockfile v1\n\n", data].concat());
}

/// Lockfiles of yarn 2 and newer.
pub fn lockfile_yarn_berry(data: &[u8]) {
    read_lockfile("yarn.lock", &[b"__metadata:\n  version: 8\n\n", data].concat());
}

/// Lockfiles of pnpm.
pub fn lockfile_pnpm(data: &[u8]) {
    read_lockfile("pnpm-lock.yaml", data);
}

/// Lockfiles of bun.
pub fn lockfile_bun(data: &[u8]) {
    read_lockfile("bun.lock", data);
}

/// Manifest scripts as every shell reads them.
pub fn shell_words(data: &[u8]) {
    let _ = shell::read_manifest_script(&String::from_utf8_lossy(data), &limits());
}

/// `binding.gyp` and its includes.
pub fn gyp(data: &[u8]) {
    let _ = gyp_file::read(data, &limits());
}

/// Patches of a project's, applied to a release of two files: every path stays inside the package.
pub fn patch(data: &[u8]) {
    let Ok(patch) = patch_file::read(&String::from_utf8_lossy(data), "") else { return };
    let tree = stockade_unpack::text("== index.js\none\ntwo\nthree\n== lib/a.js\n\n").expect("two files");
    if let Ok(tree) = patch_file::apply(&tree, &patch) {
        assert_paths_stay_inside(&tree);
    }
}

/// JavaScript and TypeScript; the first byte chooses the file's extension.
pub fn script(data: &[u8]) {
    let Some((choice, text)) = data.split_first() else { return };
    let path = ["a.js", "a.mjs", "a.cjs", "a.ts", "a.tsx", "a.jsx"][usize::from(*choice) % 6];
    let text = String::from_utf8_lossy(text);
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(SCRIPT_STACK_BYTES).spawn_scoped(scope, || {
            let _ = source::read(&text, path, &limits(), &mut Names::default());
            let _ = Lexical::of(&text);
        });
        reader.expect("a thread starts").join().expect("a reader never panics");
    });
}

/// What a worker that runs a release tells its parent: whatever it is, it is about the worlds that were asked for.
pub fn detonation(data: &[u8]) {
    let (worlds, gaps) = stockade_scan::worker::overheard(data);
    assert!(worlds.len() <= 2, "worlds that nobody asked for");
    for (seen, name) in worlds.iter().zip(["CI on Linux", "developer on macOS"]) {
        assert_eq!(seen.world, name);
        assert!(seen.observations.iter().all(|one| one.world == name), "of another world");
    }
    assert!(gaps.iter().all(|gap| gap.reason.chars().count() <= 2_048), "a gap without end");
}

/// The fake world's functions, called with arguments that nobody means: it never breaks, and answers twice the same.
pub fn world(data: &[u8]) {
    let data = data.get(..data.len().min(400)).unwrap_or_default();
    let harness = include_str!("../../crates/emulate/tests/arguments.js");
    let text = format!("const data = {data:?};\n{harness}");
    let entry = Entry { trigger: Trigger::Import, start: Start::Text { text } };
    let plan = Plan { package: "odd".to_owned(), version: "1.0.0".to_owned(), entries: vec![entry] };
    let limits = RunLimits { ticks: 200, heap_bytes: 64 << 20, callbacks: 500, ..RunLimits::default() };
    let run = || {
        let mut all = Vec::new();
        let end = stockade_emulate::detonate(
            &Tree::default(),
            &plan,
            &WorldSpec::linux_ci(),
            &limits,
            |observation| all.push(observation),
        );
        (all, end)
    };
    let (all, end) = run();
    assert!(end.gaps.iter().all(|gap| gap.kind != GapKind::Worker), "{:?}", end.gaps);
    assert_eq!((all, end), run(), "not the same twice");
}

fn read_lockfile(path: &str, data: &[u8]) {
    let _ = lockfile::read(path, data, &limits());
}

fn assert_paths_stay_inside(tree: &Tree) {
    for file in tree.files() {
        let is_plain = |component: &str| !matches!(component, "" | "." | "..");
        assert!(file.path.split('/').all(is_plain) && !file.path.contains(['\\', '\0']), "{:?}", file.path);
    }
}

/// Limits that a fuzzer's small inputs can reach.
fn limits() -> Limits {
    Limits {
        archive_bytes: 1 << 20,
        unpacked_bytes: 16 << 20,
        file_bytes: 4 << 20,
        files: 1_000,
        script_bytes: 1 << 20,
        document_bytes: 1 << 20,
        ..Limits::default()
    }
}
