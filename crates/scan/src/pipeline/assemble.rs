//! From what became of each candidate to the one result that every report shows.

use std::collections::BTreeMap;

use stockade_model::{Coverage, Gap, Judgement, ReleaseResult, ScanResult, ToolVersion};

use super::candidate::Candidate;
use super::engine::{Judged, Outcome};

/// The place of a project's own tree, which comes first in a result.
const OWN_TREE: &str = ".";

/// The result of a scan, sorted: the project's own tree first, then by purl and place.
pub(crate) fn assemble<Source>(
    candidates: Vec<Candidate<Source>>,
    judged: Judged,
    mut gaps: Vec<Gap>,
    ruleset: String,
) -> ScanResult {
    let mut releases = Vec::new();
    let mut patched = Vec::new();
    for (candidate, outcome) in candidates.into_iter().zip(judged.outcomes) {
        let paths = candidate.context.patches.iter().map(|patch| patch.path.clone()).collect::<Vec<_>>();
        let release = release(candidate, outcome);
        if paths.is_empty() { releases.push(release) } else { patched.push((release, paths.join(", "))) }
    }
    add_patched(&mut releases, patched);
    releases.sort_by(|left, right| place(left).cmp(&place(right)));
    gaps.sort();
    gaps.dedup();
    let coverage = Coverage {
        resolved: releases.len(),
        examined: releases.iter().filter(|release| release.is_examined).count(),
        gaps: gaps.len() + releases.iter().map(|release| release.judgement.gaps.len()).sum::<usize>(),
    };
    ScanResult {
        schema: ScanResult::SCHEMA.to_owned(),
        tool: ToolVersion { version: env!("CARGO_PKG_VERSION").to_owned(), ruleset },
        containment: judged.containment,
        coverage,
        gaps,
        releases,
    }
}

fn release<Source>(candidate: Candidate<Source>, outcome: Outcome) -> ReleaseResult {
    ReleaseResult {
        purl: candidate.purl,
        integrity: outcome.integrity.or(candidate.integrity),
        from: outcome.from.unwrap_or(candidate.from),
        dependency_path: candidate.dependency_path,
        is_examined: outcome.is_examined,
        judgement: outcome.judgement,
    }
}

/// Adds the releases that were judged with the patches at the paths beside them. Where a patch changes nothing in
/// what is believed of a release, as when what is installed has it already, the release is listed once.
fn add_patched(releases: &mut Vec<ReleaseResult>, patched: Vec<(ReleaseResult, String)>) {
    let known: BTreeMap<(String, String), Judgement> = releases
        .iter()
        .map(|release| ((release.purl.clone(), release.from.clone()), release.judgement.clone()))
        .collect();
    for (mut release, paths) in patched {
        let key = (release.purl.clone(), release.from.clone());
        if known.get(&key) != Some(&release.judgement) {
            release.from = format!("{}, patched by {paths}", release.from);
            releases.push(release);
        }
    }
}

fn place(release: &ReleaseResult) -> (bool, &str, &str, &[String]) {
    (release.from != OWN_TREE, &release.purl, &release.from, &release.dependency_path)
}

#[cfg(test)]
mod tests {
    use stockade_model::{Containment, GapKind, Judgement, Verdict};

    use super::*;

    fn candidate(purl: &str, from: &str) -> Candidate<()> {
        Candidate {
            release: None,
            purl: purl.to_owned(),
            integrity: None,
            from: from.to_owned(),
            dependency_path: Vec::new(),
            context: stockade_facts::Context::default(),
            source: (),
        }
    }

    fn outcome(gap: Option<Gap>) -> Outcome {
        let is_examined = gap.is_none();
        let mut judgement = Judgement::unexamined(Gap::new(GapKind::Unavailable, "x").harmless());
        judgement.gaps = gap.into_iter().collect();
        judgement.verdict = if is_examined { Verdict::Clean } else { Verdict::Unknown };
        Outcome { judgement, is_examined, is_as_identified: true, from: None, integrity: None }
    }

    #[test]
    fn the_own_tree_comes_first_and_the_rest_is_sorted() {
        let candidates = ["pkg:npm/b@1", "pkg:npm/a@1", "pkg:npm/z@1"].into_iter().zip(["x", "y", "."]);
        let candidates: Vec<_> = candidates.map(|(purl, from)| candidate(purl, from)).collect();
        let judged = Judged { outcomes: vec![outcome(None); 3], containment: Containment::Full };
        let result = assemble(candidates, judged, Vec::new(), "r".to_owned());
        let purls: Vec<_> = result.releases.iter().map(|release| release.purl.as_str()).collect();
        assert_eq!(purls, ["pkg:npm/z@1", "pkg:npm/a@1", "pkg:npm/b@1"]);
    }

    #[test]
    fn a_patched_release_is_listed_where_the_patch_makes_a_difference() {
        let patched = |purl: &str| {
            let patch = stockade_facts::ProjectPatch {
                path: "p.patch".to_owned(),
                text: String::new(),
                folder: String::new(),
            };
            let mut patched = candidate(purl, "the registry");
            patched.context.patches.push(patch);
            patched
        };
        let candidates = vec![
            candidate("pkg:npm/a@1", "the registry"),
            candidate("pkg:npm/b@1", "the registry"),
            patched("pkg:npm/a@1"),
            patched("pkg:npm/b@1"),
        ];
        let misfit = outcome(Some(Gap::new(GapKind::Unsupported, "does not fit")));
        let judged = Judged {
            outcomes: vec![outcome(None), outcome(None), outcome(None), misfit],
            containment: Containment::Full,
        };
        let result = assemble(candidates, judged, Vec::new(), "r".to_owned());
        let places: Vec<_> = result.releases.iter().map(|release| release.from.as_str()).collect();
        assert_eq!(places, ["the registry", "the registry", "the registry, patched by p.patch"]);
    }

    #[test]
    fn coverage_counts_every_gap_once() {
        let gap = Gap::new(GapKind::Unavailable, "offline");
        let judged = Judged {
            outcomes: vec![outcome(None), outcome(Some(gap.clone()))],
            containment: Containment::Full,
        };
        let candidates = vec![candidate("pkg:npm/a@1", "a"), candidate("pkg:npm/b@1", "b")];
        let result = assemble(candidates, judged, vec![gap.clone(), gap], "r".to_owned());
        assert_eq!(result.coverage, Coverage { resolved: 2, examined: 1, gaps: 2 });
    }
}
