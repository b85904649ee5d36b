//! How a release is called on screen, and how releases and gaps are ranked and grouped.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use stockade_model::escape::{Escaped, excerpt};
use stockade_model::{Chain, ExitCode, Finding, Gap, GapKind, ReleaseResult, ScanResult, Verdict};

/// The longest name shown, in characters: npm allows 214, and a project's own manifest any text.
const NAME_CHARACTERS: usize = 220;

/// The longest text of any other kind shown on a line, in characters.
const LINE_CHARACTERS: usize = 400;

/// All verdicts, worst first.
pub(crate) const VERDICTS: [Verdict; 4] =
    [Verdict::Malicious, Verdict::Suspicious, Verdict::Unknown, Verdict::Clean];

/// `name@version`, decoded from the purl and escaped.
pub(crate) fn name(release: &ReleaseResult) -> String {
    let bare = release.purl.strip_prefix("pkg:npm/").unwrap_or(&release.purl);
    excerpt(&percent_decode_str(bare).decode_utf8_lossy(), NAME_CHARACTERS)
}

/// Hostile text, escaped and cut to a line's length.
pub(crate) fn shown(text: &str) -> String {
    excerpt(text, LINE_CHARACTERS)
}

/// A story or another text of ours with hostile parts, escaped and whole.
pub(crate) fn told(text: &str) -> String {
    Escaped(text).to_string()
}

/// Where the bytes came from, in words.
pub(crate) fn origin(release: &ReleaseResult) -> String {
    if release.from == "." { "this project's own files".to_owned() } else { shown(&release.from) }
}

/// The names that brought it in, each escaped.
pub(crate) fn path(release: &ReleaseResult) -> Vec<String> {
    release.dependency_path.iter().map(|name| excerpt(name, NAME_CHARACTERS)).collect()
}

/// Releases with `verdict`, in the result's order.
pub(crate) fn with_verdict(result: &ScanResult, verdict: Verdict) -> impl Iterator<Item = &ReleaseResult> {
    result.releases.iter().filter(move |release| release.judgement.verdict == verdict)
}

/// Malicious and suspicious releases, worst first.
pub(crate) fn accused(result: &ScanResult) -> Vec<&ReleaseResult> {
    let accused = result.releases.iter().filter(|release| release.judgement.verdict >= Verdict::Suspicious);
    let mut accused: Vec<_> = accused.collect();
    accused.sort_by_key(|release| Reverse(release.judgement.verdict));
    accused
}

/// How many findings of one chain are shown with their source.
pub(crate) const FINDINGS: usize = 4;

/// Whether `chain`'s story tells `finding`, its member of that number, rather than only count it.
pub(crate) fn is_told(chain: &Chain, number: usize, finding: &Finding) -> bool {
    number == 0 || (!finding.clause.is_empty() && chain.story.contains(finding.clause.as_str()))
}

/// Gaps of one kind and reason, with the files they concern.
pub(crate) struct GapGroup<'a> {
    pub(crate) kind: &'static str,
    pub(crate) reason: &'a str,
    pub(crate) files: Vec<&'a str>,
    pub(crate) count: usize,
    pub(crate) may_hide_threat: bool,
}

/// `gaps` grouped by kind and reason, those that could hide a threat first.
pub(crate) fn gap_groups(gaps: &[Gap]) -> Vec<GapGroup<'_>> {
    let mut groups: BTreeMap<(bool, GapKind, &str), GapGroup<'_>> = BTreeMap::new();
    for gap in gaps {
        let group = groups.entry((!gap.may_hide_threat, gap.kind, &gap.reason)).or_insert_with(|| GapGroup {
            kind: gap_kind(gap.kind),
            reason: &gap.reason,
            files: Vec::new(),
            count: 0,
            may_hide_threat: gap.may_hide_threat,
        });
        group.count += 1;
        group.files.extend(gap.file.as_deref());
    }
    groups.into_values().collect()
}

/// The word for a kind of gap, as in machine formats.
pub(crate) fn gap_kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Unavailable => "unavailable",
        GapKind::IntegrityMismatch => "integrity-mismatch",
        GapKind::Unpack => "unpack",
        GapKind::Limit => "limit",
        GapKind::Unparsed => "unparsed",
        GapKind::LexicalOnly => "lexical-only",
        GapKind::Budget => "budget",
        GapKind::Emulation => "emulation",
        GapKind::Unsupported => "unsupported",
        GapKind::Unresolved => "unresolved",
        GapKind::Lockfile => "lockfile",
        GapKind::Worker => "worker",
        GapKind::Rule => "rule",
    }
}

/// What the program's exit status means, in a few words.
pub(crate) fn exit_meaning(result: &ScanResult) -> &'static str {
    match result.exit_code() {
        ExitCode::Clean if result.releases.is_empty() => "nothing was listed",
        ExitCode::Clean => "clean, and everything listed was examined",
        ExitCode::Findings => "suspicious code found",
        ExitCode::Malicious => "malicious code found",
        ExitCode::Incomplete => "incomplete: not everything listed was examined",
        ExitCode::Usage => "arguments, policy or input are wrong",
        ExitCode::Internal => "internal error",
    }
}

/// What to do next, in order; empty when there is nothing to do.
pub(crate) fn next_steps(result: &ScanResult) -> Vec<&'static str> {
    match result.exit_code() {
        ExitCode::Malicious => vec![
            "Do not install, build or open this project; remove the malicious releases from the manifest and lockfile.",
            "Where one was installed already, treat the machine as compromised: take it off the network first.",
            "Then, from another machine, replace every secret it could read: npm, git and cloud tokens, ssh keys, CI variables.",
        ],
        ExitCode::Findings => vec![
            "Do not install yet. Read the marked code, or ask someone who can.",
            "If it is what the package says it does, please report a false alarm; if not, remove the release.",
        ],
        ExitCode::Incomplete => {
            vec!["No threat was found in what was examined. Close the gaps above, then scan again."]
        }
        ExitCode::Clean if result.releases.is_empty() => {
            vec!["Is this the folder with the lockfile? Name another target: stockade scan PATH"]
        }
        ExitCode::Clean | ExitCode::Usage | ExitCode::Internal => Vec::new(),
    }
}

/// `1 place`, `3 places`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{release, scan_of};

    #[test]
    fn a_name_is_decoded_and_escaped() {
        let purl = stockade_model::release::purl("@x/\u{1b}[31my", Some("1.0.0"));
        assert_eq!(name(&release(&purl, Verdict::Clean)), "@x/\\u{1b}[31my@1.0.0");
    }

    #[test]
    fn gaps_are_called_as_in_machine_formats() {
        for kind in [GapKind::Unavailable, GapKind::IntegrityMismatch, GapKind::LexicalOnly, GapKind::Rule] {
            assert_eq!(serde_json::to_value(kind).unwrap(), gap_kind(kind));
        }
    }

    #[test]
    fn an_empty_scan_asks_whether_the_folder_is_right() {
        assert!(next_steps(&scan_of(vec![]))[0].contains("lockfile"));
    }

    #[test]
    fn gaps_that_may_hide_a_threat_come_first_and_like_ones_are_counted() {
        let gap = |file: &str| Gap::new(GapKind::Unparsed, "does not parse").in_file(file);
        let gaps = [gap("a.js"), Gap::new(GapKind::Unavailable, "x").harmless(), gap("b.js")];
        let groups = gap_groups(&gaps);
        assert_eq!(groups[0].files, ["a.js", "b.js"]);
        assert!(!groups[1].may_hide_threat);
    }
}
