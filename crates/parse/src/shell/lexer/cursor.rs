//! A position in hostile text.

/// A text and how far it has been read.
pub(in super::super) struct Cursor<'text> {
    text: &'text str,
    position: usize,
}

impl<'text> Cursor<'text> {
    pub(in super::super) fn new(text: &'text str) -> Self {
        Self { text, position: 0 }
    }

    pub(in super::super) fn position(&self) -> usize {
        self.position
    }

    pub(in super::super) fn rest(&self) -> &'text str {
        self.text.get(self.position..).unwrap_or_default()
    }

    pub(in super::super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(in super::super) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    pub(in super::super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.position += next.len_utf8();
        Some(next)
    }

    /// Moves on by `bytes`, to a character's edge.
    pub(in super::super) fn skip(&mut self, bytes: usize) {
        self.position = self.text.ceil_char_boundary((self.position + bytes).min(self.text.len()));
    }

    /// The text from `start` to here.
    pub(in super::super) fn since(&self, start: usize) -> &'text str {
        self.between(start, self.position)
    }

    pub(in super::super) fn between(&self, start: usize, end: usize) -> &'text str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The rest of the line with its end.
    pub(in super::super) fn take_line(&mut self) -> &'text str {
        let start = self.position;
        let length = self.rest().find('\n').map_or(self.rest().len(), |index| index + 1);
        self.skip(length);
        self.since(start)
    }

    /// Reads up to the bracket that closes the one just read, and past it; quotes hide brackets.
    /// The second value is whether the bracket was found; otherwise everything is taken.
    pub(in super::super) fn take_bracket(
        &mut self,
        open: char,
        close: char,
        escape: char,
    ) -> (&'text str, bool) {
        let start = self.position;
        let mut depth = 1usize;
        let mut quote: Option<char> = None;
        while let Some(next) = self.bump() {
            match quote {
                Some('\'') if next == '\'' => quote = None,
                Some('\'') => {}
                _ if next == escape => {
                    self.bump();
                }
                Some(mark) if next == mark => quote = None,
                Some(_) => {}
                None if next == '\'' || next == '"' => quote = Some(next),
                None if next == open => depth += 1,
                None if next == close => {
                    depth -= 1;
                    if depth == 0 {
                        return (self.between(start, self.position - close.len_utf8()), true);
                    }
                }
                None => {}
            }
        }
        (self.since(start), false)
    }

    /// Reads up to an unescaped `mark`, and past it.
    pub(in super::super) fn take_until(&mut self, mark: char, escape: Option<char>) -> (&'text str, bool) {
        let start = self.position;
        while let Some(next) = self.bump() {
            if Some(next) == escape {
                self.bump();
            } else if next == mark {
                return (self.between(start, self.position - mark.len_utf8()), true);
            }
        }
        (self.since(start), false)
    }
}
