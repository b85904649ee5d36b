//! What packuments that this machine keeps say of locked releases. Nothing is asked for.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use stockade_acquire::{KeptPackument, KeptPackuments};
use stockade_facts::Origin;
use stockade_facts::registry::{self, RegistryEntry};
use stockade_model::{Integrity, ReleaseId};

use super::super::candidate::Candidate;
use super::super::listing::Source;
use super::Places;

impl Places<'_> {
    /// The kept packument on a candidate from a registry whose bytes a lockfile pins: without their integrity nobody
    /// knows whether the registry speaks of the same ones.
    pub(super) fn kept_packument(
        &self,
        candidate: &Candidate<Source>,
    ) -> Option<(Arc<KeptPackuments>, KeptPackument)> {
        let (folder, release, _) = pinned(candidate)?;
        let packuments = self.packuments_of(folder);
        let kept = packuments.find(&release.name)?;
        Some((packuments, kept))
    }

    /// What it says of the candidate.
    pub(super) fn registry_entry(&self, candidate: &Candidate<Source>) -> Option<RegistryEntry> {
        let (_, release, promised) = pinned(candidate)?;
        let (packuments, kept) = self.kept_packument(candidate)?;
        registry::read(&packuments.read(&kept)?, release, promised)
    }

    fn packuments_of(&self, folder: &Path) -> Arc<KeptPackuments> {
        let mut known = self.packuments.lock().unwrap_or_else(PoisonError::into_inner);
        let made = known.entry(folder.to_owned()).or_insert_with(|| {
            let (settings, store) = (self.settings(folder), Arc::clone(&self.store));
            Arc::new(KeptPackuments::of(self.environment, settings, store, self.options.packument_bytes))
        });
        Arc::clone(made)
    }
}

fn pinned(candidate: &Candidate<Source>) -> Option<(&Path, &ReleaseId, &Integrity)> {
    let context = &candidate.context;
    if context.origin != Origin::RegistryDependency || context.registry_entry.is_some() {
        return None;
    }
    let (Source::Locked { folder, .. } | Source::Installed { folder, .. }) = &candidate.source else {
        return None;
    };
    Some((folder, candidate.release.as_ref()?, candidate.integrity.as_ref()?))
}
