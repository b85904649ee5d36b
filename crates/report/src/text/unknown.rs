//! What was not examined: releases with the same gaps together, and gaps that belong to no release.

use std::collections::BTreeMap;

use stockade_model::{ScanResult, Verdict};

use super::layout::{self, Page};
use super::release::gap_line;
use crate::style::Verbosity;
use crate::subject::{self, counted};

/// How many releases of a group are named unless everything is asked for.
const NAMES: usize = 8;

/// Shows unknown releases, then the scan's own gaps.
pub(super) fn show(page: &mut Page, result: &ScanResult) {
    let mut groups: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for release in subject::with_verdict(result, Verdict::Unknown) {
        let gaps = subject::gap_groups(&release.judgement.gaps);
        let gaps =
            gaps.iter().filter(|group| group.may_hide_threat).map(|group| gap_line(group, NAMES)).collect();
        groups.entry(gaps).or_default().push(subject::name(release));
    }
    for (gaps, names) in groups {
        let title =
            if names.len() == 1 { String::new() } else { counted(names.len(), "release", "releases") };
        group(page, &title, &names);
        gaps.iter().for_each(|gap| page.labelled(2, "gap  ", gap));
        page.gap();
    }
    scan_gaps(page, result);
}

fn group(page: &mut Page, title: &str, names: &[String]) {
    let limit = if page.is_at_least(Verbosity::Verbose) { names.len() } else { NAMES };
    let mut listed: Vec<String> = names.iter().take(limit).cloned().collect();
    if let Some(more) = names.len().checked_sub(limit).filter(|more| *more > 0) {
        listed.push(format!("and {more} more (--verbose lists all)"));
    }
    let lead = format!("{}  ", layout::verdict(page.style(), Verdict::Unknown));
    let lead_width = Verdict::Unknown.name().len() + 2;
    if title.is_empty() {
        page.wrapped(&lead, lead_width, &listed.join(", "));
    } else {
        page.wrapped(&lead, lead_width, title);
        page.labelled(2, "", &listed.join(", "));
    }
}

fn scan_gaps(page: &mut Page, result: &ScanResult) {
    let groups = subject::gap_groups(&result.gaps);
    if groups.is_empty() {
        return;
    }
    page.line("not examined");
    for group in &groups {
        let limit = if page.is_at_least(Verbosity::Verbose) { group.files.len() } else { NAMES };
        page.labelled(2, "gap  ", &gap_line(group, limit));
    }
    page.gap();
}
