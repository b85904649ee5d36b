//! Expressions: what a value is made of.

use super::{ClassId, ExpressionId, FunctionId, List, PatternId, Variable};
use crate::script::names::Name;

/// An expression. What the analysis has no use for is reduced to its parts.
#[derive(Clone, Debug)]
pub enum Expression {
    /// `undefined` by construction: holes, `void 0`, missing values.
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string literal, escapes resolved.
    Text(Name),
    /// A regular expression literal: its pattern and its flags.
    RegularExpression(Name, Name),
    /// A use of a variable.
    Variable(Variable),
    /// `this`.
    This,
    /// `super`.
    Super,
    /// `import.meta`.
    ImportMeta,
    /// `object.name`.
    Member(ExpressionId, Name),
    /// `object[key]`.
    Index(ExpressionId, ExpressionId),
    /// `callee(…)`.
    Call(ExpressionId, List),
    /// `new callee(…)`.
    New(ExpressionId, List),
    /// `import(source)`.
    Import(ExpressionId),
    /// A template: its texts and expressions in order.
    Template(List),
    /// A tagged template: the tag, then texts and expressions in order.
    Tagged(ExpressionId, List),
    /// `left operator right`.
    Binary(Operator, ExpressionId, ExpressionId),
    /// `left && right`, `left || right`, `left ?? right`.
    Logical(LogicalOperator, ExpressionId, ExpressionId),
    /// `!x`, `-x`, `+x`, `~x`, `typeof x`, `delete x`; `void x` becomes a sequence.
    Unary(UnaryOperator, ExpressionId),
    /// `test ? yes : no`.
    Conditional(ExpressionId, ExpressionId, ExpressionId),
    /// `target = value`; with an operator, `target operator= value`.
    Assign(PatternId, Option<Operator>, ExpressionId),
    /// `target ||= value` and its like: the target may keep its value.
    AssignLogical(LogicalOperator, PatternId, ExpressionId),
    /// `++x`, `x--`: the amount added.
    Update(PatternId, ExpressionId, i8),
    /// `{…}`.
    Object(Box<[Property]>),
    /// `[…]`.
    Array(List),
    /// `...x`, inside lists only.
    Spread(ExpressionId),
    /// A function expression, arrow or method.
    Function(FunctionId),
    /// A class expression.
    Class(ClassId),
    /// `await x`.
    Await(ExpressionId),
    /// `yield x`.
    Yield(ExpressionId),
    /// `a, b`: the last is the value.
    Sequence(List),
}

/// Binary operators whose result depends on the values; comparisons are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the operators' own")]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightZero,
    Equal,
    Different,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    InstanceOf,
}

/// Operators that may leave their right side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogicalOperator {
    /// `&&`: the right side runs where the left holds.
    And,
    /// `||`: it runs where the left does not hold.
    Or,
    /// `??`: it runs where the left is `null` or `undefined`.
    Nullish,
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the operators' own")]
pub enum UnaryOperator {
    Not,
    Minus,
    Plus,
    Complement,
    TypeOf,
    Delete,
}

/// One property of an object literal.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its key.
    pub key: Key,
    /// Its value, or the function that answers or takes it.
    pub value: ExpressionId,
    /// Whether reading it calls `value`.
    pub is_getter: bool,
}

/// A property's key.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// A fixed name.
    Name(Name),
    /// A computed name.
    Computed(ExpressionId),
    /// `...value`.
    Spread,
}
