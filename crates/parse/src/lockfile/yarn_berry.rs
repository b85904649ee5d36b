//! yarn 2 and newer: a YAML `yarn.lock` whose keys are descriptors and whose entries name a locator.
//!
//! yarn reads it with every scalar as text. Its checksums are of its own cache archives, not of the
//! registry's: they pin the bytes but are no integrity.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, GapKind, ReleaseSource};

use super::descriptors::Descriptors;
use super::graph::{Draft, Graph};
use super::yaml::{self, Pairs};
use super::{LockedPatch, LockfileError, LockfileKind, ProjectManifest, Read, origin};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Entry {
    version: Option<String>,
    resolution: Option<String>,
    dependencies: Pairs<String>,
    #[serde(rename = "optionalDependencies")]
    optional_dependencies: Pairs<String>,
    #[serde(rename = "dependenciesMeta")]
    dependencies_meta: Pairs<Meta>,
    checksum: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta {
    optional: Option<bool>,
}

/// Whether a `yarn.lock` is of yarn 2 or newer.
pub(super) fn is_berry(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == "__metadata:")
}

/// Reads a lockfile of yarn 2 or newer, which puts the project's development dependencies among the others: its
/// manifests tell them apart.
pub(super) fn read(text: &str, manifests: &[ProjectManifest<'_>]) -> Result<Read, LockfileError> {
    let documents: Vec<Pairs<Entry>> = yaml::documents(text)?;
    let lines = yaml::key_lines(text);
    let mut reader = Reader::default();
    let (mut entries, mut patches) = (Vec::new(), Vec::new());
    let mut format_version = String::new();
    for (key, entry) in documents.into_iter().flat_map(|document| document.0) {
        if key == "__metadata" {
            format_version = entry.version.unwrap_or_default();
            continue;
        }
        let line = lines.get(&("", key.clone())).copied().unwrap_or(0);
        let is_patch = entry.resolution.as_deref().is_some_and(is_patch);
        if is_patch { &mut patches } else { &mut entries }.push((key, entry, line));
    }
    let mut nodes: Vec<Option<usize>> = Vec::new();
    for (key, entry, line) in &entries {
        nodes.push(reader.add(key, entry, *line));
    }
    for (key, entry, line) in &patches {
        nodes.push(reader.add_patched(key, entry, *line));
    }
    for ((key, entry, _), node) in entries.iter().chain(&patches).zip(nodes) {
        reader.connect(key, entry, node, manifests);
    }
    Ok(Read { kind: LockfileKind::YarnBerry, format_version, graph: reader.graph })
}

fn is_patch(resolution: &str) -> bool {
    origin::split_at_name(resolution).is_some_and(|(_, reference)| reference.starts_with("patch:"))
}

#[derive(Default)]
struct Reader {
    graph: Graph,
    index: Descriptors,
    locators: FxHashMap<String, usize>,
    /// The entry of the project itself, which is no release: its key.
    root: Option<String>,
}

impl Reader {
    fn add(&mut self, key: &str, entry: &Entry, line: u32) -> Option<usize> {
        let resolution = entry.resolution.as_deref().unwrap_or_default();
        let Some((name, reference)) = origin::split_at_name(resolution) else {
            let reason = format!("line {line}: `{}` has no resolution", excerpt(key, 80));
            self.graph.gap(GapKind::Lockfile, reason);
            return None;
        };
        if reference == "workspace:." {
            self.root = Some(key.to_owned());
            self.graph.starts.get_or_insert_default();
            return None;
        }
        let mut draft = Draft::new(name, None, line);
        describe(&mut draft, reference, entry);
        let is_member = matches!(draft.source, ReleaseSource::Workspace { .. });
        let node = self.graph.add(draft);
        if is_member {
            self.graph.start(node, DependencyKind::Production);
        }
        self.locators.insert(resolution.to_owned(), node);
        key.split(", ").for_each(|descriptor| self.index.insert(descriptor, node));
        Some(node)
    }

    /// A patched release is its base with a patch of the project's, or of yarn's own, applied.
    fn add_patched(&mut self, key: &str, entry: &Entry, line: u32) -> Option<usize> {
        let resolution = entry.resolution.as_deref().unwrap_or_default();
        let (name, reference) = origin::split_at_name(resolution)?;
        let (base, patch) = reference.strip_prefix("patch:")?.split_once('#').unwrap_or((reference, ""));
        let base = decoded(base);
        let node = match self.locators.get(&base).copied().or_else(|| self.index.exact(&base)) {
            Some(node) => node,
            None => {
                let mut draft = Draft::new(name, entry.version.clone(), line);
                draft.has_own_checksum = entry.checksum.is_some();
                self.graph.add(draft)
            }
        };
        key.split(", ").for_each(|descriptor| self.index.insert(descriptor, node));
        let (files, bindings) = patch.split_once("::").unwrap_or((patch, ""));
        let files = files.split('&').filter_map(|file| patch_file(file, bindings));
        let (name, version) = (name.to_owned(), entry.version.clone());
        self.graph.patches.extend(files.map(|file| LockedPatch {
            name: name.clone(),
            version: version.clone(),
            file,
        }));
        Some(node)
    }

    fn member_folder(&self, node: usize) -> Option<&str> {
        match &self.graph.nodes.get(node)?.source {
            ReleaseSource::Workspace { path } => Some(path),
            _ => None,
        }
    }

    fn connect(&mut self, key: &str, entry: &Entry, node: Option<usize>, manifests: &[ProjectManifest<'_>]) {
        let is_root = self.root.as_deref() == Some(key);
        if node.is_none() && !is_root {
            return;
        }
        let is_optional = |name: &str| {
            entry.dependencies_meta.0.iter().any(|(known, meta)| known == name && meta.optional == Some(true))
        };
        let folder = node.map_or(Some(""), |node| self.member_folder(node));
        let manifest =
            manifests.iter().find(|known| Some(known.folder) == folder).map(|known| known.manifest);
        let is_development = |name: &str| {
            manifest.is_some_and(|manifest| {
                let needed = &manifest.dependencies;
                needed.development.contains_key(name) && !needed.production.contains_key(name)
            })
        };
        let kind_of = |name: &str| match (is_development(name), is_optional(name)) {
            (true, _) => DependencyKind::Development,
            (false, true) => DependencyKind::Optional,
            (false, false) => DependencyKind::Production,
        };
        let needed = entry.dependencies.0.iter().map(|(name, range)| (name, range, kind_of(name)));
        let optional = entry.optional_dependencies.0.iter();
        let optional = optional.map(|(name, range)| (name, range, DependencyKind::Optional));
        for (name, range, kind) in needed.chain(optional).collect::<Vec<_>>() {
            let found = self.index.find(name, range);
            if found.is_empty() {
                self.graph.unresolved(key, name, kind);
            }
            for to in found {
                match node {
                    Some(from) => self.graph.connect(from, to, kind),
                    None => self.graph.start(to, kind),
                }
            }
        }
    }
}

/// The patch file that a locator names, from the lockfile's folder: `~/` starts there, other paths at the folder
/// of the workspace member that `bindings` name. None for yarn's own patches.
fn patch_file(file: &str, bindings: &str) -> Option<String> {
    let file = decoded(file.strip_prefix("optional!").unwrap_or(file));
    if file.is_empty() || file.contains("builtin<") {
        return None;
    }
    if let Some(path) = file.strip_prefix("~/") {
        return Some(path.to_owned());
    }
    let locator = bindings.split('&').find_map(|part| part.strip_prefix("locator=")).map(decoded);
    let folder = locator.as_deref().and_then(|locator| locator.split_once("@workspace:"));
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.map_or("", |(_, folder)| folder).split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A part of a locator, which writes three characters as addresses do.
fn decoded(text: &str) -> String {
    text.replace("%3A", ":").replace("%2F", "/").replace("%40", "@")
}

fn describe(draft: &mut Draft, reference: &str, entry: &Entry) {
    draft.has_own_checksum = entry.checksum.is_some();
    draft.version = entry.version.clone().filter(|version| version != "0.0.0-use.local");
    if let Some(path) = reference.strip_prefix("workspace:") {
        draft.source = ReleaseSource::Workspace { path: path.to_owned() };
        draft.install_path = path.to_owned();
    } else if let Some(rest) = reference.strip_prefix("npm:") {
        let archive = rest
            .split_once("::")
            .and_then(|(_, rest)| rest.split('&').find_map(|part| part.strip_prefix("__archiveUrl=")));
        let resolved = archive.map(decoded);
        draft.source = ReleaseSource::Registry { resolved };
    } else if let Some(source) = origin::origin_of(reference) {
        draft.source = source;
    } else {
        draft.source = ReleaseSource::Remote { address: reference.to_owned() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_files_are_found_from_where_they_are_named() {
        let root = "version=1.0.0&hash=0a1b2c&locator=shop%40workspace%3A.";
        let member = "version=1.0.0&hash=0a1b2c&locator=%40shop%2Ftool%40workspace%3Apackages%2Ftool";
        let file = |file, bindings| patch_file(file, bindings).unwrap_or_default();
        assert_eq!(
            file("~/.yarn/patches/a-npm-1.0.0-0a1b2c.patch", member),
            ".yarn/patches/a-npm-1.0.0-0a1b2c.patch"
        );
        assert_eq!(file("./patches/a.patch", root), "patches/a.patch");
        assert_eq!(file("optional!./a.patch", member), "packages/tool/a.patch");
        assert_eq!(file("../../a.patch", member), "a.patch");
        assert_eq!(file("../a.patch", root), "../a.patch");
        assert_eq!(patch_file("~builtin<compat/typescript>", root), None);
        assert_eq!(patch_file("optional!builtin<compat/fsevents>", root), None);
    }
}
