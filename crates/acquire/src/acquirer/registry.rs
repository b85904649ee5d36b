//! Which address a release's archive is asked from.
//!
//! With a promised integrity any server will do, for the bytes are checked: the configured registry is asked
//! first, then the address that the lockfile pins. Without one, the pinned address alone decides what would be
//! installed, so no other is asked.

use stockade_model::escape::excerpt;
use stockade_model::{Integrity, LockedRelease};

use super::Acquirer;
use crate::address::Address;
use crate::artifact::{AcquireError, Artifact};
use crate::client::PackumentForm;
use crate::error::{ClientError, ClientErrorKind};

impl Acquirer {
    /// Fetches from the registry, or from the address that the lockfile pins.
    pub(super) fn ask_registry(
        &self,
        release: &LockedRelease,
        resolved: Option<&str>,
    ) -> Result<Artifact, AcquireError> {
        let pinned: Option<Address> = resolved.and_then(|resolved| resolved.parse().ok());
        let fetched = match (&release.integrity, pinned) {
            (None, Some(pinned)) => self.archive(&pinned, None),
            (None, None) => self.ask_by_packument(release),
            (Some(promised), pinned) => self.promised(release, promised, pinned.as_ref()),
        };
        match fetched {
            // What was promised could not be checked, but is all there is.
            Err(AcquireError::Client(error)) if may_fall_back(&error) => {
                self.caches.folder_by_name(release).ok_or(AcquireError::Client(error))
            }
            other => other,
        }
    }

    /// Fetches an archive that is in no registry.
    pub(super) fn ask_remote(
        &self,
        release: &LockedRelease,
        address: &str,
    ) -> Result<Artifact, AcquireError> {
        let unsupported = || AcquireError::Unsupported {
            what: format!("the remote dependency {}", excerpt(&super::without_secrets(address), 120)),
        };
        let address: Address = address.parse().map_err(|_| unsupported())?;
        if !address.is_encrypted() && !address.is_loopback() && release.integrity.is_none() {
            return Err(unsupported());
        }
        self.archive(&address, release.integrity.as_ref())
    }

    /// Asks the configured registry and the pinned address until one has the promised bytes; last, where the
    /// registry's own document says they are, for not every registry keeps to the usual path. When none has
    /// them the first failure is told, unless wrong bytes came: that is the worse news.
    fn promised(
        &self,
        release: &LockedRelease,
        promised: &Integrity,
        pinned: Option<&Address>,
    ) -> Result<Artifact, AcquireError> {
        let mut failures = Vec::new();
        for address in self.addresses(release, pinned)? {
            match self.archive(&address, Some(promised)) {
                Ok(artifact) => return Ok(artifact),
                Err(error) => failures.push(error),
            }
        }
        if failures.first().is_none_or(|first| first.code() == "registry-not-found") {
            match self.ask_by_packument(release) {
                Ok(artifact) => return Ok(artifact),
                Err(error) => failures.push(error),
            }
        }
        let worst = failures.iter().position(AcquireError::is_integrity_mismatch).unwrap_or(0);
        Err(failures.into_iter().nth(worst).unwrap_or(AcquireError::NoVersion))
    }

    /// The addresses to ask, first to last, each once.
    fn addresses(
        &self,
        release: &LockedRelease,
        pinned: Option<&Address>,
    ) -> Result<Vec<Address>, AcquireError> {
        let registry = match (self.client.registry_for(&release.name), pinned) {
            (Ok(registry), _) => registry.address.clone(),
            (Err(_), Some(pinned)) => return Ok(vec![pinned.clone()]),
            (Err(error), None) => return Err(error.into()),
        };
        let standard = release.version.as_ref().map(|version| {
            let name = &release.name;
            registry.below(&format!("{name}/-/{}-{version}.tgz", name.base()))
        });
        let pinned_in_registry = pinned.filter(|pinned| pinned.is_under(&registry));
        let mut addresses = Vec::new();
        for address in [pinned_in_registry, standard.as_ref(), pinned].into_iter().flatten() {
            if !addresses.contains(address) {
                addresses.push(address.clone());
            }
        }
        Ok(addresses)
    }

    /// Fetches what the registry's own document names for the release's version.
    fn ask_by_packument(&self, release: &LockedRelease) -> Result<Artifact, AcquireError> {
        let version = release.version.as_ref().ok_or(AcquireError::NoVersion)?;
        let packument = self.client.packument(&release.name, PackumentForm::Abbreviated)?;
        let registry = &self.client.registry_for(&release.name)?.address;
        let published = packument.releases.get(version.as_str()).ok_or_else(|| {
            ClientError::new(ClientErrorKind::NotFound, registry.below(release.name.as_str()))
        })?;
        let promised = release.integrity.as_ref().or(published.integrity.as_ref());
        if let (None, Some(integrity)) = (&release.integrity, promised) {
            let promised = LockedRelease { integrity: Some(integrity.clone()), ..release.clone() };
            if let Some(kept) = self.kept(&promised) {
                return Ok(kept);
            }
        }
        let standard = registry.below(&format!("{}/-/{}-{version}.tgz", release.name, release.name.base()));
        let address = published.tarball.as_ref().unwrap_or(&standard);
        self.archive(address, promised)
    }

    fn archive(&self, address: &Address, promised: Option<&Integrity>) -> Result<Artifact, AcquireError> {
        let bytes = self.client.tarball(address, promised)?;
        if let Some(promised) = promised {
            self.store.keep_artifact(promised, &bytes);
        }
        Ok(Artifact::Archive { bytes, from: address.to_string() })
    }
}

/// Whether a failed request leaves room for what lies in a cache: nothing was found to be wrong.
fn may_fall_back(error: &ClientError) -> bool {
    error.may_retry() || matches!(error.kind, ClientErrorKind::Offline | ClientErrorKind::NoRegistry)
}
