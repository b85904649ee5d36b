//! How yarn's lockfiles are looked up: by descriptor, the name and range that a dependant asks for.

use rustc_hash::FxHashMap;

use super::origin;

/// Releases by the descriptors they answer, and by name.
#[derive(Debug, Default)]
pub(super) struct Descriptors {
    exact: FxHashMap<String, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
}

impl Descriptors {
    /// Notes that the release at `node` answers `descriptor`.
    pub(super) fn insert(&mut self, descriptor: &str, node: usize) {
        self.exact.insert(descriptor.to_owned(), node);
        let name = origin::split_at_name(descriptor).map_or(descriptor, |(name, _)| name);
        let nodes = self.by_name.entry(name.to_owned()).or_default();
        if nodes.last() != Some(&node) {
            nodes.push(node);
        }
    }

    /// The release that answers the descriptor as it is written.
    pub(super) fn exact(&self, descriptor: &str) -> Option<usize> {
        self.exact.get(descriptor).copied()
    }

    /// The release that answers `name@range`; where none does, as when the project's resolutions change the
    /// range, every release asked for under that name.
    pub(super) fn find(&self, name: &str, range: &str) -> Vec<usize> {
        let exact = self.exact(&format!("{name}@{range}"));
        match exact.or_else(|| self.exact(&format!("{name}@npm:{range}"))) {
            Some(node) => vec![node],
            None => self
                .by_name
                .get(name)
                .map(|nodes| nodes.iter().take(RESOLUTIONS).copied().collect())
                .unwrap_or_default(),
        }
    }
}

/// Most releases that one changed range is taken to mean; bounds the work on a hostile lockfile.
const RESOLUTIONS: usize = 16;
