//! Characters into words and operators, for each dialect.

use super::{Dialect, RedirectKind};

mod cursor;
mod escapes;
mod expansion;

use cursor::Cursor;
pub(super) use escapes::ansi_c;

/// A token of a script.
#[derive(Debug)]
pub(super) enum Token {
    Word(RawWord),
    Redirect {
        descriptor: Option<u32>,
        kind: RedirectKind,
    },
    /// A here-document, whose body stands in place of the target.
    Here(RawWord),
    Operator(Operator),
}

/// What stands between commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `;`, a line end, `&&`, `||`, and `&` in cmd.
    Next,
    /// `;;` and its kin, which end a branch of a `case`.
    CaseEnd,
    Pipe,
    Background,
    Open,
    Close,
}

/// A word in the parts it is made of.
#[derive(Debug, Default)]
pub(super) struct RawWord {
    pub pieces: Vec<Piece>,
    /// The bytes of the text it was read from.
    pub span: (usize, usize),
    /// Whether nothing in it was quoted or escaped, so that it can be a keyword.
    pub is_plain: bool,
}

/// A part of a word.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Variable(String),
    /// `${name…}`: a variable, and what is done with its value.
    Derived {
        name: String,
        operation: String,
    },
    /// A script whose output stands here, and where its text starts.
    Script {
        body: String,
        start: usize,
    },
}

/// All tokens of a text, and whether it ended where a text may end.
pub(super) struct Tokens {
    pub tokens: Vec<Token>,
    pub is_complete: bool,
}

/// Splits `text` into tokens by the rules of `dialect`.
pub(super) fn tokens(text: &str, dialect: Dialect) -> Tokens {
    let mut lexer = Lexer {
        cursor: Cursor::new(text),
        dialect,
        tokens: Vec::new(),
        is_complete: true,
        pending: Vec::new(),
        brackets: 0,
    };
    lexer.run();
    Tokens { tokens: lexer.tokens, is_complete: lexer.is_complete }
}

struct Lexer<'text> {
    cursor: Cursor<'text>,
    dialect: Dialect,
    tokens: Vec<Token>,
    is_complete: bool,
    pending: Vec<PendingDocument>,
    /// How many brackets of cmd are open.
    brackets: usize,
}

