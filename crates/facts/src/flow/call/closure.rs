//! Running the package's own functions: how often, how deep, and when a run shows nothing new.

use std::rc::Rc;

use stockade_parse::script::ir::Script;

use super::super::engine::{Engine, Frame, Run};
use super::super::label::Labels;
use super::super::record::Spot;
use super::super::statement::STEPS_FOR_DATA;
use super::super::value::{ClosureId, Item, Value};
use super::Arguments;
use crate::vocabulary::Source;

/// Functions up to this many expressions are followed with every call's own arguments; larger ones share a
/// few runs. Measured on the decoders of the common obfuscators, whose largest has 90.
const SMALL_FUNCTION: u32 = 160;

/// How often a larger function is run with different arguments before its calls share one result.
const RUNS: u32 = 6;

/// How often a small function is run before its calls share one result.
const SMALL_RUNS: u32 = 20_000;

/// How often a function that gives constants is: once for each piece of a text that is taken apart.
const DATA_RUNS: u32 = 200_000;

/// Steps that one function may spend over all its runs, once it has run a few times without giving a constant.
const SPENT: u64 = 30_000;

/// The same for a function that gives constants, such as a decoder, if it reads no data.
const SPENT_ON_CONSTANTS: u64 = 100_000;

/// The same whatever it reads: a decoder of a large table, asked a dozen times for each turn of it.
const SPENT_ON_DATA: u64 = 4_000_000;

/// Most characters of one text that count as such a piece.
const PIECE_BYTES: usize = 8;

/// Deepest chain of calls that is followed.
const CALL_DEPTH: usize = 96;

/// How often one function may be on that chain.
const RECURSION: usize = 12;

