//! The virtual file system: nothing of it is on a disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use stockade_model::Tree;

/// Paths to what is there. Paths are absolute, `/`-separated, without `.` or `..`; Windows ones start with a
/// drive.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    nodes: BTreeMap<String, Node>,
    writable_bytes: usize,
    next_inode: u32,
}

/// One thing in the file system.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) mode: u32,
    /// Milliseconds since the run's start; negative before it.
    pub(crate) modified_ms: f64,
    pub(crate) inode: u32,
    /// Whether the package's own release brought it.
    pub(crate) is_released: bool,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    File(Arc<[u8]>),
    Folder,
    Link(String),
}

/// An error as the system names it.
pub(crate) type Code = &'static str;

/// A month before the start: when what the world came with was written.
const FURNISHED_MS: f64 = -2_592_000_000.0;
const LINK_HOPS: usize = 16;

impl Files {
    pub(crate) fn new(writable_bytes: usize) -> Self {
        let mut files = Self { nodes: BTreeMap::new(), writable_bytes, next_inode: 2_097_153 };
        files.add_folder("/");
        files
    }

    /// Puts a file that was always there, with the folders above it.
    pub(crate) fn furnish(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>, mode: u32) {
        self.add_parents(path);
        self.add(path, Kind::File(bytes.into()), mode, FURNISHED_MS);
    }

    /// Puts an empty folder that was always there.
    pub(crate) fn add_folder(&mut self, path: &str) {
        self.add_parents(path);
        if !self.nodes.contains_key(path) {
            self.add(path, Kind::Folder, 0o755, FURNISHED_MS);
        }
    }

    /// Unpacks `tree` under `folder`.
    pub(crate) fn mount(&mut self, folder: &str, tree: &Tree) {
        self.add_folder(folder);
        for file in tree.files().iter().filter(|file| file.reading == 0) {
            let path = format!("{folder}/{}", file.path);
            self.add_parents(&path);
            let mode = if file.is_executable { 0o755 } else { 0o644 };
            self.add(&path, Kind::File(Arc::clone(&file.bytes)), mode, 0.0);
            if let Some(node) = self.nodes.get_mut(&path) {
                node.is_released = true;
            }
        }
    }

    fn add(&mut self, path: &str, kind: Kind, mode: u32, modified_ms: f64) {
        let inode = self.next_inode;
        self.next_inode = inode.wrapping_add(1);
        self.nodes.insert(path.to_owned(), Node { kind, mode, modified_ms, inode, is_released: false });
    }

    fn add_parents(&mut self, path: &str) {
        let Some(parent) = parent(path).filter(|parent| !self.nodes.contains_key(*parent)) else { return };
        self.add_parents(parent);
        self.add(parent, Kind::Folder, 0o755, FURNISHED_MS);
    }

