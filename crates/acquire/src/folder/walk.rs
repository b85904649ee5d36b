//! A walk over a folder that stays inside it.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use stockade_model::{Gap, GapKind};

use super::FolderKind;

/// Something that lies in the folder and is no folder itself.
pub(super) struct Entry {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path from the folder, `/`-separated; parts that are not UTF-8 are shown with `U+FFFD`.
    pub(super) relative: String,
    /// What it is.
    pub(super) kind: EntryKind,
}

/// What an entry is.
pub(super) enum EntryKind {
    /// A plain file.
    File(Metadata),
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, socket or device: never opened.
    Special,
}

/// Visits all entries, names in byte order, each folder's own before those of its subfolders.
pub(super) struct Walk {
    kind: FolderKind,
    path_bytes: usize,
    folders: Vec<(PathBuf, String)>,
    ready: std::vec::IntoIter<Result<Entry, Gap>>,
}

impl Walk {
    /// A walk over `root`; paths longer than `path_bytes` are gaps.
    pub(super) fn new(root: &Path, kind: FolderKind, path_bytes: usize) -> Self {
        Self {
            kind,
            path_bytes,
            folders: vec![(root.to_path_buf(), String::new())],
            ready: Vec::new().into_iter(),
        }
    }

    fn list(&mut self, folder: &Path, relative: &str) -> Vec<Result<Entry, Gap>> {
        let unreadable = |error: &std::io::Error| {
            let gap =
                Gap::new(GapKind::Unavailable, format!("the folder could not be read: {}", error.kind()));
            Err(gap.in_file(relative))
        };
        let listing = match fs::read_dir(folder) {
            Ok(listing) => listing,
            Err(error) => return vec![unreadable(&error)],
        };
        let mut found = Vec::new();
        let mut names: Vec<(OsString, std::io::Result<Listed>)> = Vec::new();
        for entry in listing {
            match entry {
                Ok(entry) => names.push((entry.file_name(), listed(&entry))),
                Err(error) => found.push(unreadable(&error)),
            }
        }
        names.sort_by(|left, right| left.0.cmp(&right.0));
        let mut subfolders = Vec::new();
        for (name, listed) in names {
            let shown = name.to_string_lossy();
            let relative =
                if relative.is_empty() { shown.into_owned() } else { format!("{relative}/{shown}") };
            if relative.len() > self.path_bytes {
                let reason = format!("a path is longer than {} bytes", self.path_bytes);
                let start = relative.get(..relative.floor_char_boundary(80)).unwrap_or_default();
                found.push(Err(Gap::new(GapKind::Limit, reason).in_file(format!("{start}…"))));
                continue;
            }
            let path = folder.join(&name);
            match listed {
                Ok(Listed::Folder) => {
                    if belongs(self.kind, &relative) {
                        subfolders.push((path, relative));
                    }
                }
                Ok(Listed::Entry(kind)) => {
                    if !is_left_out(self.kind, &relative) {
                        found.push(Ok(Entry { path, relative, kind }));
                    }
                }
                Err(error) => found.push(unreadable(&error)),
            }
        }
        self.folders.extend(subfolders.into_iter().rev());
        found
    }
}

impl Iterator for Walk {
    type Item = Result<Entry, Gap>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.ready.next() {
                return Some(entry);
            }
            let (folder, relative) = self.folders.pop()?;
            self.ready = self.list(&folder, &relative).into_iter();
        }
    }
}

/// An entry as its folder lists it.
enum Listed {
    Folder,
    Entry(EntryKind),
}

/// Only plain files are asked for more than the listing says; links are not followed.
fn listed(entry: &fs::DirEntry) -> std::io::Result<Listed> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return Ok(Listed::Folder);
    }
    Ok(Listed::Entry(if kind.is_file() {
        EntryKind::File(entry.metadata()?)
    } else if kind.is_symlink() {
        EntryKind::Link
    } else {
        EntryKind::Special
    }))
}

/// Whether the subfolder `relative` is part of a folder of `kind`.
fn belongs(kind: FolderKind, relative: &str) -> bool {
    let name = relative.rsplit_once('/').map_or(relative, |(_, name)| name);
    if name == "node_modules" {
        return false;
    }
    match git_part(relative) {
        // Of git's own folder only what runs: hooks and settings, those of submodules too.
        Some(inside) if kind == FolderKind::Project => {
            inside.is_empty()
                || inside.split('/').any(|part| matches!(part, "hooks" | "modules"))
                    && !matches!(name, "objects" | "refs" | "logs" | "lfs")
        }
        _ => true,
    }
}

/// Whether the file `relative`, though in a folder that belongs, is left out.
fn is_left_out(kind: FolderKind, relative: &str) -> bool {
    if kind == FolderKind::Package {
        return false;
    }
    let (parent, name) = relative.rsplit_once('/').unwrap_or(("", relative));
    if let Some(inside) = git_part(relative) {
        let in_hooks = inside.split('/').rev().skip(1).any(|part| part == "hooks");
        return !inside.is_empty() && !in_hooks && !matches!(name, "config" | "config.worktree");
    }
    // Each archive there is a release of its own.
    let is_yarn_cache = parent == ".yarn/cache" || parent.ends_with("/.yarn/cache");
    name == "node_modules" || (is_yarn_cache && name.ends_with(".zip"))
}

/// The rest of `relative` after `.git`; none outside of it.
fn git_part(relative: &str) -> Option<&str> {
    if relative == ".git" {
        return Some("");
    }
    if let Some(inside) = relative.strip_prefix(".git/") {
        return Some(inside);
    }
    if relative.ends_with("/.git") {
        return Some("");
    }
    relative.split_once("/.git/").map(|(_, inside)| inside)
}
