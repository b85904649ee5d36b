//! Where candidates' bytes are got from, in the order that acquire lays down.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use stockade_acquire::artifact::read_archive;
use stockade_acquire::{
    Acquirer, Address, Artifact, Caches, Client, ClientError, ClientOptions, Environment, FolderKind,
    KeptPackuments, Settings, Store, asked, folder, installed, npmrc,
};
use stockade_model::{Algorithm, Gap, GapKind, Integrity, Limits, LockedRelease, ReleaseSource};

mod registry;

use super::candidate::{Candidate, Fetched, Supply};
use super::listing::{Source, is_release, pinned};
use crate::job::JobArtifact;

/// An acquirer, or why there can be none; empty until it is needed.
type Slot = Arc<OnceLock<Result<Acquirer, Gap>>>;

/// Gets bytes from folders, archives, caches and registries.
pub(crate) struct Places<'a> {
    environment: &'a Environment,
    registry: Option<Address>,
    options: ClientOptions,
    limits: Limits,
    store: Arc<Store>,
    /// One for each folder with settings of its own, made when the first release is looked for.
    acquirers: Mutex<BTreeMap<PathBuf, Slot>>,
    /// One for each folder with settings of its own, as above.
    packuments: Mutex<BTreeMap<PathBuf, Arc<KeptPackuments>>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(
        environment: &'a Environment,
        registry: Option<Address>,
        is_offline: bool,
        cache: Option<&Path>,
        limits: Limits,
    ) -> Self {
        let options =
            ClientOptions { is_offline, tarball_bytes: limits.archive_bytes, ..ClientOptions::default() };
        let store = Arc::new(Store::new(cache.map(|cache| cache.join("store"))));
        let (acquirers, packuments) = (Mutex::default(), Mutex::default());
        Self { environment, registry, options, limits, store, acquirers, packuments }
    }

    /// The settings that hold in `project`, without asking any package manager.
    pub(crate) fn settings(&self, project: &Path) -> Settings {
        npmrc::read(self.environment, project, self.registry.as_ref())
    }

    /// The settings that hold outside any project.
    pub(crate) fn own_settings(&self) -> Settings {
        self.settings(self.environment.current_dir())
    }

    /// What went wrong with the store of fetched archives, in words.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.store.notes()
    }

    /// Does `work` with the acquirer for `project`.
    ///
    /// # Errors
    /// When the registry client cannot be set up, or `work` fails.
    pub(crate) fn with_acquirer<R>(
        &self,
        project: &Path,
        work: impl FnOnce(&Acquirer) -> Result<R, Gap>,
    ) -> Result<R, Gap> {
        let slot = {
            let mut acquirers = self.acquirers.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(acquirers.entry(project.to_owned()).or_default())
        };
        let acquirer = slot.get_or_init(|| self.acquirer(project).map_err(|error| error.to_gap()));
        acquirer.as_ref().map_err(Clone::clone).and_then(work)
    }

    fn acquirer(&self, project: &Path) -> Result<Acquirer, ClientError> {
        let settings = self.settings(project);
        let (environment, folder) = (self.environment.clone(), project.to_owned());
        let store = Arc::clone(&self.store);
        let client = Client::new(settings, self.options.clone(), Arc::clone(&self.store))?
            .with_fallback(Box::new(move || asked::registry(&environment, &folder, &store)));
        let caches = Caches::of(self.environment, project);
        Ok(Acquirer::new(client, Arc::clone(&self.store), caches, self.limits.clone()))
    }

    fn fetch_locked(&self, folder: &Path, release: &LockedRelease) -> Result<Fetched, Gap> {
        let fetch =
            |acquirer: &Acquirer| acquirer.fetch_packed(release, folder).map_err(|error| error.to_gap());
        let fetched = self.fetched(self.with_acquirer(folder, fetch)?, release.integrity.as_ref())?;
        // A path inside the project is its own best name.
        let is_file = matches!(release.source, ReleaseSource::File { .. } | ReleaseSource::Workspace { .. });
        Ok(if is_file { Fetched { from: None, ..fetched } } else { fetched })
    }

    fn read_folder(&self, path: &Path, kind: FolderKind) -> Result<JobArtifact, Gap> {
        let tree = folder::read(path, kind, &self.limits);
        tree.map(JobArtifact::Tree).map_err(|error| Gap::new(GapKind::Unavailable, error.to_string()))
    }

    /// An artifact as it is judged. What the promised integrity does not vouch for names its own place.
    fn fetched(&self, artifact: Artifact, promised: Option<&Integrity>) -> Result<Fetched, Gap> {
        match artifact {
            Artifact::Archive { bytes, .. } => Ok(archive(bytes, promised)),
            Artifact::Folder { path, from } => {
                let artifact = self.read_folder(&path, FolderKind::Package)?;
                Ok(Fetched {
                    artifact,
                    from: Some(from),
                    integrity: None,
                    is_as_identified: false,
                    registry_entry: None,
                })
            }
            Artifact::Files { tree, from } => Ok(Fetched {
                artifact: JobArtifact::Tree(tree),
                from: Some(from),
                integrity: None,
                is_as_identified: false,
                registry_entry: None,
            }),
        }
    }
}

