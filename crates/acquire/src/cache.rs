//! The caches of package managers: what is on this machine need not be fetched.
//!
//! Two kinds are told apart. npm's cache, pnpm's store and yarn 1's archives are found by the promised
//! integrity or checked against it. Bun's folders and yarn's zip archives hold the same files in another
//! packing, which no promised integrity names; they serve where nothing was promised, or offline.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use stockade_model::{Algorithm, Integrity, Limits, LockedRelease};

use crate::artifact::{Artifact, read_archive};
use crate::environment::Environment;

mod pnpm;

/// Where package managers keep what they fetched on this machine.
#[derive(Debug, Default)]
pub struct Caches {
    /// npm's `_cacache`.
    npm: Option<PathBuf>,
    /// Version folders of pnpm's store: `…/v10`.
    pnpm: Vec<PathBuf>,
    yarn_classic: Option<Listed>,
    yarn_berry: Vec<Listed>,
    bun: Option<PathBuf>,
}

/// A folder of very many entries, listed once when first needed.
#[derive(Debug)]
struct Listed {
    folder: PathBuf,
    names: OnceLock<Vec<String>>,
}

impl Listed {
    fn new(folder: PathBuf) -> Self {
        Self { folder, names: OnceLock::new() }
    }

    /// The paths of the entries whose names start with `prefix`, in order.
    fn starting_with(&self, prefix: &str) -> Vec<PathBuf> {
        let names = self.names.get_or_init(|| names(&self.folder));
        let first = names.partition_point(|name| name.as_str() < prefix);
        let found = names.get(first..).unwrap_or_default().iter().take_while(|name| name.starts_with(prefix));
        found.map(|name| self.folder.join(name)).collect()
    }
}

