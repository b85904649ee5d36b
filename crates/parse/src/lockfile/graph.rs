//! The graph that every lockfile is, whatever its format: releases, and which needs which.
//!
//! From it come the shortest chain that brings each release in, and the strongest kind of dependency on
//! that account.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use stockade_model::escape::excerpt;
use stockade_model::{
    DependencyKind, Gap, GapKind, Integrity, LockedRelease, PackageName, ReleaseSource, Version,
};

use super::LockedPatch;

/// What a lockfile says of one release, nothing of it checked.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) version: Option<String>,
    pub(super) source: ReleaseSource,
    pub(super) integrity: Option<String>,
    pub(super) has_own_checksum: bool,
    pub(super) install_path: String,
    /// The kind that the lockfile states, where it does.
    pub(super) stated_kind: Option<DependencyKind>,
    pub(super) is_bundled: bool,
    pub(super) line: u32,
    pub(super) edges: Vec<Edge>,
}

impl Draft {
    /// A registry's release of which only name, version and line are known.
    pub(super) fn new(name: impl Into<String>, version: Option<String>, line: u32) -> Self {
        Self {
            name: name.into(),
            version,
            source: ReleaseSource::Registry { resolved: None },
            integrity: None,
            has_own_checksum: false,
            install_path: String::new(),
            stated_kind: None,
            is_bundled: false,
            line,
            edges: Vec::new(),
        }
    }
}

/// A dependency on the release at index `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) to: usize,
    pub(super) kind: DependencyKind,
}

/// The releases of a lockfile and their edges.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Draft>,
    /// What the project and its workspace hold or need directly; none where the lockfile does not say.
    pub(super) starts: Option<Vec<Edge>>,
    pub(super) gaps: Vec<Gap>,
    pub(super) patches: Vec<LockedPatch>,
}

/// A release's place in the graph: who was passed on the shortest way to it, and how strongly it is needed.
struct Reached {
    from: Vec<Option<usize>>,
    is_reached: Vec<bool>,
    kinds: Vec<Option<DependencyKind>>,
}

impl Graph {
    /// Adds a release; its index.
    pub(super) fn add(&mut self, draft: Draft) -> usize {
        self.nodes.push(draft);
        self.nodes.len() - 1
    }

    /// Adds an edge between two releases.
    pub(super) fn connect(&mut self, from: usize, to: usize, kind: DependencyKind) {
        if let Some(node) = self.nodes.get_mut(from) {
            node.edges.push(Edge { to, kind });
        }
    }

    /// Adds an edge from the project itself.
    pub(super) fn start(&mut self, to: usize, kind: DependencyKind) {
        self.starts.get_or_insert_default().push(Edge { to, kind });
    }

    /// Notes an entry of the lockfile that could not be used.
    pub(super) fn gap(&mut self, kind: GapKind, reason: impl Into<String>) {
        self.gaps.push(Gap::new(kind, reason));
    }

    /// Notes a dependency that no entry of the lockfile answers. One that may be absent is none.
    pub(super) fn unresolved(&mut self, dependant: &str, name: &str, kind: DependencyKind) {
        if matches!(kind, DependencyKind::Production | DependencyKind::Development) {
            let (dependant, name) = (excerpt(dependant, 80), excerpt(name, 80));
            self.gap(
                GapKind::Unresolved,
                format!(
                    "`{dependant}` needs `{name}`, which the lockfile does not list: update the lockfile"
                ),
            );
        }
    }

    /// The releases, the gaps, and the indexes of releases pinned by a checksum of the lockfile's own.
    pub(super) fn finish(mut self) -> (Vec<LockedRelease>, Vec<Gap>, Vec<usize>) {
        let reached = self.reach();
        let mut merged: FxHashMap<Identity, usize> = FxHashMap::default();
        let mut releases: Vec<(LockedRelease, bool)> = Vec::with_capacity(self.nodes.len());
        let nodes = std::mem::take(&mut self.nodes);
        for (index, draft) in nodes.iter().enumerate() {
            let Some(release) = self.release(draft, index, &nodes, &reached) else { continue };
            let is_new_place = !release.install_path.is_empty();
            let identity = identity_of(&release);
            match merged.get(&identity).and_then(|at| releases.get_mut(*at)).filter(|_| !is_new_place) {
                Some((known, has_own_checksum)) => {
                    *has_own_checksum |= draft.has_own_checksum;
                    merge(known, release);
                }
                None => {
                    merged.insert(identity, releases.len());
                    releases.push((release, draft.has_own_checksum));
                }
            }
        }
        releases.sort();
        self.gaps.sort();
        self.gaps.dedup();
        let is_pinned = |(release, own): &(LockedRelease, bool)| *own && release.integrity.is_none();
        let own = releases.iter().enumerate().filter(|(_, pair)| is_pinned(pair)).map(|(index, _)| index);
        let own = own.collect();
        (releases.into_iter().map(|(release, _)| release).collect(), self.gaps, own)
    }

