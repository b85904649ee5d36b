//! Hostile text made safe to print.
//!
//! Names and strings of scanned packages reach terminals, logs and reports. Control characters, ANSI
//! sequences, bidirectional overrides and invisible characters are shown as escapes everywhere, so that
//! what a person reads is what the bytes say.

use std::fmt;

/// A text whose `Display` shows every control, bidirectional or invisible character as `\u{…}`.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plain_from = 0;
        for (index, character) in self.0.char_indices() {
            if !is_deceptive(character) {
                continue;
            }
            formatter.write_str(self.0.get(plain_from..index).unwrap_or_default())?;
            match character {
                '\n' => formatter.write_str("\\n")?,
                '\r' => formatter.write_str("\\r")?,
                '\t' => formatter.write_str("\\t")?,
                other => write!(formatter, "\\u{{{:x}}}", u32::from(other))?,
            }
            plain_from = index + character.len_utf8();
        }
        formatter.write_str(self.0.get(plain_from..).unwrap_or_default())
    }
}

/// The escaped form of `text`, at most `max_characters` long with `…` where it was cut.
#[must_use]
pub fn excerpt(text: &str, max_characters: usize) -> String {
    let mut shown: String = text.chars().take(max_characters).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Escaped(&shown).to_string()
}

/// Whether a reader could be misled by `character`: control codes, ANSI's escape, bidirectional
/// overrides, zero-width and tag characters, variation selectors, separators that break lines.
///
/// Source: Unicode UAX #9 (bidirectional controls) and UTS #55 (source code spoofing).
#[must_use]
pub fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ansi_and_bidi_are_shown_as_escapes() {
        assert_eq!(Escaped("a\u{1b}[31mb\u{202e}c").to_string(), "a\\u{1b}[31mb\\u{202e}c");
    }

    #[test]
    fn honest_text_is_untouched() {
        assert_eq!(Escaped("naïve – 日本語").to_string(), "naïve – 日本語");
    }

    #[test]
    fn an_excerpt_says_that_it_was_cut() {
        assert_eq!(excerpt("abcdef", 3), "abc…");
    }
}
