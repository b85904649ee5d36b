//! Ways in which code is kept from being read.
//!
//! Obfuscated is not minified is not bundled. Each measure below is zero, or nearly, in honest minified and
//! bundled files; the distribution it was set against is written beside its threshold.

use stockade_model::Trigger;
use stockade_model::escape::is_deceptive;

use crate::facts::Locus;

/// One way in which a file is hard to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcealmentFact {
    /// Which.
    pub kind: ConcealmentKind,
    /// Where it is best seen.
    pub locus: Locus,
    /// What makes the file run.
    pub trigger: Trigger,
}

/// The ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConcealmentKind {
    /// A long run of characters that no editor shows.
    InvisibleText,
    /// A program in characters that no editor shows.
    InvisibleProgram,
    /// Characters that make an editor show the text in another order.
    Reordered,
    /// Code pushed out of sight by blanks on its own line.
    Padding,
    /// Names and string tables as the common obfuscator writes them.
    MangledNames,
    /// Plain words written as escapes.
    EscapedWords,
    /// Code made of a handful of symbols.
    SymbolsOnly,
    /// The order of statements stands in a text.
    Flattened,
    /// Nesting or operators that stop a parser and not Node.
    ParserEvasion,
}

// The distributions beside the thresholds are of the 60 438 different scripts of the corpora in `eval/corpora`
// (small, medium, wide, large; bundled and minified files up to 6 MB included), measured in November 2026.

/// Shortest run of invisible characters that counts. Honest files hold single variation selectors behind emoji
/// and zero-width joiners between them; payloads need one or two for each byte. Measured: of 5 503 scripts with
/// other than ASCII 5 222 have none, 243 one or two, 38 up to eight, none more.
const INVISIBLE_RUN: usize = 12;

/// Blanks that push code off any screen. The catalogue's campaigns use 200 and more; honest files align
/// comments and tables with under 120. Measured, whatever stands behind the blanks: 52 scripts with 60 to 99,
/// 4 with 100 to 149, 3 with 198 to 204, which are the ends of comments.
const PADDING_BLANKS: usize = 180;

/// Looks at the text of a script.
pub(crate) fn of_text(path: &str, text: &str, trigger: Trigger) -> Vec<ConcealmentFact> {
    let found = [
        (ConcealmentKind::InvisibleText, invisible(text)),
        (ConcealmentKind::Reordered, reordered(text)),
        (ConcealmentKind::Padding, padding(text)),
        (ConcealmentKind::MangledNames, mangled(text)),
        (ConcealmentKind::EscapedWords, escaped(text)),
        (ConcealmentKind::SymbolsOnly, symbols_only(text)),
        (ConcealmentKind::Flattened, flattened(text)),
    ];
    found
        .into_iter()
        .filter_map(|(kind, stretch)| {
            let (start, end) = stretch?;
            Some(ConcealmentFact { kind, locus: Locus { file: path.to_owned(), start, end }, trigger })
        })
        .collect()
}

/// The first long run of characters that no editor shows, blanks and line ends excluded.
fn invisible(text: &str) -> Option<(usize, usize)> {
    if text.is_ascii() {
        return None;
    }
    let (mut start, mut count) = (0, 0);
    for (at, character) in text.char_indices() {
        let is_hidden = !character.is_ascii() && is_deceptive(character) && !character.is_control();
        let is_selector = matches!(character, '\u{e0100}'..='\u{e01ef}' | '\u{fe00}'..='\u{fe0f}');
        if is_hidden || is_selector {
            if count == 0 {
                start = at;
            }
            count += 1;
            if count >= INVISIBLE_RUN {
                return Some((start, at + character.len_utf8()));
            }
        } else {
            count = 0;
        }
    }
    None
}

