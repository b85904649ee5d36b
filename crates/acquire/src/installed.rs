//! What lies in `node_modules`, whatever a lockfile says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use stockade_model::{Gap, GapKind, PackageName, Version};

use crate::store::read_up_to;

/// Largest manifest read here, in bytes; the largest honest ones have some hundred kilobytes.
const MANIFEST_BYTES: u64 = 16 << 20;

/// Deepest nesting of `node_modules` followed. npm nests no deeper than versions conflict; the measured
/// projects stay under ten.
const DEPTH: usize = 64;

/// What lies in a project's `node_modules`.
#[derive(Clone, Debug, Default)]
pub struct Installed {
    /// The packages, sorted by path.
    pub packages: Vec<InstalledPackage>,
    /// Files that belong to no package, relative to the project, sorted: package managers put none there
    /// except their own, and `.bin`.
    pub stray_files: Vec<String>,
    /// The commands in `.bin` folders, relative to the project, sorted.
    pub commands: Vec<String>,
    /// What could not be listed or read.
    pub gaps: Vec<Gap>,
}

/// A package that lies in `node_modules`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstalledPackage {
    /// Where, relative to the project and `/`-separated: `node_modules/a/node_modules/b`.
    pub install_path: String,
    /// The real folder, links followed.
    pub folder: PathBuf,
    /// The name its manifest states; none when it states none that could be.
    pub name: Option<PackageName>,
    /// The version its manifest states.
    pub version: Option<Version>,
    /// Whether `install_path` is a link to a folder outside of every `node_modules`: a workspace member, or
    /// something on the developer's machine.
    pub is_linked_from_outside: bool,
}

/// A manifest's name and version.
#[derive(Deserialize)]
struct Identity {
    #[serde(default)]
    name: Option<serde_json::Value>,
    #[serde(default)]
    version: Option<serde_json::Value>,
}

/// Lists the `node_modules` of `project`: scopes, nested ones, and pnpm's `.pnpm` and yarn's `.store` virtual
/// stores. Each real folder is listed once, under its first path in byte order; the virtual store's own path
/// comes last.
#[must_use]
pub fn list(project: &Path) -> Installed {
    let mut lister = Lister { found: Installed::default(), seen: BTreeSet::new() };
    let root = project.join("node_modules");
    if root.is_dir() {
        lister.modules(&root, "node_modules", 0);
    }
    let mut found = lister.found;
    found.packages.sort();
    found.stray_files.sort();
    found.commands.sort();
    found.gaps.sort();
    found
}

/// The name and version that the manifest in `folder` states, each none when missing or malformed.
#[must_use]
pub fn identity(folder: &Path) -> (Option<PackageName>, Option<Version>) {
    let Ok(bytes) = read_up_to(&folder.join("package.json"), MANIFEST_BYTES) else { return (None, None) };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let Ok(identity) = serde_json::from_slice::<Identity>(bytes) else { return (None, None) };
    let text = |value: Option<serde_json::Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    (
        text(identity.name).and_then(|name| name.parse().ok()),
        text(identity.version).and_then(|version| version.parse().ok()),
    )
}

struct Lister {
    found: Installed,
    seen: BTreeSet<PathBuf>,
}

impl Lister {
    /// Lists one `node_modules` folder.
    fn modules(&mut self, folder: &Path, relative: &str, depth: usize) {
        if depth > DEPTH {
            let reason = format!("node_modules are nested deeper than {DEPTH}");
            self.found.gaps.push(Gap::new(GapKind::Limit, reason).in_file(relative));
            return;
        }
        let mut virtual_stores = Vec::new();
        for name in self.names(folder, relative) {
            let (path, relative) = (folder.join(&name), format!("{relative}/{name}"));
            match name.as_str() {
                ".bin" => self.commands(&path, &relative),
                ".pnpm" | ".store" | ".bun" => virtual_stores.push((path, relative)),
                _ if !path.is_dir() => self.stray(relative),
                // A package manager's own: caches and such, never loaded by name.
                _ if name.starts_with('.') => self.stray_folder(&path, &relative),
                _ if name.starts_with('@') => self.scope(&path, &relative, depth),
                _ => self.package(&path, relative, depth),
            }
        }
        for (path, relative) in virtual_stores {
            self.virtual_store(&path, &relative, depth);
        }
    }

