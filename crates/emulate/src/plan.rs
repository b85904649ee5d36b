//! What to run, and on whose behalf.

use serde::{Deserialize, Serialize};
use stockade_model::{Limits, Tree, Trigger};
use stockade_parse::manifest::{self, BuildFile, HookContext};

/// What a detonation runs, in order, on one machine: files written by one entry are there for the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The package's name: where in `node_modules` it lies.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// What is run, one after the other.
    pub entries: Vec<Entry>,
}

/// One thing to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What makes it run.
    pub trigger: Trigger,
    /// How it starts.
    pub start: Start,
}

/// How code is started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Start {
    /// A manifest's script, through the shell.
    Script {
        /// The hook's name: `preinstall`.
        event: String,
        /// The command.
        command: String,
    },
    /// A project that requires the package by its name.
    Package,
    /// A project that imports the package by its name, as an ES module.
    Import,
    /// A bundler's entry: a file of the package, required or imported as its text asks.
    Page {
        /// The path.
        path: String,
    },
    /// `node FILE`, a path in the package.
    File {
        /// The path.
        path: String,
    },
    /// A program text, as `node -e` runs it, in the package's folder.
    Text {
        /// The program.
        text: String,
    },
}

/// Names without which code does nothing to a page.
const PAGE_WORDS: &[&str] = &["window", "document", "ethereum", "XMLHttpRequest", "localStorage", "solana"];

impl Plan {
    /// What a web page runs of this package: what bundlers enter it by, where that names anything of a page.
    #[must_use]
    pub fn of_page(tree: &Tree) -> Option<Self> {
        let whole = Self::of_package(tree);
        let manifest = tree.file("package.json")?;
        let manifest = manifest::read(&manifest.bytes, &Limits::default()).ok()?;
        let browser = manifest.entries.browser.as_ref().and_then(|browser| browser.as_str());
        let named = [browser, manifest.entries.module.as_deref(), manifest.entries.main.as_deref()];
        let mut paths =
            named.into_iter().flatten().chain(["index.js"]).map(|path| path.trim_start_matches("./"));
        let candidates = |path: &str| [path.to_owned(), format!("{path}.js"), format!("{path}/index.js")];
        let file = paths.find_map(|path| candidates(path).iter().find_map(|path| tree.file(path)))?;
        let text = String::from_utf8_lossy(&file.bytes);
        PAGE_WORDS.iter().any(|word| text.contains(word)).then(|| Self {
            entries: vec![Entry { trigger: Trigger::Import, start: Start::Page { path: file.path.clone() } }],
            ..whole
        })
    }

    /// What npm, node and a person would run of this package: install hooks, then the main module, then its
    /// commands.
    #[must_use]
    pub fn of_package(tree: &Tree) -> Self {
        let manifest = tree
            .file("package.json")
            .and_then(|file| manifest::read(&file.bytes, &Limits::default()).ok())
            .unwrap_or_else(|| manifest::from_object(&serde_json::Map::new()));
        let build_file =
            if tree.file("binding.gyp").is_some() { BuildFile::BindingGyp } else { BuildFile::Absent };
        let mut entries: Vec<Entry> = manifest
            .install_hooks(HookContext::RegistryDependency, build_file)
            .into_iter()
            .map(|hook| Entry {
                trigger: Trigger::Install,
                start: Start::Script { event: hook.name.to_owned(), command: hook.command },
            })
            .collect();
        // An ES module may await at its top, which `require` refuses.
        let imports = manifest.module_type.as_deref() == Some("module")
            || manifest.entries.main.as_deref().is_some_and(|main| main.ends_with(".mjs"));
        entries.push(Entry {
            trigger: Trigger::Import,
            start: if imports { Start::Import } else { Start::Package },
        });
        entries.extend(manifest.bin.values().map(|path| Entry {
            trigger: Trigger::Bin,
            start: Start::File { path: path.trim_start_matches("./").to_owned() },
        }));
        Self {
            package: manifest.name.unwrap_or_else(|| "package".to_owned()),
            version: manifest.version.unwrap_or_else(|| "1.0.0".to_owned()),
            entries,
        }
    }
}
