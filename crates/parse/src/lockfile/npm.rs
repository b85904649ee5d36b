//! npm's lockfiles: `package-lock.json` of all versions, `npm-shrinkwrap.json` and the hidden lockfile in
//! `node_modules`.
//!
//! Versions 2 and 3 list `packages` by install path; version 1 nests `dependencies` (see `npm_nested`).
//! Version 2 holds both, and which one counts depends on the npm that reads it: both are read.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, GapKind, Limits, ReleaseSource};

use super::graph::{Draft, Graph};
use super::json_document::{is_true, malformed, note_duplicates, text};
use super::workspace_pattern::{matches_folder, workspace_patterns};
use super::{LockfileError, LockfileKind, Read, npm_nested, origin};
use crate::json::{self, Leniency, LineCounter, Step};

/// Reads one of npm's lockfiles.
pub(super) fn read(text: &str, kind: LockfileKind, limits: &Limits) -> Result<Read, LockfileError> {
    let document = json(text, limits)?;
    let Value::Object(root) = document.value else {
        return Err(LockfileError::Shape("npm's lockfiles are JSON objects"));
    };
    let packages = root.get("packages").and_then(Value::as_object);
    let nested = root.get("dependencies").and_then(Value::as_object);
    let version = root.get("lockfileVersion");
    if packages.is_none() && nested.is_none() && version.is_none() {
        return Err(LockfileError::Shape(
            "it has neither `packages` nor `dependencies` nor a `lockfileVersion`",
        ));
    }
    let mut graph = Graph::default();
    note_duplicates(&document.leniencies, &mut graph);
    if let Some(packages) = packages {
        let folders = Packages::read(packages, &lines_of(text), limits, &mut graph);
        folders.connect(packages, &mut graph);
        if let Some(nested) = nested {
            npm_nested::add_differences(text, nested, &folders.index, limits, &mut graph);
        }
    } else if let Some(nested) = nested {
        npm_nested::read(text, nested, limits, &mut graph);
    }
    let format_version = version.map(ToString::to_string).unwrap_or_else(|| "1".to_owned());
    Ok(Read { kind, format_version, graph })
}

/// The document, which npm reads as strict JSON.
fn json(text: &str, limits: &Limits) -> Result<json::Document, LockfileError> {
    let document = json::read(text.as_bytes(), limits).map_err(malformed)?;
    if document.leniencies.contains(&Leniency::CommentsOrTrailingCommas) {
        let reason = "comments or trailing commas, which npm does not read".to_owned();
        return Err(LockfileError::Malformed { line: 0, column: 0, reason });
    }
    Ok(document)
}

fn lines_of(text: &str) -> FxHashMap<String, u32> {
    let mut counter = LineCounter::new(text);
    let mut lines = FxHashMap::default();
    json::visit_keys(text, 2, &mut |path, key_start, _| {
        if let [Step::Key(section), Step::Key(key)] = path
            && section == "packages"
        {
            lines.insert(key.to_string(), counter.line_at(key_start));
        }
    });
    lines
}

/// The `packages` of a lockfile by install path.
struct Packages {
    /// Where each folder, or the link to it, is in the graph.
    index: FxHashMap<String, usize>,
    /// Folders outside `node_modules` that are no workspace members.
    local_folders: FxHashSet<usize>,
}

impl Packages {
    fn read(
        packages: &Map<String, Value>,
        lines: &FxHashMap<String, u32>,
        limits: &Limits,
        graph: &mut Graph,
    ) -> Self {
        let root = packages.get("").and_then(Value::as_object);
        let patterns = root.map(workspace_patterns).unwrap_or_default();
        if root.is_some() {
            graph.starts = Some(Vec::new());
        }
        let mut this = Self { index: FxHashMap::default(), local_folders: FxHashSet::default() };
        let mut links = Vec::new();
        for (path, value) in packages.iter().filter(|(path, _)| !path.is_empty()) {
            let line = lines.get(path).copied().unwrap_or(0);
            let Some(entry) = value.as_object().filter(|_| path.len() <= limits.path_bytes) else {
                graph.gap(GapKind::Lockfile, format!("line {line}: `{}` is no entry", excerpt(path, 200)));
                continue;
            };
            if entry.get("link") == Some(&Value::Bool(true)) {
                links.push((path, entry, line));
                continue;
            }
            let draft = draft_of(path, entry, &patterns, line);
            let is_local = matches!(draft.source, ReleaseSource::File { .. }) && !in_modules(path);
            let is_member = matches!(draft.source, ReleaseSource::Workspace { .. });
            let node = graph.add(draft);
            this.index.insert(path.clone(), node);
            if is_member {
                graph.start(node, DependencyKind::Production);
            }
            if is_local {
                this.local_folders.insert(node);
            }
        }
        for (path, entry, line) in links {
            this.link(path, entry, line, &patterns, graph);
        }
        this
    }

    /// A link leads to a folder listed on its own; to one that is not, it is the only trace.
    fn link(
        &mut self,
        path: &str,
        entry: &Map<String, Value>,
        line: u32,
        patterns: &[String],
        graph: &mut Graph,
    ) {
        let target = text(entry, "resolved").map(origin::normalized).unwrap_or_default();
        let node = self.index.get(&target).copied().unwrap_or_else(|| {
            let mut draft = draft_of(path, entry, patterns, line);
            draft.source = folder_source(&target, patterns);
            graph.add(draft)
        });
        self.index.insert(path.to_owned(), node);
    }

