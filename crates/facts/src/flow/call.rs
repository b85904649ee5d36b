//! Calls: into the package's own functions, and out of them.

use std::rc::Rc;

use stockade_parse::script::ir::{Expression, ExpressionId, List, Script};

use super::engine::{Engine, Frame, Run};
use super::label::Labels;
use super::object::Object;
use super::record::Spot;
use super::value::{ClosureId, Item, Value};
use crate::vocabulary::Source;

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    /// Those at known positions.
    pub(super) values: Vec<Value>,
    /// What a spread of unknown length adds after them.
    pub(super) more: Option<Value>,
}

impl Arguments {
    pub(super) fn of(values: Vec<Value>) -> Self {
        Self { values, more: None }
    }

    pub(super) fn get(&self, index: usize) -> Value {
        match (self.values.get(index), &self.more) {
            (Some(value), _) => value.clone(),
            (None, Some(more)) => more.clone(),
            (None, None) => Value::undefined(),
        }
    }

    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.values.iter().chain(&self.more)
    }

    /// An array of them.
    pub(super) fn into_array(self) -> Object {
        Object { elements: Some(self.values), rest: self.more.unwrap_or_default(), ..Object::default() }
    }
}

/// Functions up to this many expressions are followed with every call's own arguments; larger ones share a
/// few runs. Measured on the decoders of the common obfuscators, whose largest has 90.
const SMALL_FUNCTION: u32 = 160;

/// How often a larger function is run with different arguments before its calls share one result.
const RUNS: u32 = 6;

/// How often a small function is run before its calls share one result.
const SMALL_RUNS: u32 = 20_000;

/// Steps that one function may spend over all its runs, once it has run a few times without giving a constant.
const SPENT: u64 = 30_000;

/// The same for a function that gives constants: a decoder of a large table.
const SPENT_ON_CONSTANTS: u64 = 2_000_000;

/// Deepest chain of calls that is followed.
const CALL_DEPTH: usize = 96;

/// How often one function may be on that chain.
const RECURSION: usize = 12;

