//! What a script does to names that everyone shares.
//!
//! The value analysis follows a loader or a built-in function wherever it goes, so it needs no note of where it was
//! given another name. That a reader was not meant to recognise it is told here.

use std::collections::BTreeMap;

use stockade_model::Trigger;
use stockade_parse::script::ir::{
    Expression, ExpressionId, Key, List, Pattern, PatternId, Script, Statement, SymbolId, UnaryOperator,
    Variable,
};
use stockade_parse::script::names::Names;

use crate::facts::{Facts, Locus};
use crate::flow::Spot;

/// What is done to a shared name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamingKind {
    /// A loader of modules, the module or the process is stored in the global object under this short name.
    Alias(String),
    /// This function of the language is replaced by one that asks for a random number.
    ByChance(String),
}

/// One such name, and where it is given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamingFact {
    /// What is done.
    pub kind: NamingKind,
    /// Where.
    pub spot: Spot,
}

/// Longest name that says nothing: honest aliases are words (`nodeRequire`, `__non_webpack_require__`).
const ALIAS_BYTES: usize = 3;

/// Constructors and name spaces whose functions every script relies on.
const BUILT_INS: [&str; 12] = [
    "Array", "String", "Number", "Object", "Math", "JSON", "Promise", "Map", "Set", "Storage", "Date",
    "Boolean",
];

/// Names of the global object.
const GLOBALS: [&str; 4] = ["global", "globalThis", "window", "self"];

/// Finds the names that `script`, of the number `number`, gives.
pub(crate) fn find(script: &Script, names: &Names, number: u32) -> Vec<NamingFact> {
    let is_used = |name: &&str| names.known(name).is_some_and(|name| script.globals.contains(&name));
    if !GLOBALS.iter().chain(&["Math"]).any(is_used) {
        return Vec::new();
    }
    let mut reader =
        Reader { script, names, number, held: BTreeMap::new(), chances: Vec::new(), found: Vec::new() };
    reader.find_held();
    reader.find_chances();
    for (id, expression) in script.iter() {
        match expression {
            Expression::Assign(target, None, value) => reader.assigned(id, *target, *value),
            Expression::Call(callee, arguments) => reader.called(id, *callee, *arguments),
            _ => {}
        }
    }
    reader.found.sort();
    reader.found.dedup();
    reader.found
}

struct Reader<'s> {
    script: &'s Script,
    names: &'s Names,
    number: u32,
    /// What variables hold that are declared with a value, or are parameters of a function called on the spot.
    held: BTreeMap<SymbolId, ExpressionId>,
    /// Where random numbers are asked for, sorted.
    chances: Vec<u32>,
    found: Vec<NamingFact>,
}

