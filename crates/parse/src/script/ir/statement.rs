//! Statements, and what values are stored into.

use super::{ClassId, ExpressionId, Key, PatternId, SymbolId, Variable};
use crate::script::names::Name;

/// What a value is stored into.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A variable.
    Variable(Variable),
    /// A property: a `Member` or `Index` expression.
    Property(ExpressionId),
    /// `{a, b: c, ...rest}`.
    Object(Box<[(Key, PatternId)]>, Option<PatternId>),
    /// `[a, , b, ...rest]`.
    Array(Box<[Option<PatternId>]>, Option<PatternId>),
    /// `target = fallback` inside a pattern.
    Default(PatternId, ExpressionId),
}

/// A statement.
#[derive(Clone, Debug)]
pub enum Statement {
    /// An expression evaluated for its effects.
    Expression(ExpressionId),
    /// `var`, `let`, `const` with a value.
    Declare(PatternId, ExpressionId),
    /// `return x`.
    Return(Option<ExpressionId>),
    /// `throw x`.
    Throw(ExpressionId),
    /// `if`.
    If(ExpressionId, Block, Block),
    /// Any loop.
    Loop(Box<Loop>),
    /// `try`: block, caught value, handler, finaliser.
    Try(Block, Option<PatternId>, Block, Block),
    /// `switch`: what is compared, and each case's test and body.
    Switch(ExpressionId, Box<[(Option<ExpressionId>, Block)]>),
    /// A block of its own.
    Block(Block),
    /// A class declaration.
    Class(SymbolId, ClassId),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `debugger`.
    Debugger,
    /// `export`: the exported name and the expression it stands for.
    Export(Name, ExpressionId),
    /// `export * from`.
    ExportAll(Name),
}

/// Statements in order.
pub type Block = Box<[Statement]>;

/// Any loop.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Done once before.
    pub before: Block,
    /// Checked before or after each turn.
    pub test: Option<ExpressionId>,
    /// Done after each turn.
    pub update: Option<ExpressionId>,
    /// What is iterated, and where each item goes.
    pub over: Option<Iteration>,
    /// Done in each turn.
    pub body: Block,
    /// Whether the first turn comes before the first test: `do … while`.
    pub runs_before_test: bool,
}

/// What a `for…in` or `for…of` goes over.
#[derive(Clone, Debug)]
pub struct Iteration {
    /// Where each item goes.
    pub target: PatternId,
    /// What is iterated.
    pub subject: ExpressionId,
    /// Whether keys rather than items are visited.
    pub is_over_keys: bool,
}
