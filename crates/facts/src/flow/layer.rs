//! Text that becomes code: read and run where it is made, so that it sees what stands around it and what it is
//! worth comes back.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use stockade_model::Trigger;
use stockade_parse::script::ir::{FunctionId, Script};
use stockade_parse::script::names::Name;
use stockade_parse::script::{self, Repair};

use super::call::Arguments;
use super::engine::Engine;
use super::record::Spot;
use super::value::{Item, Value};
use crate::api::Api;
use crate::vocabulary::{HOLE, Sink};

/// Most pieces of code that one release may make: a bundle that evaluates its modules one by one has hundreds.
pub(crate) const LAYERS: usize = 512;

/// Most text of such pieces together, in bytes.
const LAYER_TEXT_BYTES: usize = 32 << 20;

/// How deep code that makes code is looked out of for the variables around it.
const NESTED: usize = 8;

/// Fewest bytes of code that can do anything.
pub(crate) const LAYER_BYTES: usize = 4;

/// A script that running code made.
#[derive(Clone, Debug)]
pub struct MadeScript {
    /// Its number.
    pub number: u32,
    /// Its name: `layer:N`.
    pub path: Rc<str>,
    /// Its code.
    pub text: Rc<str>,
    /// Where it is made.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
    /// What had to be done to read it.
    pub repair: Repair,
}

/// What a name means that a piece of code takes from around it.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// A variable of another script.
    Variable(u32, u32),
    /// A value of its own: a parameter, a property of a context.
    Value(Value),
}

/// What a piece of code was made with.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The script that made it: relative paths and `module` are that one's.
    pub(super) home: Option<u32>,
    /// Its text.
    pub(super) text: Option<Rc<str>>,
    /// The script and function whose variables it sees.
    around: Option<(u32, FunctionId)>,
    /// Names from around it.
    pub(super) bindings: FxHashMap<Name, Binding>,
    /// The names of its parameters, where it is a function's body.
    pub(super) parameters: Vec<Name>,
    /// Whether what its last expression gives is its value.
    pub(super) gives_last: bool,
}

/// All pieces of code that a release made.
#[derive(Default)]
pub(super) struct Layers {
    by_text: FxHashMap<Rc<str>, Option<u32>>,
    count: usize,
    text_bytes: usize,
    made: Vec<MadeScript>,
    /// Where `eval` is being called by that name: it sees the variables around it.
    direct: Option<Spot>,
}

