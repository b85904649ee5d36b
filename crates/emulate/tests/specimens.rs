//! What is proven of the inert specimens, and what is seen of honest packages.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::fs;
use std::path::{Path, PathBuf};

use stockade_emulate::{
    Detonation, Encoding, Observation, Operation, Plan, RunLimits, SecretClass, WorldSpec, detonate,
};
use stockade_model::{Tree, TreeFile};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(tree: &Tree, world: &WorldSpec) -> (Vec<Observation>, Detonation) {
    let limits = RunLimits { ticks: 4_000, ..RunLimits::default() };
    let mut all = Vec::new();
    let end = detonate(tree, &Plan::of_package(tree), world, &limits, |observation| all.push(observation));
    (all, end)
}

/// A secret that left, or bytes from the network that ran.
fn is_proven(observations: &[Observation]) -> bool {
    observations.iter().any(|observation| {
        let leaves = matches!(
            observation.operation,
            Operation::NetSend | Operation::DnsLookup | Operation::ProcessInput
        );
        let is_secret = |class| !matches!(class, SecretClass::HostFact | SecretClass::Reply);
        observation.operation == Operation::MarkerRan
            || (leaves
                && observation
                    .labels
                    .iter()
                    .any(|label| is_secret(label.class) && label.encoding != Encoding::Read))
    })
}

/// The packages of a page's Bad or Good fences.
fn fences(page: &str, wants_bad: bool) -> Vec<Tree> {
    let mut fences = stockade_unpack::fences(page);
    fences.retain(|one| one.info.starts_with("package") && one.heading.starts_with("Bad") == wants_bad);
    fences.iter().map(|fence| stockade_unpack::text(&fence.text).unwrap()).collect()
}

fn pages() -> Vec<(String, String)> {
    let mut files: Vec<_> =
        fs::read_dir(root().join("eval/specimens")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .retain(|file| file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("README.md"));
    let name = |file: &PathBuf| file.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect()
}

/// Techniques whose specimens show theft or remote code without conditions: each must be proven in some world.
const PROVEN: &[&str] = &[
    "collect-env-dump",
    "collect-npmrc-tokens",
    "collect-ssh-keys",
    "collect-git-tokens",
    "fetch-then-eval",
    "dead-drop-json-store",
    "error-body-exec",
    "exfil-http-post",
    "exfil-webhook-discord",
    "exfil-telegram-bot",
    "function-constructor",
    "curl-pipe-shell",
    "import-time-payload",
];

#[test]
fn theft_and_remote_code_are_proven() {
    let worlds = [WorldSpec::linux_ci(), WorldSpec::mac_developer(), WorldSpec::windows_developer()];
    let (mut proven, mut all, mut missed) = (0, 0, Vec::new());
    for (technique, page) in pages() {
        for (number, tree) in fences(&page, true).iter().enumerate() {
            let is_seen = worlds.iter().any(|world| is_proven(&run(tree, world).0));
            all += 1;
            proven += usize::from(is_seen);
            if !is_seen && PROVEN.contains(&technique.as_str()) {
                missed.push(format!("{technique} #{}", number + 1));
            }
        }
    }
    println!("{proven} of {all} bad specimens proven; of the plain ones missed: {missed:?}");
    // A floor that a change of the world must not lower.
    assert!(proven >= PROVEN_FLOOR, "{proven} of {all}; {missed:?}");
}

const PROVEN_FLOOR: usize = 55;

#[test]
fn good_specimens_prove_nothing() {
    let mut accused = Vec::new();
    for (technique, page) in pages() {
        for (number, tree) in fences(&page, false).iter().enumerate() {
            if is_proven(&run(tree, &WorldSpec::linux_ci()).0) {
                accused.push(format!("{technique} good #{}", number + 1));
            }
        }
    }
    assert!(accused.is_empty(), "{accused:?}");
}

fn read(folder: &Path, prefix: &str, files: &mut Vec<TreeFile>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), format!("{prefix}{}", entry.file_name().to_string_lossy()));
        if path.is_dir() {
            if name != "node_modules" {
                read(&path, &format!("{name}/"), files);
            }
        } else if let Ok(bytes) = fs::read(&path) {
            files.push(TreeFile { path: name, bytes: bytes.into(), is_executable: false, reading: 0 });
        }
    }
}

#[test]
fn honest_packages_load_without_errors() {
    let modules = root().join("eval/corpora/small/node_modules");
    let mut packages: Vec<(String, Tree)> = Vec::new();
    for entry in fs::read_dir(&modules).into_iter().flatten().flatten() {
        let mut files = Vec::new();
        read(&entry.path(), "", &mut files);
        packages.push((entry.file_name().to_string_lossy().into_owned(), Tree::new(files)));
    }
    packages.retain(|(name, tree)| !name.starts_with('.') && tree.file("package.json").is_some());
    packages.sort_by(|left, right| left.0.cmp(&right.0));
    let world = WorldSpec { dependencies: packages.clone(), ..WorldSpec::linux_ci() };
    let mut failed = Vec::new();
    for (name, tree) in &packages {
        let (observations, end) = run(tree, &world);
        let failure = end.ends.iter().find_map(|end| end.failure.clone());
        // Some packages offer subpaths alone; Node refuses their bare name too.
        let is_refused = failure
            .as_ref()
            .is_some_and(|failure| failure.starts_with("Error [ERR_PACKAGE_PATH_NOT_EXPORTED]"));
        if is_refused {
            continue;
        }
        if failure.is_some() || !end.gaps.is_empty() || is_proven(&observations) {
            failed.push(format!("{name}: {failure:?} {:?}", end.gaps));
        }
    }
    println!("{} of {} packages load", packages.len() - failed.len(), packages.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