/// A here-document whose body starts after the line.
struct PendingDocument {
    token: usize,
    delimiter: String,
    is_literal: bool,
    strips_tabs: bool,
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(next) = self.cursor.peek() {
            match next {
                '\n' => {
                    self.cursor.bump();
                    self.push(Operator::Next);
                    self.read_documents();
                }
                _ if next.is_whitespace() => {
                    self.cursor.bump();
                }
                '\\' if self.dialect == Dialect::Posix && self.cursor.starts_with("\\\n") => {
                    self.cursor.skip(2);
                }
                '#' if self.dialect != Dialect::Cmd => self.skip_comment(),
                _ if self.operator() => {}
                _ => self.word(),
            }
        }
        self.is_complete &= self.pending.is_empty();
    }

    fn push(&mut self, operator: Operator) {
        self.tokens.push(Token::Operator(operator));
    }

    fn skip_comment(&mut self) {
        while self.cursor.peek().is_some_and(|next| next != '\n') {
            self.cursor.bump();
        }
    }

    /// Reads an operator or redirect, if one stands here.
    fn operator(&mut self) -> bool {
        const OPERATORS: [(&str, Operator); 13] = [
            (";;&", Operator::CaseEnd),
            (";;", Operator::CaseEnd),
            (";&", Operator::CaseEnd),
            ("&&", Operator::Next),
            ("||", Operator::Next),
            ("|&", Operator::Pipe),
            ("|", Operator::Pipe),
            (";", Operator::Next),
            ("&", Operator::Background),
            ("(", Operator::Open),
            (")", Operator::Close),
            ("{", Operator::Open),
            ("}", Operator::Close),
        ];
        if self.redirect() {
            return true;
        }
        for (text, operator) in OPERATORS {
            let is_brace = matches!(text, "{" | "}");
            let is_substitution = self.dialect == Dialect::PowerShell && matches!(text, "(" | "{");
            if !self.cursor.starts_with(text) || is_substitution || is_brace && !self.brace_stands_alone() {
                continue;
            }
            if self.dialect == Dialect::Cmd && !self.is_cmd_bracket(operator) {
                return false;
            }
            self.cursor.skip(text.len());
            let is_cmd_sequence = self.dialect == Dialect::Cmd && operator == Operator::Background;
            self.push(if is_cmd_sequence { Operator::Next } else { operator });
            return true;
        }
        false
    }

    /// Brackets group in cmd where a command may start; elsewhere they are characters like others.
    fn is_cmd_bracket(&mut self, operator: Operator) -> bool {
        match operator {
            Operator::Open => {
                // `for /f %i in ('command')`: the brackets hold a command's text.
                let is_start = !self.cursor.starts_with("('")
                    && match self.tokens.last() {
                        None | Some(Token::Operator(_)) => true,
                        Some(Token::Word(word)) => match word.pieces.as_slice() {
                            [Piece::Text(text)] => {
                                ["do", "else", "in"].iter().any(|it| text.eq_ignore_ascii_case(it))
                                    || self.in_condition()
                            }
                            _ => self.in_condition(),
                        },
                        _ => false,
                    };
                self.brackets += usize::from(is_start);
                is_start
            }
            Operator::Close => {
                let is_open = self.brackets > 0;
                self.brackets = self.brackets.saturating_sub(1);
                is_open
            }
            _ => true,
        }
    }

    /// Whether the command that is read starts with `if`.
    fn in_condition(&self) -> bool {
        let words = self.tokens.iter().rev().take_while(|token| matches!(token, Token::Word(_)));
        words.last().is_some_and(|token| match token {
            Token::Word(word) => {
                matches!(word.pieces.as_slice(), [Piece::Text(text)] if text.eq_ignore_ascii_case("if"))
            }
            _ => false,
        })
    }

    /// `{` and `}` group only as words of their own; in PowerShell a stray `}` always closes.
    fn brace_stands_alone(&self) -> bool {
        let after = self.cursor.rest().chars().nth(1);
        self.dialect != Dialect::Cmd
            && after.is_none_or(|next| next.is_whitespace() || ";&|)<>".contains(next))
            || self.dialect == Dialect::PowerShell
    }

    fn redirect(&mut self) -> bool {
        const REDIRECTS: [(&str, RedirectKind); 13] = [
            ("&>>", RedirectKind::Append),
            ("&>", RedirectKind::Write),
            ("<<<", RedirectKind::Here),
            ("<<-", RedirectKind::Here),
            ("<<", RedirectKind::Here),
            ("<>", RedirectKind::Read),
            ("<&", RedirectKind::Duplicate),
            (">>", RedirectKind::Append),
            (">|", RedirectKind::Write),
            (">&", RedirectKind::Duplicate),
            ("<", RedirectKind::Read),
            (">", RedirectKind::Write),
            ("*>", RedirectKind::Write),
        ];
        let digits = self.cursor.rest().bytes().take_while(u8::is_ascii_digit).take(4).count();
        let rest = self.cursor.rest().get(digits..).unwrap_or_default();
        if rest.starts_with("<(") || rest.starts_with(">(") {
            return false;
        }
        let found = REDIRECTS.iter().find(|(text, _)| rest.starts_with(text));
        let Some((text, kind)) = found.copied() else { return false };
        let is_amp = text.starts_with('&');
        if (is_amp && self.dialect != Dialect::Posix) || (text == "*>" && self.dialect != Dialect::PowerShell)
        {
            return false;
        }
        let descriptor = self.cursor.rest().get(..digits).and_then(|number| number.parse().ok());
        self.cursor.skip(digits + text.len());
        if matches!(text, "<<" | "<<-") && self.dialect == Dialect::Posix {
            self.begin_document(text == "<<-");
        } else {
            self.tokens.push(Token::Redirect { descriptor, kind });
        }
        true
    }

    fn begin_document(&mut self, strips_tabs: bool) {
        while self.cursor.peek().is_some_and(|next| next == ' ' || next == '\t') {
            self.cursor.bump();
        }
        let start = self.cursor.position();
        while self.cursor.peek().is_some_and(|next| !next.is_whitespace() && !";&|<>()".contains(next)) {
            self.cursor.bump();
        }
        let raw = self.cursor.since(start);
        let delimiter: String = raw.chars().filter(|part| !"'\"\\".contains(*part)).collect();
        let is_literal = delimiter.len() != raw.len();
        let token = self.tokens.len();
        self.tokens.push(Token::Here(RawWord::default()));
        self.pending.push(PendingDocument { token, delimiter, is_literal, strips_tabs });
    }

    fn read_documents(&mut self) {
        for document in std::mem::take(&mut self.pending) {
            let start = self.cursor.position();
            let mut end = start;
            let mut is_closed = false;
            while !self.cursor.rest().is_empty() {
                let line = self.cursor.take_line();
                let shown = line.trim_end_matches(['\n', '\r']);
                let shown = if document.strips_tabs { shown.trim_start_matches('\t') } else { shown };
                if shown == document.delimiter {
                    is_closed = true;
                    break;
                }
                end = self.cursor.position();
            }
            self.is_complete &= is_closed;
            let body = self.cursor.between(start, end);
            let pieces = if document.is_literal {
                vec![Piece::Text(body.to_owned())]
            } else {
                expansion::expand(body, start, &mut self.is_complete)
            };
            if let Some(token) = self.tokens.get_mut(document.token) {
                *token = Token::Here(RawWord { pieces, span: (start, end), is_plain: false });
            }
        }
    }

    fn word(&mut self) {
        let start = self.cursor.position();
        let mut word = expansion::WordReader::new(&mut self.cursor, self.dialect);
        word.in_brackets = self.brackets > 0;
        let (pieces, is_plain, is_complete) = word.read();
        self.is_complete &= is_complete;
        let end = self.cursor.position();
        if end == start {
            // No rule took the character: a lone separator of another dialect. It ends nothing.
            self.cursor.bump();
            return;
        }
        if !pieces.is_empty() {
            self.tokens.push(Token::Word(RawWord { pieces, span: (start, end), is_plain }));
        }
    }
}
