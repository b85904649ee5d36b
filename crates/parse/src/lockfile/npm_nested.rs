//! The nested `dependencies` of npm's lockfile version 1, which version 2 keeps for npm 6.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, GapKind, Limits, ReleaseSource};

use super::graph::{Draft, Graph};
use super::json_document::{is_true, text};
use super::npm::resolved_source;
use super::origin;
use crate::json::{self, LineCounter, Step};

/// Deepest nesting of `dependencies` read; the JSON reader refuses more than twice that.
const DEPTH: usize = 64;

/// An entry, the path it is installed at, and its name in the lockfile.
struct Entry<'a> {
    path: String,
    alias: &'a str,
    fields: &'a Map<String, Value>,
}

/// Reads a version 1 lockfile. It does not say what the project itself needs, only each release's kind.
pub(super) fn read(document: &str, nested: &Map<String, Value>, limits: &Limits, graph: &mut Graph) {
    let lines = lines_of(document);
    let entries = flatten(nested, &lines, limits, graph);
    let mut index = FxHashMap::default();
    for entry in &entries {
        let node = graph.add(draft_of(entry, &lines));
        index.insert(entry.path.as_str(), node);
    }
    for entry in &entries {
        let Some(from) = index.get(entry.path.as_str()).copied() else { continue };
        let requires = entry.fields.get("requires").and_then(Value::as_object);
        for (name, _) in requires.into_iter().flatten() {
            // What leads nowhere is no gap: npm 6 leaves out optional releases of other platforms, and does
            // not say that they are optional.
            if let Some(to) = resolve(&index, &entry.path, name) {
                let kind = kind_of(graph, to);
                graph.connect(from, to, kind);
            }
        }
    }
}

/// Adds the releases that `dependencies` of a version 2 lockfile lists and `packages` does not, or not as
/// such: npm 6 would install them.
pub(super) fn add_differences(
    document: &str,
    nested: &Map<String, Value>,
    packages: &FxHashMap<String, usize>,
    limits: &Limits,
    graph: &mut Graph,
) {
    let lines = lines_of(document);
    for entry in flatten(nested, &lines, limits, graph) {
        let draft = draft_of(&entry, &lines);
        let twin = twin_of(&entry.path, packages, graph);
        if twin.is_some_and(|twin| is_same(twin, &draft)) {
            continue;
        }
        let shown = excerpt(&entry.path, 200);
        let reason = format!(
            "line {}: `{shown}` differs between `packages` and `dependencies`, so what is installed depends on \
             the version of npm: write the lockfile anew",
            draft.line
        );
        graph.gap(GapKind::Lockfile, reason);
        let node = graph.add(draft);
        if graph.starts.is_some() {
            graph.start(node, DependencyKind::Production);
        }
    }
}

/// The entry of `packages` for an install path of `dependencies`, which goes through links to folders where
/// `packages` names the folders themselves.
fn twin_of<'a>(path: &str, packages: &FxHashMap<String, usize>, graph: &'a Graph) -> Option<&'a Draft> {
    let node = |path: &str| packages.get(path).and_then(|node| graph.nodes.get(*node));
    node(path).or_else(|| {
        let links = path.match_indices("/node_modules/").filter_map(|(at, _)| {
            let linked = node(path.get(..at)?)?;
            node(&format!("{}{}", linked.install_path, path.get(at..)?))
        });
        links.last()
    })
}

/// Whether two readings of one install path are one release. Folders are spelled too differently to compare.
fn is_same(twin: &Draft, draft: &Draft) -> bool {
    let is_local =
        |draft: &Draft| matches!(draft.source, ReleaseSource::File { .. } | ReleaseSource::Workspace { .. });
    if is_local(twin) && is_local(draft) {
        return true;
    }
    let commit = |draft: &Draft| match &draft.source {
        ReleaseSource::Git { commit, .. } => Some(commit.clone()),
        _ => None,
    };
    if commit(draft).is_some() {
        return commit(draft) == commit(twin);
    }
    let is_version_same = draft.version == twin.version || draft.version.is_none();
    twin.name == draft.name && is_version_same && twin.integrity == draft.integrity
}