impl Reader<'_> {
    fn global_name(&self, id: ExpressionId) -> Option<&str> {
        match self.script.expression(id) {
            Expression::Variable(Variable::Global(name)) => Some(self.names.text(*name)),
            _ => None,
        }
    }

    fn is_global_object(&self, id: ExpressionId) -> bool {
        self.global_name(self.resolved(id)).is_some_and(|name| GLOBALS.contains(&name))
    }

    fn find_held(&mut self) {
        for function in &self.script.functions {
            for statement in &function.body {
                if let Statement::Declare(pattern, value) = statement {
                    self.hold(*pattern, *value);
                }
            }
        }
        self.hold_assigned();
        for (_, expression) in self.script.iter() {
            let Expression::Call(callee, arguments) = expression else { continue };
            let Expression::Function(function) = self.script.expression(*callee) else { continue };
            let Some(function) = self.script.function(*function) else { continue };
            for (parameter, value) in function.parameters.iter().zip(self.script.list(*arguments)) {
                self.hold(*parameter, *value);
            }
        }
    }

    /// `var w; (w = global).x = …`: what is assigned to a variable that nothing else is.
    fn hold_assigned(&mut self) {
        let mut assigned: BTreeMap<SymbolId, Vec<ExpressionId>> = BTreeMap::new();
        for (_, expression) in self.script.iter() {
            if let Expression::Assign(target, None, value) = expression
                && let Some(Pattern::Variable(Variable::Local(symbol))) = self.script.pattern(*target)
            {
                assigned.entry(*symbol).or_default().push(*value);
            }
        }
        for (symbol, values) in assigned {
            if let [only] = values.as_slice() {
                self.held.entry(symbol).or_insert(*only);
            }
        }
    }

    fn hold(&mut self, pattern: PatternId, value: ExpressionId) {
        if let Some(Pattern::Variable(Variable::Local(symbol))) = self.script.pattern(pattern)
            && !matches!(self.script.expression(value), Expression::Undefined)
        {
            self.held.entry(*symbol).or_insert(value);
        }
    }

    /// What an expression is, a variable's value in its place.
    fn resolved(&self, id: ExpressionId) -> ExpressionId {
        match self.script.expression(id) {
            Expression::Variable(Variable::Local(symbol)) => self.held.get(symbol).copied().unwrap_or(id),
            Expression::Assign(_, None, value) => *value,
            _ => id,
        }
    }

    /// The object and the constant name of a property.
    fn property(&self, id: ExpressionId) -> Option<(ExpressionId, &str)> {
        match self.script.expression(id) {
            Expression::Member(object, name) => Some((*object, self.names.text(*name))),
            Expression::Index(object, key) => Some((*object, self.text(self.resolved(*key))?)),
            _ => None,
        }
    }

    /// A text, in quotes or in a template without parts.
    fn text(&self, id: ExpressionId) -> Option<&str> {
        match self.script.expression(id) {
            Expression::Text(name) => Some(self.names.text(*name)),
            Expression::Template(parts) => match self.script.list(*parts) {
                [only] => self.text(*only),
                _ => None,
            },
            _ => None,
        }
    }

    fn assigned(&mut self, id: ExpressionId, target: PatternId, value: ExpressionId) {
        let Some(Pattern::Property(property)) = self.script.pattern(target) else { return };
        let Some((object, name)) = self.property(*property) else { return };
        let name = name.to_owned();
        self.given(id, object, &name, value);
    }

    /// `Object.assign(global, {r: require})`, `Object.defineProperty(global, "r", {value: require})`.
    fn called(&mut self, id: ExpressionId, callee: ExpressionId, arguments: List) {
        let Some((object, function)) = self.property(callee) else { return };
        if !matches!(self.global_name(object), Some("Object" | "Reflect")) {
            return;
        }
        match (function, self.script.list(arguments)) {
            ("assign", [target, rest @ ..]) => {
                for source in rest {
                    for (name, value) in self.constant_properties(*source) {
                        self.given(id, *target, &name, value);
                    }
                }
            }
            ("defineProperty", [target, key, descriptor]) => {
                let Some(name) = self.text(*key).map(str::to_owned) else { return };
                let properties = self.constant_properties(*descriptor);
                if let Some((_, value)) = properties.into_iter().find(|(name, _)| name == "value") {
                    self.given(id, *target, &name, value);
                }
            }
            ("set", [target, key, value]) => {
                let Some(name) = self.text(*key).map(str::to_owned) else { return };
                self.given(id, *target, &name, *value);
            }
            _ => {}
        }
    }

    fn constant_properties(&self, id: ExpressionId) -> Vec<(String, ExpressionId)> {
        let Expression::Object(properties) = self.script.expression(id) else { return Vec::new() };
        let named = properties.iter().filter_map(|property| match property.key {
            Key::Name(name) => Some((self.names.text(name).to_owned(), property.value)),
            _ => None,
        });
        named.collect()
    }

    /// `object.name` becomes `value`.
    fn given(&mut self, id: ExpressionId, object: ExpressionId, name: &str, value: ExpressionId) {
        let kind = if self.is_global_object(object) && name.len() <= ALIAS_BYTES && self.is_loader(value) {
            NamingKind::Alias(name.to_owned())
        } else if let Some(path) = self.built_in(object, name)
            && self.asks_chance(value)
            && !self.tests_for(name)
        {
            NamingKind::ByChance(path)
        } else {
            return;
        };
        let span = self.script.span(id);
        let spot = Spot { script: self.number, start: span.start, end: span.end };
        self.found.push(NamingFact { kind, spot });
    }

    fn is_loader(&self, value: ExpressionId) -> bool {
        let value = self.resolved(value);
        match self.script.expression(value) {
            Expression::Member(_, name) => matches!(self.names.text(*name), "require" | "mainModule"),
            Expression::Call(callee, _) => match self.script.expression(*callee) {
                Expression::Member(_, name) => self.names.text(*name) == "createRequire",
                Expression::Variable(Variable::Local(symbol)) => self.script.imports.iter().any(|import| {
                    let imported = import.imported.map(|name| self.names.text(name));
                    import.symbol == Some(*symbol) && imported == Some("createRequire")
                }),
                _ => false,
            },
            _ => matches!(
                self.global_name(value),
                Some("require" | "module" | "process" | "eval" | "Function")
            ),
        }
    }

    /// `Array.prototype.map`, `Math.floor`, `localStorage.setItem`; chance itself may be replaced by chance.
    fn built_in(&self, object: ExpressionId, name: &str) -> Option<String> {
        let base = match self.script.expression(object) {
            Expression::Member(owner, part) if self.names.text(*part) == "prototype" => {
                self.global_name(*owner)?
            }
            _ => self.global_name(object)?,
        };
        let is_shared = BUILT_INS.contains(&base) || matches!(base, "localStorage" | "sessionStorage");
        (is_shared && (base, name) != ("Math", "random")).then(|| format!("{base}.{name}"))
    }

    /// Whether the script asks if a property of this name is missing, as polyfills do.
    fn tests_for(&self, name: &str) -> bool {
        self.script.iter().any(|(_, expression)| match expression {
            Expression::Unary(UnaryOperator::Not | UnaryOperator::TypeOf, tested) => {
                self.property(*tested).is_some_and(|(_, tested)| tested == name)
            }
            _ => false,
        })
    }

    fn asks_chance(&self, value: ExpressionId) -> bool {
        let Expression::Function(function) = self.script.expression(value) else { return false };
        let Some(function) = self.script.function(*function) else { return false };
        let first = self.chances.partition_point(|position| *position < function.span.start);
        self.chances.get(first).is_some_and(|position| *position < function.span.end)
    }

    /// Finds where random numbers are asked for.
    fn find_chances(&mut self) {
        for (id, expression) in self.script.iter() {
            let Expression::Call(callee, _) = expression else { continue };
            let is_random = self
                .property(*callee)
                .is_some_and(|(object, name)| name == "random" && self.global_name(object) == Some("Math"));
            if is_random {
                self.chances.push(self.script.span(id).start);
            }
        }
        self.chances.sort_unstable();
    }
}

impl Facts<'_> {
    /// Shared names that scripts give, sorted, with what makes the script run and where each is given.
    pub fn namings(&self) -> impl Iterator<Item = (&NamingKind, Trigger, Locus)> {
        self.namings.iter().filter_map(|fact| {
            let locus = self.locus(fact.spot);
            let script = self.scripts().iter().find(|script| *script.path == *locus.file)?;
            Some((&fact.kind, script.trigger, locus))
        })
    }
}

#[cfg(test)]
mod tests;
