//! Recall on packages that no rule's author wrote: the inert specimens of `eval/specimens`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

#[path = "contract/example.rs"]
#[expect(dead_code, reason = "shared with the contract test, which asks more of an example")]
mod example;

use std::fs;
use std::path::Path;

use stockade_model::Verdict;

/// Every specimen: its technique, its number in the file, and the package.
fn specimens() -> Vec<(String, example::Example)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/specimens");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut specimens = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let technique = file.file_stem().unwrap().to_string_lossy().into_owned();
        if technique == "README" {
            continue;
        }
        let text = fs::read_to_string(file).unwrap();
        specimens.extend(
            example::of_page(&technique, &text).into_iter().map(|example| (technique.clone(), example)),
        );
    }
    specimens
}

#[test]
fn every_bad_specimen_is_suspicious() {
    let missed: Vec<String> = specimens()
        .iter()
        .filter(|(_, example)| example.is_bad && example.verdict() < Verdict::Suspicious)
        .map(|(technique, example)| format!("{technique} #{}", example.number))
        .collect();
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn no_good_specimen_is_suspicious() {
    let accused: Vec<String> = specimens()
        .iter()
        .filter(|(_, example)| !example.is_bad && example.verdict() >= Verdict::Suspicious)
        .map(|(technique, example)| format!("{technique} #{}: {:?}", example.number, example.stories()))
        .collect();
    assert!(accused.is_empty(), "{} accused:\n{}", accused.len(), accused.join("\n"));
}
