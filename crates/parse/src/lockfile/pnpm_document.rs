//! What a `pnpm-lock.yaml` says, of every version of the format, before it is understood.

use serde::Deserialize;

use super::yaml::{Pairs, Present, Reference};

/// One document of the file: pnpm 11 writes a first one for the tools of the project itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) lockfile_version: Reference,
    /// By folder of the workspace member; `.` for the project.
    pub(super) importers: Pairs<Importer>,
    /// What the project needs, where it has no workspace (5.x and 6.0).
    pub(super) dependencies: Pairs<Reference>,
    pub(super) optional_dependencies: Pairs<Reference>,
    pub(super) dev_dependencies: Pairs<Reference>,
    pub(super) packages: Pairs<Package>,
    /// What releases need, by release and peers (9.0 and newer).
    pub(super) snapshots: Pairs<Needs>,
    pub(super) patched_dependencies: Pairs<Reference>,
}

/// What the project, or a workspace member, needs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Importer {
    pub(super) dependencies: Pairs<Reference>,
    pub(super) optional_dependencies: Pairs<Reference>,
    pub(super) dev_dependencies: Pairs<Reference>,
    pub(super) config_dependencies: Pairs<Reference>,
    pub(super) package_manager_dependencies: Pairs<Reference>,
}

/// What a release needs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Needs {
    pub(super) dependencies: Pairs<Reference>,
    pub(super) optional_dependencies: Pairs<Reference>,
}

/// A release.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Package {
    pub(super) name: Option<String>,
    pub(super) version: Option<String>,
    pub(super) resolution: Resolution,
    pub(super) dependencies: Pairs<Reference>,
    pub(super) optional_dependencies: Pairs<Reference>,
    /// The names among its dependencies that its dependants are to bring.
    pub(super) peer_dependencies: Pairs<Present>,
    pub(super) dev: Option<bool>,
    pub(super) optional: Option<bool>,
}

/// Where a release's bytes come from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Resolution {
    pub(super) integrity: Option<String>,
    pub(super) tarball: Option<String>,
    pub(super) directory: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) repo: Option<String>,
    pub(super) commit: Option<String>,
    pub(super) variants: Option<Present>,
}
