//! The tokens of a Python program: names with their dots, texts, operators, ends of statements.

use super::super::shell::literal;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name with the names behind its dots: `os.environ`.
    Name(String),
    /// A text.
    Text(String),
    /// A number.
    Number(String),
    /// Any other character.
    Operator(char),
    /// The end of a statement, or of the head of a block.
    End,
}

/// Splits a program into tokens. The second value tells whether all its texts and brackets close.
pub(super) fn tokens(text: &str) -> (Vec<Token>, bool) {
    let mut tokens = Vec::new();
    let (mut rest, mut depth, mut is_complete) = (text, 0_usize, true);
    while let Some(next) = rest.chars().next() {
        let prefix = rest.bytes().take_while(|byte| b"rRbBfFuU".contains(byte)).count().min(2);
        let quoted = rest.get(prefix..).filter(|text| text.starts_with(['"', '\'']));
        if let Some(quoted) = quoted {
            let Some((body, after)) = literal(quoted) else {
                is_complete = false;
                rest = quoted.get(1..).unwrap_or_default();
                continue;
            };
            let is_format = rest.get(..prefix).is_some_and(|prefix| prefix.contains(['f', 'F']));
            if is_format {
                formatted(&body, &mut tokens);
            } else {
                tokens.push(Token::Text(body));
            }
            rest = after;
        } else if next.is_alphabetic() || next == '_' {
            let is_part = |next: char| next.is_alphanumeric() || next == '_' || next == '.';
            let length = rest.find(|next| !is_part(next)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(length);
            tokens.push(Token::Name(name.trim_end_matches('.').to_owned()));
            rest = after;
        } else if next.is_ascii_digit() {
            let length =
                rest.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(rest.len());
            let (number, after) = rest.split_at(length);
            tokens.push(Token::Number(number.to_owned()));
            rest = after;
        } else if next == '#' {
            rest = rest.find('\n').and_then(|end| rest.get(end..)).unwrap_or_default();
        } else if rest.starts_with("\\\n") {
            rest = rest.get(2..).unwrap_or_default();
        } else {
            match next {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            match next {
                ':' if depth == 0 && is_in_lambda(&tokens) => tokens.push(Token::Operator(':')),
                '\n' | ';' | ':' if depth == 0 => tokens.push(Token::End),
                _ if next.is_whitespace() => {}
                _ => tokens.push(Token::Operator(next)),
            }
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    tokens.push(Token::End);
    (tokens, is_complete && depth == 0)
}

/// Whether the last `lambda` of the statement still has its parameters before it.
fn is_in_lambda(tokens: &[Token]) -> bool {
    let statement = tokens.iter().rev().take_while(|token| **token != Token::End);
    let mut marks =
        statement.filter(|it| **it == Token::Operator(':') || **it == Token::Name("lambda".to_owned()));
    marks.next().is_some_and(|mark| *mark != Token::Operator(':'))
}

/// The texts of an `f"…"`, joined by what stands in its braces.
fn formatted(body: &str, out: &mut Vec<Token>) {
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inner, tail)) = after.split_once('}') else { break };
        out.push(Token::Text(before.to_owned()));
        let is_plain = inner.chars().all(|next| next.is_alphanumeric() || "_.[]'\"()".contains(next));
        if is_plain && !inner.is_empty() {
            out.push(Token::Operator('+'));
            let (mut inner, _) = tokens(inner);
            inner.retain(|token| *token != Token::End);
            out.append(&mut inner);
        }
        out.push(Token::Operator('+'));
        rest = tail;
    }
    out.push(Token::Text(rest.to_owned()));
}
