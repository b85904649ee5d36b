//! Python literals: dictionaries, lists, strings, numbers.

use super::GypText;

/// Deepest nesting read. Honest build files stay under 15; each level costs a stack frame.
pub(super) const NESTING_DEPTH: usize = 128;

/// A literal with the bytes it stands in.
#[derive(Debug)]
pub(super) struct Value {
    pub kind: ValueKind,
    pub span: (usize, usize),
}

#[derive(Debug)]
pub(super) enum ValueKind {
    Dictionary(Vec<(GypText, Value)>),
    List(Vec<Value>),
    /// A string; `is_verbatim` when its bytes stand in the file between one pair of quotes.
    Text {
        text: String,
        is_verbatim: bool,
    },
    /// A number or a name such as `True`.
    Atom,
}

pub(super) enum LiteralError {
    TooDeep,
    /// At this byte something stands that is no literal.
    NotLiteral(usize),
}

impl Value {
    pub(super) fn as_text(&self) -> Option<GypText> {
        match &self.kind {
            ValueKind::Text { text, .. } => Some(GypText { text: text.clone(), span: self.span }),
            _ => None,
        }
    }

    pub(super) fn items(&self) -> &[Value] {
        match &self.kind {
            ValueKind::List(items) => items,
            _ => &[],
        }
    }
}

