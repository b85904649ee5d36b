//! A script as the value analysis reads it.
//!
//! The syntax tree of the parser is lowered into this smaller form once: no lifetimes, no types, no sugar
//! whose meaning another node already has (`?.`, parentheses, type annotations, JSX). Names are resolved to
//! variables. Everything lives in flat tables and is named by small indices; positions are byte offsets into
//! the source that was parsed.

mod expression;
mod statement;

pub use expression::{Expression, Key, LogicalOperator, Operator, Property, UnaryOperator};
pub use statement::{Block, Iteration, Loop, Pattern, Statement};

use super::names::Name;

/// Index of an expression in its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExpressionId(pub u32);

/// Index of a function in its script; 0 is the script's top level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// Index of a class in its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u32);

/// Index of a declared variable in its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(pub u32);

/// Index of an assignment target in its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PatternId(pub u32);

/// A run of expressions in the script's list table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// Byte offsets into the parsed source, end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What an identifier names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variable {
    /// A variable that the script declares.
    Local(SymbolId),
    /// A name of the surrounding world.
    Global(Name),
}

/// A function, or the script's top level.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Its own name, if it has one.
    pub name: Option<Name>,
    /// Where its own name is bound.
    pub symbol: Option<SymbolId>,
    /// Its parameters.
    pub parameters: Vec<PatternId>,
    /// Its rest parameter.
    pub rest: Option<PatternId>,
    /// Its body.
    pub body: Block,
    /// Function declarations anywhere in its body: they exist before the body runs.
    pub hoisted: Vec<(SymbolId, FunctionId)>,
    /// Variables declared anywhere in it, nested functions excluded.
    pub locals: Vec<SymbolId>,
    /// How many expressions it holds, nested functions excluded.
    pub size: u32,
    /// Where it stands.
    pub span: Span,
    /// Whether `this` is that of the surrounding function.
    pub is_arrow: bool,
    /// Whether it returns a promise.
    pub is_async: bool,
    /// The function it stands in; the top level stands in itself.
    pub parent: u32,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its base, if any.
    pub base: Option<ExpressionId>,
    /// Its constructor, if it has one.
    pub constructor: Option<FunctionId>,
    /// Methods, accessors and fields of instances.
    pub members: Vec<Property>,
    /// Those of the class itself.
    pub statics: Vec<Property>,
    /// Static blocks, as functions to be run once.
    pub blocks: Vec<FunctionId>,
    /// Where its own name is bound inside it.
    pub symbol: Option<SymbolId>,
}

/// A name that the script imports from another module.
#[derive(Clone, Debug)]
pub struct Import {
    /// The module asked for.
    pub source: Name,
    /// The name inside it; none for the whole namespace.
    pub imported: Option<Name>,
    /// Where it is bound; none for an import for effects only.
    pub symbol: Option<SymbolId>,
    /// Where the import stands.
    pub span: Span,
}

/// A parsed script.
#[derive(Debug, Default)]
pub struct Script {
    pub(super) expressions: Vec<Expression>,
    pub(super) spans: Vec<Span>,
    pub(super) lists: Vec<ExpressionId>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) symbol_names: Vec<Name>,
    /// Functions; the first is the top level.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Imports by declaration, in order.
    pub imports: Vec<Import>,
    /// How many variables the script declares.
    pub symbols: u32,
    /// Names of the surrounding world that the script uses, sorted by their numbers.
    pub globals: Vec<Name>,
    /// Whether it uses `import` or `export` declarations.
    pub is_module: bool,
}

impl Script {
    /// The expression of an index; `Undefined` for one of another script.
    #[must_use]
    pub fn expression(&self, id: ExpressionId) -> &Expression {
        self.expressions.get(id.0 as usize).unwrap_or(&Expression::Undefined)
    }

    /// Where an expression stands.
    #[must_use]
    pub fn span(&self, id: ExpressionId) -> Span {
        self.spans.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The expressions of a list.
    #[must_use]
    pub fn list(&self, list: List) -> &[ExpressionId] {
        let start = list.start as usize;
        self.lists.get(start..start + list.length as usize).unwrap_or_default()
    }

    /// The pattern of an index.
    #[must_use]
    pub fn pattern(&self, id: PatternId) -> Option<&Pattern> {
        self.patterns.get(id.0 as usize)
    }

    /// The function of an index.
    #[must_use]
    pub fn function(&self, id: FunctionId) -> Option<&Function> {
        self.functions.get(id.0 as usize)
    }

    /// The class of an index.
    #[must_use]
    pub fn class(&self, id: ClassId) -> Option<&Class> {
        self.classes.get(id.0 as usize)
    }

    /// How many expressions the script has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.expressions.len()
    }

    /// All expressions with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (ExpressionId, &Expression)> {
        self.expressions
            .iter()
            .enumerate()
            .map(|(index, expression)| (ExpressionId(u32::try_from(index).unwrap_or(u32::MAX)), expression))
    }
}

impl Script {
    /// The name that the source gives a variable.
    #[must_use]
    pub fn symbol_name(&self, symbol: SymbolId) -> Option<Name> {
        self.symbol_names.get(symbol.0 as usize).copied()
    }

    /// The name of a parameter that is a plain variable, defaults included.
    #[must_use]
    pub fn parameter_name(&self, pattern: PatternId) -> Option<Name> {
        match self.pattern(pattern)? {
            Pattern::Variable(Variable::Local(symbol)) => self.symbol_name(*symbol),
            Pattern::Variable(Variable::Global(name)) => Some(*name),
            Pattern::Default(inner, _) => self.parameter_name(*inner),
            Pattern::Property(_) | Pattern::Object(..) | Pattern::Array(..) => None,
        }
    }
}
