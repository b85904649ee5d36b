//! What a project folder says about itself: its lockfiles and manifests, wherever they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use stockade_acquire::target::LOCKFILES;
use stockade_acquire::{FolderError, folder};
use stockade_model::{Gap, GapKind, Limits};
use stockade_parse::lockfile::{self, Lockfile, LockfileError, ProjectManifest};
use stockade_parse::manifest::{self, Manifest};

/// The name of a manifest.
const MANIFEST: &str = "package.json";

/// npm's record of what it installed, which stands in for a lockfile where there is none.
const HIDDEN_LOCKFILE: &str = "node_modules/.package-lock.json";

/// A folder that is installed as one: the root, or a part of it with a lockfile of its own.
#[derive(Debug)]
pub(crate) struct Installation {
    /// The folder, relative to the project and `/`-separated; empty for the root.
    pub(crate) folder: String,
    /// Its lockfiles, sorted by path.
    pub(crate) lockfiles: Vec<Lockfile>,
    /// Whether it has a `node_modules`.
    pub(crate) is_installed: bool,
    /// The patterns of its workspaces' folders; none where all that lie in the project are members.
    pub(crate) workspaces: Option<Vec<String>>,
}

impl Installation {
    /// Whether the folder `path`, relative to the installation, is a workspace member rather than a dependency by
    /// path. Lockfiles write both the same way.
    pub(crate) fn is_workspace(&self, path: &str) -> bool {
        let Some(patterns) = &self.workspaces else { return true };
        patterns.iter().any(|pattern| {
            let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
            pattern.split_once('*').map_or(pattern == path, |(start, _)| path.starts_with(start))
        })
    }
}

/// A project folder, read.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder.
    pub(crate) root: PathBuf,
    /// Its installations, sorted by folder.
    pub(crate) installations: Vec<Installation>,
    /// Lockfiles that could not be read, entries that lead nowhere, manifests without a lockfile.
    pub(crate) gaps: Vec<Gap>,
}

impl Project {
    /// Reads the project in `root`.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub(crate) fn read(root: &Path, limits: &Limits) -> Result<Self, FolderError> {
        let names: Vec<&str> = LOCKFILES.iter().chain(&[MANIFEST]).copied().collect();
        let (found, mut gaps) = folder::find(root, &names, limits)?;
        let (manifests, mut lockfiles): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|path| named(path) == MANIFEST);
        let is_installed = |folder: &str| root.join(folder).join("node_modules").is_dir();
        let folders: BTreeSet<String> = lockfiles
            .iter()
            .chain(&manifests)
            .map(|path| parent(path).to_owned())
            .chain([String::new()])
            .collect();
        let installed: BTreeSet<String> = folders.into_iter().filter(|folder| is_installed(folder)).collect();
        for folder in &installed {
            let hidden = below(folder, HIDDEN_LOCKFILE);
            let has_other = lockfiles.iter().any(|path| parent(path) == folder);
            if !has_other && root.join(&hidden).is_file() {
                lockfiles.push(hidden);
            }
        }
        let manifests = Manifests::read(root, &manifests, limits);
        gaps.extend(manifests.without_lockfile(&lockfiles, &installed));
        let mut read: BTreeMap<String, Vec<Lockfile>> =
            installed.iter().map(|folder| (folder.clone(), Vec::new())).collect();
        for path in &lockfiles {
            let folder = path
                .strip_suffix(HIDDEN_LOCKFILE)
                .map_or(parent(path), |folder| folder.trim_end_matches('/'));
            let lockfiles = read.entry(folder.to_owned()).or_default();
            match read_lockfile(root, path, &manifests.below(folder), limits) {
                Ok(mut lockfile) => {
                    gaps.extend(std::mem::take(&mut lockfile.gaps).into_iter().map(|gap| placed(gap, path)));
                    lockfiles.push(lockfile);
                }
                Err(gap) => gaps.push(gap.in_file(path)),
            }
        }
        let installations = read.into_iter().map(|(folder, lockfiles)| Installation {
            is_installed: installed.contains(&folder),
            workspaces: manifests.workspaces(root, &folder),
            folder,
            lockfiles,
        });
        Ok(Self { root: root.to_owned(), installations: installations.collect(), gaps })
    }

    /// Reads one lockfile, as a project of its own.
    pub(crate) fn of_lockfile(path: &Path, limits: &Limits) -> Self {
        let root = path.parent().map(Path::to_owned).unwrap_or_default();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let manifests = Manifests::read(&root, &[MANIFEST.to_owned()], limits);
        let (lockfiles, gaps) = match read_lockfile(&root, &name, &manifests.below(""), limits) {
            Ok(mut lockfile) => {
                let gaps = std::mem::take(&mut lockfile.gaps);
                (vec![lockfile], gaps.into_iter().map(|gap| placed(gap, &name)).collect())
            }
            Err(gap) => (Vec::new(), vec![gap.in_file(name)]),
        };
        let workspaces = manifests.workspaces(&root, "");
        let is_installed = root.join("node_modules").is_dir();
        Self {
            root,
            installations: vec![Installation { folder: String::new(), lockfiles, is_installed, workspaces }],
            gaps,
        }
    }
}

