//! Loads every package of a `node_modules` folder in the world, with what it depends on, and says which fail:
//! `load NODE_MODULES [NAME…]`.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program for a person")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use stockade_emulate::{Entry, Plan, RunLimits, WorldSpec, detonate};
use stockade_model::{Tree, TreeFile, Trigger};

/// Files larger than this are no code that a main module loads.
const FILE_BYTES: u64 = 32 << 20;

fn read(folder: &Path, prefix: &str, files: &mut Vec<TreeFile>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if entry.metadata().is_ok_and(|found| found.len() <= FILE_BYTES)
            && let Ok(bytes) = std::fs::read(&path)
        {
            files.push(TreeFile { path: name, bytes: bytes.into(), is_executable: false, reading: 0 });
        }
    }
}

/// The packages that lie directly in the folder, with their scopes.
fn names(modules: &Path) -> Vec<String> {
    let list = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let mut names = Vec::new();
    for name in list(modules) {
        if name.starts_with('@') {
            names.extend(list(&modules.join(&name)).into_iter().map(|inner| format!("{name}/{inner}")));
        } else if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    names
}

fn needed(tree: &Tree) -> Vec<String> {
    let Some(manifest) = tree.file("package.json") else { return Vec::new() };
    let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(&manifest.bytes) else {
        return Vec::new();
    };
    let lists = ["dependencies", "optionalDependencies", "peerDependencies"];
    let named = lists.iter().filter_map(|list| manifest.get(list)?.as_object());
    named.flat_map(|list| list.keys().cloned()).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let modules = Path::new(arguments.first().expect("a folder of packages")).to_owned();
    let mut trees: BTreeMap<String, Tree> = BTreeMap::new();
    let mut tree_of = |name: &str| {
        let known = trees.entry(name.to_owned()).or_insert_with(|| {
            let mut files = Vec::new();
            read(&modules.join(name), "", &mut files);
            Tree::new(files)
        });
        known.clone()
    };
    let (mut loaded, mut failed) = (0, 0);
    for name in names(&modules) {
        if arguments.len() > 1 && !arguments.contains(&name) {
            continue;
        }
        let tree = tree_of(&name);
        if tree.file("package.json").is_none() {
            continue;
        }
        let (mut wanted, mut known) = (needed(&tree), BTreeSet::new());
        while let Some(next) = wanted.pop() {
            if known.insert(next.clone()) {
                wanted.extend(needed(&tree_of(&next)));
            }
        }
        let dependencies = known.into_iter().map(|name| (name.clone(), tree_of(&name))).collect();
        let world = WorldSpec { dependencies, ..WorldSpec::linux_ci() };
        let mut plan = Plan::of_package(&tree);
        plan.entries.retain(|entry: &Entry| entry.trigger == Trigger::Import);
        let end = detonate(&tree, &plan, &world, &RunLimits::default(), |_| {});
        let failure = end.ends.iter().find_map(|end| end.failure.clone());
        if failure.is_none() && end.gaps.is_empty() {
            loaded += 1;
            continue;
        }
        failed += 1;
        let reason = failure.unwrap_or_default();
        let shown: Vec<&str> = reason.lines().take(4).collect();
        println!(
            "{name}: {} {:?}",
            shown.join(" | "),
            end.gaps.iter().map(|gap| &gap.reason).collect::<Vec<_>>()
        );
    }
    println!("{loaded} load, {failed} do not");
}
