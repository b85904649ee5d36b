//! The fields of a manifest, each read as the package manager that acts on it reads it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Dependencies, Entries, Manifest, Oddity};

/// The fields read.
#[cfg(test)]
pub(super) const FIELDS: [&str; 24] = [
    "name",
    "version",
    "private",
    "description",
    "type",
    "main",
    "module",
    "browser",
    "exports",
    "imports",
    "bin",
    "directories",
    "scripts",
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
    "peerDependenciesMeta",
    "bundleDependencies",
    "gypfile",
    "workspaces",
    "repository",
    "overrides",
    "files",
];

/// Fields by which certain bundlers and networks enter a package. Sources: Metro, unpkg, jsDelivr, the Angular
/// package format, early Rollup.
const OTHER_ENTRIES: [&str; 8] =
    ["react-native", "unpkg", "jsdelivr", "jsnext:main", "es2015", "esnext", "fesm2015", "electron"];

/// Reads the fields of `object`, adding to `oddities` what package managers ignore.
pub(super) fn read(object: &Map<String, Value>, oddities: Vec<Oddity>) -> Manifest {
    let mut fields = Fields { object, oddities };
    let name = fields.text("name");
    let mut manifest = Manifest {
        version: fields.text("version"),
        is_private: fields.get("private") == Some(&Value::Bool(true)),
        description: fields.text("description"),
        module_type: fields.text("type"),
        entries: fields.entries(),
        bin: fields.bin(name.as_deref()),
        bin_folder: fields.bin_folder(),
        scripts: fields.texts("scripts"),
        dependencies: fields.dependencies(),
        gypfile: fields.get("gypfile").and_then(Value::as_bool),
        workspaces: fields.workspaces(),
        repository: fields.repository(),
        overrides: fields.overrides(),
        engines: fields.texts("engines"),
        os: fields.one_or_more("os"),
        cpu: fields.one_or_more("cpu"),
        files: fields.get("files").is_some().then(|| fields.one_or_more("files")),
        name,
        oddities: Vec::new(),
    };
    fields.oddities.sort();
    fields.oddities.dedup();
    manifest.oddities = fields.oddities;
    manifest
}

struct Fields<'a> {
    object: &'a Map<String, Value>,
    oddities: Vec<Oddity>,
}

