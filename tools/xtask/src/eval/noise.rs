//! What a scan says of honest releases.

use stockade_model::{ReleaseResult, ScanResult, Verdict};

use super::results::{Noise, Stopped};

/// Every release of `result` that is not clean. The project's own tree is a frame made for the evaluation
/// and counts for nothing.
pub(super) fn measure(result: &ScanResult) -> Noise {
    let judged = result.releases.iter().filter(|release| release.from != ".");
    let mut noise = Noise::default();
    for release in judged {
        noise.releases += 1;
        let verdict = release.judgement.verdict;
        if verdict != Verdict::Clean {
            let stopped = Stopped { verdict: verdict.name().to_owned(), why: why(release) };
            noise.stopped.insert(release.purl.clone(), stopped);
        }
    }
    noise
}

fn why(release: &ReleaseResult) -> String {
    let judgement = &release.judgement;
    if let Some(chain) = judgement.chains.first() {
        return chain.story.clone();
    }
    let gaps = judgement.gaps.iter().filter(|gap| gap.may_hide_threat);
    let gaps: Vec<String> = gaps
        .map(|gap| match &gap.file {
            Some(file) => format!("{file}: {}", gap.reason),
            None => gap.reason.clone(),
        })
        .collect();
    gaps.join("; ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use stockade_model::{Containment, Coverage, Gap, GapKind, Judgement, ToolVersion};

    use super::*;

    fn release(purl: &str, from: &str, verdict: Verdict) -> ReleaseResult {
        let judgement = Judgement {
            verdict,
            chains: Vec::new(),
            findings: Vec::new(),
            gaps: vec![Gap::new(GapKind::Unparsed, "it does not parse").in_file("a.js")],
            capabilities: BTreeMap::new(),
        };
        ReleaseResult {
            purl: purl.to_owned(),
            integrity: None,
            from: from.to_owned(),
            dependency_path: Vec::new(),
            is_examined: true,
            judgement,
        }
    }

    #[test]
    fn what_is_not_clean_is_listed_with_its_reason() {
        let result = ScanResult {
            schema: ScanResult::SCHEMA.to_owned(),
            tool: ToolVersion { version: String::new(), ruleset: String::new() },
            containment: Containment::None,
            coverage: Coverage::default(),
            gaps: Vec::new(),
            releases: vec![
                release("own", ".", Verdict::Unknown),
                release("good", "node_modules/good", Verdict::Clean),
                release("broken", "node_modules/broken", Verdict::Unknown),
            ],
        };
        let noise = measure(&result);
        assert_eq!((noise.releases, noise.count("unknown")), (2, 1));
        assert_eq!(noise.stopped["broken"].why, "a.js: it does not parse");
    }
}
