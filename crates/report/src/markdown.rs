//! A comment for a pull request: the verdict, the stories, the code behind a fold.
//!
//! A comment is rendered with links, images and mentions, so everything a scanned package wrote is shown as a
//! code span, a code block or escaped text ([`escape`]): it can open no tag, close no fence and call nobody. It
//! stands in lists, never in tables, whose cells a backslash before a pipe would break.

mod escape;

use stockade_model::{Chain, Evidence, ReleaseResult, ScanResult, Verdict};

use crate::marked;
use crate::subject::{self, counted};
use escape::{code, code_block, prose};

/// Lets a bot find its own comment again.
const MARKER: &str = "<!-- stockade-report -->";

/// The longest comment, in bytes. GitHub refuses comments over 65,536 characters; the rest is the summary's.
const COMMENT_BYTES: usize = 60_000;

/// How many places of one finding are shown.
const PLACES: usize = 8;

/// How many stories of one release are told: the worst come first.
const CHAINS: usize = 5;

/// How many lines of gaps are listed, and how many bytes they may take beyond [`COMMENT_BYTES`].
const GAPS: usize = 30;
const GAP_BYTES: usize = 4_500;

/// The whole comment.
pub(crate) fn render(result: &ScanResult) -> String {
    let mut text = format!("{MARKER}\n## Stockade: {}\n\n", subject::exit_meaning(result));
    for step in subject::next_steps(result) {
        text += &format!("- {}\n", prose(step));
    }
    text += &table(result);
    let accused = subject::accused(result);
    let mut shown = 0;
    for release in &accused {
        let fits = |section: &String| text.len() + section.len() <= COMMENT_BYTES;
        let full = stories(release) + &evidence(release);
        let Some(section) = Some(full).filter(fits).or_else(|| Some(stories(release)).filter(fits)) else {
            break;
        };
        text += &section;
        shown += 1;
    }
    if shown < accused.len() {
        let more = counted(accused.len() - shown, "more release", "more releases");
        text +=
            &format!("\n**{more} with findings did not fit this comment: see the text or JSON report.**\n");
    }
    text + &gaps(result) + &footer(result)
}

fn table(result: &ScanResult) -> String {
    let mut text = String::from("\n| verdict | releases |\n|---|---|\n");
    for verdict in subject::VERDICTS {
        let count = subject::with_verdict(result, verdict).count();
        text += &format!("| {} | {count} |\n", verdict.name());
    }
    text
}

/// A release and its stories.
fn stories(release: &ReleaseResult) -> String {
    let judgement = &release.judgement;
    let mut text = format!("\n### {}: {}\n\n", judgement.verdict.name(), code(&subject::name(release)));
    let path: Vec<String> = subject::path(release).iter().map(|name| code(name)).collect();
    if path.len() > 1 {
        text += &format!("brought in by {}, ", path.join(" › "));
    }
    let origin = subject::origin(release);
    let origin = if release.from == "." { prose(&origin) } else { code(&origin) };
    text += &format!("read from {origin}\n\n");
    for chain in judgement.chains.iter().take(CHAINS) {
        let proven = if chain.proof { "**proven:** " } else { "" };
        text += &format!("- {proven}{}\n", prose(&subject::told(&chain.story)));
    }
    if let Some(more) = judgement.chains.len().checked_sub(CHAINS).filter(|more| *more > 0) {
        text += &format!("- and {}\n", counted(more, "more story", "more stories"));
    }
    text
}

/// The code behind a release's stories.
fn evidence(release: &ReleaseResult) -> String {
    release.judgement.chains.iter().take(CHAINS).map(|chain| details(release, chain)).collect()
}

/// The places of the finding that starts `chain` and of those its story tells, behind a fold.
fn details(release: &ReleaseResult, chain: &Chain) -> String {
    let findings = chain.findings.iter().filter_map(|index| release.judgement.findings.get(*index));
    let told = findings
        .enumerate()
        .filter(|(number, one)| *number == 0 || chain.story.contains(one.clause.as_str()));
    let mut text = String::new();
    let mut places = 0;
    for (_, finding) in told.take(subject::FINDINGS) {
        text += &format!("\n**{}** {}\n", prose(&finding.title), code(&finding.rule));
        finding.evidence.iter().take(PLACES).for_each(|evidence| text += &place(evidence));
        if let Some(more) = finding.evidence.len().checked_sub(PLACES).filter(|more| *more > 0) {
            text += &format!("\n…and {}.\n", counted(more, "more place", "more places"));
        }
        places += finding.evidence.len();
    }
    let trigger = chain.trigger.phrase();
    let summary = format!("{trigger}: {} of evidence", counted(places, "place", "places"));
    format!("\n<details><summary>{summary}</summary>\n{text}\n</details>\n")
}