fn lines_of(document: &str) -> FxHashMap<String, u32> {
    let mut counter = LineCounter::new(document);
    let mut lines = FxHashMap::default();
    json::visit_keys(document, DEPTH * 2, &mut |steps, key_start, _| {
        let is_entry = steps.len().is_multiple_of(2)
            && steps.iter().step_by(2).all(|step| matches!(step, Step::Key(key) if key == "dependencies"));
        if is_entry {
            let names = steps.iter().skip(1).step_by(2).map(|step| match step {
                Step::Key(key) => key.as_ref(),
                Step::Index(_) => "",
            });
            let parts: Vec<&str> = names.collect();
            lines.insert(install_path(&parts), counter.line_at(key_start));
        }
    });
    lines
}

fn install_path(names: &[&str]) -> String {
    let folders: Vec<String> = names.iter().map(|name| format!("node_modules/{name}")).collect();
    folders.join("/")
}

fn flatten<'a>(
    nested: &'a Map<String, Value>,
    lines: &FxHashMap<String, u32>,
    limits: &Limits,
    graph: &mut Graph,
) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let mut waiting = vec![(String::new(), nested)];
    while let Some((parent, section)) = waiting.pop() {
        for (alias, value) in section {
            let slash = if parent.is_empty() { "" } else { "/" };
            let path = format!("{parent}{slash}node_modules/{alias}");
            let Some(fields) = value.as_object().filter(|_| path.len() <= limits.path_bytes) else {
                let line = lines.get(&path).copied().unwrap_or(0);
                graph.gap(GapKind::Lockfile, format!("line {line}: `{}` is no entry", excerpt(&path, 200)));
                continue;
            };
            if let Some(inner) = fields.get("dependencies").and_then(Value::as_object) {
                waiting.push((path.clone(), inner));
            }
            entries.push(Entry { path, alias, fields });
        }
    }
    entries
}

fn draft_of(entry: &Entry<'_>, lines: &FxHashMap<String, u32>) -> Draft {
    let line = lines.get(&entry.path).copied().unwrap_or(0);
    let stated = text(entry.fields, "version").unwrap_or_default();
    let aliased = stated.strip_prefix("npm:").and_then(origin::split_at_name);
    let mut draft = match (aliased, origin::origin_of(stated)) {
        (Some((name, version)), _) => Draft::new(name, Some(version.to_owned()), line),
        (None, Some(source)) => {
            let mut draft = Draft::new(entry.alias, None, line);
            draft.source = source;
            draft
        }
        (None, None) => Draft::new(entry.alias, Some(stated.to_owned()), line),
    };
    if let (ReleaseSource::Registry { .. }, Some(resolved)) = (&draft.source, text(entry.fields, "resolved"))
    {
        draft.source = resolved_source(resolved);
    }
    draft.integrity = text(entry.fields, "integrity").map(str::to_owned);
    draft.is_bundled = is_true(entry.fields, "bundled");
    draft.install_path.clone_from(&entry.path);
    draft.stated_kind = Some(if is_true(entry.fields, "dev") {
        DependencyKind::Development
    } else if is_true(entry.fields, "optional") {
        DependencyKind::Optional
    } else {
        DependencyKind::Production
    });
    draft
}

/// The kind of an edge to `node`, of which the lockfile tells only the node's own.
fn kind_of(graph: &Graph, node: usize) -> DependencyKind {
    graph.nodes.get(node).and_then(|draft| draft.stated_kind).unwrap_or(DependencyKind::Production)
}

fn resolve(index: &FxHashMap<&str, usize>, path: &str, name: &str) -> Option<usize> {
    let mut folder = path;
    loop {
        let candidate = if folder.is_empty() {
            format!("node_modules/{name}")
        } else {
            format!("{folder}/node_modules/{name}")
        };
        if let Some(node) = index.get(candidate.as_str()) {
            return Some(*node);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rfind("node_modules/").map_or("", |at| folder.get(..at).unwrap_or_default());
        folder = folder.trim_end_matches('/');
    }
}
