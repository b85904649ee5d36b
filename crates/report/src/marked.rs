//! A line of hostile source, safe to print, with one range marked.

use std::ops::Range;

use stockade_model::Evidence;
use stockade_model::escape::{Escaped, is_deceptive};

/// What a tab is shown as.
const TAB: &str = "    ";

/// A window as wide as evidence keeps (`Evidence::snippet`): the line may go on behind it.
const FULL_WINDOW_CHARACTERS: usize = 160;

/// The snippet of `evidence` with deceptive characters escaped and `…` where the line goes on, and the byte
/// range in it of the marked text. Empty where no source was kept.
pub(crate) fn line(evidence: &Evidence) -> (String, Range<usize>) {
    let offset = evidence.snippet_offset as usize;
    let is_cut_before =
        !evidence.snippet.is_empty() && evidence.place.column > evidence.snippet_offset.saturating_add(1);
    escaped(&evidence.snippet, offset, evidence.place.length as usize, is_cut_before)
}

fn escaped(snippet: &str, offset: usize, length: usize, is_cut_before: bool) -> (String, Range<usize>) {
    let mut text = String::from(if is_cut_before { "…" } else { "" });
    let (mut start, mut end) = (None, None);
    for (index, character) in snippet.chars().enumerate() {
        if index == offset {
            start = Some(text.len());
        }
        if index == offset.saturating_add(length) {
            end = Some(text.len());
        }
        match character {
            '\t' => text.push_str(TAB),
            other if is_deceptive(other) => {
                text.push_str(&Escaped(other.encode_utf8(&mut [0; 4])).to_string());
            }
            other => text.push(other),
        }
    }
    let whole = text.len();
    if snippet.chars().count() >= FULL_WINDOW_CHARACTERS {
        text.push('…');
    }
    let start = start.unwrap_or(whole);
    (text, start..end.unwrap_or(whole).max(start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_mark_stays_where_it_was_when_escapes_grow() {
        let (text, marked) = escaped("\t\u{202e}é eval(x)", 4, 4, false);
        assert_eq!(text, "    \\u{202e}é eval(x)");
        assert_eq!(&text[marked], "eval");
    }

    #[test]
    fn a_cut_line_says_so_on_both_sides() {
        let (text, marked) = escaped(&"x".repeat(160), 60, 3, true);
        assert!(text.starts_with('…') && text.ends_with('…'));
        assert_eq!(&text[marked], "xxx");
    }

    proptest! {
        #[test]
        fn any_mark_lies_in_the_text(snippet in ".{0,80}", offset in 0_usize..100, length in 0_usize..100, cut: bool) {
            let (text, marked) = escaped(&snippet, offset, length, cut);
            prop_assert!(text.get(marked).is_some());
            prop_assert!(!text.chars().any(is_deceptive));
        }
    }
}
