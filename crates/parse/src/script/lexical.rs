//! Tokens of a text that has no syntax tree.
//!
//! What is too large, too deep or too broken for the parser still shows its strings and names. This reader
//! does not try to tell a regular expression from a division; it only has to find what stands in quotes and
//! which words occur.

/// The tokens of a text that are worth asking about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexical {
    /// String literals (without quotes, simple escapes resolved) and words, in order.
    pub tokens: Vec<Token>,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word, or the string's text.
    pub text: String,
    /// Whether it stood in quotes.
    pub is_string: bool,
    /// Byte offset of its first character.
    pub start: usize,
}

/// Longest token kept, in bytes: names of modules, hosts and paths are shorter.
const TOKEN_BYTES: usize = 512;

/// Most tokens kept.
const TOKENS: usize = 200_000;

impl Lexical {
    /// Reads the tokens of `text`. Comments are skipped; a quote that is not closed on its line is no string.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut reader = Reader { text, at: 0 };
        let mut tokens = Vec::new();
        while let Some(token) = reader.next_token() {
            tokens.push(token);
            if tokens.len() >= TOKENS {
                break;
            }
        }
        Self { tokens }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next_token(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let character = self.peek()?;
            self.at += character.len_utf8();
            match character {
                '"' | '\'' | '`' => {
                    if let Some(token) = self.string(character, start) {
                        return Some(token);
                    }
                }
                '/' if self.rest_starts_with('*') => self.skip_past("*/"),
                '/' if self.rest_starts_with('/') => self.skip_past("\n"),
                letter if is_word(letter) => return Some(self.word(start)),
                _ => {}
            }
        }
    }

    fn rest_starts_with(&self, character: char) -> bool {
        self.peek() == Some(character)
    }

    fn skip_past(&mut self, end: &str) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at = rest.find(end).map_or(self.text.len(), |found| self.at + found + end.len());
    }

    fn word(&mut self, start: usize) -> Token {
        while self.peek().is_some_and(is_word) {
            self.at += self.peek().map_or(1, char::len_utf8);
        }
        let end = self.text.floor_char_boundary(self.at.min(start + TOKEN_BYTES));
        Token { text: self.text.get(start..end).unwrap_or_default().to_owned(), is_string: false, start }
    }

    fn string(&mut self, quote: char, start: usize) -> Option<Token> {
        let mut text = String::new();
        let opened = self.at;
        while let Some(character) = self.peek() {
            self.at += character.len_utf8();
            match character {
                '\\' => {
                    let escaped = self.peek()?;
                    self.at += escaped.len_utf8();
                    self.push(&mut text, escaped);
                }
                '\n' if quote != '`' => {
                    self.at = opened;
                    return None;
                }
                end if end == quote => return Some(Token { text, is_string: true, start }),
                other => self.push(&mut text, other),
            }
        }
        self.at = opened;
        None
    }

    fn push(&self, text: &mut String, character: char) {
        if text.len() < TOKEN_BYTES {
            text.push(character);
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_words_are_found_past_broken_code() {
        let found = Lexical::of("}}} require('child_process') // don't\n/* \"no\" */ x = `y`");
        let texts: Vec<_> = found.tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts, ["require", "child_process", "x", "y"]);
    }

    #[test]
    fn an_unclosed_quote_is_passed_over() {
        let found = Lexical::of("it's\nfetch('x')");
        assert!(found.tokens.iter().any(|token| token.text == "fetch"));
    }
}
