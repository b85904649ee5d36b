//! Which crate may use which: data goes one way, and each outside danger has one door.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::repository::Repository;

/// What each crate of ours may use of ours, as ARCHITECTURE.md draws it. Any other edge fails.
const ARROWS: &[(&str, &[&str])] = &[
    ("stockade-model", &[]),
    ("stockade-acquire", &["stockade-model"]),
    ("stockade-unpack", &["stockade-model"]),
    ("stockade-parse", &["stockade-model"]),
    ("stockade-emulate", &["stockade-model", "stockade-parse"]),
    ("stockade-facts", &["stockade-model", "stockade-parse"]),
    ("stockade-rules", &["stockade-model", "stockade-facts"]),
    ("stockade-verdict", &["stockade-model"]),
    (
        "stockade-scan",
        &[
            "stockade-model",
            "stockade-acquire",
            "stockade-unpack",
            "stockade-parse",
            "stockade-emulate",
            "stockade-facts",
            "stockade-rules",
            "stockade-verdict",
        ],
    ),
    ("stockade-report", &["stockade-model"]),
    // Besides what it scans and reports: the environment that acquire reads, and the rules' pages.
    (
        "stockade",
        &["stockade-model", "stockade-acquire", "stockade-rules", "stockade-scan", "stockade-report"],
    ),
    ("xtask", &["stockade-model", "stockade-unpack"]),
];

/// Outside crates that only some of ours may use: a prefix of the name, and who may.
const DOORS: &[(&str, &[&str])] = &[
    ("oxc_", &["stockade-parse"]),
    ("ureq", &["stockade-acquire"]),
    ("rusqlite", &["stockade-scan"]),
    ("rquickjs", &["stockade-emulate"]),
    ("landlock", &["stockade-scan"]),
    ("seccompiler", &["stockade-scan"]),
    ("clap", &["stockade", "xtask"]),
    ("anyhow", &["stockade", "xtask"]),
];

/// Crates of ours that touch disk, network, clock, environment or processes. All others take values, and let
/// clippy see to it.
const DOORS_OF_OURS: &[&str] = &["stockade", "stockade-acquire", "stockade-scan", "xtask"];

/// The line by which a crate lets clippy see to it.
const TAKES_VALUES: &str = "#![cfg_attr(not(test), warn(clippy::disallowed_methods))]";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// None for a normal dependency, else `dev` or `build`.
    kind: Option<String>,
    /// Set where the dependency is a folder of this repository.
    path: Option<String>,
}

/// Checks every edge of the workspace, and that crates which take values say so.
///
/// # Errors
/// With a line for each edge that is not allowed.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let text =
        repository.output("cargo", &["metadata", "--format-version", "1", "--no-deps", "--offline"])?;
    let metadata: Metadata =
        serde_json::from_str(&text).context("cargo metadata is not what was expected")?;
    let mut faults: Vec<String> = metadata.packages.iter().flat_map(faults_of).collect();
    for package in metadata.packages.iter().filter(|package| !DOORS_OF_OURS.contains(&package.name.as_str()))
    {
        let folder = package.name.trim_start_matches("stockade-");
        let library = format!("crates/{folder}/src/lib.rs");
        if !repository.read(&library)?.lines().any(|line| line == TAKES_VALUES) {
            faults.push(format!("{library} lacks the line `{TAKES_VALUES}`"));
        }
    }
    if !faults.is_empty() {
        bail!("arrows that are not allowed:\n  {}", faults.join("\n  "));
    }
    println!("arrows: {} crates, every edge allowed", metadata.packages.len());
    Ok(())
}

/// What is wrong with the edges of `package`, sorted.
fn faults_of(package: &Package) -> BTreeSet<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
        return BTreeSet::from([format!(
            "{} has no line in the table of tools/xtask/src/arrows.rs",
            package.name
        )]);
    };
    let shipped = package.dependencies.iter().filter(|dependency| dependency.kind.as_deref() != Some("dev"));
    shipped.filter_map(|dependency| fault(&package.name, allowed, dependency)).collect()
}

fn fault(user: &str, allowed: &[&str], dependency: &Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    if dependency.path.is_some() && !allowed.contains(&name) {
        return Some(format!("{user} → {name}: it may use {}", list(allowed)));
    }
    let (_, users) = DOORS.iter().find(|(prefix, _)| name.starts_with(prefix))?;
    (!users.contains(&user)).then(|| format!("{user} → {name}: only {} may use it", list(users)))
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nothing of ours".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependency: &str, kind: Option<&str>, is_ours: bool) -> Package {
        Package {
            name: name.to_owned(),
            dependencies: vec![Dependency {
                name: dependency.to_owned(),
                kind: kind.map(str::to_owned),
                path: is_ours.then(String::new),
            }],
        }
    }

    #[test]
    fn an_arrow_back_is_refused() {
        assert_eq!(faults_of(&package("stockade-parse", "stockade-facts", None, true)).len(), 1);
        assert!(faults_of(&package("stockade-facts", "stockade-parse", None, true)).is_empty());
    }

    #[test]
    fn tests_may_use_what_they_like() {
        assert!(faults_of(&package("stockade-rules", "stockade-verdict", Some("dev"), true)).is_empty());
    }

    #[test]
    fn only_one_crate_knows_the_parser_and_one_the_network() {
        assert_eq!(faults_of(&package("stockade-facts", "oxc_ast", None, false)).len(), 1);
        assert_eq!(faults_of(&package("stockade-scan", "ureq", None, false)).len(), 1);
        assert!(faults_of(&package("stockade-parse", "oxc_ast", None, false)).is_empty());
    }

    #[test]
    fn a_new_crate_needs_a_line_in_the_table() {
        assert_eq!(faults_of(&package("stockade-new", "serde", None, false)).len(), 1);
    }
}
