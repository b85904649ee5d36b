//! From targets to candidates: every release that is to be judged, and where its bytes are to be found.

mod patched;
mod place;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use stockade_acquire::artifact::read_archive;
use stockade_acquire::{Artifact, FolderKind, Resolved, Settings, installed};
use stockade_facts::{Context, Origin, registry};
use stockade_model::{
    Algorithm, Gap, GapKind, Integrity, Limits, LockedRelease, ReleaseId, Version, release,
};

use super::candidate::Candidate;
use super::comparison;
use super::project::Project;
use super::target;
use place::Place;
use place::locked;
pub(crate) use place::{is_release, pinned};

/// How to get a candidate's bytes.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A folder on disk.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What belongs to it.
        kind: FolderKind,
    },
    /// A folder where the lockfile in `folder` says that `release` is installed. Whether that is what lies there
    /// is only looked at when it is to be read: a remembered judgement was of this release.
    Installed {
        /// Where it is installed.
        path: PathBuf,
        /// The folder of the lockfile.
        folder: PathBuf,
        /// The entry.
        release: LockedRelease,
    },
    /// An archive on disk.
    Archive(PathBuf),
    /// What the lockfile in `folder` lists, to be looked for in caches and registries.
    Locked {
        /// The folder of the lockfile.
        folder: PathBuf,
        /// The entry.
        release: LockedRelease,
    },
    /// Nowhere: it is known already that it cannot be had.
    Nowhere(Gap),
}

/// What the targets come to.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Every release to be judged.
    pub(crate) candidates: Vec<Candidate<Source>>,
    /// What was listed but is no release.
    pub(crate) gaps: Vec<Gap>,
}

/// What every candidate of a scan has in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Common {
    /// The addresses of the registries that the user named.
    pub(crate) configured_registries: Vec<String>,
}

impl Common {
    /// The registries that `settings` can be trusted to name.
    pub(crate) fn trusting(settings: &Settings) -> Self {
        let registries = settings.trusted_registries.iter().map(ToString::to_string);
        Self { configured_registries: registries.collect() }
    }

    fn context(&self, release: Option<ReleaseId>, integrity: Option<Integrity>, origin: Origin) -> Context {
        Context {
            release,
            artifact_integrity: integrity,
            origin,
            configured_registries: self.configured_registries.clone(),
            patches: Vec::new(),
            registry_entry: None,
        }
    }

    /// A candidate for the folder at `path`, named by its own manifest.
    fn folder(&self, path: &Path, kind: FolderKind, origin: Origin, from: String) -> Candidate<Source> {
        let (release, shown) = target::identity(path);
        let version = release.as_ref().and_then(|release| release.version.as_ref());
        Candidate {
            purl: release::purl(&shown, version.map(Version::as_str)),
            integrity: None,
            from,
            dependency_path: vec![shown],
            context: self.context(release.clone(), None, origin),
            source: Source::Folder { path: path.to_owned(), kind },
            release,
        }
    }
}

impl Listing {
    /// Adds a project's own tree and everything it installs.
    pub(crate) fn add_project(&mut self, project: Project, judges_installed: bool, common: &Common) {
        let own = common.folder(&project.root, FolderKind::Project, Origin::Project, ".".to_owned());
        let name = own.dependency_path.clone();
        self.candidates.push(own);
        self.add_installations(project, &name, judges_installed, common);
    }

    /// Adds what a lockfile lists, without the tree around it.
    pub(crate) fn add_lockfile(&mut self, project: Project, judges_installed: bool, common: &Common) {
        let (_, name) = target::identity(&project.root);
        self.add_installations(project, &[name], judges_installed, common);
    }

    /// Adds one package folder; `from` is what the user called it.
    pub(crate) fn add_package(&mut self, path: &Path, from: &str, common: &Common) {
        let origin = Origin::RegistryDependency;
        self.candidates.push(common.folder(path, FolderKind::Package, origin, from.to_owned()));
    }

    /// Adds one archive; `from` is what the user called it. Its name is taken from the file's, `name-1.0.0.tgz`,
    /// since its manifest is read in the jail only.
    pub(crate) fn add_archive(&mut self, path: &Path, from: &str, limits: &Limits, common: &Common) {
        let integrity = match read_archive(path, None, limits) {
            Ok(Artifact::Archive { bytes, .. }) => Some(Integrity::of(Algorithm::Sha512, &bytes)),
            // The same failure is met and told when it is to be judged.
            _ => None,
        };
        let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let release = packed_release(&stem);
        let purl = release.as_ref().map_or_else(|| release::purl(&stem, None), ReleaseId::purl);
        let shown = release.as_ref().map_or(stem, |release| release.name.to_string());
        self.candidates.push(Candidate {
            release: release.clone(),
            purl,
            integrity: integrity.clone(),
            from: from.to_owned(),
            dependency_path: vec![shown],
            context: common.context(None, integrity, Origin::RegistryDependency),
            source: Source::Archive(path.to_owned()),
        });
    }

