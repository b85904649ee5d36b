//! Interned texts.
//!
//! Property names, globals and string literals repeat endlessly in scripts; as small numbers they compare
//! and copy for free. One table serves all scripts of a release, so that names agree across files.

use std::rc::Rc;

use rustc_hash::FxHashMap;

/// A text in a [`Names`] table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

/// The table of texts of one release.
#[derive(Debug, Default)]
pub struct Names {
    by_text: FxHashMap<Rc<str>, Name>,
    texts: Vec<Rc<str>>,
}

impl Names {
    /// The name of `text`, new or known.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.by_text.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Rc<str> = Rc::from(text);
        self.by_text.insert(Rc::clone(&text), name);
        self.texts.push(text);
        name
    }

    /// The name of `text` if some script has used it.
    #[must_use]
    pub fn known(&self, text: &str) -> Option<Name> {
        self.by_text.get(text).copied()
    }

    /// The text of `name`; empty for a name of another table.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.0 as usize).map_or("", |text| text)
    }

    /// The text of `name`, shared.
    #[must_use]
    pub fn shared(&self, name: Name) -> Rc<str> {
        self.texts.get(name.0 as usize).map_or_else(|| Rc::from(""), Rc::clone)
    }
}
