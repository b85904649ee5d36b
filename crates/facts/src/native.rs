//! Native programs and libraries inside a release.

use stockade_model::Tree;
use stockade_parse::native::{self, Format, Native};

/// One native file.
#[derive(Clone, Debug)]
pub struct NativeFact {
    /// Its path.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// What its headers say, where they could be read.
    pub headers: Option<Native>,
    /// Whether its name says that it is something else: an image, a font, a text, a script.
    pub is_disguised: bool,
}

/// Endings under which no native program belongs.
const OTHER_ENDINGS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "woff", "woff2", "ttf", "otf", "eot", "txt", "md",
    "json", "js", "mjs", "cjs", "ts", "css", "html", "log", "map", "yml", "yaml", "xml", "csv", "pdf", "mp3",
    "mp4",
];

/// Finds every native file of the tree.
pub(crate) fn find(tree: &Tree) -> Vec<NativeFact> {
    let mut facts = Vec::new();
    for file in tree.files() {
        let Some(format) = native::magic(&file.bytes) else { continue };
        let ending = file.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let is_disguised = ending.is_some_and(|ending| OTHER_ENDINGS.contains(&ending.as_str()));
        facts.push(NativeFact {
            path: file.path.clone(),
            format,
            headers: native::read(&file.bytes),
            is_disguised,
        });
    }
    facts
}
