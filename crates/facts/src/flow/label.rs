//! Where a value may come from.

use crate::vocabulary::Source;

use super::record::Spot;

/// A set of label numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Labels(u128);

impl Labels {
    /// No labels.
    pub const NONE: Self = Self(0);

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The labels of either.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The label numbers, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..LABELS).filter(move |index| self.0 & (1 << index) != 0)
    }
}

/// How many labels one release may have. Beyond them, sources of one kind share the first label of that kind.
const LABELS: usize = 128;

/// One source at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What is read.
    pub source: Source,
    /// Where.
    pub spot: Spot,
}

/// All labels of a release.
#[derive(Debug, Default)]
pub struct LabelTable {
    labels: Vec<Label>,
}

impl LabelTable {
    /// Whether no source was met yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The label of `source` at `spot`, new or known.
    pub fn label(&mut self, source: Source, spot: Spot) -> Labels {
        let known = self.labels.iter().position(|label| label.spot == spot && label.source == source);
        let index = known.or_else(|| self.add(source, spot));
        index.map_or(Labels::NONE, |index| Labels(1 << index))
    }

    fn add(&mut self, source: Source, spot: Spot) -> Option<usize> {
        if self.labels.len() < LABELS {
            self.labels.push(Label { source, spot });
            return Some(self.labels.len() - 1);
        }
        let same_kind =
            |label: &Label| std::mem::discriminant(&label.source) == std::mem::discriminant(&source);
        self.labels.iter().position(same_kind)
    }

    /// The labels of a set.
    pub fn of(&self, labels: Labels) -> impl Iterator<Item = &Label> {
        labels.iter().filter_map(|index| self.labels.get(index))
    }
}
