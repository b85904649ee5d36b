//! The report a tired engineer reads: what is bad first, why in one sentence, the code that shows it, what was
//! not examined, and what to do.

pub(crate) mod layout;
pub(crate) mod release;
mod source;
mod summary;
mod unknown;

use std::io::{self, Write};

use stockade_model::{ScanResult, Verdict};

use crate::style::{Style, Verbosity};
use crate::subject;
use layout::Page;

/// Writes the report.
pub(crate) fn write(result: &ScanResult, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for release in subject::accused(result) {
        let mut page = Page::new(style);
        release::show(&mut page, release);
        out.write_all(page.finish().as_bytes())?;
    }
    let mut page = Page::new(style);
    if style.verbosity > Verbosity::Quiet {
        unknown::show(&mut page, result);
    }
    if style.verbosity == Verbosity::Verbose {
        for release in subject::with_verdict(result, Verdict::Clean) {
            release::show(&mut page, release);
        }
    }
    summary::show(&mut page, result);
    out.write_all(page.finish().as_bytes())
}

#[cfg(test)]
mod tests {
    use stockade_model::{Finding, Gap, GapKind};

    use super::*;
    use crate::sample::{release, scan, scan_of};

    fn shown(result: &ScanResult, verbosity: Verbosity) -> String {
        let mut out = Vec::new();
        write(result, Style { verbosity, ..Style::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_report_looks_like_this() {
        insta::assert_snapshot!(shown(&scan(), Verbosity::Normal));
    }

    #[test]
    fn the_quiet_report_looks_like_this() {
        insta::assert_snapshot!(shown(&scan(), Verbosity::Quiet));
    }

    #[test]
    fn the_verbose_report_looks_like_this() {
        insta::assert_snapshot!(shown(&scan(), Verbosity::Verbose));
    }

    #[test]
    fn a_clean_scan_is_a_few_lines() {
        let result = scan_of(vec![release("pkg:npm/left-alone@1.0.0", Verdict::Clean)]);
        insta::assert_snapshot!(shown(&result, Verbosity::Normal));
    }

    #[test]
    fn an_empty_scan_asks_for_another_target() {
        insta::assert_snapshot!(shown(&scan_of(vec![]), Verbosity::Normal));
    }

    #[test]
    fn many_releases_with_one_gap_take_a_few_lines() {
        let releases = (0..900).map(|number| {
            let mut one = release(&format!("pkg:npm/number-{number}@1.0.0"), Verdict::Unknown);
            one.judgement.gaps =
                vec![Gap::new(GapKind::Unavailable, "not in any cache, and --offline was given")];
            one
        });
        let report = shown(&scan_of(releases.collect()), Verbosity::Normal);
        assert!(report.lines().count() < 20, "{report}");
        assert!(report.contains("number-0@1.0.0") && report.contains("892 more"), "{report}");
    }

    #[test]
    fn every_place_of_a_long_flow_is_shown_or_counted() {
        let mut result = scan();
        let finding = result.releases[1].judgement.findings.first_mut().unwrap();
        let step = finding.evidence[0].clone();
        *finding = Finding { evidence: vec![step; 30], ..finding.clone() };
        assert!(shown(&result, Verbosity::Normal).contains("24 more places"));
        assert!(!shown(&result, Verbosity::Verbose).contains("more places between"));
    }

    #[test]
    fn no_line_of_ours_is_wider_than_the_terminal() {
        let report = shown(&scan(), Verbosity::Normal);
        let wide: Vec<_> = report.lines().filter(|line| line.chars().count() > 120).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }

    #[test]
    fn colour_is_written_only_when_asked() {
        let mut out = Vec::new();
        write(&scan(), Style { color: true, ..Style::default() }, &mut out).unwrap();
        let colored = String::from_utf8(out).unwrap();
        assert!(colored.contains("\u{1b}[1m\u{1b}[31mmalicious\u{1b}[0m"));
        assert!(!colored.contains("\u{1b}[2K"));
        assert!(!shown(&scan(), Verbosity::Verbose).contains('\u{1b}'));
    }
}
