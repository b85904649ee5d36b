//! The seeds of every fuzz target, as ordinary tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use stockade_fuzz::TARGETS;

macro_rules! replayed {
    ($($target:ident)*) => {
        /// The targets that have a test here.
        const REPLAYED: &[&str] = &[$(stringify!($target)),*];
        $(
            #[test]
            fn $target() {
                replay(stringify!($target));
            }
        )*
    };
}

replayed! {
    detonation gyp lockfile_bun lockfile_npm lockfile_pnpm lockfile_yarn_berry lockfile_yarn_classic manifest patch
    script shell_words unpack world
}

#[test]
fn every_target_is_replayed() {
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, REPLAYED);
    let sources: BTreeSet<String> = entries("fuzz_targets")
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    assert_eq!(sources.iter().map(String::as_str).collect::<Vec<_>>(), names);
}

fn replay(name: &str) {
    let (_, target) = TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let seeds = entries(&format!("seeds/{name}"));
    assert!(!seeds.is_empty(), "{name} has no seeds");
    for seed in seeds {
        println!("{}", seed.display());
        target(&fs::read(&seed).unwrap());
    }
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}