/// A line of code with characters that turn the order of what follows and are not turned back in their own text,
/// as the attacks named Trojan Source do (Unicode Standard Annex 9).
fn reordered(text: &str) -> Option<(usize, usize)> {
    if text.is_ascii() {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_turn = |next: &char| matches!(next, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let turns: Vec<char> = line.chars().filter(is_turn).collect();
        let opened = turns.iter().filter(|turn| !matches!(turn, '\u{202c}' | '\u{2069}')).count();
        let is_open = opened * 2 > turns.len();
        let has_override = turns.iter().any(|turn| matches!(turn, '\u{202d}' | '\u{202e}'));
        if is_open && has_override && line.contains(['(', ';', '{', '/']) {
            return Some((start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

/// Code behind a long run of blanks on one line.
fn padding(text: &str) -> Option<(usize, usize)> {
    let needle = " ".repeat(PADDING_BLANKS);
    let tabs = "\t".repeat(PADDING_BLANKS / 4);
    for needle in [needle.as_bytes(), tabs.as_bytes()] {
        for at in memchr::memmem::find_iter(text.as_bytes(), needle) {
            let rest = text.get(at..)?;
            let code = rest.trim_start_matches([' ', '\t', '\u{a0}']);
            let start = text.len() - code.len();
            let line = code.split(['\n', '\r']).next().unwrap_or_default();
            let before = text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            if looks_like_code(line) && !is_inside_text(before) {
                return Some((start, start + line.len().min(80)));
            }
        }
    }
    None
}

fn looks_like_code(line: &str) -> bool {
    line.len() >= 12
        && line.contains('(')
        && (line.contains(';') || line.contains('=') || line.contains('.'))
        && !line.starts_with(['*', '/'])
}

/// Whether the start of a line opens a string, comment or template that the blanks belong to.
fn is_inside_text(before: &str) -> bool {
    let quotes = before.matches(['"', '\'', '`']).count();
    quotes % 2 == 1 || before.contains("//") || before.trim_start().starts_with('*')
}

/// Names of the form that the common obfuscator writes, many of them.
fn mangled(text: &str) -> Option<(usize, usize)> {
    /// Measured: no honest script holds a single one. A few occur in generated names of interfaces.
    const NAMES: usize = 6;
    let mut first = None;
    let mut count = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"_0x") {
        let rest = text.get(at + 3..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_name =
            (4..=6).contains(&digits) && !rest.as_bytes().get(digits).is_some_and(u8::is_ascii_alphanumeric);
        if is_name {
            first = first.or(Some((at, at + 3 + digits)));
            count += 1;
            if count >= NAMES {
                return first;
            }
        }
    }
    None
}

/// Plain letters written as `\x..` or `\u00..`: a share of the file, and many.
fn escaped(text: &str) -> Option<(usize, usize)> {
    /// Parsers and tables of Unicode escape what is not ASCII; letters and digits never need it.
    const LETTERS: usize = 48;
    /// One byte in eight of the file spent on them. Measured: 60 405 scripts spend under one byte in 10 000, 31
    /// up to three in a hundred, two more, none one in eight.
    const SHARE: usize = 8;
    let mut first = None;
    let mut count = 0_usize;
    for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let digits = match rest {
            [b'x', high, low, ..] => Some([*high, *low]),
            [b'u', b'0', b'0', high, low, ..] => Some([*high, *low]),
            _ => None,
        };
        let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok());
        if code.is_some_and(|code| code.is_ascii_alphabetic()) {
            first = first.or(Some((at, at + 4)));
            count += 1;
        }
    }
    (count >= LETTERS && count * 4 * SHARE >= text.len()).then_some(first).flatten()
}

/// An order of statements in a text that is split: `"3|0|2|1|4".split`. Measured: none in honest scripts.
fn flattened(text: &str) -> Option<(usize, usize)> {
    /// Fewest statements worth shuffling: shorter lists of numbers are settings.
    const STATEMENTS: usize = 4;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"split") {
        // `"3|0|2".split` and `"3|0|2"["split"]`.
        let before = text.get(at.saturating_sub(ORDER_BYTES)..at).unwrap_or_default();
        let before = before.trim_end_matches(['.', '[', '"', '\'', ' ', '`']);
        let order =
            before.rsplit(|next: char| !(next.is_ascii_digit() || next == '|')).next().unwrap_or_default();
        let numbers: Vec<&str> = order.split('|').filter(|number| !number.is_empty()).collect();
        let is_shuffled = !numbers.is_sorted_by_key(|number| number.parse::<u32>().unwrap_or(u32::MAX));
        if numbers.len() >= STATEMENTS && is_shuffled && is_permutation(&numbers) {
            return Some((at.saturating_sub(order.len() + 2), at + 5));
        }
    }
    None
}

/// Longest order that is looked at, in bytes.
const ORDER_BYTES: usize = 400;

/// Whether the numbers are 0, 1, 2 and so on, each once.
fn is_permutation(numbers: &[&str]) -> bool {
    let mut seen = vec![false; numbers.len()];
    numbers.iter().all(|number| {
        let place = number.parse::<usize>().ok().and_then(|number| seen.get_mut(number));
        place.is_some_and(|is_seen| !std::mem::replace(is_seen, true))
    })
}

/// A text of brackets, `!` and `+` and hardly anything else.
fn symbols_only(text: &str) -> Option<(usize, usize)> {
    /// Shortest such text that says anything.
    const BYTES: usize = 800;
    if text.len() < BYTES {
        return None;
    }
    let symbols = text.bytes().filter(|byte| matches!(byte, b'[' | b']' | b'(' | b')' | b'!' | b'+')).count();
    (symbols * 20 >= text.len() * 17).then_some((0, 40))
}

#[cfg(test)]
mod tests;
