//! Regular expressions of JavaScript, where they mean the same to the engine used here.

use std::fmt::Write as _;
use std::rc::Rc;

/// Most memory that one compiled expression may take, in bytes.
const COMPILED_BYTES: usize = 1 << 16;

/// `\s`, as ECMA-262 has it.
const SPACE: &str = r"\t-\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";

/// Where a match and its groups lie, in bytes; the first is the match.
pub(super) type Found = Vec<Option<(usize, usize)>>;

/// A regular expression that can be run.
#[derive(Clone)]
pub(super) struct Pattern {
    matcher: Matcher,
    /// Whether it is meant to find every match: its flag `g`.
    pub(super) is_global: bool,
}

#[derive(Clone)]
enum Matcher {
    /// `\bword\b`, which unpackers make by the hundred.
    Word(Rc<str>),
    Expression(regex::Regex),
}

impl Pattern {
    /// The expression; nothing where it means something else here, or cannot be run at all.
    pub(super) fn new(source: &str, flags: &str) -> Option<Self> {
        if !flags.chars().all(|flag| "dgimsu".contains(flag)) {
            return None;
        }
        let is_global = flags.contains('g');
        if let Some(word) = whole_word(source).filter(|_| !flags.contains('i')) {
            return Some(Self { matcher: Matcher::Word(Rc::from(word)), is_global });
        }
        let translated = translate(source, flags)?;
        let compiled = regex::RegexBuilder::new(&translated)
            .size_limit(COMPILED_BYTES)
            .case_insensitive(flags.contains('i'))
            .multi_line(flags.contains('m'))
            .build()
            .ok()?;
        Some(Self { matcher: Matcher::Expression(compiled), is_global })
    }

    /// Whether making it took no compiling.
    pub(super) fn is_cheap(source: &str, flags: &str) -> bool {
        whole_word(source).is_some() && !flags.contains('i')
    }

    /// The first `most` matches in `text`, from left to right.
    pub(super) fn find(&self, text: &str, most: usize) -> Vec<Found> {
        match &self.matcher {
            Matcher::Word(word) => text
                .match_indices(&**word)
                .map(|(start, found)| (start, start + found.len()))
                .filter(|(start, end)| is_whole(text, *start, *end))
                .map(|span| vec![Some(span)])
                .take(most)
                .collect(),
            Matcher::Expression(compiled) => compiled
                .captures_iter(text)
                .take(most)
                .map(|groups| groups.iter().map(|group| group.map(|it| (it.start(), it.end()))).collect())
                .collect(),
        }
    }
}

fn whole_word(source: &str) -> Option<&str> {
    let word = source.strip_prefix("\\b")?.strip_suffix("\\b")?;
    (!word.is_empty() && word.bytes().all(is_word)).then_some(word)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    !before.is_some_and(|byte| is_word(*byte)) && !bytes.get(end).is_some_and(|byte| is_word(*byte))
}

/// The same expression in the syntax of the engine; nothing where it has no such thing: look-around, groups
/// that are referred to, halves of surrogate pairs.
fn translate(source: &str, flags: &str) -> Option<String> {
    let mut reader = Reader {
        rest: source.chars().peekable(),
        result: String::with_capacity(source.len() + 16),
        has_unicode: flags.contains('u'),
    };
    while let Some(character) = reader.rest.next() {
        match character {
            '\\' => reader.escape(false)?,
            '[' => reader.class()?,
            '.' if flags.contains('s') => reader.result.push_str(r"[\s\S]"),
            '.' => reader.result.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' => reader.group()?,
            '{' => reader.brace(),
            ']' => reader.result.push_str(r"\]"),
            other => reader.result.push(other),
        }
    }
    Some(reader.result)
}

struct Reader<'s> {
    rest: std::iter::Peekable<std::str::Chars<'s>>,
    result: String,
    has_unicode: bool,
}