    /// Adds a release that a registry resolved, to be fetched with the settings that hold in `folder`.
    pub(crate) fn add_resolved(&mut self, resolved: &Resolved, folder: &Path, common: &Common) {
        let mut candidate = locked(&resolved.release, &[], folder, common);
        candidate.context.registry_entry = candidate
            .release
            .as_ref()
            .zip(candidate.integrity.as_ref())
            .and_then(|(release, promised)| registry::read(&resolved.document, release, promised));
        self.candidates.push(candidate);
    }

    /// Adds something that was asked for and cannot be had.
    pub(crate) fn add_unavailable(
        &mut self,
        release: Option<ReleaseId>,
        shown: &str,
        gap: Gap,
        common: &Common,
    ) {
        self.candidates.push(Candidate {
            purl: release.as_ref().map_or_else(|| release::purl(shown, None), ReleaseId::purl),
            integrity: None,
            from: shown.to_owned(),
            dependency_path: vec![shown.to_owned()],
            context: common.context(release.clone(), None, Origin::RegistryDependency),
            source: Source::Nowhere(gap),
            release,
        });
    }

    fn add_installations(
        &mut self,
        project: Project,
        name: &[String],
        judges_installed: bool,
        common: &Common,
    ) {
        let Project { root, installations, gaps } = project;
        let real_root = real(&root);
        self.gaps.extend(gaps);
        for installation in &installations {
            let folder = root.join(&installation.folder);
            let place = Place { real_root: &real_root, folder: &folder, installation, name, common };
            let first = self.candidates.len();
            if installation.is_installed && (judges_installed || installation.lockfiles.is_empty()) {
                self.add_installed(&place);
            } else {
                self.candidates.extend(place.listed());
            }
            let listed = self.candidates.get(first..).unwrap_or_default();
            let (patched, gaps) = patched::patched(&place, listed);
            self.candidates.extend(patched);
            self.gaps.extend(gaps);
        }
        let mut seen = BTreeSet::new();
        self.candidates.retain(|candidate| {
            let patches: Vec<_> = candidate.context.patches.iter().map(|patch| patch.path.clone()).collect();
            seen.insert((
                candidate.purl.clone(),
                candidate.from.clone(),
                candidate.integrity.clone(),
                patches,
            ))
        });
    }

    /// Adds what lies in `node_modules`, and what differs from the lockfiles.
    fn add_installed(&mut self, place: &Place<'_>) {
        let found = installed::list(place.folder);
        if !place.installation.lockfiles.is_empty() {
            self.gaps.extend(comparison::differences(&place.installation.lockfiles, &found));
        }
        let strays =
            found.stray_files.iter().filter(|path| !path.split('/').any(|part| part.starts_with('.')));
        self.gaps.extend(strays.map(|path| {
            let reason = "a file in node_modules that belongs to no package was not examined; find out who put it there";
            Gap::new(GapKind::Unsupported, reason).in_file(place.relative(path))
        }));
        self.gaps.extend(found.gaps);
        let paths = place.dependency_paths();
        for package in found.packages {
            // A workspace member is part of the project's own tree.
            if package.is_linked_from_outside && package.folder.starts_with(place.real_root) {
                continue;
            }
            let from = place.relative(&package.install_path);
            let mut candidate =
                place.common.folder(&package.folder, FolderKind::Package, Origin::RegistryDependency, from);
            let path = candidate
                .release
                .as_ref()
                .and_then(|release| paths.get(&(&release.name, release.version.as_ref())));
            if let Some(path) = path {
                candidate.dependency_path = path.to_vec();
            }
            candidate.dependency_path.splice(0..0, place.name.iter().cloned());
            self.candidates.push(candidate);
        }
    }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The release that `npm pack` would call so: `name-1.0.0.tgz`, `scope-name-1.0.0.tgz`.
fn packed_release(file_name: &str) -> Option<ReleaseId> {
    let stem = [".tgz", ".tar.gz", ".tar"].iter().find_map(|ending| file_name.strip_suffix(ending))?;
    let starts_version = |rest: &str| {
        let mut numbers = rest.split('.').take(2);
        let mut is_number = || numbers.next().is_some_and(|part| part.parse::<u64>().is_ok());
        is_number() && is_number()
    };
    let mut dashes = stem.match_indices('-').map(|(at, _)| at);
    let at = dashes.find(|at| starts_version(stem.get(at + 1..).unwrap_or_default()))?;
    let version = stem.get(at + 1..)?.parse().ok()?;
    Some(ReleaseId { name: stem.get(..at)?.parse().ok()?, version: Some(version) })
}

#[cfg(test)]
mod tests;
