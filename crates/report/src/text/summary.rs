//! The last lines: what was covered, how it ended, what to do.

use stockade_model::{Containment, ScanResult, Verdict};

use super::layout::{self, Page};
use crate::style::Verbosity;
use crate::subject;

/// How much of the ruleset's hash is shown: enough to tell two rulesets apart.
const HASH_CHARACTERS: usize = 12;

/// Shows the summary.
pub(super) fn show(page: &mut Page, result: &ScanResult) {
    let coverage = result.coverage;
    page.line(&format!(
        "resolved {} · examined {} · gaps {}",
        coverage.resolved, coverage.examined, coverage.gaps
    ));
    let style = page.style();
    let verdicts: Vec<String> = subject::VERDICTS
        .into_iter()
        .map(|verdict| (verdict, subject::with_verdict(result, verdict).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{} {count}", layout::verdict(style, verdict)))
        .collect();
    // Of one release, others are named above.
    let name = match result.releases.as_slice() {
        [only] if only.judgement.verdict == Verdict::Clean => format!("  {}", subject::name(only)),
        _ => String::new(),
    };
    if !verdicts.is_empty() {
        page.line(&(verdicts.join(" · ") + &name));
    }
    if page.is_at_least(Verbosity::Normal) {
        page.line(&format!(
            "stockade {} · ruleset {} · containment {}",
            subject::shown(&result.tool.version),
            short_hash(&result.tool.ruleset),
            containment(result.containment)
        ));
        page.gap();
    }
    page.line(&format!("exit {}: {}", result.exit_code().status(), subject::exit_meaning(result)));
    if page.is_at_least(Verbosity::Normal) {
        subject::next_steps(result).iter().for_each(|step| page.labelled(2, "- ", step));
    }
}

fn short_hash(ruleset: &str) -> String {
    let hash = ruleset.split_once(':').map_or(ruleset, |(_, hash)| hash);
    subject::shown(&hash.chars().take(HASH_CHARACTERS).collect::<String>())
}

fn containment(containment: Containment) -> &'static str {
    match containment {
        Containment::Full => "full",
        Containment::Partial => "partial (this platform lacks a wall)",
        Containment::None => "none (hostile bytes were read in this process)",
        Containment::Unused => "unused (nothing was read anew)",
    }
}
