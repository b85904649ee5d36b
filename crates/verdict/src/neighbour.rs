//! When two findings tell the same story.
//!
//! Two patterns that merely occur in one large bundle are no story: honest applications packed into one file
//! hold a process call here and an encoded string there. So two findings belong together only when their
//! evidence lies near in one file:
//!
//! - in code that runs by itself (at install, import, a command or a build) within [`LINES`] lines; on one
//!   line within [`COLUMNS`] columns. A place beyond column [`MINIFIED_COLUMN`] stands in a minified line,
//!   whose neighbouring lines are far away: it is near only to places on its own line. Evidence that marks a
//!   whole file (`Place::whole_file`) speaks of all its lines and is near to each;
//! - in code that waits to be called, which someone asked for, only on one line within [`WINDOW_COLUMNS`]
//!   columns: the same few statements.
//!
//! The second finding must also run under the same trigger or a stronger one: a threat in code that runs is
//! not explained by code that does not.

use std::collections::BTreeMap;

use stockade_model::{Finding, Place, Trigger};

/// Lines that a person reads as one piece of work: the longest loaders of the threat catalogue's
/// unobfuscated specimens, a reader, a packer and a sender, fit in it.
pub(crate) const LINES: u32 = 200;

/// The same in a minified line: about 40 statements.
pub(crate) const COLUMNS: u32 = 2_000;

/// Hand-written lines end well before this column.
pub(crate) const MINIFIED_COLUMN: u32 = 5_000;

/// The width of a snippet, which a report shows as one window.
pub(crate) const WINDOW_COLUMNS: u32 = 160;

/// How near two places are, nearest first: lines apart, then columns apart (0 on different lines).
type Distance = (u32, u32);

/// Where the findings that may support others have their evidence.
#[derive(Default)]
pub(crate) struct Neighbours<'a> {
    files: BTreeMap<&'a str, BTreeMap<(&'a str, Trigger), Positions>>,
}

/// The places of one rule under one trigger in one file.
#[derive(Default)]
struct Positions {
    /// Line, column and finding, sorted.
    all: Vec<(u32, u32, usize)>,
    /// Those outside minified lines.
    readable: Vec<(u32, u32, usize)>,
    /// The first finding that marks the whole file.
    whole: Option<usize>,
}

impl<'a> Neighbours<'a> {
    /// The places of `supporters`, as indices into `findings`.
    pub(crate) fn new(findings: &'a [Finding], supporters: impl Iterator<Item = usize>) -> Self {
        let mut neighbours = Self::default();
        for index in supporters {
            let Some(finding) = findings.get(index) else { continue };
            for evidence in &finding.evidence {
                neighbours.insert(finding, &evidence.place, index);
            }
        }
        for positions in neighbours.files.values_mut().flat_map(BTreeMap::values_mut) {
            positions.all.sort_unstable();
            positions.readable.sort_unstable();
        }
        neighbours
    }

    fn insert(&mut self, finding: &'a Finding, place: &'a Place, index: usize) {
        let rules = self.files.entry(place.file.as_str()).or_default();
        let positions = rules.entry((finding.rule.as_str(), finding.trigger)).or_default();
        let position = (place.line, place.column, index);
        positions.all.push(position);
        if is_whole_file(place) {
            positions.whole = positions.whole.map(|first| first.min(index)).or(Some(index));
        }
        if place.column <= MINIFIED_COLUMN {
            positions.readable.push(position);
        }
    }

    /// The nearest finding of each other rule that tells the same story as `finding`, by rule.
    pub(crate) fn of(&self, finding: &Finding) -> BTreeMap<&'a str, usize> {
        let mut nearest: BTreeMap<&'a str, (Distance, usize)> = BTreeMap::new();
        for evidence in &finding.evidence {
            let Some(rules) = self.files.get(evidence.place.file.as_str()) else { continue };
            for ((rule, trigger), positions) in rules {
                if *rule == finding.rule || *trigger > finding.trigger {
                    continue;
                }
                let is_called = [*trigger, finding.trigger].contains(&Trigger::Call);
                let Some(found) = positions.nearest(&evidence.place, is_called) else { continue };
                nearest.entry(rule).and_modify(|best| *best = found.min(*best)).or_insert(found);
            }
        }
        nearest.into_iter().map(|(rule, (_, index))| (rule, index)).collect()
    }
}

impl Positions {
    fn nearest(&self, place: &Place, is_called: bool) -> Option<(Distance, usize)> {
        let columns = if is_called { WINDOW_COLUMNS } else { COLUMNS };
        let on_line = around(&self.all, place)
            .filter(|(line, column, _)| *line == place.line && column.abs_diff(place.column) <= columns)
            .map(|(_, column, index)| ((0, column.abs_diff(place.column)), index));
        let is_readable = !is_called && place.column <= MINIFIED_COLUMN;
        let on_lines = around(&self.readable, place)
            .filter(|(line, _, _)| is_readable && *line != place.line && line.abs_diff(place.line) <= LINES)
            .map(|(line, _, index)| ((line.abs_diff(place.line), 0), index));
        let first = self.all.first().map(|(_, _, index)| *index).filter(|_| is_whole_file(place));
        let whole = self.whole.or(first).filter(|_| !is_called).map(|index| ((LINES, COLUMNS), index));
        on_line.chain(on_lines).chain(whole).min()
    }
}

