//! bun's text lockfile, `bun.lock`: JSON with trailing commas, whose `packages` are keyed as folders nest
//! (`debug/ms` is the `ms` that only `debug` sees).

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, GapKind, Limits, ReleaseSource};

use super::graph::{Draft, Graph};
use super::json_document::{is_true, malformed, note_duplicates, text};
use super::{LockedPatch, LockfileError, LockfileKind, Read, origin};
use crate::json::{self, LineCounter, Step};

/// Reads a bun lockfile.
pub(super) fn read(document: &str, limits: &Limits) -> Result<Read, LockfileError> {
    let read = json::read(document.as_bytes(), limits).map_err(malformed)?;
    let Value::Object(root) = read.value else {
        return Err(LockfileError::Shape("a bun.lock is an object"));
    };
    let version =
        root.get("lockfileVersion").ok_or(LockfileError::Shape("a bun.lock has a `lockfileVersion`"))?;
    let mut graph = Graph { starts: Some(Vec::new()), ..Graph::default() };
    note_duplicates(&read.leniencies, &mut graph);
    let empty = Map::new();
    let section = |name: &str| root.get(name).and_then(Value::as_object).unwrap_or(&empty);
    let mut reader = Reader { graph, index: FxHashMap::default(), members: FxHashMap::default() };
    reader.releases(section("packages"), &lines_of(document), limits);
    reader.members(section("workspaces"), &lines_of(document));
    reader.edges(section("packages"));
    for (release, patch) in section("patchedDependencies") {
        reader.graph.patches.push(LockedPatch::of(release, patch.as_str().unwrap_or_default()));
    }
    Ok(Read { kind: LockfileKind::Bun, format_version: version.to_string(), graph: reader.graph })
}

type Lines = FxHashMap<(String, String), u32>;

fn lines_of(document: &str) -> Lines {
    let mut counter = LineCounter::new(document);
    let mut lines = Lines::default();
    json::visit_keys(document, 2, &mut |path, key_start, _| {
        if let [Step::Key(section), Step::Key(key)] = path
            && (section == "packages" || section == "workspaces")
        {
            lines.insert((section.to_string(), key.to_string()), counter.line_at(key_start));
        }
    });
    lines
}

struct Reader {
    graph: Graph,
    index: FxHashMap<String, usize>,
    /// Workspace members by folder.
    members: FxHashMap<String, usize>,
}

impl Reader {
    fn releases(&mut self, packages: &Map<String, Value>, lines: &Lines, limits: &Limits) {
        for (key, value) in packages {
            let line = lines.get(&("packages".to_owned(), key.clone())).copied().unwrap_or(0);
            let entry = value.as_array().filter(|_| key.len() <= limits.path_bytes);
            let locator = entry.and_then(|entry| entry.first()?.as_str()).and_then(origin::split_at_name);
            let (Some(entry), Some((name, reference))) = (entry, locator) else {
                let reason = format!("line {line}: `{}` is no entry", excerpt(key, 200));
                self.graph.gap(GapKind::Lockfile, reason);
                continue;
            };
            // The project itself, listed when something depends on it.
            if reference.starts_with("root:") {
                continue;
            }
            let draft = draft_of(key, name, reference, entry, line);
            let member = match &draft.source {
                ReleaseSource::Workspace { path } => Some(path.clone()),
                _ => None,
            };
            let node = match member {
                Some(path) => *self.members.entry(path).or_insert_with(|| self.graph.add(draft)),
                None => self.graph.add(draft),
            };
            self.index.insert(key.clone(), node);
        }
    }

    /// Members are listed a second time with what they need; one that nothing depends on, only there.
    fn members(&mut self, workspaces: &Map<String, Value>, lines: &Lines) {
        for (folder, value) in workspaces {
            let Some(entry) = value.as_object() else { continue };
            let member = (!folder.is_empty()).then(|| {
                let name = text(entry, "name").unwrap_or_else(|| folder.rsplit('/').next().unwrap_or(folder));
                let node = *self.members.entry(folder.clone()).or_insert_with(|| {
                    let mut draft = Draft::new(name, None, 0);
                    draft.source = ReleaseSource::Workspace { path: folder.clone() };
                    draft.install_path.clone_from(folder);
                    self.graph.add(draft)
                });
                if let Some(draft) = self.graph.nodes.get_mut(node) {
                    draft.version = text(entry, "version").map(str::to_owned);
                    draft.line = lines.get(&("workspaces".to_owned(), folder.clone())).copied().unwrap_or(0);
                }
                self.graph.start(node, DependencyKind::Production);
                (node, name)
            });
            for (name, kind) in dependencies_of(entry, true) {
                let from = member.map(|(node, _)| node);
                self.connect(from, member.map_or("", |(_, name)| name), name, kind);
            }
        }
    }

    fn edges(&mut self, packages: &Map<String, Value>) {
        for (key, value) in packages {
            let Some(from) = self.index.get(key).copied() else { continue };
            let fields = value.as_array().into_iter().flatten().find_map(Value::as_object);
            let is_member = self.graph.nodes.get(from).is_some_and(is_workspace);
            let needed = fields.filter(|_| !is_member).map(|fields| dependencies_of(fields, false));
            for (name, kind) in needed.into_iter().flatten() {
                self.connect(Some(from), key, name, kind);
            }
        }
    }