    fn scope(&mut self, folder: &Path, relative: &str, depth: usize) {
        for name in self.names(folder, relative) {
            let (path, relative) = (folder.join(&name), format!("{relative}/{name}"));
            if path.is_dir() {
                self.package(&path, relative, depth);
            } else {
                self.stray(relative);
            }
        }
    }

    fn package(&mut self, path: &Path, relative: String, depth: usize) {
        let Ok(folder) = path.canonicalize() else {
            let gap = Gap::new(GapKind::Unavailable, "an installed package's folder could not be opened");
            self.found.gaps.push(gap.in_file(relative));
            return;
        };
        if !self.seen.insert(folder.clone()) {
            return;
        }
        let is_link = path.is_symlink();
        let is_linked_from_outside =
            is_link && !folder.components().any(|part| part.as_os_str() == "node_modules");
        let (name, version) = identity(&folder);
        let nested = folder.join("node_modules");
        // A workspace member's own node_modules are listed too, and so is a bundled dependency.
        if nested.is_dir() {
            self.modules(&nested, &format!("{relative}/node_modules"), depth + 1);
        }
        let package =
            InstalledPackage { install_path: relative, folder, name, version, is_linked_from_outside };
        self.found.packages.push(package);
    }

    /// `.pnpm/name@version/node_modules/name`: each entry holds one package and links to those it needs.
    fn virtual_store(&mut self, folder: &Path, relative: &str, depth: usize) {
        for name in self.names(folder, relative) {
            let entry = folder.join(&name).join("node_modules");
            // `.pnpm/node_modules` holds links to the entries; yarn's entries hold `package`.
            let relative = format!("{relative}/{name}");
            if name == "node_modules" {
                continue;
            }
            if entry.is_dir() {
                self.modules(&entry, &format!("{relative}/node_modules"), depth + 1);
            } else if folder.join(&name).join("package").is_dir() {
                self.package(&folder.join(&name).join("package"), format!("{relative}/package"), depth);
            }
        }
    }

    fn commands(&mut self, folder: &Path, relative: &str) {
        let names = self.names(folder, relative);
        self.found.commands.extend(names.into_iter().map(|name| format!("{relative}/{name}")));
    }

    fn stray(&mut self, relative: String) {
        const OWN: [&str; 7] = [
            ".package-lock.json",
            ".modules.yaml",
            ".yarn-integrity",
            ".yarn-state.yml",
            ".pnpm-workspace-state.json",
            ".pnpm-workspace-state-v1.json",
            ".bun-tag",
        ];
        if !OWN.iter().any(|own| relative.rsplit('/').next() == Some(*own)) {
            self.found.stray_files.push(relative);
        }
    }

    fn stray_folder(&mut self, folder: &Path, relative: &str) {
        for name in self.names(folder, relative) {
            self.found.stray_files.push(format!("{relative}/{name}"));
        }
    }

    /// The names in a folder, sorted; those that are not UTF-8 are a gap.
    fn names(&mut self, folder: &Path, relative: &str) -> Vec<String> {
        let mut names = Vec::new();
        match fs::read_dir(folder) {
            Ok(listing) => {
                for entry in listing.flatten() {
                    match entry.file_name().into_string() {
                        Ok(name) => names.push(name),
                        Err(_) => {
                            let gap = Gap::new(GapKind::Unsupported, "a name in node_modules is not UTF-8");
                            self.found.gaps.push(gap.in_file(relative));
                        }
                    }
                }
            }
            Err(error) => {
                let reason = format!("the folder could not be listed: {}", error.kind());
                self.found.gaps.push(Gap::new(GapKind::Unavailable, reason).in_file(relative));
            }
        }
        names.sort();
        names
    }
}

#[cfg(test)]
mod tests;
