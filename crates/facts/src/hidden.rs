//! Programs written in characters that no editor shows.
//!
//! A run of variation selectors, tags or zero-width characters carries a byte, a letter or a bit in each. What it
//! says is read here without running any decoder, so that a payload is seen whose decoder lies elsewhere or
//! cannot be followed.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A text that stands in invisible characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HiddenText {
    /// What it says.
    pub(crate) text: String,
    /// Its first byte in the file.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
}

/// Shortest text, in bytes, that can do anything.
const TEXT_BYTES: usize = 12;

/// Most texts of one file that are read.
const TEXTS: usize = 16;

/// The texts in the invisible runs of `text`.
pub(crate) fn texts(text: &str) -> Vec<HiddenText> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let is_plain = |character: char| !is_carrier(character);
    let mut rest = text;
    while let Some(start) = rest.find(is_carrier).filter(|_| found.len() < TEXTS) {
        let (_, after) = rest.split_at(start);
        let (run, behind) = after.split_at(after.find(is_plain).unwrap_or(after.len()));
        let at = text.len() - after.len();
        // A carrier is two bytes at least and says no more than a byte.
        if run.len() >= TEXT_BYTES * 2
            && let Some(said) = read(run)
        {
            found.push(HiddenText { text: said, start: at, end: at + run.len() });
        }
        rest = behind;
    }
    found
}

fn is_carrier(character: char) -> bool {
    !character.is_ascii() && is_wide_carrier(character)
}

fn is_wide_carrier(character: char) -> bool {
    selector(character).is_some() || tag(character).is_some() || BITS.contains(&character)
}

/// Characters without width, and blanks of Hangul, that stand for bits.
const BITS: [char; 9] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{2062}', '\u{2063}', '\u{feff}', '\u{3164}',
    '\u{ffa0}',
];

/// The byte of a variation selector: the first 16, then the other 240.
fn selector(character: char) -> Option<u8> {
    let byte = match character {
        '\u{fe00}'..='\u{fe0f}' => u32::from(character) - 0xfe00,
        '\u{e0100}'..='\u{e01ef}' => u32::from(character) - 0xe0100 + 16,
        _ => return None,
    };
    u8::try_from(byte).ok()
}

/// The letter of a tag character.
fn tag(character: char) -> Option<u8> {
    match character {
        '\u{e0000}'..='\u{e007f}' => u8::try_from(u32::from(character) - 0xe0000).ok(),
        _ => None,
    }
}

fn read(run: &str) -> Option<String> {
    let selectors: Vec<u8> = run.chars().filter_map(selector).collect();
    let tags: Vec<u8> = run.chars().filter_map(tag).collect();
    let bits: Vec<char> = run.chars().filter(|character| BITS.contains(character)).collect();
    let readings = [selectors, tags].into_iter().chain(bytes_of_bits(&bits));
    let mut said = readings.filter_map(|bytes| printable(&bytes));
    said.next().map(|text| plain(&text).into_owned())
}

/// Two kinds of characters as bits, eight a byte, either kind as the one.
fn bytes_of_bits(bits: &[char]) -> Vec<Vec<u8>> {
    let Some(first) = bits.first() else { return Vec::new() };
    let other = bits.iter().find(|bit| *bit != first);
    let is_third = |bit: &&char| *bit != first && Some(*bit) != other;
    if other.is_none() || bits.iter().any(|bit| is_third(&bit)) {
        return Vec::new();
    }
    let read = |one: &char| -> Vec<u8> {
        let byte = |chunk: &[char]| chunk.iter().fold(0_u8, |byte, bit| byte << 1 | u8::from(bit == one));
        bits.chunks_exact(8).map(byte).collect()
    };
    other.map(|other| vec![read(other), read(first)]).unwrap_or_default()
}

/// The text of bytes that are one: UTF-8 with hardly a control character.
fn printable(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() >= TEXT_BYTES)?;
    let is_strange = |next: &char| next.is_control() && !next.is_whitespace();
    (text.chars().filter(is_strange).count() * 20 <= text.len()).then(|| text.to_owned())
}

/// A text, or what it is the base64 of.
fn plain(text: &str) -> Cow<'_, str> {
    let is_base64 = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=') || byte.is_ascii_whitespace()
    };
    if !text.bytes().all(is_base64) {
        return Cow::Borrowed(text);
    }
    let squeezed: String = text.split_whitespace().collect();
    let decoded = STANDARD.decode(squeezed).ok().and_then(|bytes| printable(&bytes));
    decoded.map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PROGRAM: &str = "require('fs').readdirSync('.')";

    fn selectors(text: &str) -> String {
        let character = |byte: u8| match byte {
            0..=15 => char::from_u32(0xfe00 + u32::from(byte)),
            _ => char::from_u32(0xe0100 + u32::from(byte) - 16),
        };
        text.bytes().filter_map(character).collect()
    }

    fn bits(text: &str, zero: char, one: char) -> String {
        let of_byte = |byte: u8| (0..8).rev().map(move |bit| if byte >> bit & 1 == 1 { one } else { zero });
        text.bytes().flat_map(of_byte).collect()
    }

    fn said(text: &str) -> Vec<String> {
        texts(text).into_iter().map(|hidden| hidden.text).collect()
    }

    #[test]
    fn selectors_tags_and_bits_are_read() {
        let tags: String =
            PROGRAM.bytes().filter_map(|byte| char::from_u32(0xe0000 + u32::from(byte))).collect();
        for hidden in [
            selectors(PROGRAM),
            tags,
            bits(PROGRAM, '\u{200b}', '\u{200c}'),
            bits(PROGRAM, '\u{ffa0}', '\u{3164}'),
        ] {
            let file = format!("const s = `{hidden}`; run(s);");
            assert_eq!(said(&file), [PROGRAM]);
            let place = texts(&file).pop().unwrap();
            assert_eq!(file.get(place.start..place.end), Some(hidden.as_str()));
        }
    }

    #[test]
    fn base64_in_selectors_is_read_through() {
        assert_eq!(said(&selectors(&STANDARD.encode(PROGRAM))), [PROGRAM]);
    }

    #[test]
    fn emoji_and_joined_letters_say_nothing() {
        assert!(said("const a = '❤️☀️👩\u{200d}👩\u{200d}👧'; // می\u{200c}خواهم").is_empty());
        assert!(said(&"\u{200b}".repeat(400)).is_empty());
    }

    proptest! {
        #[test]
        fn never_panics(text in "[a\u{fe00}-\u{fe0f}\u{200b}-\u{200d}\u{e0000}-\u{e01ef}]{0,200}") {
            let _ = texts(&text);
        }
    }
}
