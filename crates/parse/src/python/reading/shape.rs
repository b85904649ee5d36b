//! The shape of statements: where brackets close, what is assigned.

use super::super::token::Token;

pub(super) fn name_at(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some(Token::Name(name)) => Some(name),
        _ => None,
    }
}

pub(super) fn is_operator(token: Option<&Token>, operator: char) -> bool {
    token == Some(&Token::Operator(operator))
}

/// The `=` of an assignment.
pub(super) fn assignment(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Operator('(' | '[' | '{') => depth += 1,
            Token::Operator(')' | ']' | '}') => depth = depth.saturating_sub(1),
            Token::Operator('=') if depth == 0 => {
                let before = at.checked_sub(1).and_then(|at| tokens.get(at));
                let compares = is_operator(tokens.get(at + 1), '=')
                    || ['=', '!', '<', '>'].iter().any(|next| is_operator(before, *next));
                return (!compares).then_some(at);
            }
            _ => {}
        }
    }
    None
}

/// Where the bracket that was opened before `at` closes.
pub(super) fn closing(tokens: &[Token], at: usize) -> usize {
    let mut depth = 1_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token {
            Token::Operator('(' | '[' | '{') => depth += 1,
            Token::Operator(')' | ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// `::-1`
pub(super) fn is_reversal(tokens: &[Token]) -> bool {
    matches!(tokens, [Token::Operator(':'), Token::Operator(':'), Token::Operator('-'), Token::Number(one)] if one == "1")
}
