//! Where in a JSON text its keys and values stand: the parsers keep values, evidence needs places.
//!
//! One pass without recursion, tolerant of comments and broken text, so that it can run beside any parser.

use std::borrow::Cow;

/// A step from an object or array to something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// A key, unescaped.
    Key(Cow<'a, str>),
    /// An index, from 0.
    Index(usize),
}

/// The byte span of the value at `path`, a list of keys and array indexes. Of a key given twice, the last.
#[must_use]
pub fn key_position(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    let mut found = None;
    visit_keys(text, path.len(), &mut |steps, _, value_start| {
        let is_match = steps.len() == path.len()
            && steps.iter().zip(path).all(|(step, wanted)| match step {
                Step::Key(key) => key == wanted,
                Step::Index(index) => wanted.parse() == Ok(*index),
            });
        if is_match {
            found = Some(value_start);
        }
    });
    found.map(|start| (start, value_end(text, start)))
}

/// How deep brackets nest in `text`.
pub(crate) fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (token, _, _) in (Tokens { text, position: 0 }) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Calls `visit` with the path, the offset of the key and the offset of the value, for every key and array
/// item at most `max_depth` levels down, in the order of the text. For array items both offsets are the value's.
pub(crate) fn visit_keys<'a>(
    text: &'a str,
    max_depth: usize,
    visit: &mut dyn FnMut(&[Step<'a>], usize, usize),
) {
    let mut frames: Vec<Frame> = Vec::new();
    let mut path: Vec<Step<'a>> = Vec::new();
    let mut key_start = 0;
    for (token, start, end) in (Tokens { text, position: 0 }) {
        match (token, frames.last_mut()) {
            (Token::Close, _) => {
                frames.pop();
                path.truncate(frames.len().saturating_sub(1));
            }
            (Token::Comma, Some(frame)) => frame.expects_key = frame.is_object,
            (Token::Text, Some(frame)) if frame.expects_key => {
                frame.expects_key = false;
                key_start = start;
                let is_visible = path.len() < max_depth;
                path.push(Step::Key(if is_visible { unescape(text, start, end) } else { Cow::Borrowed("") }));
            }
            (Token::Open(_) | Token::Text | Token::Other, frame) => {
                if let Some(frame) = frame
                    && !frame.is_object
                {
                    path.push(Step::Index(frame.items));
                    frame.items += 1;
                    key_start = start;
                }
                if !path.is_empty() && path.len() <= max_depth && path.len() == frames.len() {
                    visit(&path, key_start, start);
                }
                match token {
                    Token::Open(is_object) => {
                        frames.push(Frame { is_object, expects_key: is_object, items: 0 });
                    }
                    _ => path.truncate(frames.len().saturating_sub(1)),
                }
            }
            (Token::Colon | Token::Comma, _) => {}
        }
    }
}

struct Frame {
    is_object: bool,
    expects_key: bool,
    items: usize,
}

/// The end of the value that starts at `start`.
fn value_end(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (token, _, end) in (Tokens { text, position: start }) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return end;
        }
    }
    text.len()
}

fn unescape(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    let quoted = text.get(start..end).unwrap_or_default();
    if quoted.contains('\\')
        && let Ok(key) = serde_json::from_str::<String>(quoted)
    {
        return Cow::Owned(key);
    }
    let inner = quoted.strip_prefix('"').unwrap_or(quoted);
    Cow::Borrowed(inner.strip_suffix('"').unwrap_or(inner))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// `{` (true) or `[`.
    Open(bool),
    Close,
    Comma,
    Colon,
    /// A string.
    Text,
    /// A number or a word.
    Other,
}

/// The tokens of a text with their byte spans; comments and white space are skipped.
struct Tokens<'a> {
    text: &'a str,
    position: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Token, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(self.position..)?;
            let start = self.position;
            let (token, length) = match *rest.first()? {
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.position += 1;
                    continue;
                }
                b'/' if rest.starts_with(b"//") => {
                    self.position += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                    continue;
                }
                b'/' if rest.starts_with(b"/*") => {
                    let body = rest.get(2..).unwrap_or_default();
                    self.position += memchr::memmem::find(body, b"*/").map_or(rest.len(), |end| end + 4);
                    continue;
                }
                b'{' => (Token::Open(true), 1),
                b'[' => (Token::Open(false), 1),
                b'}' | b']' => (Token::Close, 1),
                b',' => (Token::Comma, 1),
                b':' => (Token::Colon, 1),
                b'"' => (Token::Text, string_length(rest)),
                _ => {
                    let is_end = |byte: &u8| b" \t\r\n{}[],:\"/".contains(byte);
                    let length = rest.iter().skip(1).position(is_end).map_or(rest.len(), |end| end + 1);
                    (Token::Other, length)
                }
            };
            self.position += length;
            return Some((token, start, self.position));
        }
    }
}

/// The length of the string at the start of `rest`, both quotes included.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = rest.get(at..).and_then(|tail| memchr::memchr2(b'"', b'\\', tail)) {
        at += found;
        if rest.get(at) == Some(&b'"') {
            return at + 1;
        }
        at += 2;
    }
    rest.len()
}

/// Counts lines, cheaply for offsets that rise.
pub(crate) struct LineCounter<'a> {
    text: &'a [u8],
    position: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), position: 0, line: 1 }
    }

    /// The line, from 1, in which the byte at `offset` stands.
    pub(crate) fn line_at(&mut self, offset: usize) -> u32 {
        if offset < self.position {
            (self.position, self.line) = (0, 1);
        }
        let between = self.text.get(self.position..offset).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', between).count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.position = offset;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_of_a_value_is_found_by_keys_and_indexes() {
        let text = r#"{"a": {"b": [10, {"c": "x\"]"}]}, "a": {"b": [20]}, "d": true}"#;
        let span = |path: &[&str]| key_position(text, path).map(|(start, end)| &text[start..end]);
        assert_eq!(span(&["a", "b", "0"]), Some("20"));
        assert_eq!(span(&["a", "b", "1", "c"]), Some(r#""x\"]""#));
        assert_eq!(span(&["d"]), Some("true"));
        assert_eq!(span(&["a"]), Some(r#"{"b": [20]}"#));
        assert_eq!(span(&["e"]), None);
    }

    #[test]
    fn comments_hold_no_keys() {
        let text = "{ // \"a\": 1\n /* \"a\": 2 */ \"a\" : 3 }";
        assert_eq!(key_position(text, &["a"]).map(|(start, end)| &text[start..end]), Some("3"));
    }

    #[test]
    fn lines_are_counted_forwards_and_backwards() {
        let mut lines = LineCounter::new("a\nb\nc");
        assert_eq!((lines.line_at(4), lines.line_at(0), lines.line_at(2)), (3, 1, 2));
    }
}
