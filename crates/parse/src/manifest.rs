//! Manifests: everything in a `package.json` that a package manager or Node acts on.
//!
//! Read with their tolerance: a field of the wrong type is skipped as they skip it, and noted. Names and
//! versions are kept as written, valid or not, because a hostile package chooses them.

mod fields;
mod hooks;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use stockade_model::Limits;

pub use hooks::{BuildFile, Hook, HookContext, IMPLICIT_BUILD};

use crate::json::{self, JsonError, Leniency};

/// A release's manifest, as package managers and Node understand it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Manifest {
    /// The name as written, valid or not.
    pub name: Option<String>,
    /// The version as written, valid or not.
    pub version: Option<String>,
    /// Whether the project forbids its own publication.
    pub is_private: bool,
    /// `description`.
    pub description: Option<String>,
    /// `type`: what a `.js` file is; anything but `module` means CommonJS.
    pub module_type: Option<String>,
    /// Where the package is entered.
    pub entries: Entries,
    /// Commands by name, each a file of the package.
    pub bin: BTreeMap<String, String>,
    /// `directories.bin`: a folder whose files are all commands; it counts only where `bin` is absent.
    pub bin_folder: Option<String>,
    /// Scripts by name, each a shell command.
    pub scripts: BTreeMap<String, String>,
    /// What the package needs.
    pub dependencies: Dependencies,
    /// `gypfile`: `false` keeps npm from building a `binding.gyp` by itself.
    pub gypfile: Option<bool>,
    /// Patterns of the folders of workspace members.
    pub workspaces: Vec<String>,
    /// The address of the repository.
    pub repository: Option<String>,
    /// `overrides` of npm, `resolutions` of yarn, and `pnpm.overrides`, as written.
    pub overrides: BTreeMap<String, Value>,
    /// `engines`.
    pub engines: BTreeMap<String, String>,
    /// Operating systems it installs on; empty for all, `!` excludes.
    pub os: Vec<String>,
    /// Processors it installs on; empty for all, `!` excludes.
    pub cpu: Vec<String>,
    /// Patterns of the files published; none where the field is absent.
    pub files: Option<Vec<String>>,
    /// Everything about the text that readers may take differently, in a stable order.
    pub oddities: Vec<Oddity>,
}

/// Where Node, bundlers and browsers enter a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entries {
    /// `main`, as written: it may lack its extension or name a folder. Node tries `index.js` where none is.
    pub main: Option<String>,
    /// `module`, for bundlers.
    pub module: Option<String>,
    /// Paths under the names by which certain bundlers and networks enter: `react-native`, `unpkg`, `es2015`.
    pub others: Vec<String>,
    /// `browser`: a path, or replacements by path.
    pub browser: Option<Value>,
    /// `exports`, as written: a path, or paths by subpath and condition.
    pub exports: Option<Value>,
    /// `imports`, as written: paths by internal name and condition.
    pub imports: Option<Value>,
}

/// Ranges by name of the package needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dependencies {
    /// Needed at run time.
    pub production: BTreeMap<String, String>,
    /// Needed for development only.
    pub development: BTreeMap<String, String>,
    /// Installed where they work.
    pub optional: BTreeMap<String, String>,
    /// Expected from the dependant.
    pub peer: BTreeMap<String, String>,
    /// Peers that may be absent.
    pub optional_peers: Vec<String>,
    /// Names whose bytes come inside this package's artifact.
    pub bundled: Vec<String>,
}

/// Something about a manifest that one reader may take otherwise than another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Oddity {
    /// The text is not plain JSON.
    Text {
        /// How.
        leniency: Leniency,
    },
    /// A field, or an entry of one, has a type that package managers ignore.
    Ignored {
        /// The field, with its entry behind a dot where it is one: `scripts.install`.
        field: String,
    },
}

/// Why a text is no manifest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// It is not JSON.
    #[error("the manifest cannot be read")]
    Json(#[from] JsonError),
    /// It is JSON, but no object.
    #[error("the manifest is {0}, not an object")]
    NotAnObject(&'static str),
}

impl ManifestError {
    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::Json(JsonError::TooLarge { .. } | JsonError::TooDeep) => {
                "do not install it: no honest manifest is built like this"
            }
            Self::Json(_) => "repair the package.json, or ask the package's maintainer to",
            Self::NotAnObject(_) => "make the package.json an object with a name and a version",
        }
    }
}

/// Reads a manifest.
///
/// # Errors
/// When the bytes are no JSON that any package manager reads, or no object.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Manifest, ManifestError> {
    let document = json::read(bytes, limits)?;
    let oddities = document.leniencies.into_iter().map(|leniency| Oddity::Text { leniency }).collect();
    match document.value {
        Value::Object(object) => Ok(fields::read(&object, oddities)),
        Value::Null => Err(ManifestError::NotAnObject("null")),
        Value::Bool(_) => Err(ManifestError::NotAnObject("a boolean")),
        Value::Number(_) => Err(ManifestError::NotAnObject("a number")),
        Value::String(_) => Err(ManifestError::NotAnObject("a string")),
        Value::Array(_) => Err(ManifestError::NotAnObject("an array")),
    }
}

/// Reads a manifest that is JSON already, as a packument holds it.
#[must_use]
pub fn from_object(object: &Map<String, Value>) -> Manifest {
    fields::read(object, Vec::new())
}

#[cfg(test)]
mod tests;