impl Engine<'_> {
    pub(in crate::flow) fn call_closure(
        &mut self,
        closure: ClosureId,
        this: Value,
        arguments: Vec<Value>,
    ) -> Value {
        self.call_closure_with(closure, this, Arguments::of(arguments))
    }

    /// Calls a function as someone outside the package would.
    pub(in crate::flow) fn call_from_outside(&mut self, id: ClosureId) {
        let Some(closure) = self.closures.get(id.0 as usize).cloned() else { return };
        let Some(script) = self.scripts.get(closure.script as usize).map(|state| Rc::clone(&state.script))
        else {
            return;
        };
        let Some(function) = script.function(closure.function) else { return };
        let mut values = Vec::new();
        for pattern in &function.parameters {
            values.push(self.outside_argument(&script, *pattern, closure.script));
        }
        let arguments = Arguments { values, more: Some(Value::open()) };
        self.call_closure_with(id, Value::open(), arguments);
    }

    /// An argument from outside: unknown, and a secret where its name says so.
    fn outside_argument(
        &mut self,
        script: &Script,
        pattern: stockade_parse::script::ir::PatternId,
        number: u32,
    ) -> Value {
        let Some(name) = script.parameter_name(pattern) else { return Value::open() };
        let named = self.names.shared(name);
        let text = match self.secret_parameter(script, number, pattern) {
            _ if is_secret_parameter(&named) => named,
            Some(kind) => std::rc::Rc::from(kind),
            None => return Value::open(),
        };
        let span = script.functions.first().map(|function| function.span).unwrap_or_default();
        let spot = Spot { script: number, start: span.start, end: span.start };
        Value::labelled(self.labels.label(Source::SecretArgument(text.to_string()), spot))
    }

    pub(in crate::flow) fn call_closure_with(
        &mut self,
        id: ClosureId,
        this: Value,
        mut arguments: Arguments,
    ) -> Value {
        let Some(closure) = self.closures.get(id.0 as usize) else { return Value::open() };
        let Some(script) = self.scripts.get(closure.script as usize).map(|state| Rc::clone(&state.script))
        else {
            return Value::open();
        };
        let Some(function) = script.function(closure.function) else { return Value::open() };
        if !closure.bound.is_empty() {
            arguments.values.splice(0..0, closure.bound.iter().cloned());
        }
        let this = closure.this.clone().unwrap_or(this);
        let key = (closure.script, closure.function);
        let depth = self.frames.iter().filter(|frame| (frame.script, frame.function) == key).count();
        let labels = arguments.all().fold(Labels::NONE, |labels, value| labels.with(self.deep_labels(value)));
        if self.frames.len() >= CALL_DEPTH || depth >= RECURSION || !self.step() {
            self.doubt(true);
            return Value::labelled(labels);
        }
        if let Some(value) = self.deciphered(key, &arguments).or_else(|| self.repeated(key, &arguments)) {
            return value.with_labels(labels);
        }
        let is_small = function.size <= SMALL_FUNCTION;
        let outer = (key.0, stockade_parse::script::ir::FunctionId(function.parent));
        let surroundings = self.runs.get(&outer).map_or(0, |run| run.count);
        let run = self.runs.entry(key).or_default();
        // In a loop that is run turn by turn, one that stores something may give another thing each time.
        let is_stepping = run.stores && is_small && self.turns + self.tests > 0 && self.uncertain == 0;
        let is_again = is_stepping && run.spent < SPENT;
        if !is_again && run.is_settled(is_small, &arguments.values, surroundings) {
            // What a skipped run would have stored is not known: a loop that waits for it must end.
            self.undecided += u64::from(run.stores);
            self.doubts += u64::from(run.may_throw);
            return run.result.clone().with_labels(labels);
        }
        note_run(run, &arguments.values);
        run.surroundings = surroundings;
        if let Some(journal) = &mut self.journal {
            journal.note_run(key.0, key.1);
        }
        let (steps_before, data_before) = (self.steps_left, self.data_read);
        let (doubts_before, stores_before) = (self.doubts, self.stores);
        let frame = Frame {
            script: key.0,
            function: key.1,
            this,
            arguments: arguments.values.clone(),
            returned: None,
            last: self.gives_last(key.0, key.1).then(Value::undefined),
            uncertain: self.uncertain,
        };
        let result = self.enter(&script, frame, &arguments);
        self.compare_with_cipher(key, &script, &arguments, &result);
        if self.doubts == doubts_before && self.stores == stores_before {
            self.keep_result(key, &script, &arguments, &result);
        }
        if let Some(run) = self.runs.get_mut(&key) {
            run.result.join(&result);
            run.spent += steps_before.saturating_sub(self.steps_left);
            run.data += self.data_read - data_before + given_data(&arguments);
            run.may_throw |= self.doubts != doubts_before;
            run.stores |= self.stores != stores_before;
            run.constants += u32::from(result.exact_text().is_some() || result.exact_number().is_some());
        }
        result
    }

    /// Runs a function's body in a frame of its own.
    fn enter(&mut self, script: &Script, frame: Frame, arguments: &Arguments) -> Value {
        let (number, function_id) = (frame.script, frame.function);
        let Some(function) = script.function(function_id) else { return Value::open() };
        let saved = self.take_locals(number, &function.locals);
        self.frames.push(frame);
        if let (Some(symbol), true) = (
            function.symbol,
            function
                .locals
                .contains(&function.symbol.unwrap_or(stockade_parse::script::ir::SymbolId(u32::MAX))),
        ) {
            let closure = self.closure(number, function_id);
            self.store_local(symbol.0, Value::of(Item::Function(closure)));
        }
        let closures = self.closures.len();
        for (symbol, hoisted) in &function.hoisted {
            let closure = self.closure(number, *hoisted);
            self.store_local(symbol.0, Value::of(Item::Function(closure)));
        }
        for (index, pattern) in function.parameters.iter().enumerate() {
            self.assign(script, *pattern, arguments.get(index));
        }
        if let Some(rest) = function.rest {
            let remaining = Arguments {
                values: arguments.values.get(function.parameters.len()..).unwrap_or_default().to_vec(),
                more: arguments.more.clone(),
            };
            let array = Value::of(Item::Object(self.new_object(remaining.into_array())));
            self.assign(script, rest, array);
        }
        if function_id.0 == 0 {
            self.bind_parameters(number, arguments);
        }
        self.block(script, &function.body);
        let returned = self.frames.pop().and_then(|frame| frame.returned.or(frame.last));
        // Functions that were made see these variables later; where none was, a recursion's caller has its own back.
        let are_kept = function_id.0 == 0 || self.closures.len() > closures;
        self.restore_locals(number, &function.locals, saved, are_kept);
        returned.unwrap_or_else(Value::undefined)
    }

    fn take_locals(&mut self, script: u32, locals: &[stockade_parse::script::ir::SymbolId]) -> Vec<Value> {
        let Some(state) = self.scripts.get_mut(script as usize) else { return Vec::new() };
        let variables = &mut state.variables;
        let mut taken = Vec::with_capacity(locals.len());
        for symbol in locals {
            let Some(variable) = variables.get_mut(symbol.0 as usize) else {
                taken.push(Value::default());
                continue;
            };
            if let Some(journal) = &mut self.journal {
                journal.note_variable(script, symbol.0, variable);
            }
            let value = std::mem::take(variable);
            if !value.items.is_empty() {
                state.kept.insert(symbol.0, value.clone());
            }
            taken.push(value);
        }
        taken
    }

    fn restore_locals(
        &mut self,
        script: u32,
        locals: &[stockade_parse::script::ir::SymbolId],
        saved: Vec<Value>,
        are_kept: bool,
    ) {
        let Some(state) = self.scripts.get_mut(script as usize) else { return };
        for (symbol, value) in locals.iter().zip(saved) {
            if let Some(variable) = state.variables.get_mut(symbol.0 as usize) {
                if are_kept {
                    variable.join(&value);
                } else {
                    *variable = value;
                }
            }
        }
    }
}

