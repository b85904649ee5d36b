//! Quotes, escapes, variables and substitutions inside one word.

use super::super::Dialect;
use super::Piece;
use super::cursor::Cursor;
use super::escapes::ansi_c;

/// The pieces of a text in which variables and substitutions count but quotes do not: the body of a
/// here-document. `start` is where `text` stands.
pub(super) fn expand(text: &str, start: usize, is_complete: &mut bool) -> Vec<Piece> {
    let mut cursor = Cursor::new(text);
    let mut reader = WordReader::new(&mut cursor, Dialect::Posix);
    reader.start = start;
    while reader.cursor.peek().is_some() {
        reader.in_double_quotes();
    }
    *is_complete &= reader.is_complete;
    reader.pieces
}

/// Reads one word.
pub(super) struct WordReader<'cursor, 'text> {
    cursor: &'cursor mut Cursor<'text>,
    dialect: Dialect,
    pieces: Vec<Piece>,
    is_plain: bool,
    is_complete: bool,
    /// Where the cursor's text stands in the script.
    start: usize,
    /// Whether a bracket of cmd is open, which `)` closes.
    pub(super) in_brackets: bool,
}

impl<'cursor, 'text> WordReader<'cursor, 'text> {
    pub(super) fn new(cursor: &'cursor mut Cursor<'text>, dialect: Dialect) -> Self {
        Self {
            cursor,
            dialect,
            pieces: Vec::new(),
            is_plain: true,
            is_complete: true,
            start: 0,
            in_brackets: false,
        }
    }

    /// The pieces, whether the word is plain, and whether its quotes and brackets close.
    pub(super) fn read(&mut self) -> (Vec<Piece>, bool, bool) {
        while let Some(next) = self.cursor.peek() {
            if self.ends_word(next) {
                break;
            }
            match self.dialect {
                Dialect::Posix => self.posix(next),
                Dialect::Cmd => self.cmd(next),
                Dialect::PowerShell => self.powershell(next),
            }
        }
        (std::mem::take(&mut self.pieces), self.is_plain, self.is_complete)
    }

    fn ends_word(&mut self, next: char) -> bool {
        if self.dialect == Dialect::Posix {
            for separator in ["${IFS}", "$IFS"] {
                if self.cursor.starts_with(separator) {
                    // `$IFS` outside quotes separates words as blanks do.
                    self.cursor.skip(separator.len());
                    return true;
                }
            }
            if self.cursor.starts_with("<(") || self.cursor.starts_with(">(") {
                return false;
            }
        }
        let ends = match self.dialect {
            Dialect::PowerShell => ";&|)}<>",
            Dialect::Posix => ";&|()<>",
            Dialect::Cmd if self.in_brackets => ";&|)<>",
            Dialect::Cmd => "&|<>",
        };
        next.is_whitespace() || ends.contains(next)
    }

    fn posix(&mut self, next: char) {
        match next {
            '\'' => self.literal_quote(),
            '"' => self.double_quote(),
            '\\' => {
                self.cursor.bump();
                self.is_plain = false;
                match self.cursor.bump() {
                    Some('\n') | None => {}
                    Some(escaped) => self.push(escaped),
                }
            }
            '<' | '>' => {
                self.cursor.skip(2);
                self.script('(', ')', '\\');
            }
            '$' | '`' => self.dollar_or_backtick(),
            _ => self.take(),
        }
    }

