//! What the registry's document says of a release, beside the release's own bytes.
//!
//! The registry keeps a manifest of its own for each release, which the publishing client sends and nobody compares
//! with the one in the archive; and it keeps the releases that came before. Both are at hand only where the document
//! was fetched for another reason or lies in a cache.

mod difference;
mod history;
mod novelty;
mod reader;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use difference::RegistryDifference;
pub use history::{Earlier, History};
pub use novelty::Novelty;
pub use reader::read;

use crate::facts::Facts;

/// The registry's entry on one release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryEntry {
    /// The manifest that the registry shows, without what is the registry's alone; only the fields that are compared.
    pub manifest: Map<String, Value>,
    /// Whether the document was the full one; the abbreviated form has no scripts, no times and no accounts.
    pub is_full: bool,
    /// When it was published, in the registry's words (RFC 3339).
    pub published: Option<String>,
    /// The account that published it.
    pub publisher: Option<String>,
    /// What was published before it.
    pub history: History,
}

impl Facts<'_> {
    /// The registry's entry on the release, where its document was at hand and what is judged is what was published:
    /// neither patched, nor from elsewhere.
    #[must_use]
    pub fn registry_entry(&self) -> Option<&RegistryEntry> {
        self.context().registry_entry.as_ref().filter(|_| self.context().patches.is_empty())
    }

    /// Production dependencies that the release published before did not have and that no file names, sorted.
    #[must_use]
    pub fn new_unnamed_dependencies(&self) -> Vec<&str> {
        let Some(previous) = self.registry_entry().and_then(|entry| entry.history.previous.as_ref()) else {
            return Vec::new();
        };
        let mut names = self.unnamed_dependencies();
        names.retain(|name| !previous.dependencies.iter().any(|known| known == name));
        names
    }
}

#[cfg(test)]
mod tests;
