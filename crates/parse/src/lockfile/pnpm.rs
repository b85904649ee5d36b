//! pnpm's `pnpm-lock.yaml`, versions 5.x, 6.x, 9.x and newer.
//!
//! The three families differ in how a key spells a release (`/name/1.0.0_peers`, `/name@1.0.0(peers)`,
//! `name@1.0.0(peers)`) and in whether edges stand beside the releases or in `snapshots`; all else is alike,
//! and one reader tries every spelling.

use rustc_hash::{FxHashMap, FxHashSet};
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, GapKind, ReleaseSource};

use super::graph::{Draft, Graph};
use super::pnpm_document::{Document, Importer, Package, Resolution};
use super::pnpm_key::{split_key, without_peers};
use super::yaml::{self, Pairs, Reference};
use super::{LockedPatch, LockfileError, LockfileKind, Read, origin};

/// Reads a pnpm lockfile.
pub(super) fn read(text: &str) -> Result<Read, LockfileError> {
    let documents: Vec<Document> = yaml::documents(text)?;
    if documents.iter().all(|document| document.lockfile_version.0.is_empty()) {
        return Err(LockfileError::Shape("a pnpm-lock.yaml has a `lockfileVersion`"));
    }
    let lines = yaml::key_lines(text);
    let mut graph = Graph { starts: Some(Vec::new()), ..Graph::default() };
    let mut format_version = String::new();
    for document in documents {
        format_version.clone_from(&document.lockfile_version.0);
        let mut reader =
            Reader { graph: &mut graph, index: FxHashMap::default(), importers: FxHashMap::default() };
        reader.releases(&document, &lines);
        reader.project(&document, &lines);
        reader.edges(&document);
        for (release, patch) in &document.patched_dependencies.0 {
            graph.patches.push(LockedPatch::of(release, &patch.0));
        }
    }
    Ok(Read { kind: LockfileKind::Pnpm, format_version, graph })
}

type Lines<'a> = FxHashMap<(&'a str, String), u32>;

struct Reader<'a> {
    graph: &'a mut Graph,
    /// Releases by key, peers included.
    index: FxHashMap<String, usize>,
    /// Workspace members by folder; none for the project itself.
    importers: FxHashMap<String, Option<usize>>,
}

impl Reader<'_> {
    fn releases(&mut self, document: &Document, lines: &Lines<'_>) {
        for (key, package) in &document.packages.0 {
            let line = lines.get(&("packages", key.clone())).copied().unwrap_or(0);
            self.insert(key, package, line);
        }
        let packages: FxHashMap<&str, &Package> =
            document.packages.0.iter().map(|(key, package)| (key.as_str(), package)).collect();
        for (key, _) in &document.snapshots.0 {
            if self.index.contains_key(key) {
                continue;
            }
            let plain = without_peers(key);
            let line = |section| lines.get(&(section, plain.to_owned())).copied();
            match packages.get(plain) {
                Some(package) => self.insert(key, package, line("packages").unwrap_or(0)),
                None => {
                    let reason =
                        format!("`{}` has a snapshot but is no package of the lockfile", excerpt(key, 120));
                    self.graph.gap(GapKind::Lockfile, reason);
                }
            }
        }
    }

    fn insert(&mut self, key: &str, package: &Package, line: u32) {
        let mut draft = draft_of(key, package, line);
        draft.stated_kind = match (package.optional, package.dev) {
            (_, Some(true)) => Some(DependencyKind::Development),
            (Some(true), _) => Some(DependencyKind::Optional),
            _ => None,
        };
        if package.resolution.variants.is_some() {
            let reason =
                format!("line {line}: `{}` is a runtime with a build for each platform", excerpt(key, 120));
            self.graph.gap(GapKind::Unsupported, reason);
        }
        let node = self.graph.add(draft);
        self.index.insert(key.to_owned(), node);
    }

    fn project(&mut self, document: &Document, lines: &Lines<'_>) {
        for (folder, _) in &document.importers.0 {
            let member = (folder != ".").then(|| {
                // The lockfile names members by folder alone.
                let name = folder.rsplit('/').next().unwrap_or(folder);
                let line = lines.get(&("importers", folder.clone())).copied().unwrap_or(0);
                let mut draft = Draft::new(name, None, line);
                draft.source = ReleaseSource::Workspace { path: folder.clone() };
                draft.install_path.clone_from(folder);
                let node = self.graph.add(draft);
                self.graph.start(node, DependencyKind::Production);
                node
            });
            self.importers.insert(folder.clone(), member);
        }
    }

    fn edges(&mut self, document: &Document) {
        for (folder, importer) in &document.importers.0 {
            let from = self.importers.get(folder).copied().flatten();
            for (needs, kind) in sections_of(importer) {
                self.connect(from, folder, needs, kind);
            }
        }
        self.connect(None, ".", &document.dependencies, DependencyKind::Production);
        self.connect(None, ".", &document.optional_dependencies, DependencyKind::Optional);
        self.connect(None, ".", &document.dev_dependencies, DependencyKind::Development);
        let packages = document.packages.0.iter();
        let packages = packages.map(|(key, needs)| (key, &needs.dependencies, &needs.optional_dependencies));
        let snapshots = document.snapshots.0.iter();
        let snapshots =
            snapshots.map(|(key, needs)| (key, &needs.dependencies, &needs.optional_dependencies));
        let peers = peers_of(document);
        for (key, needed, optional) in packages.chain(snapshots) {
            let Some(from) = self.index.get(key).copied() else { continue };
            let is_peer = |name: &str| {
                peers.contains(&(key.as_str(), name)) || peers.contains(&(without_peers(key), name))
            };
            let (expected, own): (Vec<_>, Vec<_>) =
                needed.0.iter().cloned().partition(|(name, _)| is_peer(name));
            self.connect(Some(from), key, &Pairs(own), DependencyKind::Production);
            self.connect(Some(from), key, &Pairs(expected), DependencyKind::Peer);
            self.connect(Some(from), key, optional, DependencyKind::Optional);
        }
    }

    fn connect(
        &mut self,
        from: Option<usize>,
        dependant: &str,
        needs: &Pairs<Reference>,
        kind: DependencyKind,
    ) {
        for (name, reference) in &needs.0 {
            let Some(to) = self.resolve(dependant, name, &reference.0) else {
                self.graph.unresolved(dependant, name, kind);
                continue;
            };
            match (to, from) {
                // A dependency on the project itself.
                (None, _) => {}
                (Some(to), Some(from)) => self.graph.connect(from, to, kind),
                (Some(to), None) => self.graph.start(to, kind),
            }
        }
    }

    /// The release that `reference` means when `dependant` needs `name`; none inside for the project itself.
    fn resolve(&mut self, dependant: &str, name: &str, reference: &str) -> Option<Option<usize>> {
        if let Some(path) = reference.strip_prefix("link:") {
            return Some(self.linked(dependant, name, path));
        }
        let keys = [
            reference.to_owned(),
            format!("/{name}/{reference}"),
            format!("/{name}@{reference}"),
            format!("{name}@{reference}"),
        ];
        let found = keys.iter().find_map(|key| self.index.get(key).copied());
        found.map(Some)
    }

    fn linked(&mut self, dependant: &str, name: &str, path: &str) -> Option<usize> {
        let folder = origin::normalized(&format!("{dependant}/{path}"));
        let folder = if folder.is_empty() { ".".to_owned() } else { folder };
        if let Some(member) = self.importers.get(&folder).copied() {
            // The dependant knows the member's name, which the lockfile's list of members does not.
            if let Some(draft) = member.and_then(|node| self.graph.nodes.get_mut(node)) {
                name.clone_into(&mut draft.name);
            }
            return member;
        }
        let mut draft = Draft::new(name, None, 0);
        draft.source = ReleaseSource::File { path: folder };
        Some(self.graph.add(draft))
    }
}