/// Reads a whole file as one literal.
pub(super) fn read(text: &str) -> Result<Value, LiteralError> {
    let mut reader = Reader { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } };
    let value = reader.value(0)?;
    reader.skip_blank();
    if reader.at < text.len() { Err(LiteralError::NotLiteral(reader.at)) } else { Ok(value) }
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn not_literal<T>(&self) -> Result<T, LiteralError> {
        Err(LiteralError::NotLiteral(self.at))
    }

    /// Skips blanks, comments and joined lines.
    fn skip_blank(&mut self) {
        while let Some(next) = self.peek() {
            match next {
                b' ' | b'\t' | b'\r' | b'\n' | 0x0c => self.at += 1,
                b'#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                b'\\' if self.rest().starts_with("\\\n") => self.at += 2,
                b'\\' if self.rest().starts_with("\\\r\n") => self.at += 3,
                _ => return,
            }
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.skip_blank();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn value(&mut self, depth: usize) -> Result<Value, LiteralError> {
        if depth > NESTING_DEPTH {
            return Err(LiteralError::TooDeep);
        }
        self.skip_blank();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.dictionary(depth)?,
            Some(b'[') => ValueKind::List(self.list(b']', depth)?.0),
            Some(b'(') => match self.list(b')', depth)? {
                // Brackets around one value without a comma only group.
                (mut items, false) if items.len() == 1 => match items.pop() {
                    Some(inner) => inner.kind,
                    None => return self.not_literal(),
                },
                (items, _) => ValueKind::List(items),
            },
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => self.number()?,
            _ if self.string_prefix().is_some() => self.strings()?,
            _ => self.name()?,
        };
        Ok(Value { kind, span: (start, self.at) })
    }

    fn dictionary(&mut self, depth: usize) -> Result<ValueKind, LiteralError> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            if self.eat(b'}') {
                return Ok(ValueKind::Dictionary(entries));
            }
            let key = self.value(depth + 1)?;
            if !self.eat(b':') {
                return self.not_literal();
            }
            let value = self.value(depth + 1)?;
            let key = key.as_text().unwrap_or(GypText { text: String::new(), span: key.span });
            entries.push((key, value));
            if !self.eat(b',') {
                return if self.eat(b'}') { Ok(ValueKind::Dictionary(entries)) } else { self.not_literal() };
            }
        }
    }

    /// The items, and whether there was a comma.
    fn list(&mut self, close: u8, depth: usize) -> Result<(Vec<Value>, bool), LiteralError> {
        self.at += 1;
        let mut items = Vec::new();
        let mut has_comma = false;
        loop {
            if self.eat(close) {
                return Ok((items, has_comma));
            }
            items.push(self.value(depth + 1)?);
            if self.eat(b',') {
                has_comma = true;
            } else {
                return if self.eat(close) { Ok((items, has_comma)) } else { self.not_literal() };
            }
        }
    }

    fn number(&mut self) -> Result<ValueKind, LiteralError> {
        let length =
            self.rest().bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(byte));
        let length = length.count();
        let word = self.rest().get(..length).unwrap_or_default();
        if !word.bytes().any(|byte| byte.is_ascii_digit()) || word.contains("__") {
            return self.not_literal();
        }
        self.at += length;
        Ok(ValueKind::Atom)
    }

    fn name(&mut self) -> Result<ValueKind, LiteralError> {
        for name in ["True", "False", "None", "true", "false"] {
            let after = self.rest().strip_prefix(name).map(|rest| rest.chars().next());
            if after
                .is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric() && !"_.([".contains(next)))
            {
                self.at += name.len();
                return Ok(ValueKind::Atom);
            }
        }
        self.not_literal()
    }

    /// The bytes of the letters before a string's quote, when a string starts here.
    fn string_prefix(&self) -> Option<usize> {
        let letters = self.rest().bytes().take(2).take_while(|byte| b"rRuUbB".contains(byte)).count();
        let quote = self.rest().as_bytes().get(letters)?;
        matches!(quote, b'\'' | b'"').then_some(letters)
    }

    /// Adjacent strings, and strings joined by `+`, are one.
    fn strings(&mut self) -> Result<ValueKind, LiteralError> {
        let (mut text, mut is_verbatim) = self.string()?;
        loop {
            let end = self.at;
            let _ = self.eat(b'+');
            self.skip_blank();
            if self.string_prefix().is_none() {
                self.at = end;
                return Ok(ValueKind::Text { text, is_verbatim });
            }
            text.push_str(&self.string()?.0);
            is_verbatim = false;
        }
    }

    fn string(&mut self) -> Result<(String, bool), LiteralError> {
        let prefix = self.string_prefix().unwrap_or(0);
        let is_raw = self.rest().bytes().take(prefix).any(|byte| matches!(byte, b'r' | b'R'));
        let start = self.at;
        self.at += prefix;
        let quote = self.rest().chars().next().unwrap_or('\'');
        let triple: String = std::iter::repeat_n(quote, 3).collect();
        let is_triple = self.rest().starts_with(&triple);
        let mark = if is_triple { triple } else { quote.to_string() };
        self.at += mark.len();
        let mut out = String::new();
        let mut is_verbatim = prefix == 0 && !is_triple;
        loop {
            if self.rest().starts_with(&mark) {
                self.at += mark.len();
                return Ok((out, is_verbatim));
            }
            let Some(next) = self.rest().chars().next() else {
                self.at = start;
                return self.not_literal();
            };
            self.at += next.len_utf8();
            match next {
                '\n' if !is_triple => {
                    self.at = start;
                    return self.not_literal();
                }
                '\\' if !is_raw => {
                    is_verbatim = false;
                    self.escape(&mut out);
                }
                '\\' => {
                    out.push('\\');
                    if let Some(escaped) = self.rest().chars().next() {
                        self.at += escaped.len_utf8();
                        out.push(escaped);
                    }
                }
                _ => out.push(next),
            }
        }
    }

    fn escape(&mut self, out: &mut String) {
        let Some(kind) = self.rest().chars().next() else { return };
        self.at += kind.len_utf8();
        let (radix, most) = match kind {
            'x' => (16, 2),
            'u' => (16, 4),
            'U' => (16, 8),
            '0'..='7' => {
                self.at -= 1;
                (8, 3)
            }
            'n' => return out.push('\n'),
            't' => return out.push('\t'),
            'r' => return out.push('\r'),
            '\n' => return,
            '\\' | '\'' | '"' => return out.push(kind),
            other => return out.extend(['\\', other]),
        };
        let digits =
            self.rest().bytes().take(most).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let value = u32::from_str_radix(self.rest().get(..digits).unwrap_or_default(), radix).ok();
        out.extend(value.and_then(char::from_u32));
        self.at += digits;
    }
}
