//! What the matrix holds, as it is kept from one evaluation to the next.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use stockade_model::Verdict;

use super::plan::is_script;
use super::specimens::Specimen;
use crate::eval::judge::Judged;

/// The results of one evaluation.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Matrix {
    /// The transformers, in the order of the columns.
    pub(super) transformers: Vec<String>,
    /// Each specimen by name.
    pub(super) specimens: BTreeMap<String, Row>,
    /// Each honest package, then each transformer, and `as published`.
    pub(super) honest: BTreeMap<String, BTreeMap<String, Cell>>,
    /// Each honest bundle without bad lines.
    pub(super) hosts: BTreeMap<String, Cell>,
    /// Each payload, then each bundle, and `alone`.
    pub(super) injected: BTreeMap<String, BTreeMap<String, Cell>>,
}

/// A specimen and its variants.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Row {
    /// The technique.
    pub(super) technique: String,
    /// Why its variants do not count; none when they do.
    pub(super) left_out: Option<String>,
    /// What became of it by each transformer.
    pub(super) variants: BTreeMap<String, Cell>,
}

/// What became of a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cell {
    /// Suspicious, by a rule that tells the plain specimen too. Not for honest packages.
    Told,
    /// Suspicious, with the first story.
    Suspicious(String),
    /// Malicious, which is proven by running it, with the first story.
    Malicious(String),
    /// Not found, but not passed either, with the first gap.
    Unknown(String),
    /// Clean.
    Clean,
    /// The transformer does not take it, with its reason.
    Refused(String),
}

impl Row {
    /// A row without variants.
    pub(super) fn of(specimen: &Specimen, plain: &Judged) -> Self {
        let left_out = if plain.verdict < Verdict::Suspicious {
            Some(format!("as written it is {}", plain.verdict.name()))
        } else if !plain.files.iter().any(|file| is_script(file)) {
            Some("what is bad in it is no JavaScript file".to_owned())
        } else {
            None
        };
        Self { technique: specimen.technique.clone(), left_out, variants: BTreeMap::new() }
    }
}

impl Cell {
    /// What `judged` says of a variant of what `plain` is about.
    pub(super) fn of(judged: &Judged, plain: &Judged) -> Self {
        let is_told = judged.verdict == Verdict::Suspicious && !judged.rules.is_disjoint(&plain.rules);
        if is_told { Self::Told } else { Self::of_honest(judged) }
    }

    /// What `judged` says where no rule is expected.
    pub(super) fn of_honest(judged: &Judged) -> Self {
        match judged.verdict {
            Verdict::Malicious => Self::Malicious(judged.why.clone()),
            Verdict::Suspicious => Self::Suspicious(judged.why.clone()),
            Verdict::Unknown => Self::Unknown(judged.why.clone()),
            Verdict::Clean => Self::Clean,
        }
    }

    /// Whether it is at least suspicious.
    pub(super) fn is_found(&self) -> bool {
        matches!(self, Self::Told | Self::Suspicious(_) | Self::Malicious(_))
    }

    /// Whether there is a variant.
    pub(super) fn is_made(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }

    /// One word.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Suspicious(_) => "suspicious",
            Self::Malicious(_) => "malicious",
            Self::Unknown(_) => "unknown",
            Self::Clean => "clean",
            Self::Refused(_) => "refused",
        }
    }
}

impl Matrix {
    /// The specimens whose variants count.
    pub(super) fn counted(&self) -> impl Iterator<Item = (&String, &Row)> {
        self.specimens.iter().filter(|(_, row)| row.left_out.is_none())
    }

    /// Each cell with its place in words.
    fn cells(&self) -> BTreeMap<String, &Cell> {
        let named = |kind: &str, row: &str, column: &str| format!("{kind} {row}, {column}");
        let specimens = self.counted().flat_map(|(name, row)| {
            row.variants.iter().map(move |(column, cell)| (named("specimen", name, column), cell))
        });
        let honest = self.honest.iter().flat_map(|(name, row)| {
            row.iter().map(move |(column, cell)| (named("honest", name, column), cell))
        });
        let injected = self.injected.iter().flat_map(|(name, row)| {
            row.iter().map(move |(column, cell)| (named("injected", name, column), cell))
        });
        specimens.chain(honest).chain(injected).collect()
    }
}

/// What `now` gained and lost against `last`, a line each.
pub(super) fn difference(last: Option<&Matrix>, now: &Matrix) -> String {
    let Some(last) = last else { return "no earlier results to compare with".to_owned() };
    let (before, after) = (last.cells(), now.cells());
    let mut text = String::new();
    for (place, cell) in &after {
        match before.get(place) {
            Some(earlier) if earlier.name() != cell.name() => {
                let _ = writeln!(text, "{place}: {}, was {}", cell.name(), earlier.name());
            }
            Some(_) => {}
            None => {
                let _ = writeln!(text, "{place}: {}, is new", cell.name());
            }
        }
    }
    for place in before.keys().filter(|place| !after.contains_key(*place)) {
        let _ = writeln!(text, "{place}: is gone");
    }
    if text.is_empty() { "no difference to the last results".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn judged(verdict: Verdict, rules: &[&str]) -> Judged {
        Judged {
            verdict,
            rules: rules.iter().map(|rule| (*rule).to_owned()).collect(),
            files: BTreeSet::from(["index.js".to_owned()]),
            triggers: BTreeSet::new(),
            why: "why".to_owned(),
        }
    }

    #[test]
    fn a_variant_is_told_by_a_rule_of_the_plain_specimen() {
        let plain = judged(Verdict::Suspicious, &["a", "b"]);
        assert_eq!(Cell::of(&judged(Verdict::Suspicious, &["b"]), &plain), Cell::Told);
        let other = Cell::of(&judged(Verdict::Suspicious, &["c"]), &plain);
        assert_eq!(other, Cell::Suspicious("why".to_owned()));
        assert!(other.is_found());
        assert!(!Cell::of(&judged(Verdict::Unknown, &["a"]), &plain).is_found());
    }

    #[test]
    fn changes_are_told_by_their_place() {
        let matrix = |cell: Cell| Matrix {
            honest: BTreeMap::from([("p@1".to_owned(), BTreeMap::from([("packer".to_owned(), cell)]))]),
            ..Matrix::default()
        };
        let text = difference(Some(&matrix(Cell::Clean)), &matrix(Cell::Unknown("why".to_owned())));
        assert_eq!(text, "honest p@1, packer: unknown, was clean\n");
        let text = difference(Some(&matrix(Cell::Clean)), &Matrix::default());
        assert_eq!(text, "honest p@1, packer: is gone\n");
        assert_eq!(
            difference(Some(&Matrix::default()), &Matrix::default()),
            "no difference to the last results"
        );
    }
}
