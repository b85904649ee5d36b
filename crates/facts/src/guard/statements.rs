//! The parts of statements.

use stockade_parse::script::ir::{Block, ExpressionId, Statement};

/// The blocks inside a statement.
pub(super) fn inner_blocks(statement: &Statement) -> Vec<&Block> {
    match statement {
        Statement::If(_, yes, no) => vec![yes, no],
        Statement::Loop(inner) => vec![&inner.before, &inner.body],
        Statement::Try(tried, _, handler, last) => vec![tried, handler, last],
        Statement::Switch(_, cases) => cases.iter().map(|(_, body)| body).collect(),
        Statement::Block(block) => vec![block],
        _ => Vec::new(),
    }
}

/// The expressions of a statement itself.
pub(super) fn own_expressions(statement: &Statement) -> Vec<ExpressionId> {
    match statement {
        Statement::Expression(id)
        | Statement::Declare(_, id)
        | Statement::Return(Some(id))
        | Statement::Throw(id)
        | Statement::If(id, ..)
        | Statement::Switch(id, _)
        | Statement::Export(_, id) => vec![*id],
        Statement::Loop(inner) => {
            let over = inner.over.as_ref().map(|over| over.subject);
            inner.test.into_iter().chain(inner.update).chain(over).collect()
        }
        _ => Vec::new(),
    }
}