/// The names in a folder, sorted; none when it cannot be listed.
fn names(folder: &Path) -> Vec<String> {
    let listing = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = listing.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

impl Caches {
    /// The caches that a machine with this environment has; yarn's may also lie in `project`, where it is
    /// what yarn would install.
    #[must_use]
    pub fn of(environment: &Environment, project: &Path) -> Self {
        let variable = |names: &[&str]| {
            names.iter().find_map(|name| environment.variable(name)).map(|path| environment.absolute(path))
        };
        let home = |path: &str| environment.home().map(|home| home.join(path));
        let pnpm = variable(&["pnpm_config_store_dir", "npm_config_store_dir", "NPM_CONFIG_STORE_DIR"])
            .or_else(|| pnpm::habitual_store(environment));
        let yarn_name = if cfg!(any(windows, target_os = "macos")) { "Yarn" } else { "yarn" };
        let yarn_classic = variable(&["YARN_CACHE_FOLDER"])
            .or_else(|| environment.platform_cache_dir().map(|cache| cache.join(yarn_name)))
            .map(|folder| Listed::new(folder.join("v6")));
        let yarn_global = variable(&["YARN_GLOBAL_FOLDER"]).or_else(|| home(".yarn/berry"));
        let yarn_berry = [Some(project.join(".yarn/cache")), yarn_global.map(|folder| folder.join("cache"))];
        let bun = variable(&["BUN_INSTALL_CACHE_DIR"])
            .or_else(|| variable(&["BUN_INSTALL"]).map(|bun| bun.join("install/cache")))
            .or_else(|| home(".bun/install/cache"));
        Self {
            npm: Self::npm_folder(environment),
            pnpm: pnpm.map(|store| pnpm::versions(&store)).unwrap_or_default(),
            yarn_classic,
            yarn_berry: yarn_berry.into_iter().flatten().map(Listed::new).collect(),
            bun,
        }
    }

    /// npm's cache, `_cacache`.
    pub(crate) fn npm_folder(environment: &Environment) -> Option<PathBuf> {
        let set =
            ["npm_config_cache", "NPM_CONFIG_CACHE"].into_iter().find_map(|name| environment.variable(name));
        let habit = || match cfg!(windows) {
            true => environment.platform_cache_dir().map(|cache| cache.join("npm-cache")),
            false => environment.home().map(|home| home.join(".npm")),
        };
        let npm = set.map(|path| environment.absolute(path)).or_else(habit)?;
        Some(npm.join("_cacache"))
    }

    /// Where npm's cache keeps the bytes with an integrity: `content-v2/sha512/aa/bb/…` (npm's `cacache`).
    pub(crate) fn npm_content(npm: &Path, integrity: &Integrity) -> Option<PathBuf> {
        let hex = integrity.hex();
        let folder = npm.join("content-v2").join(integrity.algorithm().name());
        Some(folder.join(hex.get(..2)?).join(hex.get(2..4)?).join(hex.get(4..)?))
    }

    /// The artifact that `integrity` names, checked against it, or from pnpm's store each file checked
    /// against its own hash.
    #[must_use]
    pub fn by_integrity(
        &self,
        release: &LockedRelease,
        integrity: &Integrity,
        limits: &Limits,
    ) -> Option<Artifact> {
        self.in_npm(integrity, limits)
            .or_else(|| self.in_yarn_classic(release, integrity, limits))
            .or_else(|| self.pnpm.iter().find_map(|store| pnpm::find(store, release, integrity, limits)))
    }

    /// The artifact of the release's name and version in a cache that no integrity can be checked in.
    #[must_use]
    pub fn by_name(&self, release: &LockedRelease, limits: &Limits) -> Option<Artifact> {
        self.in_yarn_berry(release, limits).or_else(|| self.in_bun(release))
    }

    /// As [`Caches::by_name`], folders alone: an archive in place of a promised one would pass for it.
    #[must_use]
    pub fn folder_by_name(&self, release: &LockedRelease) -> Option<Artifact> {
        self.in_bun(release)
    }

    fn in_npm(&self, integrity: &Integrity, limits: &Limits) -> Option<Artifact> {
        let path = Self::npm_content(self.npm.as_deref()?, integrity)?;
        archive(&path, Some(integrity), "npm's cache", limits)
    }

    /// `v6/npm-NAME-VERSION-SHA1-integrity/node_modules/NAME/.yarn-tarball.tgz` (yarn 1).
    fn in_yarn_classic(
        &self,
        release: &LockedRelease,
        integrity: &Integrity,
        limits: &Limits,
    ) -> Option<Artifact> {
        let cache = self.yarn_classic.as_ref()?;
        let version = release.version.as_ref()?;
        let name = release.name.as_str();
        let mut prefix = format!("npm-{}-{version}-", name.replace('/', "-"));
        if integrity.algorithm() == Algorithm::Sha1 {
            prefix.push_str(&integrity.hex());
        }
        cache.starting_with(&prefix).into_iter().find_map(|entry| {
            let path = entry.join("node_modules").join(name).join(".yarn-tarball.tgz");
            archive(&path, Some(integrity), "yarn's cache", limits)
        })
    }

    /// `NAME-npm-VERSION-HASH-KEY.zip`, the scope's slash a hyphen (yarn 2 and newer).
    fn in_yarn_berry(&self, release: &LockedRelease, limits: &Limits) -> Option<Artifact> {
        let version = release.version.as_ref()?;
        let prefix = format!("{}-npm-{version}-", release.name.as_str().replace('/', "-"));
        let found = self.yarn_berry.iter().flat_map(|cache| cache.starting_with(&prefix));
        // A prefix can be that of a longer version: `1.0.0-` of `1.0.0-rc.1-…`.
        let mut found = found.filter(|path| {
            let rest =
                path.file_name().and_then(|name| name.to_str()?.strip_prefix(&prefix)?.strip_suffix(".zip"));
            rest.is_some_and(|rest| rest.split('-').count() <= 2 && !rest.contains('.'))
        });
        found.find_map(|path| archive(&path, None, "yarn's cache", limits))
    }

    /// `NAME/VERSION@@@1`, a link to `NAME@VERSION@@@1`, with the registry's host between where it is not
    /// the default one (bun).
    fn in_bun(&self, release: &LockedRelease) -> Option<Artifact> {
        let cache = self.bun.as_ref()?;
        let prefix = format!("{}@@", release.version.as_ref()?);
        let name = release.name.as_str();
        let entry = names(&cache.join(name)).into_iter().find(|entry| entry.starts_with(&prefix))?;
        let path = cache.join(format!("{name}@{entry}"));
        let is_it =
            crate::installed::identity(&path) == (Some(release.name.clone()), release.version.clone());
        is_it.then(|| Artifact::Folder { from: "bun's cache".to_owned(), path })
    }
}

/// The archive at `path`; none when it is not there, too large or not what was promised.
fn archive(path: &Path, expected: Option<&Integrity>, cache: &str, limits: &Limits) -> Option<Artifact> {
    match read_archive(path, expected, limits) {
        Ok(Artifact::Archive { bytes, .. }) => Some(Artifact::Archive { bytes, from: cache.to_owned() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