impl Engine<'_> {
    pub(super) fn arguments(&mut self, script: &Script, list: List) -> Arguments {
        let mut arguments = Arguments::default();
        for id in script.list(list) {
            let value = self.expression(script, *id);
            if !matches!(script.expression(*id), Expression::Spread(_)) {
                match &mut arguments.more {
                    Some(more) => more.join(&value),
                    None => arguments.values.push(value),
                }
                continue;
            }
            match (self.exact_items(&value), &mut arguments.more) {
                (Some(items), None) => arguments.values.extend(items),
                _ => {
                    let any = self.any_item(&value).with_labels(value.labels);
                    arguments.more.get_or_insert_with(Value::open).join(&any);
                }
            }
        }
        arguments
    }

    pub(super) fn call_expression(
        &mut self,
        script: &Script,
        id: ExpressionId,
        callee: ExpressionId,
        arguments: List,
    ) -> Value {
        let spot = self.spot(script, id);
        let (object, name) = match script.expression(callee) {
            Expression::Member(object, name) => (*object, Some(*name)),
            Expression::Index(object, key) => {
                let object_value = self.expression(script, *object);
                let key = self.expression(script, *key);
                let arguments = self.arguments(script, arguments);
                return match key.exact_text().cloned() {
                    Some(text) => {
                        let name = self.names.intern(&text);
                        self.call_member(&object_value, name, arguments, spot)
                    }
                    None => {
                        let callee = self.read_index(&object_value, &key, spot);
                        self.call_value(&callee, &object_value, arguments, spot)
                    }
                };
            }
            _ => (callee, None),
        };
        let value = self.expression(script, object);
        let arguments = self.arguments(script, arguments);
        match name {
            Some(name) => self.call_member(&value, name, arguments, spot),
            None => self.call_value(&value, &Value::undefined(), arguments, spot),
        }
    }

    pub(super) fn tagged(
        &mut self,
        script: &Script,
        id: ExpressionId,
        tag: ExpressionId,
        parts: &[ExpressionId],
    ) -> Value {
        let spot = self.spot(script, id);
        let tag = self.expression(script, tag);
        let text = self.template(script, parts);
        self.call_value(&tag, &Value::undefined(), Arguments::of(vec![text]), spot)
    }

    /// `object.name(…)`.
    pub(super) fn call_member(
        &mut self,
        object: &Value,
        name: stockade_parse::script::names::Name,
        arguments: Arguments,
        spot: Spot,
    ) -> Value {
        let method = self.names.shared(name);
        if let Some(value) = self.call_of_function(object, &method, &arguments, spot) {
            return value;
        }
        if let Some(value) = self.text_method(object, &method, &arguments) {
            return value;
        }
        if let Some(value) = self.array_method(object, &method, &arguments, spot) {
            return value;
        }
        if let Some(value) = self.promise_method(object, &method, &arguments, spot) {
            return value;
        }
        if &*method == "pipe" {
            self.pipe(object, &arguments, spot);
            return arguments.get(0);
        }
        let callee = self.read_member(object, name, spot);
        let is_known = callee.functions().next().is_some()
            || callee.apis().next().is_some()
            || callee.objects().next().is_some();
        let mut result = Value::default();
        if is_known {
            result = self.call_value(&callee, object, arguments.clone(), spot);
        }
        if object.is_open || !is_known {
            result.join(&self.unknown_call(object, &arguments, spot));
        }
        result
    }

    /// `value.then(f)` and its kin: promises are what they resolve to.
    fn promise_method(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
        spot: Spot,
    ) -> Option<Value> {
        if !matches!(method, "then" | "catch" | "finally") {
            return None;
        }
        let nothing = Value::undefined();
        let mut result = if method == "then" { Value::default() } else { object.clone() };
        let given = match method {
            "then" => Arguments::of(vec![object.clone()]),
            _ => Arguments::of(vec![Value::labelled(object.labels.with(self.arrived))]),
        };
        let first = arguments.get(0);
        if first.exact() != Some(&Item::Undefined) {
            result.join(&self.call_value(&first, &nothing, given, spot));
        }
        if let Some(second) = arguments.values.get(1) {
            let caught = Arguments::of(vec![Value::labelled(object.labels.with(self.arrived))]);
            result.join(&self.call_value(second, &nothing, caught, spot));
        }
        Some(result)
    }

    /// `f.call(this, …)`, `f.apply(this, […])`, `f.bind(this, …)`.
    fn call_of_function(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
        spot: Spot,
    ) -> Option<Value> {
        let is_callable = object.functions().next().is_some() || object.apis().next().is_some();
        if !is_callable || !matches!(method, "call" | "apply" | "bind") {
            return None;
        }
        let this = arguments.get(0);
        let rest = match method {
            "apply" => {
                let list = arguments.get(1);
                match self.exact_items(&list) {
                    Some(items) => Arguments::of(items),
                    None => Arguments {
                        values: Vec::new(),
                        more: Some(self.any_item(&list).with_labels(list.labels)),
                    },
                }
            }
            _ => Arguments {
                values: arguments.values.get(1..).unwrap_or_default().to_vec(),
                more: arguments.more.clone(),
            },
        };
        if method != "bind" {
            return Some(self.call_value(object, &this, rest, spot));
        }
        let mut bound = Value { is_open: object.is_open, labels: object.labels, ..Value::default() };
        for item in object.items.clone() {
            let item = match item {
                Item::Function(id) => {
                    let Some(mut closure) = self.closures.get(id.0 as usize).cloned() else { continue };
                    closure.this.get_or_insert_with(|| this.clone());
                    closure.bound.extend(rest.values.iter().cloned());
                    let id = ClosureId(u32::try_from(self.closures.len()).unwrap_or(u32::MAX));
                    self.closures.push(closure);
                    Item::Function(id)
                }
                Item::Api(_) if this.objects().next().is_some() => {
                    let bound =
                        Object { is_bound: true, address: Some(Box::new(this.clone())), ..Object::default() };
                    Item::Object(self.new_object(bound))
                }
                other => other,
            };
            bound.join(&Value::of(item));
        }
        Some(bound)
    }

    /// Calls whatever `callee` may be.
    pub(super) fn call_value(
        &mut self,
        callee: &Value,
        this: &Value,
        arguments: Arguments,
        spot: Spot,
    ) -> Value {
        let mut result = Value::default();
        let mut is_called = false;
        for item in callee.items.clone() {
            match item {
                Item::Function(closure) => {
                    is_called = true;
                    let value = self.call_closure_with(closure, this.clone(), arguments.clone());
                    result.join(&value);
                }
                Item::Api(api) => {
                    is_called = true;
                    let value = self.call_api(api, this, &arguments, spot);
                    result.join(&value);
                }
                Item::Object(id) => {
                    // A callable instance, or a class called as a function.
                    if let Some(class) = self.object(id).and_then(|object| object.class) {
                        is_called = true;
                        let value = self.call_api(class, this, &arguments, spot);
                        result.join(&value);
                    }
                }
                _ => {}
            }
        }
        if callee.is_open || !is_called {
            let value = self.unknown_call(callee, &arguments, spot);
            result.join(&value);
        }
        result
    }

    /// A call of which nothing is known but what goes in: its functions are called, its labels come out.
    pub(super) fn unknown_call(&mut self, callee: &Value, arguments: &Arguments, _spot: Spot) -> Value {
        let mut labels = callee.labels;
        for argument in arguments.all() {
            labels = labels.with(self.deep_labels(argument));
        }
        for argument in arguments.all() {
            let value = self.call_functions_in(argument, callee.labels);
            labels = labels.with(value.labels);
        }
        Value::labelled(labels)
    }

    /// Calls each function in a value with unknown arguments that carry `labels`.
    pub(super) fn call_functions_in(&mut self, value: &Value, labels: Labels) -> Value {
        let mut result = Value::labelled(Labels::NONE);
        for closure in value.functions().collect::<Vec<_>>() {
            let arguments = Arguments { values: Vec::new(), more: Some(Value::labelled(labels)) };
            let returned = self.call_closure_with(closure, Value::open(), arguments);
            result.join(&returned);
        }
        if !labels.is_empty() {
            self.call_outside_functions_in(value, labels, &mut result);
        }
        result
    }

    /// Outside functions given as callbacks: `reply.text().then(eval)`, `stream.on("data", parts.push.bind(parts))`.
    fn call_outside_functions_in(&mut self, value: &Value, labels: Labels, result: &mut Value) {
        let arguments = Arguments { values: vec![Value::labelled(labels)], more: None };
        for api in value.apis().collect::<Vec<_>>() {
            if self.api_entry(api).is_some_and(|entry| entry.effect != crate::api::Effect::None) {
                let spot = self.pattern_spot();
                let returned = self.call_api(api, &Value::undefined(), &arguments, spot);
                result.join(&returned);
            }
        }
        for id in value.objects().collect::<Vec<_>>() {
            if let Some(receiver) =
                self.object(id).filter(|object| object.is_bound).and_then(|object| object.address.clone())
            {
                self.absorb(&receiver, labels);
            }
        }
    }

    pub(super) fn call_closure(&mut self, closure: ClosureId, this: Value, arguments: Vec<Value>) -> Value {
        self.call_closure_with(closure, this, Arguments::of(arguments))
    }

    /// Calls a function as someone outside the package would.
    pub(super) fn call_from_outside(&mut self, id: ClosureId) {
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
        let text = self.names.shared(name);
        if !is_secret_parameter(&text) {
            return Value::open();
        }
        let span = script.functions.first().map(|function| function.span).unwrap_or_default();
        let spot = Spot { script: number, start: span.start, end: span.start };
        Value::labelled(self.labels.label(Source::SecretArgument(text.to_string()), spot))
    }

    fn call_closure_with(&mut self, id: ClosureId, this: Value, mut arguments: Arguments) -> Value {
        let Some(closure) = self.closures.get(id.0 as usize).cloned() else { return Value::open() };
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
            return Value::labelled(labels);
        }
        let is_small = function.size <= SMALL_FUNCTION;
        let outer = (closure.script, stockade_parse::script::ir::FunctionId(function.parent));
        let surroundings = self.runs.get(&outer).map_or(0, |run| run.count);
        let run = self.runs.entry(key).or_default();
        if run.is_settled(is_small, &arguments.values, surroundings) {
            // What a skipped run would have stored is not known: a loop that waits for it must end.
            self.undecided += 1;
            return run.result.clone().with_labels(labels);
        }
        note_run(run, &arguments.values);
        run.surroundings = surroundings;
        let steps_before = self.steps_left;
        let frame = Frame {
            script: closure.script,
            function: closure.function,
            this,
            arguments: arguments.values.clone(),
            returned: None,
            uncertain: self.uncertain,
        };
        let result = self.enter(&script, frame, &arguments);
        if let Some(run) = self.runs.get_mut(&key) {
            run.result.join(&result);
            run.spent += steps_before.saturating_sub(self.steps_left);
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
        self.block(script, &function.body);
        let returned = self.frames.pop().and_then(|frame| frame.returned);
        self.restore_locals(number, &function.locals, saved);
        returned.unwrap_or_else(Value::undefined)
    }

    fn take_locals(&mut self, script: u32, locals: &[stockade_parse::script::ir::SymbolId]) -> Vec<Value> {
        let Some(state) = self.scripts.get_mut(script as usize) else { return Vec::new() };
        let variables = &mut state.variables;
        locals
            .iter()
            .map(|symbol| variables.get_mut(symbol.0 as usize).map(std::mem::take).unwrap_or_default())
            .collect()
    }

    fn restore_locals(
        &mut self,
        script: u32,
        locals: &[stockade_parse::script::ir::SymbolId],
        saved: Vec<Value>,
    ) {
        let Some(state) = self.scripts.get_mut(script as usize) else { return };
        for (symbol, value) in locals.iter().zip(saved) {
            if let Some(variable) = state.variables.get_mut(symbol.0 as usize) {
                variable.join(&value);
            }
        }
    }

    /// `new callee(…)`.
    pub(super) fn construct(&mut self, callee: &Value, arguments: Arguments, spot: Spot) -> Value {
        let mut result = Value::default();
        for item in callee.items.clone() {
            let value = match item {
                Item::Api(api) => self.call_api(api, &Value::undefined(), &arguments, spot),
                Item::Object(class) => {
                    let prototype = self.prototype_of(&Value::of(Item::Object(class)));
                    let instance = self.new_object(Object { prototype, ..Object::default() });
                    let instance = Value::of(Item::Object(instance));
                    if let Some(constructor) = self.constructor_of(class) {
                        self.call_closure_with(constructor, instance.clone(), arguments.clone());
                    }
                    instance
                }
                Item::Function(closure) => {
                    let prototype = self.prototype_of(&Value::of(Item::Function(closure)));
                    let instance =
                        Value::of(Item::Object(self.new_object(Object { prototype, ..Object::default() })));
                    let returned = self.call_closure_with(closure, instance.clone(), arguments.clone());
                    if returned.objects().next().is_some() { returned } else { instance }
                }
                _ => Value::open(),
            };
            result.join(&value);
        }
        if callee.is_open || callee.items.is_empty() {
            result.join(&self.unknown_call(callee, &arguments, spot));
        }
        result
    }

    /// The nearest constructor up the chain of base classes.
    fn constructor_of(&self, class: super::value::ObjectId) -> Option<ClosureId> {
        let mut at = Some(class);
        for _ in 0..16 {
            let object = self.object(at?)?;
            if object.constructor.is_some() {
                return object.constructor;
            }
            at = object.prototype;
        }
        None
    }

    pub(super) fn prototype_of(&mut self, callee: &Value) -> Option<super::value::ObjectId> {
        let name = self.names.intern("prototype");
        let home = match callee.items.first()? {
            Item::Object(id) => *id,
            Item::Function(closure) => self.function_home(*closure)?,
            _ => return None,
        };
        self.object(home)?.properties.get(&name)?.objects().next()
    }
}

impl Run {
    /// Whether another run with `arguments` would show nothing new, or costs more than it is worth.
    fn is_settled(&self, is_small: bool, arguments: &[Value], surroundings: u32) -> bool {
        if self.count == 0 {
            return false;
        }
        let gives_constants = self.constants * 2 >= self.count;
        let (most_runs, most_steps) = match (is_small, gives_constants) {
            (true, true) => (SMALL_RUNS, SPENT_ON_CONSTANTS),
            (true, false) => (SMALL_RUNS, SPENT),
            (false, true) => (SMALL_RUNS, SPENT_ON_CONSTANTS),
            (false, false) => (RUNS, SPENT * 4),
        };
        if self.count >= most_runs || (self.count > 3 && self.spent >= most_steps) {
            return true;
        }
        let is_exact = |value: &Value| value.exact_text().is_some() || value.exact_number().is_some();
        let is_same = self.surroundings == surroundings;
        is_same && !(gives_constants && arguments.iter().all(is_exact)) && covers(&self.arguments, arguments)
    }
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
