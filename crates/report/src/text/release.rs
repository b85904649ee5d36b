//! One release: what it is, what brought it in, and why we believe what we believe.

use std::collections::BTreeSet;

use stockade_model::{Capability, Chain, Finding, ReleaseResult, RuleStatus};

use super::layout::{self, Page};
use super::source;
use crate::style::Verbosity;
use crate::subject::{self, counted, shown, told};

/// How many chains are told unless everything is asked for: the worst come first.
const CHAINS: usize = 5;

/// How many files of a group of gaps are named unless everything is asked for.
const FILES: usize = 3;

/// Shows `release` with all that `page`'s verbosity asks for.
pub(super) fn show(page: &mut Page, release: &ReleaseResult) {
    story(page, release);
    if page.is_at_least(Verbosity::Normal) {
        gaps(page, release);
    }
    page.gap();
}

/// What `release` is and why we believe what we believe, without what was not examined.
pub(crate) fn story(page: &mut Page, release: &ReleaseResult) {
    heading(page, release);
    chains(page, release);
    if !page.is_at_least(Verbosity::Normal) {
        return;
    }
    rules(page, release);
    if page.is_at_least(Verbosity::Verbose) {
        others(page, release);
    }
    capabilities(page, release);
}

fn heading(page: &mut Page, release: &ReleaseResult) {
    let verdict = release.judgement.verdict;
    let lead = format!("{}  ", layout::verdict(page.style(), verdict));
    page.wrapped(&lead, verdict.name().len() + 2, &subject::name(release));
    if !page.is_at_least(Verbosity::Normal) {
        return;
    }
    let path = subject::path(release);
    if path.len() > 1 {
        page.labelled(2, "brought in by  ", &path.join(" › "));
    }
    page.labelled(2, "read from      ", &subject::origin(release));
    if let Some(integrity) = release.integrity.as_ref().filter(|_| page.is_at_least(Verbosity::Verbose)) {
        page.unwrapped(2, "integrity      ", &integrity.to_string());
    }
}

fn chains(page: &mut Page, release: &ReleaseResult) {
    let chains = &release.judgement.chains;
    let limit = if page.is_at_least(Verbosity::Verbose) { chains.len() } else { CHAINS };
    let mut drawn = BTreeSet::new();
    for chain in chains.iter().take(limit) {
        if page.is_at_least(Verbosity::Normal) {
            page.gap();
        }
        let label = if chain.proof { "proven: " } else { "" };
        page.labelled(2, label, &told(&chain.story));
        if page.is_at_least(Verbosity::Normal) {
            for (index, finding) in members(release, chain) {
                if drawn.insert(index) {
                    source::show(page, release.judgement.verdict, finding);
                }
            }
        }
    }
    if let Some(more) = chains.len().checked_sub(limit).filter(|more| *more > 0) {
        page.labelled(
            2,
            "",
            &format!("and {}: --verbose shows all", counted(more, "more story", "more stories")),
        );
    }
}

/// The findings a chain's story tells; those it only counts are left to the machine formats.
fn members<'a>(release: &'a ReleaseResult, chain: &'a Chain) -> impl Iterator<Item = (usize, &'a Finding)> {
    let findings = &release.judgement.findings;
    let members =
        chain.findings.iter().filter_map(|index| findings.get(*index).map(|finding| (*index, finding)));
    let is_told =
        |(number, (_, finding)): &(usize, (usize, &Finding))| subject::is_told(chain, *number, finding);
    members.enumerate().filter(is_told).map(|(_, member)| member).take(subject::FINDINGS)
}

/// The rules behind the stories, in the stories' order.
fn rules(page: &mut Page, release: &ReleaseResult) {
    let findings = &release.judgement.findings;
    let chained = release.judgement.chains.iter().flat_map(|chain| &chain.findings);
    let mut seen = BTreeSet::new();
    let rules = chained.filter_map(|index| findings.get(*index)).map(|finding| finding.rule.as_str());
    let rules: Vec<&str> = rules.filter(|rule| seen.insert(*rule)).collect();
    let Some(first) = rules.first().copied() else { return };
    page.gap();
    let listed: Vec<String> = rules.iter().map(|rule| format!("[{}]", shown(rule))).collect();
    page.labelled(2, "rules    ", &listed.join(" "));
    page.labelled(2, "explain  ", &format!("stockade explain {}", shown(first)));
}

/// Findings that no story tells.
fn others(page: &mut Page, release: &ReleaseResult) {
    let chained: BTreeSet<usize> =
        release.judgement.chains.iter().flat_map(|chain| chain.findings.iter().copied()).collect();
    for (index, finding) in release.judgement.findings.iter().enumerate() {
        if chained.contains(&index) {
            continue;
        }
        let weight = if finding.status == RuleStatus::Stable { "noted    " } else { "preview  " };
        let clause = told(&finding.clause);
        page.labelled(
            2,
            weight,
            &format!("{}, {clause} [{}]", finding.trigger.phrase(), shown(&finding.rule)),
        );
    }
}

fn capabilities(page: &mut Page, release: &ReleaseResult) {
    let capabilities = &release.judgement.capabilities;
    for (trigger, able) in capabilities.iter().filter(|(_, able)| !able.is_empty()) {
        let able: Vec<&str> = able.iter().map(|capability| capability_words(*capability)).collect();
        page.labelled(2, "can do   ", &format!("{}: {}", trigger.phrase(), able.join(", ")));
    }
}

fn capability_words(capability: Capability) -> &'static str {
    match capability {
        Capability::Network => "use the network",
        Capability::Process => "start processes",
        Capability::DynamicCode => "run text as code",
        Capability::FileRead => "read files of others",
        Capability::FileWrite => "write files",
        Capability::Environment => "read the environment",
        Capability::HostFacts => "read facts of the host",
        Capability::NativeCode => "load native code",
        Capability::GlobalPatch => "replace shared functions",
    }
}

fn gaps(page: &mut Page, release: &ReleaseResult) {
    for group in subject::gap_groups(&release.judgement.gaps) {
        if !group.may_hide_threat && !page.is_at_least(Verbosity::Verbose) {
            continue;
        }
        let limit = if page.is_at_least(Verbosity::Verbose) { group.files.len() } else { FILES };
        page.labelled(2, "gap      ", &gap_line(&group, limit));
    }
}

/// `unparsed: does not parse (a.js, b.js and 2 more)`.
pub(super) fn gap_line(group: &subject::GapGroup<'_>, files: usize) -> String {
    let named: Vec<String> = group.files.iter().take(files).map(|file| shown(file)).collect();
    let more = group.count.checked_sub(named.len()).filter(|more| *more > 0 && !named.is_empty());
    let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
    let files = if named.is_empty() { String::new() } else { format!(" ({}{more})", named.join(", ")) };
    let harmless = if group.may_hide_threat { "" } else { "; nothing could hide in it" };
    format!("{}: {}{files}{harmless}", group.kind, shown(group.reason))
}
