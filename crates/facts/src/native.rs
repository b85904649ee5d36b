//! Native programs and libraries inside a release.

mod held;
mod usage;

use stockade_model::{Limits, Tree};
use stockade_parse::native::{self, Format, Native};

pub use held::{Held, HeldKind};

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
    /// What texts in it tell of its aims, sorted.
    pub held: Vec<Held>,
}

impl NativeFact {
    /// Whether it imports a function of this name from the system.
    #[must_use]
    pub fn imports(&self, name: &str) -> bool {
        self.headers.as_ref().is_some_and(|headers| headers.imports.iter().any(|import| import.name == name))
    }
}

/// Endings under which no native program belongs.
const OTHER_ENDINGS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "woff", "woff2", "ttf", "otf", "eot", "txt", "md",
    "json", "js", "mjs", "cjs", "ts", "css", "html", "log", "map", "yml", "yaml", "xml", "csv", "pdf", "mp3",
    "mp4",
];

/// Finds every native file of the tree.
pub(crate) fn find(tree: &Tree, limits: &Limits) -> Vec<NativeFact> {
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
            held: held::find(&file.bytes, limits),
        });
    }
    facts
}