    fn connect(&mut self, from: Option<usize>, key: &str, name: &str, kind: DependencyKind) {
        match (self.resolve(key, name), from) {
            (Some(to), Some(from)) => self.graph.connect(from, to, kind),
            (Some(to), None) => self.graph.start(to, kind),
            (None, _) => self.graph.unresolved(if key.is_empty() { "the project" } else { key }, name, kind),
        }
    }

    /// The release that `key` sees as `name`: its own, else its parents'.
    fn resolve(&self, key: &str, name: &str) -> Option<usize> {
        let mut folder = key;
        while !folder.is_empty() {
            if let Some(node) = self.index.get(&format!("{folder}/{name}")) {
                return Some(*node);
            }
            folder = parent_of(folder);
        }
        self.index.get(name).copied()
    }
}

fn is_workspace(draft: &Draft) -> bool {
    matches!(draft.source, ReleaseSource::Workspace { .. })
}

/// `@a/b/c` for `@a/b/c/@d/e`; empty at the top.
fn parent_of(key: &str) -> &str {
    let (mut last_name, mut position, mut is_scoped) = (0, 0, false);
    for part in key.split('/') {
        if !is_scoped {
            last_name = position;
        }
        is_scoped = part.starts_with('@') && !is_scoped;
        position += part.len() + 1;
    }
    key.get(..last_name).unwrap_or_default().trim_end_matches('/')
}

fn draft_of(key: &str, name: &str, reference: &str, entry: &[Value], line: u32) -> Draft {
    let is_version = reference.starts_with(|first: char| first.is_ascii_digit());
    let mut draft = Draft::new(name, is_version.then(|| reference.to_owned()), line);
    let texts: Vec<&str> = entry.iter().skip(1).filter_map(Value::as_str).collect();
    draft.integrity = texts.iter().find(|text| is_integrity(text)).map(|text| (*text).to_owned());
    draft.install_path = install_path(key);
    let fields = entry.iter().find_map(Value::as_object);
    draft.is_bundled = fields.is_some_and(|fields| is_true(fields, "bundled"));
    draft.source = if let Some(path) = reference.strip_prefix("workspace:") {
        draft.install_path = path.to_owned();
        ReleaseSource::Workspace { path: path.to_owned() }
    } else if is_version {
        // Empty for the default registry; else what bun asks for the archive, whatever it looks like.
        let address = texts.first().filter(|text| !text.is_empty() && !is_integrity(text));
        ReleaseSource::Registry { resolved: address.map(|address| (*address).to_owned()) }
    } else {
        origin::origin_of(reference).unwrap_or_else(|| ReleaseSource::File { path: reference.to_owned() })
    };
    draft
}

fn is_integrity(text: &str) -> bool {
    text.starts_with("sha1-")
        || text.starts_with("sha256-")
        || text.starts_with("sha384-")
        || text.starts_with("sha512-")
}

/// Where bun's hoisted layout puts the release with this key.
fn install_path(key: &str) -> String {
    let mut path = String::new();
    let mut is_scoped = false;
    for part in key.split('/') {
        path.push_str(match (path.is_empty(), is_scoped) {
            (_, true) => "/",
            (true, _) => "node_modules/",
            (false, _) => "/node_modules/",
        });
        path.push_str(part);
        is_scoped = part.starts_with('@') && !is_scoped;
    }
    path
}

fn dependencies_of(entry: &Map<String, Value>, is_own: bool) -> Vec<(&str, DependencyKind)> {
    let mut sections = vec![
        ("dependencies", DependencyKind::Production),
        ("optionalDependencies", DependencyKind::Optional),
        ("peerDependencies", DependencyKind::Peer),
    ];
    if is_own {
        sections.push(("devDependencies", DependencyKind::Development));
    }
    let optional_peers = entry.get("optionalPeers").and_then(Value::as_array).into_iter().flatten();
    let optional_peers: Vec<&str> = optional_peers.filter_map(Value::as_str).collect();
    let names = sections.into_iter().flat_map(|(section, kind)| {
        let names = entry.get(section).and_then(Value::as_object).into_iter().flatten();
        names.map(move |(name, _)| (name.as_str(), kind))
    });
    names
        .map(|(name, kind)| match kind {
            DependencyKind::Peer if optional_peers.contains(&name) => (name, DependencyKind::Optional),
            _ => (name, kind),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_whatever_it_ends_with() {
        let document = r#"{"lockfileVersion": 1, "workspaces": {"": {"dependencies": {"a": "1.0.0", "b": "1.0.0"}}}, "packages": {
            "a": ["a@1.0.0", "https://packages.invalid/npm/", {}, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
            "b": ["b@1.0.0", "", {}, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
        }}"#;
        let graph = read(document, &Limits::default()).unwrap().graph;
        let resolved: Vec<_> = graph.nodes.iter().map(|draft| &draft.source).collect();
        let registry =
            |address: Option<&str>| ReleaseSource::Registry { resolved: address.map(str::to_owned) };
        assert_eq!(resolved, [&registry(Some("https://packages.invalid/npm/")), &registry(None)]);
    }

    #[test]
    fn keys_are_folders_of_names_with_scopes() {
        assert_eq!(parent_of("a/b"), "a");
        assert_eq!(parent_of("a/@s/b"), "a");
        assert_eq!(parent_of("@s/a/b"), "@s/a");
        assert_eq!(parent_of("@s/a/@t/b"), "@s/a");
        assert_eq!(parent_of("@s/a"), "");
        assert_eq!(parent_of("a"), "");
        assert_eq!(install_path("@s/a/@t/b/c"), "node_modules/@s/a/node_modules/@t/b/node_modules/c");
    }
}
