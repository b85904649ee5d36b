//! From the parser's syntax tree to the form the value analysis reads.

mod class;
mod expression;
mod module;
mod pattern;
mod statement;

use oxc_ast::ast;
use oxc_semantic::Scoping;
use oxc_span::GetSpan;

use super::ir::{
    Expression, ExpressionId, Function, FunctionId, List, Pattern, PatternId, Script, Span, Statement,
    SymbolId, Variable,
};
use super::names::{Name, Names};

/// Lowers a whole program.
pub(super) fn program(program: &ast::Program<'_>, scoping: &Scoping, names: &mut Names) -> Script {
    let mut lowering = Lowering { scoping, names, script: Script::default(), open: Vec::new() };
    lowering.script.symbols = u32::try_from(scoping.symbols_len()).unwrap_or(u32::MAX);
    for name in scoping.symbol_names() {
        let name = lowering.names.intern(name);
        lowering.script.symbol_names.push(name);
    }
    lowering.function(program.span, |lowering| lowering.statements(&program.body));
    lowering.script.globals.sort_unstable();
    lowering.script.globals.dedup();
    lowering.script
}

/// The state of lowering one script.
struct Lowering<'s, 'n> {
    scoping: &'s Scoping,
    names: &'n mut Names,
    script: Script,
    /// The functions being lowered, outermost first.
    open: Vec<FunctionId>,
}

impl Lowering<'_, '_> {
    /// Opens a function, lowers its body with `body`, and closes it.
    fn function(
        &mut self,
        span: oxc_span::Span,
        body: impl FnOnce(&mut Self) -> Vec<Statement>,
    ) -> FunctionId {
        let id = FunctionId(u32::try_from(self.script.functions.len()).unwrap_or(u32::MAX));
        let parent = self.open.last().map_or(id.0, |parent| parent.0);
        self.script.functions.push(Function { span: place(span), parent, ..Function::default() });
        self.open.push(id);
        let body = body(self);
        self.open.pop();
        if let Some(function) = self.script.functions.get_mut(id.0 as usize) {
            function.body = body.into();
        }
        id
    }

    /// The innermost open function.
    fn current(&mut self) -> Option<&mut Function> {
        let id = self.open.last()?;
        self.script.functions.get_mut(id.0 as usize)
    }

    fn push(&mut self, expression: Expression, span: oxc_span::Span) -> ExpressionId {
        let id = ExpressionId(u32::try_from(self.script.expressions.len()).unwrap_or(u32::MAX));
        self.script.expressions.push(expression);
        self.script.spans.push(place(span));
        if let Some(function) = self.current() {
            function.size += 1;
        }
        id
    }

    fn list(&mut self, items: &[ExpressionId]) -> List {
        let start = u32::try_from(self.script.lists.len()).unwrap_or(u32::MAX);
        self.script.lists.extend_from_slice(items);
        List { start, length: u32::try_from(items.len()).unwrap_or(u32::MAX) }
    }

    fn pattern(&mut self, pattern: Pattern) -> PatternId {
        let id = PatternId(u32::try_from(self.script.patterns.len()).unwrap_or(u32::MAX));
        self.script.patterns.push(pattern);
        id
    }

    fn text(&mut self, text: &str, span: oxc_span::Span) -> ExpressionId {
        let name = self.names.intern(text);
        self.push(Expression::Text(name), span)
    }

    fn undefined(&mut self, span: oxc_span::Span) -> ExpressionId {
        self.push(Expression::Undefined, span)
    }

    /// The variable that a use of a name refers to.
    fn reference(&mut self, identifier: &ast::IdentifierReference<'_>) -> Variable {
        let symbol = identifier
            .reference_id
            .get()
            .and_then(|reference| self.scoping.get_reference(reference).symbol_id());
        match symbol {
            Some(symbol) => Variable::Local(symbol_id(symbol)),
            None => self.global(identifier.name.as_str()),
        }
    }

    fn global(&mut self, name: &str) -> Variable {
        let name = self.names.intern(name);
        self.script.globals.push(name);
        Variable::Global(name)
    }

    /// The variable that a declaration binds; it becomes a local of the open function.
    fn binding(&mut self, identifier: &ast::BindingIdentifier<'_>) -> Option<SymbolId> {
        let symbol = symbol_id(identifier.symbol_id.get()?);
        if let Some(function) = self.current() {
            function.locals.push(symbol);
        }
        Some(symbol)
    }

    fn binding_variable(&mut self, identifier: &ast::BindingIdentifier<'_>) -> Variable {
        match self.binding(identifier) {
            Some(symbol) => Variable::Local(symbol),
            None => self.global(identifier.name.as_str()),
        }
    }

    fn name(&mut self, text: &str) -> Name {
        self.names.intern(text)
    }

    fn variable_expression(&mut self, variable: Variable, node: &impl GetSpan) -> ExpressionId {
        self.push(Expression::Variable(variable), node.span())
    }
}

fn symbol_id(symbol: oxc_syntax::symbol::SymbolId) -> SymbolId {
    SymbolId(u32::try_from(symbol.index()).unwrap_or(u32::MAX))
}

fn place(span: oxc_span::Span) -> Span {
    Span { start: span.start, end: span.end }
}