/// Which releases, by key, expect which names from their dependants.
fn peers_of(document: &Document) -> FxHashSet<(&str, &str)> {
    let packages = document.packages.0.iter();
    let peers = packages.flat_map(|(key, package)| {
        package.peer_dependencies.0.iter().map(move |(name, _)| (key.as_str(), name.as_str()))
    });
    peers.collect()
}

fn sections_of(importer: &Importer) -> [(&Pairs<Reference>, DependencyKind); 5] {
    [
        (&importer.dependencies, DependencyKind::Production),
        (&importer.optional_dependencies, DependencyKind::Optional),
        (&importer.dev_dependencies, DependencyKind::Development),
        (&importer.config_dependencies, DependencyKind::Development),
        (&importer.package_manager_dependencies, DependencyKind::Development),
    ]
}

fn draft_of(key: &str, package: &Package, line: u32) -> Draft {
    let (name, reference) = split_key(key, package);
    let is_version = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let version = package.version.clone().or_else(|| is_version(reference).then(|| reference.to_owned()));
    // pnpm 5 leaves out the name of a repository it could not read the manifest of.
    let repository = package.resolution.repo.as_deref().filter(|_| !plain_name(key, name));
    let base = repository.and_then(|address| address.trim_end_matches(".git").rsplit('/').next());
    let mut draft = Draft::new(package.name.as_deref().or(base).unwrap_or(name), version, line);
    draft.integrity.clone_from(&package.resolution.integrity);
    // Only releases that are no registry's state their name.
    let is_registry = is_version(reference) && package.name.is_none();
    draft.source = source_of(&package.resolution, reference, is_registry);
    draft
}

/// Whether the key starts with the release's name, as those of version 9 do.
fn plain_name(key: &str, name: &str) -> bool {
    !name.is_empty() && key.strip_prefix(name).is_some_and(|rest| rest.starts_with('@'))
}

fn source_of(resolution: &Resolution, reference: &str, is_registry: bool) -> ReleaseSource {
    let tarball = resolution.tarball.as_deref();
    if let Some(repository) = &resolution.repo {
        let commit = resolution.commit.clone().unwrap_or_default();
        return ReleaseSource::Git { repository: repository.clone(), commit };
    }
    if let Some(folder) = &resolution.directory {
        return ReleaseSource::File { path: origin::normalized(folder) };
    }
    if let Some(file) = tarball.and_then(origin::local) {
        return file;
    }
    if is_registry {
        return ReleaseSource::Registry { resolved: tarball.map(str::to_owned) };
    }
    let other = tarball.and_then(origin::origin_of).or_else(|| origin::origin_of(reference));
    other.unwrap_or_else(|| match tarball {
        None if resolution.integrity.is_some() && resolution.kind.is_none() => {
            ReleaseSource::Registry { resolved: None }
        }
        _ => ReleaseSource::Remote { address: tarball.unwrap_or(reference).to_owned() },
    })
}