    fn cmd(&mut self, next: char) {
        match next {
            '"' => {
                self.cursor.bump();
                self.is_plain = false;
                self.push_text("");
                let (body, is_closed) = self.cursor.take_until('"', None);
                self.is_complete &= is_closed;
                self.cmd_variables(body);
            }
            '^' => {
                self.cursor.bump();
                self.is_plain = false;
                if let Some(escaped) = self.cursor.bump() {
                    self.push(escaped);
                }
            }
            '!' => {
                let rest = self.cursor.rest();
                let name = rest.get(1..).and_then(|rest| rest.split_once('!')).map(|(name, _)| name);
                let is_name = |name: &&str| {
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                };
                match name.filter(is_name) {
                    Some(name) => {
                        self.cursor.skip(name.len() + 2);
                        self.pieces.push(Piece::Variable(name.to_owned()));
                    }
                    None => self.take(),
                }
            }
            '%' => {
                let rest = self.cursor.rest();
                let name = rest.get(1..).and_then(|rest| rest.split_once('%')).map(|(name, _)| name);
                match name.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace)) {
                    Some(name) => {
                        self.cursor.skip(name.len() + 2);
                        self.pieces.push(Piece::Variable(name.to_owned()));
                    }
                    None => self.take(),
                }
            }
            _ => self.take(),
        }
    }

    fn cmd_variables(&mut self, body: &str) {
        let mut rest = body;
        while let Some((before, after)) = rest.split_once('%') {
            let Some((name, tail)) = after.split_once('%') else { break };
            if name.is_empty() || name.contains(char::is_whitespace) {
                self.push_text(before);
                self.push('%');
                rest = after;
                continue;
            }
            self.push_text(before);
            self.pieces.push(Piece::Variable(name.to_owned()));
            rest = tail;
        }
        self.push_text(rest);
    }

    fn powershell(&mut self, next: char) {
        match next {
            '\'' => self.literal_quote(),
            '"' => self.double_quote(),
            '`' => {
                self.cursor.bump();
                self.is_plain = false;
                if let Some(escaped) = self.cursor.bump() {
                    self.push(escaped);
                }
            }
            '(' | '{' => {
                self.cursor.bump();
                let close = if next == '(' { ')' } else { '}' };
                self.script(next, close, '`');
            }
            '$' => self.dollar_or_backtick(),
            _ => self.take(),
        }
    }

    fn literal_quote(&mut self) {
        self.cursor.bump();
        self.is_plain = false;
        let (body, is_closed) = self.cursor.take_until('\'', None);
        self.is_complete &= is_closed;
        self.push_text(body);
    }

    fn double_quote(&mut self) {
        self.cursor.bump();
        self.is_plain = false;
        self.push_text("");
        loop {
            match self.cursor.peek() {
                None => {
                    self.is_complete = false;
                    return;
                }
                Some('"') => {
                    self.cursor.bump();
                    return;
                }
                Some(_) => self.in_double_quotes(),
            }
        }
    }

    /// One step inside double quotes or a here-document.
    fn in_double_quotes(&mut self) {
        let escape = if self.dialect == Dialect::PowerShell { '`' } else { '\\' };
        match self.cursor.peek() {
            Some(next) if next == escape => {
                self.cursor.bump();
                match self.cursor.bump() {
                    Some('\n') | None => {}
                    Some(escaped) if escape == '`' || "$`\"\\".contains(escaped) => self.push(escaped),
                    Some(other) => {
                        self.push(escape);
                        self.push(other);
                    }
                }
            }
            Some('$' | '`') => self.dollar_or_backtick(),
            _ => self.take(),
        }
    }

    fn dollar_or_backtick(&mut self) {
        if self.cursor.bump() == Some('`') {
            let start = self.start + self.cursor.position();
            let (body, is_closed) = self.cursor.take_until('`', Some('\\'));
            self.is_complete &= is_closed;
            let body = body.replace("\\`", "`").replace("\\$", "$");
            self.pieces.push(Piece::Script { body, start });
            return;
        }
        match self.cursor.peek() {
            Some('(') => {
                self.cursor.bump();
                let escape = if self.dialect == Dialect::PowerShell { '`' } else { '\\' };
                self.script('(', ')', escape);
            }
            Some('{') => {
                self.cursor.bump();
                let (body, is_closed) = self.cursor.take_bracket('{', '}', '\\');
                self.is_complete &= is_closed;
                self.braced_variable(body);
            }
            Some('\'') if self.dialect == Dialect::Posix => {
                self.cursor.bump();
                self.is_plain = false;
                let (body, is_closed) = self.cursor.take_until('\'', Some('\\'));
                self.is_complete &= is_closed;
                let decoded = ansi_c(body);
                self.push_text(&decoded);
            }
            Some(next) if next.is_alphanumeric() || "_?@*#!$-".contains(next) => self.variable(next),
            _ => self.push('$'),
        }
    }

    fn variable(&mut self, first: char) {
        let start = self.cursor.position();
        if !(first.is_alphabetic() || first == '_') {
            self.cursor.bump();
        } else {
            let is_name = |next: char| {
                next.is_alphanumeric() || next == '_' || self.dialect == Dialect::PowerShell && next == ':'
            };
            while self.cursor.peek().is_some_and(is_name) {
                self.cursor.bump();
            }
        }
        let name = self.cursor.since(start);
        let name = name.strip_prefix("env:").or_else(|| name.strip_prefix("ENV:")).unwrap_or(name);
        self.pieces.push(Piece::Variable(name.to_owned()));
    }

    /// `${NAME}` and `${NAME:-default}`; a default is text of its own and may hold a script.
    fn braced_variable(&mut self, body: &str) {
        let body = body.strip_prefix(['!', '#']).unwrap_or(body);
        let others: &[u8] = if self.dialect == Dialect::PowerShell { b"_:" } else { b"_" };
        let length =
            body.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || others.contains(byte)).count();
        let name = body.get(..length).unwrap_or_default().trim_end_matches(':');
        let name = name.strip_prefix("env:").unwrap_or(name);
        let operation = body.get(name.len()..).unwrap_or_default();
        self.pieces.push(if operation.is_empty() {
            Piece::Variable(name.to_owned())
        } else {
            Piece::Derived { name: name.to_owned(), operation: operation.to_owned() }
        });
        let rest = body.get(length..).unwrap_or_default();
        if let Some(inner) = rest.split_once("$(").map(|(_, inner)| inner) {
            let inner = inner.rsplit_once(')').map_or(inner, |(inner, _)| inner);
            let start = self.start + self.cursor.position();
            self.pieces
                .push(Piece::Script { body: inner.to_owned(), start: start.saturating_sub(inner.len() + 2) });
        }
    }

    fn script(&mut self, open: char, close: char, escape: char) {
        let start = self.start + self.cursor.position();
        let (body, is_closed) = self.cursor.take_bracket(open, close, escape);
        self.is_complete &= is_closed;
        let is_arithmetic = self.dialect == Dialect::Posix && body.starts_with('(') && body.ends_with(')');
        if is_arithmetic && !body.contains("$(") && !body.contains('`') {
            self.pieces.push(Piece::Variable("((".to_owned()));
        } else {
            self.pieces.push(Piece::Script { body: body.to_owned(), start });
        }
    }

    fn take(&mut self) {
        if let Some(next) = self.cursor.bump() {
            self.push(next);
        }
    }

    fn push(&mut self, next: char) {
        self.push_text(next.encode_utf8(&mut [0; 4]));
    }

    /// Adds text; even empty text makes the word exist, as `""` does.
    fn push_text(&mut self, text: &str) {
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }
}