impl Reader<'_> {
    fn escape(&mut self, is_in_class: bool) -> Option<()> {
        let character = self.rest.next()?;
        match character {
            'd' => self.set("0-9", is_in_class, false),
            'D' => self.set("0-9", is_in_class, true),
            'w' => self.set("0-9A-Za-z_", is_in_class, false),
            'W' => self.set("0-9A-Za-z_", is_in_class, true),
            's' => self.set(SPACE, is_in_class, false),
            'S' => self.set(SPACE, is_in_class, true),
            'b' if is_in_class => self.result.push_str(r"\x08"),
            'b' => self.result.push_str(r"(?-u:\b)"),
            'n' | 't' | 'r' | 'v' | 'f' => {
                self.result.push('\\');
                self.result.push(character);
            }
            'x' => self.code(2)?,
            'u' if self.rest.peek() == Some(&'{') && self.has_unicode => {
                let code: String = self.rest.by_ref().skip(1).take_while(|it| *it != '}').collect();
                self.literal(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
            }
            'u' => self.code(4)?,
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => self.result.push_str(r"\x00"),
            'B' | 'c' | 'k' | 'p' | 'P' | '0'..='9' => return None,
            other => self.literal(other),
        }
        Some(())
    }

    fn set(&mut self, members: &str, is_in_class: bool, is_negated: bool) {
        let _ = match (is_in_class, is_negated) {
            (true, false) => write!(self.result, "{members}"),
            (_, true) => write!(self.result, "[^{members}]"),
            (false, false) => write!(self.result, "[{members}]"),
        };
    }

    /// `\xHH` and `\uHHHH`.
    fn code(&mut self, digits: usize) -> Option<()> {
        let code: String = self.rest.by_ref().take(digits).collect();
        let is_whole = code.chars().count() == digits;
        let code = u32::from_str_radix(&code, 16).ok().filter(|_| is_whole)?;
        self.literal(char::from_u32(code)?);
        Some(())
    }

    fn literal(&mut self, character: char) {
        let mut buffer = [0; 4];
        self.result.push_str(&regex::escape(character.encode_utf8(&mut buffer)));
    }

    fn class(&mut self) -> Option<()> {
        let is_negated = self.rest.next_if_eq(&'^').is_some();
        if self.rest.next_if_eq(&']').is_some() {
            self.result.push_str(if is_negated { r"[\s\S]" } else { r"[^\s\S]" });
            return Some(());
        }
        self.result.push_str(if is_negated { "[^" } else { "[" });
        loop {
            match self.rest.next()? {
                ']' => break,
                '\\' => self.escape(true)?,
                '-' if self.rest.peek() == Some(&'-') => return None,
                '-' => self.result.push('-'),
                other => self.literal(other),
            }
        }
        self.result.push(']');
        Some(())
    }

    fn group(&mut self) -> Option<()> {
        self.result.push('(');
        if self.rest.next_if_eq(&'?').is_none() {
            return Some(());
        }
        match self.rest.next()? {
            ':' => self.result.push_str("?:"),
            // A named group: what follows the name decides nothing.
            '<' if !matches!(self.rest.peek(), Some('=' | '!')) => self.result.push_str("?<"),
            _ => return None,
        }
        Some(())
    }

    /// A brace that opens no count stands for itself.
    fn brace(&mut self) {
        let ahead: String = self.rest.clone().take_while(|it| *it != '}').take(16).collect();
        let is_count = ahead.starts_with(|it: char| it.is_ascii_digit())
            && ahead.chars().all(|it| it.is_ascii_digit() || it == ',')
            && self.rest.clone().nth(ahead.chars().count()) == Some('}');
        self.result.push_str(if is_count { "{" } else { r"\{" });
    }
}

/// What a replacement text puts in the place of a match: `$&`, `$1`, `$$` and their like are filled in.
pub(super) fn filled(template: &str, text: &str, found: &Found) -> String {
    if !template.contains('$') {
        return template.to_owned();
    }
    let part = |span: Option<(usize, usize)>| span.and_then(|(start, end)| text.get(start..end));
    let (start, end) = found.first().copied().flatten().unwrap_or_default();
    let mut result = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        result.push_str(before);
        rest = after;
        let mut skipped = 1;
        match after.chars().next() {
            Some('$') => result.push('$'),
            Some('&') => result.push_str(part(Some((start, end))).unwrap_or_default()),
            Some('`') => result.push_str(text.get(..start).unwrap_or_default()),
            Some('\'') => result.push_str(text.get(end..).unwrap_or_default()),
            _ => match numbered(after, found.len()) {
                Some((number, digits)) => {
                    result.push_str(part(found.get(number).copied().flatten()).unwrap_or_default());
                    skipped = digits;
                }
                None => {
                    result.push('$');
                    skipped = 0;
                }
            },
        }
        rest = rest.get(skipped..).unwrap_or_default();
    }
    result.push_str(rest);
    result
}

/// The group that `1` or `12` names, and how many digits do.
fn numbered(text: &str, groups: usize) -> Option<(usize, usize)> {
    [2, 1].into_iter().find_map(|digits| {
        let number = text.get(..digits).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))?;
        let number: usize = number.parse().ok()?;
        (1..groups).contains(&number).then_some((number, digits))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, flags: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::new(source, flags).unwrap();
        let spans = pattern.find(text, 100);
        spans
            .iter()
            .map(|found| found.first().unwrap().unwrap())
            .map(|(a, b)| text[a..b].to_owned())
            .collect()
    }

    #[test]
    fn expressions_mean_what_they_mean_in_javascript() {
        assert_eq!(found("X", "g", "aXbx"), ["X"]);
        assert_eq!(found("x", "gi", "aXbx"), ["X", "x"]);
        assert_eq!(found(r"\b0\b", "g", "0 10 a0 0"), ["0", "0"]);
        assert_eq!(found(r"\b\w+\b", "g", "a.b é"), ["a", "b"]);
        assert_eq!(found(r"[\d[]+", "", "a1[2"), ["1[2"]);
        assert_eq!(found(r"%u([\da-f]{4})", "gi", "%u00E9"), ["%u00E9"]);
        assert_eq!(found(r"\/\-\x41\u0042{", "", "/-AB{"), ["/-AB{"]);
        assert_eq!(found("[^]", "g", "\n"), ["\n"]);
        assert_eq!(found("a.b", "g", "a\rb a-b"), ["a-b"]);
        assert_eq!(found(r"\s", "g", "\u{feff} x").len(), 2);
    }

    #[test]
    fn what_means_something_else_is_not_run() {
        for source in ["(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", r"\uD83D", r"\B", "(?<n>a)\\k<n>", "[--a]"] {
            assert!(Pattern::new(source, "").is_none(), "{source}");
        }
        assert!(Pattern::new("a", "y").is_none());
    }

    #[test]
    fn replacement_texts_are_filled_in() {
        let found = vec![Some((1, 3)), Some((1, 2)), None];
        assert_eq!(filled("<$&|$1|$2|$$|$`|$'|$3|$9|$x>", "abcd", &found), "<bc|b||$|a|d|$3|$9|$x>");
        assert_eq!(filled("$01", "abcd", &found), "b");
    }
}
