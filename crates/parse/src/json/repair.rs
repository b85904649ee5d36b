//! What some reader accepts and a strict Rust parser refuses, rewritten so that it can be read. `JSON.parse`
//! takes half a surrogate pair in a string, and numbers beyond a double; some package managers take comments
//! and trailing commas. Any of them would otherwise hide a whole manifest.

use super::Leniency;

/// The text with such strings and numbers rewritten, and which of them it held.
pub(super) fn repair(text: &str) -> (String, Vec<Leniency>) {
    let mut repaired = String::with_capacity(text.len());
    let mut leniencies = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string(rest, &mut repaired, &mut leniencies),
            '-' | '0'..='9' => number(rest, &mut repaired, &mut leniencies),
            '/' if comment_length(rest) > 0 => {
                leniencies.push(Leniency::CommentsOrTrailingCommas);
                repaired.push(' ');
                comment_length(rest)
            }
            ',' if is_trailing(rest) => {
                leniencies.push(Leniency::CommentsOrTrailingCommas);
                repaired.push(' ');
                1
            }
            other => {
                repaired.push(other);
                other.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    leniencies.sort();
    leniencies.dedup();
    (repaired, leniencies)
}

/// The length of the comment at the start of `rest`; 0 if there is none.
fn comment_length(rest: &str) -> usize {
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        rest.get(2..).and_then(|body| body.find("*/")).map_or(0, |end| end + 4)
    } else {
        0
    }
}

/// Whether nothing but white space and comments stands between the comma at the start of `rest` and the end
/// of its object or array.
fn is_trailing(rest: &str) -> bool {
    let mut rest = rest.get(1..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        match comment_length(rest) {
            0 => return rest.starts_with(['}', ']']),
            length => rest = rest.get(length..).unwrap_or_default(),
        }
    }
}

fn string(rest: &str, repaired: &mut String, leniencies: &mut Vec<Leniency>) -> usize {
    let mut at = 1;
    repaired.push('"');
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        let Some(stop) = tail.find(['"', '\\']) else {
            repaired.push_str(tail);
            return rest.len();
        };
        repaired.push_str(tail.get(..stop).unwrap_or_default());
        at += stop;
        let tail = tail.get(stop..).unwrap_or_default();
        if tail.starts_with('"') {
            repaired.push('"');
            return at + 1;
        }
        at += escape(tail, repaired, leniencies);
    }
    rest.len()
}

/// Copies the escape at the start of `tail`, or a replacement for half a surrogate pair; its length.
fn escape(tail: &str, repaired: &mut String, leniencies: &mut Vec<Leniency>) -> usize {
    let is_pair = |high: u32, low: u32| (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
    let length = match unit(tail) {
        Some(unit @ 0xd800..=0xdfff) => match tail.get(6..).and_then(self::unit) {
            Some(low) if is_pair(unit, low) => 12,
            _ => {
                leniencies.push(Leniency::LoneSurrogate);
                repaired.push_str("\\ufffd");
                return 6;
            }
        },
        Some(_) => 6,
        None => 1 + tail.chars().nth(1).map_or(0, char::len_utf8),
    };
    repaired.push_str(tail.get(..length).unwrap_or_default());
    length
}

/// The code unit of a `\uXXXX` at the start of `tail`.
fn unit(tail: &str) -> Option<u32> {
    let digits = tail.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

fn number(rest: &str, repaired: &mut String, leniencies: &mut Vec<Leniency>) -> usize {
    let is_end = |character: char| !matches!(character, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
    let length = rest.find(is_end).unwrap_or(rest.len());
    let digits = rest.get(..length).unwrap_or_default();
    match digits.parse::<f64>() {
        Ok(value) if value.is_infinite() => {
            leniencies.push(Leniency::HugeNumber);
            repaired.push_str(if value > 0.0 { "1.7976931348623157e308" } else { "-1.7976931348623157e308" });
        }
        _ => repaired.push_str(digits),
    }
    length
}
