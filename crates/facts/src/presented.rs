//! How a release presents itself: its repository, its README, and what its files make of its dependencies.

use stockade_parse::json;

use crate::facts::{Facts, Locus};

/// Longest start of a README that is looked through for its title, in bytes: badges stand before some.
const README_BYTES: usize = 4_000;

/// Headings of parts of a README, some of which are names of packages as well.
const PARTS: [&str; 12] = [
    "api",
    "about",
    "documentation",
    "example",
    "examples",
    "getting started",
    "install",
    "installation",
    "introduction",
    "license",
    "overview",
    "usage",
];

/// Files larger than this are not searched for names of dependencies: bundles hold what they need.
const SEARCHED_BYTES: usize = 8 << 20;

/// Files at the root that talk about dependencies without using them.
const TALK: [&str; 6] = ["readme", "changelog", "history", "license", "notice", "security"];

impl Facts<'_> {
    /// The last part of the repository's address, without `.git`, in lower case.
    #[must_use]
    pub fn repository_name(&self) -> Option<String> {
        let address = self.manifest()?.repository.as_deref()?;
        let address = address.split(['#', '?']).next().unwrap_or(address).trim_end_matches('/');
        let last = address.rsplit(['/', ':']).next()?.trim_end_matches(".git");
        (!last.is_empty()).then(|| last.to_ascii_lowercase())
    }

    /// The folder of the repository that the manifest says the release is built from.
    #[must_use]
    pub fn repository_folder(&self) -> Option<String> {
        let text = self.text("package.json");
        let document = json::read(text.as_bytes(), &stockade_model::Limits::default()).ok()?;
        document.value.get("repository")?.get("directory")?.as_str().map(str::to_owned)
    }

    /// The first heading of the README at the root, in lower case without marks, and where it stands.
    #[must_use]
    pub fn readme_title(&self) -> Option<(Locus, String)> {
        let is_readme = |path: &str| !path.contains('/') && path.to_ascii_lowercase().starts_with("readme");
        let file = self.tree().files().iter().find(|file| file.reading == 0 && is_readme(&file.path))?;
        let bytes = file.bytes.get(..README_BYTES.min(file.bytes.len())).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes);
        let mut start = 0;
        let mut before = "";
        for line in text.split_inclusive('\n') {
            let shown = line.trim();
            let is_underline = shown.len() >= 3 && shown.bytes().all(|byte| byte == b'=');
            let heading = shown.strip_prefix("# ").or((is_underline && !before.is_empty()).then_some(before));
            if let Some(heading) = heading {
                let title = heading.trim_matches([' ', '`', '*', '_', '#', '[', ']']).to_ascii_lowercase();
                let locus = Locus { file: file.path.clone(), start, end: start + line.trim_end().len() };
                let is_title = !title.is_empty() && !PARTS.contains(&title.as_str());
                return is_title.then_some((locus, title));
            }
            before = shown;
            start += line.len();
        }
        None
    }

    /// Production dependencies whose names stand in no file, sorted; none where a file could not be searched.
    /// Types are used by compilers alone and left out.
    #[must_use]
    pub fn unnamed_dependencies(&self) -> Vec<&str> {
        let Some(manifest) = self.manifest() else { return Vec::new() };
        let names = manifest.dependencies.production.keys().map(String::as_str);
        let mut left: Vec<&str> = names.filter(|name| !name.starts_with("@types/")).collect();
        left.retain(|name| {
            let mut words = manifest.scripts.values().chain(manifest.bin.values());
            !words.any(|word| word.contains(name))
        });
        for file in self.tree().files() {
            if left.is_empty() {
                break;
            }
            if is_talk(&file.path) || file.path.starts_with("node_modules/") {
                continue;
            }
            if file.bytes.len() > SEARCHED_BYTES {
                return Vec::new();
            }
            left.retain(|name| memchr::memmem::find(&file.bytes, name.as_bytes()).is_none());
        }
        left
    }
}

fn is_talk(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    let is_lock = ["package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock"].contains(&path);
    is_lock || path.ends_with(".map") || !path.contains('/') && TALK.iter().any(|talk| name.starts_with(talk))
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, Tree, TreeFile};

    use crate::context::Context;
    use crate::gather;

    fn with_facts(files: &[(&str, &str)], check: impl FnOnce(&crate::Facts<'_>)) {
        let file = |(path, text): &(&str, &str)| TreeFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let tree = Tree::new(files.iter().map(file).collect());
        check(&gather(&tree, &Context::default(), &Limits::default()));
    }

    #[test]
    fn repositories_are_named_in_every_form() {
        for (address, name) in [
            ("\"acme/Tool\"", "tool"),
            ("\"github:acme/tool\"", "tool"),
            ("{\"url\": \"git+https://forge.example/acme/tool.git#main\"}", "tool"),
            ("\"git@forge.example:tool.git\"", "tool"),
        ] {
            let manifest = format!("{{\"name\": \"x\", \"repository\": {address}}}");
            with_facts(&[("package.json", &manifest)], |facts| {
                assert_eq!(facts.repository_name().as_deref(), Some(name), "{address}");
            });
        }
    }

    #[test]
    fn titles_are_read_in_both_forms() {
        for readme in ["# `Lodash`\n", "![badge](x)\n\nlodash\n======\n"] {
            with_facts(&[("package.json", "{}"), ("README.md", readme)], |facts| {
                assert_eq!(facts.readme_title().map(|(_, title)| title).as_deref(), Some("lodash"));
            });
        }
    }

    #[test]
    fn a_dependency_is_used_by_whatever_names_it() {
        let manifest = r#"{"name": "x", "scripts": {"go": "three run"},
            "dependencies": {"one": "1", "two": "1", "three": "1", "@types/four": "1", "phantom": "1"}}"#;
        let files = [
            ("package.json", manifest),
            ("index.js", "require('one')"),
            ("a.d.ts", "import 'two'"),
            ("README.md", "phantom"),
        ];
        with_facts(&files, |facts| assert_eq!(facts.unnamed_dependencies(), ["phantom"]));
    }
}