/// The gap, placed in the lockfile at `path` unless it has a place of its own.
fn placed(gap: Gap, path: &str) -> Gap {
    if gap.file.is_some() { gap } else { gap.in_file(path) }
}

fn named(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn below(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn read_lockfile(
    root: &Path,
    path: &str,
    manifests: &[ProjectManifest<'_>],
    limits: &Limits,
) -> Result<Lockfile, Gap> {
    let bytes = read_up_to(&root.join(path), limits.document_bytes)
        .map_err(|error| Gap::new(GapKind::Lockfile, format!("the lockfile cannot be read: {error}")))?;
    lockfile::read_in_project(path, &bytes, manifests, limits).map_err(|error| unreadable(&error))
}

fn unreadable(error: &LockfileError) -> Gap {
    Gap::new(GapKind::Lockfile, format!("{error}; {}", error.next_step()))
}

/// The file's bytes, one more than `limit` at most: enough for a reader to refuse it.
pub(crate) fn read_up_to(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The project's manifests, by folder.
struct Manifests(BTreeMap<String, Manifest>);

impl Manifests {
    /// Reads the manifests at `paths`; one that cannot be read is told about where the tree is judged.
    fn read(root: &Path, paths: &[String], limits: &Limits) -> Self {
        let read = |path: &String| {
            let bytes = read_up_to(&root.join(path), limits.document_bytes).ok()?;
            Some((parent(path).to_owned(), manifest::read(&bytes, limits).ok()?))
        };
        Self(paths.iter().filter_map(read).collect())
    }

    /// The manifests in and below `folder`, by paths relative to it.
    fn below(&self, folder: &str) -> Vec<ProjectManifest<'_>> {
        let inside = |path: &'_ str| -> Option<usize> {
            match path.strip_prefix(folder)? {
                "" => Some(path.len()),
                _ if folder.is_empty() => Some(0),
                rest if rest.starts_with('/') => Some(folder.len() + 1),
                _ => None,
            }
        };
        let relative =
            self.0.iter().filter_map(|(path, manifest)| Some((path.get(inside(path)?..)?, manifest)));
        relative.map(|(folder, manifest)| ProjectManifest { folder, manifest }).collect()
    }

    /// The patterns of the workspaces of the installation in `folder`; none where pnpm's own file names them.
    fn workspaces(&self, root: &Path, folder: &str) -> Option<Vec<String>> {
        if root.join(folder).join("pnpm-workspace.yaml").is_file() {
            return None;
        }
        Some(self.0.get(folder).map(|manifest| manifest.workspaces.clone()).unwrap_or_default())
    }

    /// A gap for each manifest whose dependencies no lockfile pins and no `node_modules` shows.
    fn without_lockfile(&self, lockfiles: &[String], installed: &BTreeSet<String>) -> Vec<Gap> {
        let is_covered = |folder: &str| {
            let mut places =
                lockfiles.iter().map(|path| parent(path)).chain(installed.iter().map(String::as_str));
            places.any(|place| {
                place.is_empty()
                    || folder.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let uncovered =
            self.0.iter().filter(|(folder, manifest)| has_dependencies(manifest) && !is_covered(folder));
        uncovered
            .map(|(folder, _)| {
                let reason = "no lockfile says which releases it installs, so none was examined; write one with \
                              `npm install --package-lock-only --ignore-scripts`";
                Gap::new(GapKind::Lockfile, reason).in_file(below(folder, MANIFEST))
            })
            .collect()
    }
}

fn has_dependencies(manifest: &Manifest) -> bool {
    let dependencies = &manifest.dependencies;
    !(dependencies.production.is_empty()
        && dependencies.development.is_empty()
        && dependencies.optional.is_empty())
}