fn place(evidence: &Evidence) -> String {
    let place = &evidence.place;
    let address = code(&format!("{}:{}:{}", subject::shown(&place.file), place.line, place.column));
    let note = prose(&subject::shown(&evidence.note));
    let block = if evidence.snippet.is_empty() { String::new() } else { marked_block(evidence) };
    format!("\n{address} {note}\n{block}")
}

/// The marked line, with carets under what is marked.
fn marked_block(evidence: &Evidence) -> String {
    let (line, marked) = marked::line(evidence);
    let width = |range| line.get(range).map_or(0, |text: &str| text.chars().count());
    let carets = "^".repeat(width(marked.clone()).max(1));
    let under = format!("{}{carets}", " ".repeat(width(0..marked.start)));
    code_block(&[&line, &under], &evidence.place.file)
}

fn gaps(result: &ScanResult) -> String {
    let mut lines: Vec<String> =
        subject::gap_groups(&result.gaps).iter().map(|group| format!("- {}\n", gap(group))).collect();
    for release in result.releases.iter().filter(|release| release.judgement.verdict != Verdict::Clean) {
        let groups = subject::gap_groups(&release.judgement.gaps);
        let groups = groups.iter().filter(|group| group.may_hide_threat);
        lines.extend(groups.map(|group| format!("- {}: {}\n", code(&subject::name(release)), gap(group))));
    }
    if lines.is_empty() {
        return String::new();
    }
    let title = counted(lines.len(), "gap", "gaps");
    let mut list = String::new();
    let mut shown = 0;
    for line in lines.iter().take(GAPS) {
        if list.len() + line.len() > GAP_BYTES {
            break;
        }
        list += line;
        shown += 1;
    }
    let more = match lines.len() - shown {
        0 => String::new(),
        more => {
            format!("\n…and {}: see the text or JSON report.\n", counted(more, "more line", "more lines"))
        }
    };
    format!("\n<details><summary>not examined: {title}</summary>\n\n{list}{more}\n</details>\n")
}

fn gap(group: &subject::GapGroup<'_>) -> String {
    let file =
        group.files.first().map(|file| format!(" in {}", code(&subject::shown(file)))).unwrap_or_default();
    let more = if group.count > 1 && !group.files.is_empty() {
        format!(" and {}", counted(group.count - 1, "more file", "more files"))
    } else {
        String::new()
    };
    format!("{}: {}{file}{more}", group.kind, prose(&subject::shown(group.reason)))
}

fn footer(result: &ScanResult) -> String {
    let coverage = result.coverage;
    format!(
        "\nresolved {} · examined {} · gaps {} · exit {} · stockade {} · ruleset {}\n",
        coverage.resolved,
        coverage.examined,
        coverage.gaps,
        result.exit_code().status(),
        prose(&subject::shown(&result.tool.version)),
        code(&subject::shown(&result.tool.ruleset)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{scan, scan_of};

    #[test]
    fn the_comment_looks_like_this() {
        insta::assert_snapshot!(render(&scan()));
    }

    #[test]
    fn a_comment_stays_under_the_limit_and_says_what_it_left_out() {
        let accused = scan().releases.remove(1);
        let comment = render(&scan_of(vec![accused; 200]));
        assert!(comment.len() < 65_536);
        assert!(comment.contains("more releases with findings did not fit this comment"));
    }

    #[test]
    fn a_release_too_large_for_the_comment_still_tells_its_stories() {
        let mut accused = scan().releases.remove(1);
        let finding = &mut accused.judgement.findings[0];
        finding.evidence.iter_mut().for_each(|one| one.snippet = "\u{1b}".repeat(9_000));
        let comment = render(&scan_of(vec![accused]));
        assert!(comment.len() < 65_536);
        assert!(comment.contains("sends it to `collector.invalid`"));
    }

    #[test]
    fn gaps_that_explode_when_escaped_stay_under_the_limit() {
        let mut unknown = scan().releases.remove(3);
        unknown.judgement.gaps[0].reason = "\u{1b}".repeat(9_000);
        let comment = render(&scan_of(vec![unknown; 40]));
        assert!(comment.len() < 65_536);
        assert!(comment.contains("more lines"));
    }

    #[test]
    fn many_gaps_are_counted() {
        let unknown = scan().releases.remove(3);
        let comment = render(&scan_of(vec![unknown; 2_000]));
        assert!(comment.len() < 65_536);
        assert!(comment.contains("and 1970 more lines"));
    }
}
