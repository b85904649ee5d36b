//! The world held against Node: the same snippets, the same output.
//!
//! `snippets/NAME.js` has a program on each line, `snippets/NAME.json` what Node 20 prints for each.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use stockade_emulate::{Entry, Plan, RunLimits, Start, WorldSpec, detonate};
use stockade_model::{Tree, Trigger};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snippets");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "js"));
    files.sort();
    files
}

fn snippets(file: &Path) -> Vec<String> {
    fs::read_to_string(file).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What the world's standard output holds after `text` ran.
fn output(text: &str) -> String {
    let start = Start::Text { text: text.to_owned() };
    let plan = Plan {
        package: "snippet".to_owned(),
        version: "1.0.0".to_owned(),
        entries: vec![Entry { trigger: Trigger::Import, start }],
    };
    let end = detonate(&Tree::default(), &plan, &WorldSpec::linux_ci(), &RunLimits::default(), |_| {});
    let bytes: Vec<u8> = end.ends.iter().flat_map(|end| end.output.chars()).map(|c| c as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn the_world_prints_what_node_prints() {
    let (mut passed, mut differences) = (0, Vec::new());
    for file in files() {
        let expected: Vec<String> =
            serde_json::from_str(&fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
        let snippets = snippets(&file);
        assert_eq!(snippets.len(), expected.len(), "{}", file.display());
        for (snippet, expected) in snippets.iter().zip(&expected) {
            let found = output(snippet);
            if found == *expected {
                passed += 1;
            } else {
                differences.push(format!("{snippet}\n  node:  {expected:?}\n  world: {found:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{passed} equal, these are not:\n{}", differences.join("\n"));
}

/// Writes the expectations anew, with the Node of this machine.
#[test]
#[ignore = "needs Node 20"]
fn write_what_node_prints() {
    for file in files() {
        let print = |snippet: &String| {
            let output = Command::new("node").args(["-e", snippet]).output().unwrap();
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let outputs: Vec<String> = snippets(&file).iter().map(print).collect();
        fs::write(file.with_extension("json"), serde_json::to_string_pretty(&outputs).unwrap() + "\n")
            .unwrap();
    }
}
