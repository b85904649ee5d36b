//! What the names of a script hold, as far as it is written beside them.

use std::collections::BTreeMap;

use stockade_parse::script::ir::{
    Expression, ExpressionId, Key, Pattern, PatternId, Property, Script, Statement, SymbolId, Variable,
};
use stockade_parse::script::names::{Name, Names};

use super::marks::{Mark, named_mark};
use super::statements::inner_blocks;

/// Longest expression, in bytes, that says what a variable holds: a whole module in a variable says nothing.
const STORED_BYTES: u32 = 400;

/// What names hold.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// What is stored in which variable first.
    pub(super) stored: BTreeMap<SymbolId, ExpressionId>,
    /// Variables taken out of an object under a telling name: `const { NODE_ENV: mode } = process.env`.
    pub(super) marked: BTreeMap<SymbolId, Vec<Mark>>,
    functions: BTreeMap<SymbolId, Vec<u32>>,
    methods: BTreeMap<Name, Vec<u32>>,
    objects: BTreeMap<SymbolId, ExpressionId>,
}

impl Held {
    /// What the names of `script` hold.
    pub(super) fn of(script: &Script, names: &Names) -> Self {
        let mut held = Self::default();
        for (number, function) in (0_u32..).zip(&script.functions) {
            held.stores(script, names, &function.body);
            for (symbol, inner) in &function.hoisted {
                held.functions.entry(*symbol).or_default().push(inner.0);
            }
            if let Some(symbol) = function.symbol {
                held.functions.entry(symbol).or_default().push(number);
            }
        }
        for class in &script.classes {
            held.properties(script, class.members.iter().chain(&class.statics));
        }
        for (_, expression) in script.iter() {
            match expression {
                Expression::Object(properties) => held.properties(script, properties.iter()),
                Expression::Assign(target, None, value) => held.assigned(script, *target, *value),
                _ => {}
            }
        }
        held
    }

    /// The functions that a variable holds.
    pub(super) fn function(&self, symbol: SymbolId) -> &[u32] {
        self.functions.get(&symbol).map_or(&[], Vec::as_slice)
    }

    /// The functions that objects and classes of the script have under a name.
    pub(super) fn methods(&self, name: Name) -> &[u32] {
        self.methods.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The object literal that an expression is or names.
    pub(super) fn object(&self, script: &Script, id: ExpressionId) -> Option<ExpressionId> {
        match script.expression(id) {
            Expression::Object(_) => Some(id),
            Expression::Variable(Variable::Local(symbol)) => self.objects.get(symbol).copied(),
            _ => None,
        }
    }

    fn stores(&mut self, script: &Script, names: &Names, block: &[Statement]) {
        for statement in block {
            if let Statement::Declare(pattern, value) = statement {
                self.declared(script, names, *pattern, *value);
            }
            for inner in inner_blocks(statement) {
                self.stores(script, names, inner);
            }
        }
    }

    fn declared(&mut self, script: &Script, names: &Names, pattern: PatternId, value: ExpressionId) {
        match script.pattern(pattern) {
            Some(Pattern::Variable(Variable::Local(symbol))) => self.store(script, *symbol, value),
            Some(Pattern::Object(fields, _)) => {
                for (key, field) in fields {
                    let Key::Name(name) = key else { continue };
                    if let (Some(mark), Some(symbol)) =
                        (named_mark(names.text(*name)), variable(script, *field))
                    {
                        self.marked.entry(symbol).or_default().push(mark);
                    }
                }
            }
            _ => {}
        }
    }

    fn store(&mut self, script: &Script, symbol: SymbolId, value: ExpressionId) {
        let span = script.span(value);
        match script.expression(value) {
            Expression::Function(function) => self.functions.entry(symbol).or_default().push(function.0),
            Expression::Object(_) => {
                self.objects.entry(symbol).or_insert(value);
            }
            _ if span.end.saturating_sub(span.start) <= STORED_BYTES => {
                self.stored.entry(symbol).or_insert(value);
            }
            _ => {}
        }
    }

    fn properties<'p>(&mut self, script: &Script, properties: impl Iterator<Item = &'p Property>) {
        for property in properties {
            if let (Key::Name(name), Expression::Function(function)) =
                (property.key, script.expression(property.value))
            {
                self.methods.entry(name).or_default().push(function.0);
            }
        }
    }

    /// `object.name = function () {}`.
    fn assigned(&mut self, script: &Script, target: PatternId, value: ExpressionId) {
        let Some(Pattern::Property(property)) = script.pattern(target) else { return };
        if let (Expression::Member(_, name), Expression::Function(function)) =
            (script.expression(*property), script.expression(value))
        {
            self.methods.entry(*name).or_default().push(function.0);
        }
    }
}

fn variable(script: &Script, pattern: PatternId) -> Option<SymbolId> {
    match script.pattern(pattern)? {
        Pattern::Variable(Variable::Local(symbol)) => Some(*symbol),
        Pattern::Default(inner, _) => variable(script, *inner),
        _ => None,
    }
}
