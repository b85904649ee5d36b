//! Calls: into the package's own functions, and out of them.

pub(super) mod cipher;
mod closure;
pub(super) mod repeat;
pub(super) mod secret;

use stockade_parse::script::ir::{Expression, ExpressionId, List, Script, Variable};

use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::record::Spot;
use super::value::{ApiId, ClosureId, Item, Value};

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
        let is_data = !self.values.is_empty();
        Object {
            elements: Some(self.values),
            is_data,
            rest: self.more.unwrap_or_default(),
            ..Object::default()
        }
    }
}

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
                let given = self.given_name(script, *key);
                let key = self.expression(script, *key);
                self.note_name(given, &key);
                let key = match key.exact() {
                    Some(Item::Object(_)) => self.join_texts(&[&key]).with_labels(key.labels),
                    _ => key,
                };
                let list = arguments;
                let arguments = self.arguments(script, list);
                return match key.exact_text().cloned() {
                    Some(text) => {
                        let name = self.names.intern(&text);
                        self.note_secret_use(script, name, list);
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
        if let Some(name) = name {
            self.note_secret_use(script, name, arguments);
        }
        let arguments = self.arguments(script, arguments);
        if let Expression::Variable(Variable::Global(name)) = script.expression(callee)
            && self.names.text(*name) == "eval"
        {
            self.call_eval(spot);
        }
        if let Some(value) = self.run_machine(&arguments) {
            return value;
        }
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

    /// The arguments that a list of them holds: `f.apply(this, list)`.
    pub(super) fn listed(&mut self, list: &Value) -> Arguments {
        match self.exact_items(list) {
            Some(items) => Arguments::of(items),
            None => Arguments { values: Vec::new(), more: Some(self.any_item(list)) },
        }
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
        if matches!(&*method, "replace" | "replaceAll") {
            self.note_address(&arguments, spot);
        }
        if let Some(value) = self.text_method(object, &method, &arguments) {
            return value;
        }
        if let Some(value) = self.expression_method(object, &method, &arguments) {
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
            if matches!(&*method, "addEventListener") {
                let listen = self.api("addEventListener");
                return self.call_api(listen, object, &arguments, spot);
            }
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
        if is_callable && method == "toString" {
            return self.exact_source(object);
        }
        if !is_callable || !matches!(method, "call" | "apply" | "bind") {
            return None;
        }
        let this = arguments.get(0);
        let rest = match method {
            "apply" => {
                let list = arguments.get(1);
                self.listed(&list)
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
                // Of a table under an unknown name, what makes code is the least likely to be meant.
                Item::Api(api) if is_table(callee) && self.makes_code(api) => {}
                Item::Api(api) => {
                    is_called = true;
                    let value = self.call_api(api, this, &arguments, spot);
                    result.join(&value);
                }
                Item::Object(id) => {
                    // A callable instance, or a class called as a function.
                    if let Some(class) = self.object(id).and_then(|object| object.class) {
                        is_called = true;
                        let value = self.call_api(class, &Value::of(Item::Object(id)), &arguments, spot);
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

    fn makes_code(&self, api: ApiId) -> bool {
        use crate::api::Effect::{Evaluate, EvaluateLast};
        matches!(self.api_entry(api).map(|entry| entry.effect), Some(Evaluate(_) | EvaluateLast))
    }

    /// A call of which nothing is known but what goes in: its functions are called, its labels come out.
    pub(super) fn unknown_call(&mut self, callee: &Value, arguments: &Arguments, _spot: Spot) -> Value {
        self.doubt(true);
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

    /// `new callee(…)`.
    pub(super) fn construct(&mut self, callee: &Value, arguments: Arguments, spot: Spot) -> Value {
        let mut result = Value::default();
        for item in callee.items.clone() {
            let value = match item {
                Item::Api(api) if is_table(callee) && self.makes_code(api) => Value::labelled(callee.labels),
                Item::Api(api) => self.call_api(api, &Value::labelled(callee.labels), &arguments, spot),
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

/// Fewest functions of a table.
const TABLE: usize = 4;

/// Whether a value is one of many, of which not all are known.
fn is_table(value: &Value) -> bool {
    value.is_open && value.items.len() >= TABLE
}