    fn release(
        &mut self,
        draft: &Draft,
        index: usize,
        nodes: &[Draft],
        reached: &Reached,
    ) -> Option<LockedRelease> {
        let shown = excerpt(&draft.name, 80);
        let Ok(name) = draft.name.parse::<PackageName>() else {
            let reason = format!("line {}: `{shown}` is no package name", draft.line);
            self.gap(GapKind::Lockfile, reason);
            return None;
        };
        let version = draft.version.as_deref().and_then(|text| text.parse::<Version>().ok());
        let is_registry = matches!(draft.source, ReleaseSource::Registry { .. });
        if version.is_none() && (is_registry && !draft.is_bundled) {
            let text = excerpt(draft.version.as_deref().unwrap_or_default(), 80);
            let reason = format!("line {}: `{shown}` has no valid version (`{text}`)", draft.line);
            self.gap(GapKind::Lockfile, reason);
            return None;
        }
        let integrity = draft.integrity.as_deref().filter(|text| !text.trim().is_empty());
        let parsed = integrity.and_then(|text| text.parse::<Integrity>().ok());
        if let (Some(text), None) = (integrity, &parsed) {
            let text = excerpt(text, 40);
            let reason = format!("line {}: `{shown}` has a malformed integrity (`{text}`)", draft.line);
            self.gap(GapKind::Lockfile, reason);
        }
        let kind = reached.kinds.get(index).copied().flatten();
        let stated = draft.stated_kind;
        Some(LockedRelease {
            name,
            version,
            source: draft.source.clone(),
            integrity: parsed,
            install_path: draft.install_path.clone(),
            kind: if self.starts.is_some() { kind.or(stated) } else { stated.or(kind) }
                .unwrap_or(DependencyKind::Production),
            is_bundled: draft.is_bundled,
            dependency_path: reached.path(index, nodes),
            line: draft.line,
        })
    }

    /// Walks the graph breadth first from the project. Where the lockfile does not say what the project needs,
    /// from the releases that no other one needs; in both cases what is left over starts a chain of its own.
    fn reach(&self) -> Reached {
        let count = self.nodes.len();
        let mut reached =
            Reached { from: vec![None; count], is_reached: vec![false; count], kinds: vec![None; count] };
        let starts = self.starts.clone().unwrap_or_else(|| self.unneeded());
        self.walk(&starts, &mut reached);
        for level in [DependencyKind::Production, DependencyKind::Peer, DependencyKind::Optional] {
            self.settle(&starts, level, &mut reached.kinds);
        }
        for (kind, is_reached) in reached.kinds.iter_mut().zip(&reached.is_reached) {
            if *is_reached {
                kind.get_or_insert(DependencyKind::Development);
            }
        }
        for index in 0..count {
            if !reached.is_reached.get(index).copied().unwrap_or(true) {
                self.walk(&[Edge { to: index, kind: DependencyKind::Production }], &mut reached);
            }
        }
        reached
    }

    fn unneeded(&self) -> Vec<Edge> {
        let mut is_needed = vec![false; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            for edge in node.edges.iter().filter(|edge| edge.to != index) {
                if let Some(flag) = is_needed.get_mut(edge.to) {
                    *flag = true;
                }
            }
        }
        let unneeded = is_needed.iter().enumerate().filter(|(_, is_needed)| !**is_needed);
        unneeded.map(|(to, _)| Edge { to, kind: DependencyKind::Production }).collect()
    }

    fn walk(&self, starts: &[Edge], reached: &mut Reached) {
        let mut queue: VecDeque<(usize, Option<usize>)> = starts.iter().map(|edge| (edge.to, None)).collect();
        while let Some((index, from)) = queue.pop_front() {
            let Some(is_reached) = reached.is_reached.get_mut(index).filter(|done| !**done) else { continue };
            *is_reached = true;
            if let Some(slot) = reached.from.get_mut(index) {
                *slot = from;
            }
            let edges = self.nodes.get(index).map_or(&[][..], |node| &node.edges);
            queue.extend(edges.iter().map(|edge| (edge.to, Some(index))));
        }
    }

    /// Gives `level` to every release without a kind that edges no weaker than `level` lead to.
    fn settle(&self, starts: &[Edge], level: DependencyKind, kinds: &mut [Option<DependencyKind>]) {
        let mut is_seen = vec![false; self.nodes.len()];
        let mut stack: Vec<Edge> = starts.to_vec();
        while let Some(edge) = stack.pop() {
            let Some(is_seen) = is_seen.get_mut(edge.to).filter(|seen| !**seen && edge.kind <= level) else {
                continue;
            };
            *is_seen = true;
            if let Some(kind) = kinds.get_mut(edge.to) {
                kind.get_or_insert(level);
            }
            stack.extend(self.nodes.get(edge.to).map_or(&[][..], |node| &node.edges));
        }
    }
}

/// Longest chain shown whole. Honest trees stay under 30; a hostile lockfile could make each of a million
/// chains a million names long.
const CHAIN_NAMES: usize = 100;

impl Reached {
    fn path(&self, index: usize, nodes: &[Draft]) -> Vec<String> {
        let chain = std::iter::successors(Some(index), |at| self.from.get(*at).copied().flatten());
        let mut names: Vec<String> = chain
            .filter_map(|at| nodes.get(at))
            .take(CHAIN_NAMES + 1)
            .map(|node| node.name.clone())
            .collect();
        if names.len() > CHAIN_NAMES {
            names.truncate(CHAIN_NAMES);
            names.push("…".to_owned());
        }
        names.reverse();
        names
    }
}

type Identity = (PackageName, Option<Version>, ReleaseSource, Option<Integrity>, String);

fn identity_of(release: &LockedRelease) -> Identity {
    let LockedRelease { name, version, source, integrity, install_path, .. } = release.clone();
    (name, version, source, integrity, install_path)
}

/// Takes into `known` what another entry for the same release says.
fn merge(known: &mut LockedRelease, other: LockedRelease) {
    known.kind = known.kind.min(other.kind);
    known.line = known.line.min(other.line);
    known.is_bundled &= other.is_bundled;
    if other.dependency_path.len() < known.dependency_path.len() {
        known.dependency_path = other.dependency_path;
    }
}
