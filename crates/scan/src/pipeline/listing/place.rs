//! What one installation lists and holds: the entries of its lockfiles, where they are installed, else where
//! they are pinned to.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use stockade_acquire::{Address, installed};
use stockade_facts::Origin;
use stockade_model::{LockedRelease, PackageName, ReleaseId, ReleaseSource, Version};

use super::super::candidate::Candidate;
use super::super::parallel;
use super::super::project::Installation;
use super::{Common, Source};

/// Threads that look into `node_modules`.
const THREADS: usize = 4;

/// Where an installation is, and what it belongs to.
pub(super) struct Place<'a> {
    /// The project's folder, links followed.
    pub(super) real_root: &'a Path,
    pub(super) folder: &'a Path,
    pub(super) installation: &'a Installation,
    pub(super) name: &'a [String],
    pub(super) common: &'a Common,
}

impl Place<'_> {
    /// `path`, relative to the installation, as seen from the project's root.
    pub(super) fn relative(&self, path: &str) -> String {
        match self.installation.folder.as_str() {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// What brought each listed release in.
    pub(super) fn dependency_paths(&self) -> BTreeMap<(&PackageName, Option<&Version>), &[String]> {
        let listed = self.installation.lockfiles.iter().flat_map(|lockfile| &lockfile.releases);
        listed
            .map(|release| ((&release.name, release.version.as_ref()), release.dependency_path.as_slice()))
            .collect()
    }

    /// Everything the lockfiles list that has bytes of its own.
    pub(super) fn listed(&self) -> Vec<Candidate<Source>> {
        let listed = self.installation.lockfiles.iter().flat_map(|lockfile| &lockfile.releases);
        let listed: Vec<&LockedRelease> = listed.filter(|release| !self.is_workspace(release)).collect();
        let needs_search = listed.iter().any(|release| release.install_path.is_empty());
        let found = if self.installation.is_installed && needs_search {
            installed::list(self.folder).packages
        } else {
            Vec::new()
        };
        let candidates = parallel::map(&listed, THREADS, |release| self.found(release, &found));
        candidates.into_iter().flatten().collect()
    }

    /// Whether an entry is a workspace member, whose files are judged with the project's own tree. A folder that
    /// is depended on by path is not: its hooks run when the project is installed.
    fn is_workspace(&self, release: &LockedRelease) -> bool {
        matches!(&release.source, ReleaseSource::Workspace { path } if self.installation.is_workspace(path))
    }

    /// The candidates for one entry: the places where it is installed, else what the lockfile pins. What is
    /// bundled and not installed is judged inside the artifact that bundles it.
    fn found(
        &self,
        release: &LockedRelease,
        found: &[installed::InstalledPackage],
    ) -> Vec<Candidate<Source>> {
        let at_path = self.at_install_path(release).map(|path| (path, release.install_path.clone()));
        let by_name = found
            .iter()
            .filter(|package| release.install_path.is_empty() && is_named(package, release))
            .map(|package| (package.folder.clone(), package.install_path.clone()));
        let places: Vec<_> = at_path.into_iter().chain(by_name).collect();
        let candidate = locked(release, self.name, self.folder, self.common);
        if places.is_empty() {
            return if release.is_bundled { Vec::new() } else { vec![candidate] };
        }
        let installed = |(path, install_path): (PathBuf, String)| Candidate {
            from: self.relative(&install_path),
            source: Source::Installed { path, folder: self.folder.to_owned(), release: release.clone() },
            ..candidate.clone()
        };
        places.into_iter().map(installed).collect()
    }

    /// The folder where the lockfile says that `release` is installed, if there is one. A lockfile may be
    /// hostile: what is outside the project is not looked at.
    fn at_install_path(&self, release: &LockedRelease) -> Option<PathBuf> {
        if release.install_path.is_empty() || !self.installation.is_installed {
            return None;
        }
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(&release.install_path).components().all(is_plain) {
            return None;
        }
        let path = self.folder.join(&release.install_path);
        // A link may lead anywhere, and the folder it lies in may be one.
        let is_inside = !is_reached_by_link(self.folder, &release.install_path)
            || path.canonicalize().is_ok_and(|path| path.starts_with(self.real_root));
        (is_inside && path.is_dir()).then_some(path)
    }
}

/// Whether a part of `install_path` below `folder` is a link.
fn is_reached_by_link(folder: &Path, install_path: &str) -> bool {
    let mut path = folder.to_owned();
    install_path.split('/').any(|part| {
        path.push(part);
        path.is_symlink()
    })
}

fn is_named(package: &installed::InstalledPackage, release: &LockedRelease) -> bool {
    is_release((package.name.clone(), package.version.clone()), release)
}

/// Whether an installed manifest's name and version are the entry's.
pub(crate) fn is_release(
    (name, version): (Option<PackageName>, Option<Version>),
    release: &LockedRelease,
) -> bool {
    name.as_ref() == Some(&release.name) && (release.version.is_none() || version == release.version)
}

/// A candidate for an entry of a lockfile, to be looked for in caches and registries.
pub(super) fn locked(
    release: &LockedRelease,
    name: &[String],
    folder: &Path,
    common: &Common,
) -> Candidate<Source> {
    let id = ReleaseId { name: release.name.clone(), version: release.version.clone() };
    let (origin, from) = pinned(release);
    Candidate {
        purl: id.purl(),
        integrity: release.integrity.clone(),
        from,
        dependency_path: name.iter().chain(&release.dependency_path).cloned().collect(),
        context: common.context(Some(id.clone()), release.integrity.clone(), origin),
        source: Source::Locked { folder: folder.to_owned(), release: release.clone() },
        release: Some(id),
    }
}

/// As what an entry's bytes come, and where from, as a report may show it.
pub(crate) fn pinned(release: &LockedRelease) -> (Origin, String) {
    match &release.source {
        ReleaseSource::Registry { resolved } => {
            let from = resolved.as_deref().map_or_else(|| "the registry".to_owned(), redacted);
            (Origin::RegistryDependency, from)
        }
        ReleaseSource::Git { repository, .. } => (Origin::GitDependency, redacted(repository)),
        ReleaseSource::Remote { address } => (Origin::RemoteDependency, redacted(address)),
        ReleaseSource::File { path } | ReleaseSource::Workspace { path } => {
            (Origin::FileDependency, path.clone())
        }
    }
}

/// An address without user name, password and query, which may be secrets.
fn redacted(address: &str) -> String {
    if let Ok(address) = address.parse::<Address>() {
        return address.to_string();
    }
    let address = address.split(['?', '#']).next().unwrap_or_default();
    match address.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.split('/').next().unwrap_or_default();
            let userinfo = host.rfind('@').map_or(0, |at| at + 1);
            format!("{scheme}://{}", rest.get(userinfo..).unwrap_or_default())
        }
        None => address.to_owned(),
    }
}
