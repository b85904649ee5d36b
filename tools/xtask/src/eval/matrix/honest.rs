//! Honest packages from the corpora: what obfuscated code is compared with, and what bad lines are put into.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::corpora;
use crate::repository::Repository;

/// Packages of the noise matrix, with the corpus each is taken from: small and large, for Node and for
/// browsers, scripts and modules.
const PACKAGES: &[(&str, &str)] = &[
    ("small", "axios"),
    ("large", "chalk"),
    ("large", "commander"),
    ("small", "express"),
    ("small", "lodash"),
    ("large", "uuid"),
];

/// Bundles that bad lines are put into: of a framework for browsers, a module; of one, inside a wrapper; of a
/// tool that reads and writes files; of a tool that also starts processes and uses the network.
const BUNDLES: &[(&str, &str, &str)] = &[
    ("large", "@angular/core", "fesm2022/_debug_node-chunk.mjs"),
    ("medium", "react-dom", "cjs/react-dom-client.development.js"),
    ("large", "rollup", "dist/shared/rollup.js"),
    ("large", "playwright-core", "lib/coreBundle.js"),
];

/// An installed honest package.
pub(super) struct Package {
    /// The name and version.
    pub(super) name: String,
    /// Where it lies.
    pub(super) folder: PathBuf,
}

/// An honest bundle.
pub(super) struct Bundle {
    /// The package's name as the name of a folder.
    pub(super) name: String,
    /// The bundle.
    pub(super) file: PathBuf,
    /// The name and version that its variants carry, as a manifest.
    pub(super) manifest: Value,
}

/// The packages of the noise matrix.
///
/// # Errors
/// When a corpus is not installed.
pub(super) fn packages(repository: &Repository) -> Result<Vec<Package>> {
    let package = |(corpus, name): &(&str, &str)| {
        let folder = installed(repository, corpus, name);
        let manifest = manifest(&folder)?;
        let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
        Ok(Package { name: format!("{name}@{version}"), folder })
    };
    PACKAGES.iter().map(package).collect()
}

/// The bundles that bad lines are put into.
///
/// # Errors
/// When a corpus is not installed.
pub(super) fn bundles(repository: &Repository) -> Result<Vec<Bundle>> {
    let bundle = |(corpus, name, file): &(&str, &str, &str)| {
        let folder = installed(repository, corpus, name);
        let manifest = manifest(&folder)?;
        let manifest = json!({"name": manifest.get("name"), "version": manifest.get("version")});
        Ok(Bundle { name: name.trim_start_matches('@').replace('/', "-"), file: folder.join(file), manifest })
    };
    BUNDLES.iter().map(bundle).collect()
}

fn installed(repository: &Repository, corpus: &str, name: &str) -> PathBuf {
    corpora::folder(repository, corpus).join("node_modules").join(name)
}

fn manifest(folder: &Path) -> Result<Value> {
    let path = folder.join("package.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} is not installed; run `cargo xtask corpora`", folder.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is malformed", path.display()))
}
