//! From a locked release to its bytes: what is installed first, then what is kept, then the registry.
//!
//! The order follows what would run: the files in `node_modules` are the ones that do. Everything else is
//! taken only when it is what was promised.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use stockade_model::escape::excerpt;
use stockade_model::{Limits, LockedRelease, PackageName, ReleaseSource, Version};

use crate::artifact::{AcquireError, Artifact, read_archive, shown};
use crate::cache::Caches;
use crate::client::Client;
use crate::installed;
use crate::store::Store;

mod registry;

/// Gets the bytes of releases. Shared by threads.
pub struct Acquirer {
    client: Client,
    store: Arc<Store>,
    caches: Caches,
    limits: Limits,
    /// Installed packages by project, listed when a lockfile first leaves their places open.
    installed: Mutex<BTreeMap<PathBuf, Arc<InstalledIndex>>>,
}

/// Folders of installed packages by name and version.
type InstalledIndex = BTreeMap<(PackageName, Version), PathBuf>;

impl Acquirer {
    /// An acquirer that looks in `store` and `caches`, and asks through `client`.
    #[must_use]
    pub fn new(client: Client, store: Arc<Store>, caches: Caches, limits: Limits) -> Self {
        Self { client, store, caches, limits, installed: Mutex::new(BTreeMap::new()) }
    }

    /// The client it asks through.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The bytes of `release`, which a lockfile in the folder `project` lists: as installed, else from the
    /// store, from a package manager's cache, from the registry.
    ///
    /// # Errors
    /// When they cannot be had, or are not those promised.
    pub fn fetch(&self, release: &LockedRelease, project: &Path) -> Result<Artifact, AcquireError> {
        if let Some(folder) = self.installed(release, project) {
            return Ok(Artifact::Folder { from: from_project(&folder, project), path: folder });
        }
        self.fetch_packed(release, project)
    }

    /// As [`Acquirer::fetch`], whatever is installed.
    ///
    /// # Errors
    /// When they cannot be had, or are not those promised.
    pub fn fetch_packed(&self, release: &LockedRelease, project: &Path) -> Result<Artifact, AcquireError> {
        if release.is_bundled {
            return Err(AcquireError::Bundled);
        }
        if let Some(kept) = self.kept(release) {
            return Ok(kept);
        }
        match &release.source {
            ReleaseSource::Registry { resolved } => self.ask_registry(release, resolved.as_deref()),
            ReleaseSource::Remote { address } => self.ask_remote(release, address),
            ReleaseSource::Git { repository, .. } => {
                let what = format!("the git dependency {}", excerpt(&without_secrets(repository), 120));
                Err(AcquireError::Unsupported { what })
            }
            ReleaseSource::File { path } | ReleaseSource::Workspace { path } => {
                self.read_from_disk(release, project, path)
            }
        }
    }

    /// The folder in which `release` is installed: where its lockfile says, else any with its name and
    /// version. A folder whose manifest says otherwise is not it.
    fn installed(&self, release: &LockedRelease, project: &Path) -> Option<PathBuf> {
        if !release.install_path.is_empty() {
            let folder = inside(project, &release.install_path)?;
            let (name, version) = installed::identity(&folder);
            let is_it = name.as_ref() == Some(&release.name)
                && (release.version.is_none() || version.as_ref() == release.version.as_ref());
            return (is_it && release.install_path.contains("node_modules")).then_some(folder);
        }
        let key = (release.name.clone(), release.version.clone()?);
        self.installed_index(project).get(&key).cloned()
    }

    fn installed_index(&self, project: &Path) -> Arc<InstalledIndex> {
        let mut known = self.installed.lock().unwrap_or_else(PoisonError::into_inner);
        let index = known.entry(project.to_path_buf()).or_insert_with(|| {
            let packages = installed::list(project).packages.into_iter();
            let installed = packages.filter(|package| !package.is_linked_from_outside);
            let entries = installed.filter_map(|found| Some(((found.name?, found.version?), found.folder)));
            Arc::new(entries.collect())
        });
        Arc::clone(index)
    }

    /// What the store or a package manager's cache holds under the promised integrity; where none was
    /// promised, what a cache holds under the name.
    fn kept(&self, release: &LockedRelease) -> Option<Artifact> {
        let Some(integrity) = &release.integrity else {
            // An address pinned without integrity decides alone what would be installed.
            let is_open = matches!(release.source, ReleaseSource::Registry { resolved: None });
            return is_open.then(|| self.caches.by_name(release, &self.limits)).flatten();
        };
        if let Some(bytes) = self.store.artifact(integrity, self.limits.archive_bytes) {
            return Some(Artifact::Archive { bytes, from: "Stockade's cache".to_owned() });
        }
        self.caches.by_integrity(release, integrity, &self.limits)
    }

    fn read_from_disk(
        &self,
        release: &LockedRelease,
        project: &Path,
        path: &str,
    ) -> Result<Artifact, AcquireError> {
        let path = path.strip_prefix("file:").unwrap_or(path);
        let outside = || AcquireError::OutsideProject { path: excerpt(path, 120) };
        let lexical = project.join(path);
        if !lexical.exists() {
            return Err(AcquireError::Unreadable {
                path: excerpt(path, 120),
                reason: "not there".to_owned(),
            });
        }
        let found = inside(project, path).ok_or_else(outside)?;
        if found.is_dir() {
            return Ok(Artifact::Folder { from: from_project(&found, project), path: found });
        }
        read_archive(&found, release.integrity.as_ref(), &self.limits)
    }
}

/// The real path of `relative` in `project`, if it lies inside the project's real folder.
fn inside(project: &Path, relative: &str) -> Option<PathBuf> {
    let is_plain = Path::new(relative).components().all(|part| !matches!(part, Component::Prefix(_)));
    let root = project.canonicalize().ok()?;
    let found = is_plain.then(|| root.join(relative).canonicalize().ok()).flatten()?;
    found.starts_with(&root).then_some(found)
}

/// Where `folder` is, as seen from the project where it lies inside.
fn from_project(folder: &Path, project: &Path) -> String {
    let root = project.canonicalize().ok();
    let relative = root.and_then(|root| folder.strip_prefix(root).ok().map(Path::to_path_buf));
    shown(relative.as_deref().unwrap_or(folder))
}

/// An address without user name, password and query.
fn without_secrets(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests;