impl<'a> Fields<'a> {
    /// The field's value; `null` is as good as absent.
    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object.get(field).filter(|value| !value.is_null())
    }

    fn ignore(&mut self, field: impl Into<String>) {
        self.oddities.push(Oddity::Ignored { field: field.into() });
    }

    fn text(&mut self, field: &str) -> Option<String> {
        match self.get(field)? {
            Value::String(text) => Some(text.clone()),
            _ => {
                self.ignore(field);
                None
            }
        }
    }

    /// The entries of an object that are texts.
    fn texts(&mut self, field: &str) -> BTreeMap<String, String> {
        let Some(value) = self.get(field) else { return BTreeMap::new() };
        let Some(object) = value.as_object() else {
            self.ignore(field);
            return BTreeMap::new();
        };
        let mut texts = BTreeMap::new();
        for (key, value) in object {
            match value {
                Value::String(text) => {
                    texts.insert(key.clone(), text.clone());
                }
                _ => self.ignore(format!("{field}.{key}")),
            }
        }
        texts
    }

    /// A list of texts, or one text that stands for a list of one.
    fn one_or_more(&mut self, field: &str) -> Vec<String> {
        match self.get(field) {
            None => Vec::new(),
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => self.items(field, items),
            Some(_) => {
                self.ignore(field);
                Vec::new()
            }
        }
    }

    fn items(&mut self, field: &str, items: &[Value]) -> Vec<String> {
        if items.iter().any(|item| !item.is_string()) {
            self.ignore(field);
        }
        items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn entries(&mut self) -> Entries {
        Entries {
            main: self.text("main"),
            module: self.text("module"),
            others: OTHER_ENTRIES
                .iter()
                .filter_map(|name| self.get(name).and_then(Value::as_str).map(str::to_owned))
                .collect(),
            browser: self.get("browser").cloned(),
            exports: self.get("exports").cloned(),
            imports: self.get("imports").cloned(),
        }
    }

    fn bin(&mut self, name: Option<&str>) -> BTreeMap<String, String> {
        match self.get("bin") {
            Some(Value::String(file)) => {
                let name = name.unwrap_or_default();
                let command = name.rsplit_once('/').map_or(name, |(_, base)| base);
                BTreeMap::from([(command.to_owned(), file.clone())])
            }
            // npm names each file of a list after itself.
            Some(Value::Array(files)) => {
                let command = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
                let files = self.items("bin", files);
                files.into_iter().map(|file| (command(&file), file)).collect()
            }
            _ => self.texts("bin"),
        }
    }

    fn bin_folder(&mut self) -> Option<String> {
        match self.get("directories")?.get("bin")? {
            Value::String(folder) => Some(folder.clone()),
            _ => {
                self.ignore("directories.bin");
                None
            }
        }
    }

    fn dependencies(&mut self) -> Dependencies {
        let mut dependencies = Dependencies {
            production: self.ranges("dependencies"),
            development: self.ranges("devDependencies"),
            optional: self.ranges("optionalDependencies"),
            peer: self.ranges("peerDependencies"),
            optional_peers: self.optional_peers(),
            bundled: Vec::new(),
        };
        dependencies.bundled = self.bundled(&dependencies);
        dependencies
    }

    /// Ranges by name. A list of `name@range` is turned into them, as npm's own reader does.
    fn ranges(&mut self, field: &str) -> BTreeMap<String, String> {
        let Some(Value::Array(items)) = self.get(field) else { return self.texts(field) };
        let split = |item: String| {
            let from = usize::from(item.starts_with('@'));
            let at = item.get(from..).and_then(|rest| rest.find('@')).map(|at| at + from);
            let parts = at.and_then(|at| Some((item.get(..at)?.to_owned(), item.get(at + 1..)?.to_owned())));
            parts.unwrap_or((item, String::new()))
        };
        self.items(field, items).into_iter().map(split).collect()
    }

    fn optional_peers(&self) -> Vec<String> {
        let meta = self.get("peerDependenciesMeta").and_then(Value::as_object).into_iter().flatten();
        let is_optional = |value: &Value| value.get("optional") == Some(&Value::Bool(true));
        let mut names: Vec<String> =
            meta.filter(|(_, value)| is_optional(value)).map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    }

    fn bundled(&mut self, dependencies: &Dependencies) -> Vec<String> {
        let field =
            ["bundleDependencies", "bundledDependencies"].into_iter().find(|field| self.get(field).is_some());
        let Some(field) = field else { return Vec::new() };
        let mut names: Vec<String> = match self.get(field) {
            Some(Value::Bool(true)) => {
                dependencies.production.keys().chain(dependencies.optional.keys()).cloned().collect()
            }
            Some(Value::Array(items)) => self.items(field, items),
            // Old publishers wrote an object; npm takes its keys.
            Some(Value::Object(object)) => object.keys().cloned().collect(),
            Some(Value::Bool(false)) | None => Vec::new(),
            Some(_) => {
                self.ignore(field);
                Vec::new()
            }
        };
        names.sort();
        names.dedup();
        names
    }

    fn workspaces(&mut self) -> Vec<String> {
        match self.get("workspaces") {
            Some(Value::Object(object)) => match object.get("packages") {
                Some(Value::Array(items)) => self.items("workspaces.packages", items),
                _ => Vec::new(),
            },
            _ => self.one_or_more("workspaces"),
        }
    }

    fn repository(&mut self) -> Option<String> {
        match self.get("repository")? {
            Value::String(address) => Some(address.clone()),
            Value::Object(object) => object.get("url").and_then(Value::as_str).map(str::to_owned),
            _ => {
                self.ignore("repository");
                None
            }
        }
    }

    /// Each kind's entries under a key of its own: `overrides/NAME`, `resolutions/NAME`, `pnpm.overrides/NAME`.
    fn overrides(&self) -> BTreeMap<String, Value> {
        let pnpm = self.get("pnpm").and_then(|settings| settings.get("overrides"));
        let kinds = [
            ("overrides", self.get("overrides")),
            ("pnpm.overrides", pnpm),
            ("resolutions", self.get("resolutions")),
        ];
        let entries = kinds.into_iter().flat_map(|(kind, value)| {
            let object = value.and_then(Value::as_object).into_iter().flatten();
            object.map(move |(name, value)| (format!("{kind}/{name}"), value.clone()))
        });
        entries.collect()
    }
}