impl Engine<'_> {
    /// Scripts that running code made since the last call, in the order of their numbers.
    pub fn take_made(&mut self) -> Vec<MadeScript> {
        std::mem::take(&mut self.layers.made)
    }

    /// The name of the next piece of code; none where there are too many.
    pub fn name_layer(&mut self, text: &str) -> Option<String> {
        self.layers.text_bytes += text.len();
        if self.layers.count >= LAYERS || self.layers.text_bytes > LAYER_TEXT_BYTES {
            return None;
        }
        self.layers.count += 1;
        Some(format!("layer:{}", self.layers.count - 1))
    }

    /// Notes that `eval` is called by its name at `spot`.
    pub(super) fn call_eval(&mut self, spot: Spot) {
        self.layers.direct = Some(spot);
    }

    /// Text becomes code.
    pub(super) fn evaluate(&mut self, code: &Value, api: &str, spot: Spot) -> Value {
        let is_direct = self.layers.direct.take() == Some(spot);
        let code = &self.spelled(code);
        let labels = self.deep_labels(code);
        self.run_own_text(labels);
        self.flow_into(labels, &Sink::Code, api, spot);
        let mut result = Value { is_open: code.exact_text().is_none(), labels, ..Value::default() };
        for text in code.texts().cloned().collect::<Vec<_>>() {
            let Some(number) = self.made_script(&text, spot) else {
                result.is_open = true;
                continue;
            };
            if let Some(state) = self.scripts.get_mut(number as usize) {
                state.surroundings.gives_last = true;
            }
            let this = if is_direct {
                self.bind_around(number);
                self.frames.last().map_or_else(Value::open, |frame| frame.this.clone())
            } else {
                self.api_value("globalThis")
            };
            result.join(&self.run_made(number, this));
            self.declare_made(number, is_direct);
        }
        result
    }

    /// What a call that makes code gives: the code's own value, or a function of it.
    pub(super) fn evaluate_call(&mut self, entry: &Api, arguments: &Arguments, spot: Spot) -> Value {
        match entry.path {
            "Function" | "AsyncFunction" => {
                let code = arguments.all().next_back().cloned().unwrap_or_else(Value::undefined);
                let given = arguments.values.len().saturating_sub(1);
                let parameters = arguments.values.get(..given).unwrap_or_default().to_vec();
                self.made_function(&code, &parameters, entry.path, spot)
            }
            "vm.compileFunction" => {
                let parameters = self.exact_items(&arguments.get(1)).unwrap_or_default();
                self.made_function(&arguments.get(0), &parameters, entry.path, spot)
            }
            "vm.runInNewContext" | "vm.runInContext" => {
                let code = arguments.get(0);
                self.bind_context(&code, &arguments.get(1), spot);
                self.evaluate(&code, entry.path, spot)
            }
            "eval" | "execScript" | "vm.runInThisContext" => {
                let code = arguments.get(0);
                let is_code = code.is_open || code.texts().next().is_some();
                let value = self.evaluate(&code, entry.path, spot);
                // What is no text comes back as it is.
                if is_code { value } else { code }
            }
            _ => {
                let value = self.evaluate(&arguments.get(0), entry.path, spot);
                Value::labelled(value.labels)
            }
        }
    }

    /// A function whose body is `code`.
    fn made_function(&mut self, code: &Value, parameters: &[Value], api: &str, spot: Spot) -> Value {
        let code = &self.spelled(code);
        let labels = self.deep_labels(code);
        self.run_own_text(labels);
        self.flow_into(labels, &Sink::Code, api, spot);
        let names: Vec<Name> = parameters
            .iter()
            .filter_map(|value| value.exact_text().cloned())
            .flat_map(|text| text.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>())
            .map(|name| self.names.intern(&name))
            .collect();
        let mut result = Value { is_open: code.exact_text().is_none(), labels, ..Value::default() };
        for text in code.texts().cloned().collect::<Vec<_>>() {
            let Some(number) = self.made_script(&text, spot) else {
                result.is_open = true;
                continue;
            };
            if let Some(state) = self.scripts.get_mut(number as usize) {
                state.surroundings.parameters.clone_from(&names);
            }
            let this = self.api_value("globalThis");
            let closure = self.closure(number, FunctionId(0));
            if let Some(closure) = self.closures.get_mut(closure.0 as usize) {
                closure.this = Some(this);
            }
            result.join(&Value::of(Item::Function(closure)));
        }
        result
    }

    /// The script of a text that is made into code at `spot`, read when it is first met.
    fn made_script(&mut self, text: &Rc<str>, spot: Spot) -> Option<u32> {
        if text.contains(HOLE) || text.trim().len() < LAYER_BYTES {
            return None;
        }
        if let Some(known) = self.layers.by_text.get(text) {
            return *known;
        }
        let Some(path) = self.name_layer(text) else {
            self.exhausted.insert(self.script());
            return None;
        };
        let parsed = script::read(text, &path, &self.limits, &mut self.names).ok();
        let number = parsed.map(|parsed| {
            let home = self.home(self.script());
            let number = self.add(&path, parsed.script, true);
            if let Some(state) = self.scripts.get_mut(number as usize) {
                state.surroundings.home = Some(home);
                state.surroundings.text = Some(Rc::clone(text));
                state.is_started = true;
                state.trigger = Some(self.trigger);
            }
            let text = Rc::clone(text);
            let (path, trigger) = (Rc::from(path.as_str()), self.trigger);
            self.layers.made.push(MadeScript { number, path, text, spot, trigger, repair: parsed.repair });
            number
        });
        self.layers.by_text.insert(Rc::clone(text), number);
        number
    }

    /// Runs a piece of code from its top, and gives what it declares to all.
    fn run_made(&mut self, number: u32, this: Value) -> Value {
        let closure = self.closure(number, FunctionId(0));
        let is_first = !self.runs.contains_key(&(number, FunctionId(0)));
        // Code that was hidden has steps of its own, as a file has.
        let outer_steps = self.steps_left;
        if is_first {
            self.steps_left = self.steps_for(number);
        }
        let value = self.call_closure(closure, this, Vec::new());
        if is_first {
            self.steps_left = outer_steps.min(self.release_steps_left);
        }
        value
    }

    /// What a piece of code declares at its top is a name of those around it: of the scripts it stands in, or of all
    /// where it runs on its own.
    fn declare_made(&mut self, number: u32, is_direct: bool) {
        let Some(state) = self.scripts.get(number as usize) else { return };
        let script = Rc::clone(&state.script);
        let declared: Vec<(Name, u32, Value)> = script
            .functions
            .first()
            .into_iter()
            .flat_map(|top| &top.locals)
            .filter_map(|symbol| {
                let value = state.variables.get(symbol.0 as usize)?;
                let is_set = value.is_open || !value.items.is_empty();
                is_set.then(|| Some((script.symbol_name(*symbol)?, symbol.0, value.clone())))?
            })
            .collect();
        self.spend(declared.len() as u64);
        if is_direct {
            self.declare_around(number, &declared);
            return;
        }
        let globals = self.global_object();
        for (name, _, value) in declared {
            if let Some(object) = self.object_mut(globals) {
                object.properties.entry(name).or_default().join(&value);
            }
        }
    }

    /// The scripts that a directly evaluated piece stands in see what it declares.
    fn declare_around(&mut self, number: u32, declared: &[(Name, u32, Value)]) {
        let mut at = Some(self.script());
        for _ in 0..NESTED {
            let Some(state) = at.and_then(|around| self.scripts.get_mut(around as usize)) else { break };
            for (name, symbol, _) in declared {
                state.surroundings.bindings.insert(*name, Binding::Variable(number, *symbol));
            }
            at = state.surroundings.around.map(|(around, _)| around);
        }
    }

    /// Lets a piece of code see the variables around the place that runs, innermost first.
    fn bind_around(&mut self, number: u32) {
        let Some(made) = self.scripts.get(number as usize).map(|state| Rc::clone(&state.script)) else {
            return;
        };
        let place = self.frames.last().map(|frame| (frame.script, frame.function));
        let mut bindings: FxHashMap<Name, Binding> = FxHashMap::default();
        let (mut at, mut looked_at) = (place, 0);
        for _ in 0..NESTED {
            let Some((around, function)) = at else { break };
            let Some(state) = self.scripts.get(around as usize) else { break };
            for function in enclosing(&state.script, function) {
                let function = state.script.function(function);
                for symbol in function.map(|function| function.locals.as_slice()).unwrap_or_default() {
                    looked_at += 1;
                    if let Some(name) = state.script.symbol_name(*symbol)
                        && made.globals.binary_search(&name).is_ok()
                    {
                        bindings.entry(name).or_insert(Binding::Variable(around, symbol.0));
                    }
                }
            }
            for name in &made.globals {
                if let Some(binding) = state.surroundings.bindings.get(name) {
                    bindings.entry(*name).or_insert_with(|| binding.clone());
                }
            }
            at = state.surroundings.around;
        }
        self.spend(looked_at / 4);
        if let Some(state) = self.scripts.get_mut(number as usize) {
            state.surroundings.around = place.filter(|(around, _)| *around < number);
            state.surroundings.bindings.extend(bindings);
        }
    }

    /// Lets code that runs in a context see what the context holds.
    fn bind_context(&mut self, code: &Value, context: &Value, spot: Spot) {
        let Some(id) = context.objects().next() else { return };
        for text in code.texts().cloned().collect::<Vec<_>>() {
            let Some(number) = self.made_script(&text, spot) else { continue };
            let Some(state) = self.scripts.get(number as usize) else { continue };
            let names = state.script.globals.clone();
            for name in names {
                let held = self.own_or_inherited(id, name);
                if let (Some(value), Some(state)) = (held, self.scripts.get_mut(number as usize)) {
                    state.surroundings.bindings.insert(name, Binding::Value(value));
                }
            }
        }
    }

    /// Gives the parameters of a made function their values.
    pub(super) fn bind_parameters(&mut self, number: u32, arguments: &Arguments) {
        let Some(state) = self.scripts.get_mut(number as usize) else { return };
        for (index, name) in state.surroundings.parameters.iter().enumerate() {
            state.surroundings.bindings.insert(*name, Binding::Value(arguments.get(index)));
        }
    }

    /// Whether the value of the last expression of the function is its own.
    pub(super) fn gives_last(&self, number: u32, function: FunctionId) -> bool {
        function.0 == 0
            && self.scripts.get(number as usize).is_some_and(|state| state.surroundings.gives_last)
    }

    /// What a name of the running script means that comes from around it.
    pub(super) fn bound(&self, name: Name) -> Option<Value> {
        match self.scripts.get(self.script() as usize)?.surroundings.bindings.get(&name)? {
            Binding::Value(value) => Some(value.clone()),
            Binding::Variable(script, symbol) => {
                let value = self.scripts.get(*script as usize)?.variables.get(*symbol as usize)?;
                Some(if value.is_open || !value.items.is_empty() { value.clone() } else { Value::open() })
            }
        }
    }

    /// Stores into a name that comes from around the running script; false where there is none.
    pub(super) fn store_bound(&mut self, name: Name, value: &Value) -> bool {
        let state = self.scripts.get_mut(self.frames.last().map_or(0, |frame| frame.script) as usize);
        match state.and_then(|state| state.surroundings.bindings.get_mut(&name)) {
            Some(Binding::Value(present)) => *present = value.clone(),
            Some(Binding::Variable(script, symbol)) => {
                let (script, symbol) = (*script, *symbol);
                self.store_variable(script, symbol, value.clone());
            }
            None => return false,
        }
        true
    }

    /// The script whose file a script stands in.
    pub(super) fn home(&self, number: u32) -> u32 {
        self.scripts.get(number as usize).and_then(|state| state.surroundings.home).unwrap_or(number)
    }
}

/// A function and those it stands in, innermost first.
fn enclosing(script: &Script, function: FunctionId) -> Vec<FunctionId> {
    let mut chain = vec![function];
    while let Some(inner) = chain.last().copied().filter(|inner| inner.0 != 0)
        && let Some(function) = script.function(inner)
        && chain.len() < 256
    {
        chain.push(FunctionId(function.parent));
    }
    chain
}