/// Whether `place` is what `Place::whole_file` makes.
fn is_whole_file(place: &Place) -> bool {
    (place.line, place.column, place.length) == (1, 1, 1)
}

/// The positions next to `place` on either side, of sorted `positions`.
fn around(positions: &[(u32, u32, usize)], place: &Place) -> impl Iterator<Item = (u32, u32, usize)> {
    let split = positions.partition_point(|(line, column, _)| (*line, *column) < (place.line, place.column));
    let before = split.checked_sub(1).and_then(|index| positions.get(index));
    before.into_iter().chain(positions.get(split)).copied()
}

#[cfg(test)]
mod tests {
    use stockade_model::Evidence;

    use super::*;
    use crate::sample::{evidence, hint};

    fn meet(one: &Finding, other: &Finding) -> bool {
        let findings = [other.clone()];
        !Neighbours::new(&findings, std::iter::once(0)).of(one).is_empty()
    }

    fn at(trigger: Trigger, line: u32, column: u32) -> Finding {
        Finding { trigger, evidence: vec![evidence("a.js", line, column)], ..hint("one", "a.js", line) }
    }

    fn other(finding: Finding) -> Finding {
        Finding { rule: "other".into(), ..finding }
    }

    #[test]
    fn near_lines_of_one_file_meet() {
        assert!(meet(&at(Trigger::Import, 1, 1), &other(at(Trigger::Import, 201, 1))));
    }

    #[test]
    fn far_lines_of_one_file_do_not_meet() {
        assert!(!meet(&at(Trigger::Import, 1, 1), &other(at(Trigger::Import, 202, 1))));
    }

    #[test]
    fn different_files_do_not_meet() {
        assert!(!meet(&hint("one", "a.js", 1), &hint("other", "b.js", 1)));
    }

    #[test]
    fn any_shared_step_of_a_flow_lets_them_meet() {
        let flow = Finding {
            evidence: vec![evidence("a.js", 9, 1), evidence("lib/send.js", 3, 1)],
            ..hint("flow", "lib/send.js", 3)
        };
        assert!(meet(&flow, &hint("other", "a.js", 1)));
    }

    #[test]
    fn far_columns_of_one_minified_line_do_not_meet() {
        assert!(!meet(&at(Trigger::Import, 1, 9_000), &other(at(Trigger::Import, 1, 11_001))));
        assert!(meet(&at(Trigger::Import, 1, 9_000), &other(at(Trigger::Import, 1, 11_000))));
    }

    #[test]
    fn neighbouring_minified_lines_do_not_meet() {
        assert!(!meet(&at(Trigger::Import, 1, 9_000), &other(at(Trigger::Import, 2, 9_000))));
        assert!(!meet(&at(Trigger::Import, 1, 1), &other(at(Trigger::Import, 2, 9_000))));
    }

    #[test]
    fn a_minified_place_between_does_not_hide_a_readable_one() {
        let findings = [other(at(Trigger::Import, 2, 9_000)), other(at(Trigger::Import, 3, 1))];
        let met = Neighbours::new(&findings, 0..2).of(&at(Trigger::Import, 1, 1));
        assert_eq!(met.into_values().collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn what_marks_a_whole_file_meets_every_place_in_it() {
        let whole = Finding {
            evidence: vec![Evidence { place: Place::whole_file("a.js"), ..evidence("a.js", 1, 1) }],
            ..hint("whole", "a.js", 1)
        };
        assert!(meet(&whole, &at(Trigger::Import, 900, 9_000)));
        assert!(meet(&at(Trigger::Import, 900, 9_000), &whole));
        assert!(!meet(&whole, &hint("other", "b.js", 1)));
        let called = Finding { trigger: Trigger::Call, ..whole };
        assert!(!meet(&at(Trigger::Call, 900, 1), &called));
    }

    #[test]
    fn called_code_meets_only_in_one_window() {
        assert!(meet(&at(Trigger::Call, 1, 1), &other(at(Trigger::Call, 1, 161))));
        assert!(!meet(&at(Trigger::Call, 1, 1), &other(at(Trigger::Call, 1, 162))));
        assert!(!meet(&at(Trigger::Call, 1, 1), &other(at(Trigger::Call, 2, 1))));
        assert!(!meet(&at(Trigger::Call, 1, 1), &other(at(Trigger::Import, 2, 1))));
    }

    #[test]
    fn a_weaker_trigger_supports_nothing() {
        assert!(!meet(&at(Trigger::Install, 1, 1), &other(at(Trigger::Import, 2, 1))));
        assert!(meet(&at(Trigger::Import, 1, 1), &other(at(Trigger::Install, 2, 1))));
    }

    #[test]
    fn the_same_rule_twice_is_no_support() {
        assert!(!meet(&at(Trigger::Import, 1, 1), &at(Trigger::Import, 2, 1)));
    }
}