    fn connect(&self, packages: &Map<String, Value>, graph: &mut Graph) {
        for (path, value) in packages {
            let Some(entry) = value.as_object() else { continue };
            let from = self.index.get(path).copied();
            let is_own = path.is_empty() || !in_modules(path);
            if entry.get("link").is_some() || (from.is_none() && !path.is_empty()) {
                continue;
            }
            for (name, range, kind) in dependencies_of(entry, is_own) {
                let Some(to) = self.resolve(path, name) else {
                    graph.unresolved(if path.is_empty() { "the project" } else { path }, name, kind);
                    continue;
                };
                if origin::is_web(range) {
                    mark_remote(graph, to);
                }
                match from {
                    Some(from) => graph.connect(from, to, kind),
                    None => graph.start(to, kind),
                }
            }
        }
    }

    /// The folder that `require(name)` finds from the folder at `path`, as Node looks for it.
    fn resolve(&self, path: &str, name: &str) -> Option<usize> {
        let mut folder = path;
        let mut candidate = String::with_capacity(path.len() + name.len() + 14);
        loop {
            if !folder.ends_with("node_modules") {
                candidate.clear();
                candidate.push_str(folder);
                candidate.push_str(if folder.is_empty() { "node_modules/" } else { "/node_modules/" });
                candidate.push_str(name);
                if let Some(node) = self.index.get(&candidate) {
                    return Some(*node);
                }
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
}

/// A release that someone asks for by address comes from that address, not from a registry.
fn mark_remote(graph: &mut Graph, node: usize) {
    if let Some(draft) = graph.nodes.get_mut(node)
        && let ReleaseSource::Registry { resolved: Some(address) } = &draft.source
        && let Some(source) = origin::origin_of(address)
    {
        draft.source = source;
    }
}

fn draft_of(path: &str, entry: &Map<String, Value>, patterns: &[String], line: u32) -> Draft {
    let folder_name = path
        .rsplit_once("node_modules/")
        .map_or_else(|| path.rsplit('/').next().unwrap_or(path), |(_, name)| name);
    let name = text(entry, "name").unwrap_or(folder_name);
    let mut draft = Draft::new(name, text(entry, "version").map(str::to_owned), line);
    draft.install_path = path.to_owned();
    draft.integrity = text(entry, "integrity").map(str::to_owned);
    draft.is_bundled = is_true(entry, "inBundle");
    draft.stated_kind = Some(stated_kind(entry));
    draft.source = match text(entry, "resolved") {
        _ if !in_modules(path) => folder_source(path, patterns),
        Some(resolved) => resolved_source(resolved),
        None => ReleaseSource::Registry { resolved: None },
    };
    draft
}

/// The source that a `resolved` of npm's names: an address of the web is a registry's until a dependant asks
/// for that very address.
pub(super) fn resolved_source(resolved: &str) -> ReleaseSource {
    match origin::repository(resolved).or_else(|| origin::local(resolved)) {
        Some(ReleaseSource::Git { .. }) if resolved.starts_with("https://") && !resolved.contains('#') => {
            ReleaseSource::Registry { resolved: Some(resolved.to_owned()) }
        }
        Some(source) => source,
        None => ReleaseSource::Registry { resolved: Some(resolved.to_owned()) },
    }
}

/// Whether the folder lies in some `node_modules`.
fn in_modules(path: &str) -> bool {
    path.split('/').any(|part| part == "node_modules")
}

fn folder_source(path: &str, patterns: &[String]) -> ReleaseSource {
    let path = path.to_owned();
    if patterns.iter().any(|pattern| matches_folder(pattern, &path)) {
        ReleaseSource::Workspace { path }
    } else {
        ReleaseSource::File { path }
    }
}

fn stated_kind(entry: &Map<String, Value>) -> DependencyKind {
    if is_true(entry, "dev") {
        DependencyKind::Development
    } else if is_true(entry, "optional") || is_true(entry, "devOptional") {
        DependencyKind::Optional
    } else if is_true(entry, "peer") {
        DependencyKind::Peer
    } else {
        DependencyKind::Production
    }
}

/// What an entry needs: name, range and kind. A peer that may be absent counts as optional.
fn dependencies_of(entry: &Map<String, Value>, is_own: bool) -> Vec<(&str, &str, DependencyKind)> {
    let mut sections = vec![
        ("dependencies", DependencyKind::Production),
        ("optionalDependencies", DependencyKind::Optional),
        ("peerDependencies", DependencyKind::Peer),
    ];
    if is_own {
        sections.push(("devDependencies", DependencyKind::Development));
    }
    let is_optional = |name: &str| {
        let listed = entry.get("optionalDependencies").and_then(|section| section.get(name)).is_some();
        listed || entry.get("peerDependenciesMeta").and_then(|meta| meta.get(name)?.get("optional")).is_some()
    };
    let section_of = |section: &str| entry.get(section).and_then(Value::as_object).into_iter().flatten();
    let edges = sections.into_iter().flat_map(|(section, kind)| {
        section_of(section)
            .map(move |(name, range)| (name.as_str(), range.as_str().unwrap_or_default(), kind))
    });
    edges
        .map(|(name, range, kind)| match kind {
            DependencyKind::Development => (name, range, kind),
            _ if is_optional(name) => (name, range, DependencyKind::Optional),
            _ => (name, range, kind),
        })
        .collect()
}