    /// The path without links; the last part's own link is followed when `follow`.
    pub(crate) fn resolve(&self, path: &str, follow: bool) -> Result<String, Code> {
        let mut path = path.to_owned();
        'hops: for _ in 0..LINK_HOPS {
            let ends: Vec<usize> =
                path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]).collect();
            for end in ends {
                let Some(upto) = path.get(..end) else { continue };
                if end == path.len() && !follow {
                    continue;
                }
                if let Some(Node { kind: Kind::Link(target), .. }) = self.nodes.get(upto) {
                    let rest = path.get(end..).unwrap_or_default();
                    let base = if is_absolute(target) {
                        String::new()
                    } else {
                        parent(upto).unwrap_or("/").to_owned()
                    };
                    path = normal(&format!("{base}/{target}{rest}"));
                    continue 'hops;
                }
            }
            return Ok(path);
        }
        Err("ELOOP")
    }

    pub(crate) fn node(&self, path: &str, follow: bool) -> Result<&Node, Code> {
        let path = self.resolve(path, follow)?;
        match self.nodes.get(&path) {
            Some(node) => Ok(node),
            None if self.is_under_file(&path) => Err("ENOTDIR"),
            None => Err("ENOENT"),
        }
    }

    fn is_under_file(&self, path: &str) -> bool {
        parent(path)
            .and_then(|above| self.nodes.get(above))
            .is_some_and(|node| matches!(node.kind, Kind::File(_)))
    }

    pub(crate) fn read(&self, path: &str) -> Result<Arc<[u8]>, Code> {
        match &self.node(path, true)?.kind {
            Kind::File(bytes) => Ok(Arc::clone(bytes)),
            Kind::Folder => Err("EISDIR"),
            Kind::Link(_) => Err("ELOOP"),
        }
    }

    pub(crate) fn write(
        &mut self,
        path: &str,
        bytes: &[u8],
        is_appended: bool,
        now_ms: f64,
    ) -> Result<(), Code> {
        let path = self.resolve(path, true)?;
        let parent_kind = parent(&path).and_then(|above| self.nodes.get(above)).map(|node| &node.kind);
        match parent_kind {
            Some(Kind::Folder) => {}
            Some(_) => return Err("ENOTDIR"),
            None => return Err("ENOENT"),
        }
        self.writable_bytes = self.writable_bytes.checked_sub(bytes.len()).ok_or("ENOSPC")?;
        match self.nodes.get_mut(&path) {
            Some(Node { kind: Kind::File(old), modified_ms, .. }) => {
                *modified_ms = now_ms;
                *old = if is_appended { [old.as_ref(), bytes].concat().into() } else { bytes.into() };
            }
            Some(_) => return Err("EISDIR"),
            None => self.add(&path, Kind::File(bytes.into()), 0o644, now_ms),
        }
        Ok(())
    }

    pub(crate) fn list(&self, path: &str) -> Result<Vec<String>, Code> {
        let path = self.resolve(path, true)?;
        match self.node(&path, true)?.kind {
            Kind::Folder => {}
            _ => return Err("ENOTDIR"),
        }
        let prefix = if path == "/" { path } else { format!("{path}/") };
        let names = self.nodes.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        let direct = names.filter_map(|(path, _)| path.get(prefix.len()..));
        Ok(direct.filter(|name| !name.is_empty() && !name.contains('/')).map(str::to_owned).collect())
    }

    pub(crate) fn make_folder(&mut self, path: &str, with_parents: bool, now_ms: f64) -> Result<(), Code> {
        let path = self.resolve(path, true)?;
        match self.nodes.get(&path).map(|node| &node.kind) {
            Some(Kind::Folder) if with_parents => return Ok(()),
            Some(_) => return Err("EEXIST"),
            None => {}
        }
        match parent(&path) {
            Some(above) if !self.nodes.contains_key(above) => {
                if !with_parents {
                    return Err("ENOENT");
                }
                self.make_folder(above, true, now_ms)?;
            }
            _ if self.is_under_file(&path) => return Err("ENOTDIR"),
            _ => {}
        }
        self.add(&path, Kind::Folder, 0o755, now_ms);
        Ok(())
    }

    pub(crate) fn remove(&mut self, path: &str, with_contents: bool) -> Result<(), Code> {
        let path = self.resolve(path, false)?;
        let node = self.node(&path, false)?;
        if matches!(node.kind, Kind::Folder) {
            let below = format!("{path}/");
            let inside: Vec<String> = self
                .nodes
                .range(below.clone()..)
                .map(|(path, _)| path)
                .take_while(|path| path.starts_with(&below))
                .cloned()
                .collect();
            if !inside.is_empty() && !with_contents {
                return Err("ENOTEMPTY");
            }
            for path in inside {
                self.nodes.remove(&path);
            }
        }
        self.nodes.remove(&path);
        Ok(())
    }

    pub(crate) fn rename(&mut self, from: &str, to: &str) -> Result<(), Code> {
        let (from, to) = (self.resolve(from, false)?, self.resolve(to, false)?);
        self.node(&from, false)?;
        if !parent(&to).is_some_and(|above| self.nodes.contains_key(above)) {
            return Err("ENOENT");
        }
        let below = format!("{from}/");
        let moved: Vec<String> =
            self.nodes.keys().filter(|path| **path == from || path.starts_with(&below)).cloned().collect();
        for path in moved {
            if let Some(node) = self.nodes.remove(&path) {
                self.nodes.insert(format!("{to}{}", path.get(from.len()..).unwrap_or_default()), node);
            }
        }
        Ok(())
    }

    pub(crate) fn link(&mut self, target: &str, path: &str, now_ms: f64) -> Result<(), Code> {
        if self.nodes.contains_key(path) {
            return Err("EEXIST");
        }
        self.add(path, Kind::Link(target.to_owned()), 0o777, now_ms);
        Ok(())
    }

    /// The paths of files that are new, gone or different, sorted.
    pub(crate) fn changed_since(&self, before: &Self) -> Vec<String> {
        let is_same = |one: &Node, other: &Node| match (&one.kind, &other.kind) {
            (Kind::File(one), Kind::File(other)) => one == other,
            (Kind::Folder, Kind::Folder) => true,
            (Kind::Link(one), Kind::Link(other)) => one == other,
            _ => false,
        };
        let mut changed: Vec<String> = Vec::new();
        for (path, node) in &self.nodes {
            if !before.nodes.get(path).is_some_and(|old| is_same(node, old)) {
                changed.push(path.clone());
            }
        }
        changed.extend(before.nodes.keys().filter(|path| !self.nodes.contains_key(*path)).cloned());
        changed.sort();
        changed
    }

    pub(crate) fn change_mode(&mut self, path: &str, mode: u32) -> Result<(), Code> {
        let path = self.resolve(path, true)?;
        self.nodes.get_mut(&path).map(|node| node.mode = mode & 0o7777).ok_or("ENOENT")
    }
}

/// The folder that holds `path`; nothing for a root.
pub(crate) fn parent(path: &str) -> Option<&str> {
    match path.rfind('/') {
        Some(0) if path.len() > 1 => Some("/"),
        Some(0) | None => None,
        Some(at) => path.get(..at),
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.get(1..3) == Some(":/")
}

/// `path` without `.`, `..` and doubled separators; backslashes count as separators behind a drive.
pub(crate) fn normal(path: &str) -> String {
    let path = if path.as_bytes().get(1) == Some(&b':') { path.replace('\\', "/") } else { path.to_owned() };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if joined.as_bytes().get(1) == Some(&b':') { joined } else { format!("/{joined}") }
}

#[cfg(test)]
mod tests;
