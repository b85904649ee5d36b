//! The results as a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use stockade_model::escape::Escaped;

use super::results::{Results, Specimen};
use crate::generate::coverage::Catalogue;

/// The page: recall of each technique that has specimens, then noise, then each release that was stopped,
/// with what people `judged` of it.
pub(super) fn table(results: &Results, catalogue: &Catalogue, judged: &BTreeMap<String, String>) -> String {
    let mut text = String::from("<!-- written by `cargo xtask eval` -->\n");
    recall(&mut text, results, catalogue);
    noise(&mut text, results);
    stopped(&mut text, results, judged);
    text
}

fn recall(text: &mut String, results: &Results, catalogue: &Catalogue) {
    let found = results.recall.values().filter(|specimen| specimen.fault.is_none()).count();
    let _ = write!(
        text,
        "\n## Recall\n\n{found} of {} inert specimens found and told right.\n",
        results.recall.len()
    );
    text.push_str("\n| technique | specimens | found |\n|---|---|---|\n");
    for technique in &catalogue.techniques {
        let of_technique = |specimen: &&Specimen| specimen.techniques.contains(&technique.id);
        let specimens: Vec<_> = results.recall.values().filter(of_technique).collect();
        if !specimens.is_empty() {
            let found = specimens.iter().filter(|specimen| specimen.fault.is_none()).count();
            let _ = writeln!(
                text,
                "| {} (`{}`) | {} | {found} |",
                technique.title,
                technique.id,
                specimens.len()
            );
        }
    }
    let missed: Vec<_> =
        results.recall.iter().filter_map(|(name, specimen)| Some((name, specimen.fault.as_ref()?))).collect();
    if !missed.is_empty() {
        text.push_str("\nNot found as they should be:\n\n");
    }
    for (name, fault) in missed {
        let _ = writeln!(text, "- {name}: {}", Escaped(fault));
    }
}

fn noise(text: &mut String, results: &Results) {
    text.push_str("\n## Noise\n\nHonest releases only: each that is not clean is one too many.\n\n");
    text.push_str("| corpus | releases | malicious | suspicious | unknown |\n|---|---|---|---|---|\n");
    for (name, noise) in &results.noise {
        let [malicious, suspicious, unknown] =
            ["malicious", "suspicious", "unknown"].map(|verdict| noise.count(verdict));
        let _ = writeln!(text, "| {name} | {} | {malicious} | {suspicious} | {unknown} |", noise.releases);
    }
}

fn stopped(text: &mut String, results: &Results, judged: &BTreeMap<String, String>) {
    let all = results.noise.values().flat_map(|noise| &noise.stopped);
    let all: BTreeMap<_, _> = all.collect();
    if all.is_empty() {
        return;
    }
    text.push_str("\nEach of them, with what reading its code says:\n\n| release | verdict | why | read |\n|---|---|---|---|\n");
    for (purl, stopped) in all {
        let read = judged.get(purl).map_or("not read yet", String::as_str);
        let why = Escaped(&stopped.why).to_string().replace('|', "\\|");
        let _ = writeln!(text, "| `{purl}` | {} | {why} | {read} |", stopped.verdict);
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::{Noise, Stopped};
    use super::*;

    #[test]
    fn each_stopped_release_is_listed_with_its_reading() {
        let stopped = Stopped { verdict: "unknown".to_owned(), why: "a | b".to_owned() };
        let noise = Noise { releases: 3, stopped: BTreeMap::from([("pkg:npm/a@1.0.0".to_owned(), stopped)]) };
        let results = Results { noise: BTreeMap::from([("small".to_owned(), noise)]), ..Results::default() };
        let judged = BTreeMap::from([("pkg:npm/a@1.0.0".to_owned(), "broken file".to_owned())]);
        let text = table(&results, &Catalogue { techniques: Vec::new() }, &judged);
        assert!(text.contains("| small | 3 | 0 | 0 | 1 |"));
        assert!(text.contains("| `pkg:npm/a@1.0.0` | unknown | a \\| b | broken file |"));
    }
}
