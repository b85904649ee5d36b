//! Where a release comes from, and what brought it in.

use serde::{Deserialize, Serialize};

use crate::integrity::Integrity;
use crate::release::{PackageName, Version};

/// One release as a lockfile or an installed tree lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LockedRelease {
    /// The name the package gives itself, not the alias it is installed under.
    pub name: PackageName,
    /// The version pinned; none where the lockfile pins only a folder or commit.
    pub version: Option<Version>,
    /// Where the bytes come from.
    pub source: ReleaseSource,
    /// The integrity promised, if any.
    pub integrity: Option<Integrity>,
    /// Where it is installed, relative to the project: `node_modules/a/node_modules/b`; empty where the
    /// lockfile does not say.
    pub install_path: String,
    /// The strongest kind of dependency that brings it in.
    pub kind: DependencyKind,
    /// Whether its bytes come inside the artifact of the release that depends on it.
    pub is_bundled: bool,
    /// The shortest chain of names from the project (not included) to this release (included).
    pub dependency_path: Vec<String>,
    /// The line of the lockfile that lists it, from 1; 0 where unknown.
    pub line: u32,
}

/// Where a release's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ReleaseSource {
    /// A package registry; `resolved` is the address the lockfile pins, if it pins one.
    Registry {
        /// The pinned address.
        resolved: Option<String>,
    },
    /// A git repository at a commit.
    Git {
        /// The repository's address.
        repository: String,
        /// The pinned commit; empty where none is.
        commit: String,
    },
    /// An archive at an address that is no registry's.
    Remote {
        /// The archive's address.
        address: String,
    },
    /// An archive or folder on disk, relative to the project.
    File {
        /// The path.
        path: String,
    },
    /// A workspace member of the project itself, relative to the project.
    Workspace {
        /// The folder.
        path: String,
    },
}

/// How a release is depended on, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DependencyKind {
    /// Needed at run time.
    Production,
    /// Expected from the dependant.
    Peer,
    /// Installed where it works.
    Optional,
    /// Needed for development only.
    Development,
}