/// An archive, named by the integrity it was checked against if that is a strong one, else by its own.
fn archive(bytes: Vec<u8>, promised: Option<&Integrity>) -> Fetched {
    let strong = promised.filter(|promised| is_strong(promised)).cloned();
    let integrity = strong.or_else(|| Some(Integrity::of(Algorithm::Sha512, &bytes)));
    Fetched {
        artifact: JobArtifact::Archive(bytes),
        from: None,
        integrity,
        is_as_identified: true,
        registry_entry: None,
    }
}

/// A name of the state a folder is in. A fingerprint tells states of one folder apart, so the folder is part of
/// the name.
fn fingerprint(path: &Path, kind: FolderKind) -> Option<String> {
    let fingerprint = folder::fingerprint(path, kind).ok()?;
    Some(format!("folder:{}:{}", path.display(), hex::encode(fingerprint)))
}

/// Whether an integrity names one artifact only: two with one SHA-1 can be made.
fn is_strong(integrity: &Integrity) -> bool {
    integrity.algorithm() != Algorithm::Sha1
}

impl Supply for Places<'_> {
    type Source = Source;

    fn identity(&self, candidate: &Candidate<Source>) -> Option<String> {
        let bytes = self.bytes_identity(candidate)?;
        let packument = self.kept_packument(candidate);
        Some(
            packument
                .map_or_else(|| bytes.clone(), |(_, kept)| format!("{bytes} packument:{}", kept.identity())),
        )
    }

    fn is_local(&self, candidate: &Candidate<Source>) -> bool {
        !matches!(candidate.source, Source::Locked { .. })
    }

    fn fetch(&self, candidate: &Candidate<Source>) -> Result<Fetched, Gap> {
        let mut fetched = self.fetch_bytes(candidate)?;
        fetched.registry_entry = self.registry_entry(candidate);
        Ok(fetched)
    }
}

impl Places<'_> {
    fn bytes_identity(&self, candidate: &Candidate<Source>) -> Option<String> {
        match &candidate.source {
            Source::Folder { path, kind } => fingerprint(path, *kind),
            Source::Installed { path, .. } => fingerprint(path, FolderKind::Package),
            Source::Locked { .. } | Source::Archive(_) => {
                candidate.integrity.as_ref().filter(|integrity| is_strong(integrity)).map(ToString::to_string)
            }
            Source::Nowhere(_) => None,
        }
    }

    fn fetch_bytes(&self, candidate: &Candidate<Source>) -> Result<Fetched, Gap> {
        match &candidate.source {
            Source::Folder { path, kind } => {
                let artifact = self.read_folder(path, *kind)?;
                Ok(Fetched {
                    artifact,
                    from: None,
                    integrity: None,
                    is_as_identified: true,
                    registry_entry: None,
                })
            }
            Source::Archive(path) => {
                let promised = candidate.integrity.as_ref();
                let artifact = read_archive(path, promised, &self.limits).map_err(|error| error.to_gap())?;
                self.fetched(artifact, promised)
            }
            Source::Installed { path, release, .. } if is_release(installed::identity(path), release) => {
                let artifact = self.read_folder(path, FolderKind::Package)?;
                Ok(Fetched {
                    artifact,
                    from: None,
                    integrity: None,
                    is_as_identified: true,
                    registry_entry: None,
                })
            }
            // Something else lies there; what the lockfile pins is judged all the same.
            Source::Installed { folder, release, .. } => {
                let fetched = self.fetch_locked(folder, release)?;
                let from = fetched.from.or_else(|| Some(pinned(release).1));
                Ok(Fetched { from, is_as_identified: false, ..fetched })
            }
            Source::Locked { folder, release } => self.fetch_locked(folder, release),
            Source::Nowhere(gap) => Err(gap.clone()),
        }
    }
}
