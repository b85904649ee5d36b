//! What is known of a release beside its bytes.

use serde::{Deserialize, Serialize};
use stockade_model::{Integrity, ReleaseId};

use crate::registry::RegistryEntry;

/// What the caller knows of a release beside its bytes. It is part of what a judgement depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The release, where it has a valid identity.
    pub release: Option<ReleaseId>,
    /// The integrity of the packed artifact, where it is known.
    pub artifact_integrity: Option<Integrity>,
    /// As what the bytes came.
    pub origin: Origin,
    /// Addresses of the registries that the user or the machine's owner named. What only the scanned project's
    /// own settings name is not among them: an attacker may have written those.
    pub configured_registries: Vec<String>,
    /// Patches of the project's that are applied to the release before anything of it runs, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patches: Vec<ProjectPatch>,
    /// What the registry's document says of the release, where it was at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry_entry: Option<RegistryEntry>,
}

/// A patch that a project applies to one of its dependencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectPatch {
    /// The patch file, as it is shown.
    pub path: String,
    /// Its text, unread.
    pub text: String,
    /// What the paths in it start with: `node_modules/name/` for patch-package, else empty.
    pub folder: String,
}

/// As what a tree came, which decides what of it runs by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The project itself: opened in editors, pulled with git, built.
    Project,
    /// A dependency from a registry.
    #[default]
    RegistryDependency,
    /// A dependency from a git repository: prepared on the machine that installs it.
    GitDependency,
    /// A dependency from an archive at an address.
    RemoteDependency,
    /// A dependency from a file or folder.
    FileDependency,
}