impl Run {
    /// What a run has stored is forgotten: another with the same arguments is no repetition.
    pub(in crate::flow) fn forget_surroundings(&mut self) {
        self.surroundings = u32::MAX;
    }

    /// Whether another run with `arguments` would show nothing new, or costs more than it is worth.
    fn is_settled(&self, is_small: bool, arguments: &[Value], surroundings: u32) -> bool {
        if self.count == 0 {
            return false;
        }
        let is_exact = |value: &Value| value.exact_text().is_some() || value.exact_number().is_some();
        let are_exact = arguments.iter().all(is_exact);
        // What it gives for constants is not less known because someone else gave it something unknown.
        let gives_constants = self.constants * 2 >= if are_exact { self.exact } else { self.count };
        let on_constants = (SPENT_ON_CONSTANTS + STEPS_FOR_DATA * self.data).min(SPENT_ON_DATA);
        let (most_runs, most_steps) = match (is_small, gives_constants) {
            (_, true) => (DATA_RUNS, on_constants),
            (true, false) => (SMALL_RUNS, SPENT),
            (false, false) => (RUNS, SPENT * 4),
        };
        if self.count >= most_runs || (self.count > 3 && self.spent >= most_steps) {
            return true;
        }
        let is_same = self.surroundings == surroundings;
        is_same && !(gives_constants && are_exact) && covers(&self.arguments, arguments)
    }
}

/// How much constant data a call is given, in characters: a decoder's function may be given it piece by piece.
fn given_data(arguments: &Arguments) -> u64 {
    arguments.values.iter().filter_map(Value::exact_text).map(|text| text.len().min(PIECE_BYTES) as u64).sum()
}

/// Whether earlier arguments already held all that `now` holds.
fn covers(before: &[Value], now: &[Value]) -> bool {
    now.iter().enumerate().all(|(index, value)| {
        before.get(index).is_some_and(|before| {
            let mut joined = before.clone();
            joined.join(value);
            joined == *before
        })
    })
}

fn note_run(run: &mut Run, arguments: &[Value]) {
    run.count += 1;
    let is_exact = |value: &Value| value.exact_text().is_some() || value.exact_number().is_some();
    run.exact += u32::from(arguments.iter().all(is_exact));
    for (index, value) in arguments.iter().enumerate() {
        match run.arguments.get_mut(index) {
            Some(before) => before.join(value),
            None => run.arguments.push(value.clone()),
        }
    }
}

/// Whether a parameter's name says that callers hand a secret in it.
///
/// Source: the catalogue's technique `collect-key-from-api` (Solana and XRP library hijacks).
fn is_secret_parameter(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "privatekey",
        "secretkey",
        "mnemonic",
        "seedphrase",
        "passphrase",
        "keypair",
        "walletsecret",
        "privkey",
        "secret",
        "password",
        "seed",
        "signingkey",
    ];
    let name: String =
        name.chars().filter(|character| *character != '_').collect::<String>().to_ascii_lowercase();
    NAMES.contains(&name.as_str())
}
