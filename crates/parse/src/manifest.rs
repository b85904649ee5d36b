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
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn manifest(value: &Value) -> Manifest {
        read(value.to_string().as_bytes(), &Limits::default()).unwrap()
    }

    fn pairs(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_bin_that_is_a_string_is_named_after_the_package() {
        let read = manifest(&json!({"name": "@scope/tool", "bin": "./cli.js"}));
        assert_eq!(read.bin, pairs(&[("tool", "./cli.js")]));
    }

    #[test]
    fn a_bin_of_several_commands_is_kept() {
        let read = manifest(&json!({"bin": {"a": "a.js", "b": 1, "c": "c"}}));
        assert_eq!(read.bin, pairs(&[("a", "a.js"), ("c", "c")]));
        assert_eq!(read.oddities, [Oddity::Ignored { field: "bin.b".into() }]);
    }

    #[test]
    fn a_folder_of_commands_is_kept() {
        let read = manifest(&json!({"directories": {"bin": "./tools"}}));
        assert_eq!(read.bin_folder.as_deref(), Some("./tools"));
    }

    #[test]
    fn scripts_that_are_no_text_are_ignored_and_noted() {
        let read = manifest(&json!({"scripts": {"install": ["x"], "test": "jest"}}));
        assert_eq!(read.scripts, pairs(&[("test", "jest")]));
        assert_eq!(read.oddities, [Oddity::Ignored { field: "scripts.install".into() }]);
    }

    #[test]
    fn every_kind_of_dependency_is_read() {
        let read = manifest(&json!({
            "dependencies": {"a": "1"}, "devDependencies": {"b": "2"}, "optionalDependencies": {"c": "3"},
            "peerDependencies": {"d": "4", "e": "5"}, "peerDependenciesMeta": {"e": {"optional": true}},
            "bundleDependencies": ["a"]
        }));
        let expected = Dependencies {
            production: pairs(&[("a", "1")]),
            development: pairs(&[("b", "2")]),
            optional: pairs(&[("c", "3")]),
            peer: pairs(&[("d", "4"), ("e", "5")]),
            optional_peers: vec!["e".into()],
            bundled: vec!["a".into()],
        };
        assert_eq!(read.dependencies, expected);
    }

    #[test]
    fn bundling_everything_names_every_dependency() {
        let read = manifest(&json!({
            "dependencies": {"a": "1", "b": "1"}, "optionalDependencies": {"c": "1"}, "bundledDependencies": true
        }));
        assert_eq!(read.dependencies.bundled, ["a", "b", "c"]);
    }

    #[test]
    fn dependencies_as_a_list_count_as_any_version() {
        let read = manifest(&json!({"dependencies": ["a", "b@1"]}));
        assert_eq!(read.dependencies.production, pairs(&[("a", ""), ("b", "1")]));
    }

    #[test]
    fn workspaces_come_as_a_list_or_an_object() {
        assert_eq!(manifest(&json!({"workspaces": ["a/*"]})).workspaces, ["a/*"]);
        assert_eq!(manifest(&json!({"workspaces": {"packages": ["b/*"]}})).workspaces, ["b/*"]);
    }

    #[test]
    fn a_repository_comes_as_text_or_an_object() {
        assert_eq!(manifest(&json!({"repository": "o/r"})).repository.as_deref(), Some("o/r"));
        assert_eq!(
            manifest(&json!({"repository": {"url": "git+https://h.example/r"}})).repository.as_deref(),
            Some("git+https://h.example/r")
        );
    }

    #[test]
    fn invalid_names_and_versions_are_kept_as_written() {
        let read = manifest(&json!({"name": "../x", "version": "one"}));
        assert_eq!((read.name.as_deref(), read.version.as_deref()), (Some("../x"), Some("one")));
    }

    #[test]
    fn every_kind_of_override_is_kept() {
        let read = manifest(
            &json!({"overrides": {"a": {"b": "1"}}, "resolutions": {"c": "2"}, "pnpm": {"overrides": {"d": "3"}}}),
        );
        assert_eq!(
            read.overrides.keys().collect::<Vec<_>>(),
            ["overrides/a", "pnpm.overrides/d", "resolutions/c"]
        );
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for (text, what) in [
            ("[]", "an array"),
            ("null", "null"),
            ("1", "a number"),
            ("\"x\"", "a string"),
            ("true", "a boolean"),
        ] {
            assert_eq!(read(text.as_bytes(), &Limits::default()), Err(ManifestError::NotAnObject(what)));
        }
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        assert_eq!(read(b"", &Limits::default()), Err(ManifestError::Json(JsonError::Empty)));
    }

    #[test]
    fn a_second_scripts_key_is_noted() {
        let read =
            read(br#"{"scripts": {"a": "1"}, "scripts": {"install": "2"}}"#, &Limits::default()).unwrap();
        assert_eq!(read.scripts, pairs(&[("install", "2")]));
        let leniency = Leniency::DuplicateKey { key: "scripts".into() };
        assert_eq!(read.oddities, [Oddity::Text { leniency }]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, &Limits::default());
        }

        #[test]
        fn fields_of_any_type_never_panic(field in 0..24_usize, value in r#"(null|true|1|"x"|\[1,"a"\]|\{"a":\[\]\}|\{"a":"b"\})"#) {
            let fields = fields::FIELDS;
            let text = format!("{{\"{}\":{value}}}", fields[field % fields.len()]);
            prop_assert!(read(text.as_bytes(), &Limits::default()).is_ok());
        }
    }
}
