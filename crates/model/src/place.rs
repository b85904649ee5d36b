//! Where in a release something is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A position in a file of a release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The file's path inside the release, `/`-separated; `layer:N` for decoded code.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// How many characters the marked text has, at least 1; it never runs past its line.
    pub length: u32,
}

impl Place {
    /// The first character of `file`, for what concerns the whole of it.
    #[must_use]
    pub fn whole_file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 1, column: 1, length: 1 }
    }

    /// The place of the bytes `start..end` of `text`, the contents of `file`.
    ///
    /// Costs a pass over `text` up to `start`; offsets past the end or inside a character are moved back.
    #[must_use]
    pub fn in_text(file: impl Into<String>, text: &str, start: usize, end: usize) -> Self {
        let start = text.floor_char_boundary(start.min(text.len()));
        let before = text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        let end = text.floor_char_boundary(end.clamp(start, text.len()));
        let marked = text.get(start..end).unwrap_or_default();
        let marked = marked.split('\n').next().unwrap_or_default();
        Self {
            file: file.into(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            length: u32::try_from(marked.chars().count().max(1)).unwrap_or(u32::MAX),
        }
    }
}

/// A place that supports a finding, with what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What happens there, in a few words: `reads the npm token`.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// The source line around the place, cut to a window of about 160 characters; not escaped.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub snippet: String,
    /// Where in `snippet` the marked text starts, in characters from 0.
    #[serde(default)]
    pub snippet_offset: u32,
}

impl Evidence {
    /// Evidence at `place` with `note`, whose snippet is cut from `text`, the file's contents.
    #[must_use]
    pub fn in_text(place: Place, note: impl Into<String>, text: &str) -> Self {
        let line = text.split('\n').nth(place.line.saturating_sub(1) as usize).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let column = place.column.saturating_sub(1) as usize;
        let first = column.saturating_sub(SNIPPET_LEAD_CHARACTERS);
        let snippet = line.chars().skip(first).take(SNIPPET_CHARACTERS).collect();
        let snippet_offset = u32::try_from(column - first).unwrap_or(0);
        Self { place, note: note.into(), snippet, snippet_offset }
    }
}

/// The widest snippet kept: two screen lines. Minified files have lines of megabytes, which no terminal or
/// viewer of results shows in any useful way.
const SNIPPET_CHARACTERS: usize = 160;

/// How much of a long line is shown before the marked text.
const SNIPPET_LEAD_CHARACTERS: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let place = Place::in_text("a.js", "é\nxyz", 4, 5);
        assert_eq!((place.line, place.column, place.length), (2, 2, 1));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}evil(){}", " ".repeat(9_000), "x".repeat(9_000));
        let place = Place::in_text("a.js", &text, 9_000, 9_006);
        let evidence = Evidence::in_text(place, "", &text);
        assert_eq!(evidence.snippet.chars().count(), 160);
        assert!(
            evidence
                .snippet
                .chars()
                .skip(evidence.snippet_offset as usize)
                .collect::<String>()
                .starts_with("evil()")
        );
    }

    #[test]
    fn offsets_outside_the_text_are_moved_back() {
        assert_eq!(Place::in_text("a", "é", 1, 99).column, 1);
    }
}
