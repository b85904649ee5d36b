//! Functions that give the same for the same text: decoders, which a rotated table asks again in each of its turns.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use stockade_parse::script::ir::{Expression, FunctionId, Script, Variable};

use super::super::engine::Engine;
use super::super::value::{Item, Value};
use super::Arguments;

/// Longest text whose result is kept, in bytes.
const TEXT_BYTES: usize = 4_096;

/// How many results are kept for one function.
const RESULTS: usize = 8_192;

/// How often a function must have given a text before it is looked at.
const RUNS: u32 = 3;

/// What a function of one text gave.
#[derive(Default)]
pub(in crate::flow) struct Repeat {
    /// Whether nothing but the text decides what it gives.
    is_pure: bool,
    results: FxHashMap<Rc<str>, Value>,
}

impl Engine<'_> {
    /// What a function gave for the same text before, where that is all it depends on.
    pub(super) fn repeated(&mut self, function: (u32, FunctionId), arguments: &Arguments) -> Option<Value> {
        let text = one_text(arguments)?;
        let value = self.repeats.get(&function)?.results.get(text)?.clone();
        self.data_read += text.len() as u64;
        self.spend(1 + text.len() as u64 / 16).then_some(value)
    }

    /// Keeps what a function gave for a text, in a run that changed nothing else.
    pub(super) fn keep_result(
        &mut self,
        function: (u32, FunctionId),
        script: &Script,
        arguments: &Arguments,
        result: &Value,
    ) {
        let Some(text) = one_text(arguments).filter(|_| result.exact_text().is_some()) else { return };
        if self.runs.get(&function).is_none_or(|run| run.constants < RUNS) {
            return;
        }
        if !self.repeats.contains_key(&function) {
            let is_pure = self.is_pure(function, script);
            self.repeats.insert(function, Repeat { is_pure, ..Repeat::default() });
        }
        if let Some(repeat) = self.repeats.get_mut(&function)
            && repeat.is_pure
            && repeat.results.len() < RESULTS
        {
            repeat.results.insert(Rc::clone(text), result.clone());
        }
    }

    /// Whether a function uses variables of its own alone, functions aside, and not `this`.
    fn is_pure(&mut self, (number, id): (u32, FunctionId), script: &Script) -> bool {
        self.spend(script.size() as u64 / 64);
        let Some(span) = script.function(id).map(|function| function.span) else { return false };
        let Some(state) = self.scripts.get(number as usize) else { return false };
        let is_own = |symbol: u32| {
            let owner = state.owners.get(symbol as usize).and_then(|owner| script.function(*owner));
            owner.is_some_and(|owner| span.start <= owner.span.start && owner.span.end <= span.end)
        };
        let is_function = |symbol: u32| {
            let value = state.variables.get(symbol as usize).and_then(Value::exact);
            matches!(value, Some(Item::Function(_)))
        };
        script.iter().all(|(id, expression)| {
            let place = script.span(id);
            let is_inside = span.start <= place.start && place.end <= span.end;
            !is_inside
                || match expression {
                    Expression::This => false,
                    Expression::Variable(Variable::Local(symbol)) => {
                        is_own(symbol.0) || is_function(symbol.0)
                    }
                    _ => true,
                }
        })
    }
}

fn one_text(arguments: &Arguments) -> Option<&Rc<str>> {
    let [text] = arguments.values.as_slice() else { return None };
    text.exact_text().filter(|text| arguments.more.is_none() && text.len() <= TEXT_BYTES)
}
