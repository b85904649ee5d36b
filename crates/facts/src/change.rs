//! What calls do to files: written, moved over, deleted.
//!
//! Whether a change is an attack is mostly a question of where: the package's own folder, another package's,
//! a place that something starts code from, or everything at once.

use stockade_model::Trigger;

use crate::api::{self, Effect};
use crate::facts::Facts;
use crate::flow::{ArgumentFact, CallFact};
use crate::vocabulary::{FileClass, HOLE, classify};

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Its contents are written.
    Written,
    /// Another file is copied, moved or linked to its path.
    Replaced,
    /// It is deleted.
    Deleted,
}

/// One change by one call.
#[derive(Clone, Copy, Debug)]
pub struct FileChange<'f> {
    /// What happens.
    pub kind: ChangeKind,
    /// The path, as far as it is known.
    pub path: &'f str,
    /// Which call does it.
    pub call: &'f CallFact,
    /// What is written, or the path that is copied; none for a deletion.
    pub contents: Option<&'f ArgumentFact>,
}

/// Stands for the package's folder at the start of a path, as in `__dirname`.
const PACKAGE: char = '\u{fdd0}';

impl<'f> FileChange<'f> {
    /// What kind of file it is.
    #[must_use]
    pub fn class(&self) -> FileClass {
        classify(self.path)
    }

    /// What makes it happen.
    #[must_use]
    pub fn trigger(&self) -> Trigger {
        self.call.trigger
    }

    /// Whether the call is known to name no other path.
    #[must_use]
    pub fn is_only_path(&self) -> bool {
        let named = self
            .call
            .arguments
            .iter()
            .find(|argument| argument.texts.iter().any(|text| **text == *self.path));
        named.is_some_and(|argument| argument.texts.len() == 1)
    }

    /// Whether contents come to stand at the path.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.kind != ChangeKind::Deleted
    }

    /// The path inside the package, without `./`. What an install hook names without a folder is there too,
    /// because package managers start hooks in the package's folder.
    #[must_use]
    pub fn own_path(&self) -> Option<String> {
        own_path(self.path, self.call.trigger == Trigger::Install)
    }

    /// The name of the other package whose file it is, where the path says so.
    #[must_use]
    pub fn other_package(&self) -> Option<String> {
        let path = self.path.replace('\\', "/");
        let beside = path.strip_prefix(PACKAGE).and_then(climbed);
        let inside = path.rsplit_once("node_modules/").map(|(_, rest)| rest.to_owned());
        let rest = inside.or(beside)?;
        let mut segments = rest.split('/');
        let first = segments.next().filter(|first| !first.is_empty() && !first.starts_with(['.', HOLE]))?;
        let name = match first.starts_with('@') {
            true => format!("{first}/{}", segments.next()?),
            false => first.to_owned(),
        };
        segments.next().map(|_| name)
    }
}

/// `/a/../../b/c` out of the package's folder: `b/c`.
fn climbed(path: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = segments.peek() {
        match *segment {
            ".." if depth == 0 => {
                segments.next();
                let rest: Vec<&str> = segments.skip_while(|segment| *segment == "..").collect();
                return Some(rest.join("/"));
            }
            ".." => depth -= 1,
            "." | "" => {}
            _ => depth += 1,
        }
        segments.next();
    }
    None
}

/// The path inside the package that `path` names; `is_inside` says that the working folder is the package's.
#[must_use]
pub fn own_path(path: &str, is_inside: bool) -> Option<String> {
    let path = path.strip_prefix("file://").unwrap_or(path);
    let rest = match path.strip_prefix(PACKAGE) {
        Some(rest) => rest,
        None if is_inside && !path.starts_with(['/', '~', HOLE, '%']) && !path.contains(':') => path,
        None => return None,
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

impl Facts<'_> {
    /// What calls do to files, in the order of the calls.
    pub fn file_changes(&self) -> impl Iterator<Item = FileChange<'_>> {
        self.all_calls().iter().flat_map(|call| {
            let effect = api::find(&call.api).map(|api| api.effect);
            let (kind, at, contents) = match effect {
                Some(Effect::WriteFile(path, contents)) => (ChangeKind::Written, path, Some(contents)),
                Some(Effect::CopyFile(from, to)) => (ChangeKind::Replaced, to, Some(from)),
                Some(Effect::Delete(path)) => (ChangeKind::Deleted, path, None),
                _ => (ChangeKind::Deleted, u8::MAX, None),
            };
            let contents = contents.and_then(|at| call.arguments.get(usize::from(at)));
            let paths = call.arguments.get(usize::from(at)).into_iter().flat_map(|argument| &argument.texts);
            paths.map(move |path| FileChange { kind, path, call, contents })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_paths_are_told_from_those_beside() {
        assert_eq!(own_path("\u{fdd0}/lib/../package.json", false).as_deref(), Some("package.json"));
        assert_eq!(own_path("\u{fdd0}/../other/x.js", false), None);
        assert_eq!(own_path("package.json", false), None);
        assert_eq!(own_path("./package.json", true).as_deref(), Some("package.json"));
        assert_eq!(own_path("~/x", true), None);
    }

    #[test]
    fn climbing_out_of_the_package_is_followed() {
        assert_eq!(climbed("/a/../../b/c").as_deref(), Some("b/c"));
        assert_eq!(climbed("/../../b/c").as_deref(), Some("b/c"));
        assert_eq!(climbed("/a/b"), None);
    }
}
