//! Expressions: what each may be worth.

use rustc_hash::FxHashMap;
use stockade_parse::script::ir::{
    ClassId, Expression, ExpressionId, FunctionId, Key, Property, Script, UnaryOperator, Variable,
};

use super::engine::Engine;
use super::object::Object;
use super::record::Spot;
use super::value::{Item, ObjectId, Value};

impl Engine<'_> {
    pub(super) fn expression(&mut self, script: &Script, id: ExpressionId) -> Value {
        if !self.step() {
            return Value::open();
        }
        match script.expression(id) {
            Expression::Undefined => Value::undefined(),
            Expression::Null => Value::of(Item::Null),
            Expression::Boolean(value) => Value::boolean(*value),
            Expression::Number(number) => Value::number(*number),
            Expression::Text(name) => Value::of(Item::Text(self.names.shared(*name))),
            Expression::RegularExpression(pattern, flags) => {
                let (pattern, flags) = (self.names.shared(*pattern), self.names.shared(*flags));
                self.expression_object(&pattern, &flags)
            }
            Expression::Variable(variable) => self.variable(*variable),
            Expression::This => self.frames.last().map_or_else(Value::open, |frame| frame.this.clone()),
            Expression::Super | Expression::ImportMeta => self.surroundings(),
            Expression::Member(object, name) => {
                let object = self.expression(script, *object);
                self.doubt(may_lack_members(&object));
                let spot = self.spot(script, id);
                self.read_member(&object, *name, spot)
            }
            Expression::Index(object, key) => {
                let object = self.expression(script, *object);
                let given = self.given_name(script, *key);
                let key = self.expression(script, *key);
                self.note_name(given, &key);
                self.doubt(may_lack_members(&object));
                let spot = self.spot(script, id);
                self.read_index(&object, &key, spot)
            }
            Expression::Call(callee, arguments) => self.call_expression(script, id, *callee, *arguments),
            Expression::New(callee, arguments) => {
                self.note_secret_construction(script, *callee, *arguments);
                let callee = self.expression(script, *callee);
                let arguments = self.arguments(script, *arguments);
                let spot = self.spot(script, id);
                self.construct(&callee, arguments, spot)
            }
            Expression::Import(source) => {
                let source = self.expression(script, *source);
                let spot = self.spot(script, id);
                self.load(&source, spot)
            }
            Expression::Template(parts) => self.template(script, script.list(*parts)),
            Expression::Tagged(tag, parts) => self.tagged(script, id, *tag, script.list(*parts)),
            Expression::Binary(operator, left, right) => {
                let left = self.expression(script, *left);
                let right = self.expression(script, *right);
                self.binary(*operator, &left, &right)
            }
            Expression::Logical(operator, left, right) => self.logical(script, *operator, *left, *right),
            Expression::Unary(operator, argument) => self.unary(script, *operator, *argument),
            Expression::Conditional(test, yes, no) => self.conditional(script, *test, *yes, *no),
            Expression::Assign(target, operator, value) => {
                let mut value = self.expression(script, *value);
                if let Some(operator) = operator {
                    let before = self.present_value(script, *target);
                    value = self.binary(*operator, &before, &value);
                }
                self.assign(script, *target, value.clone());
                value
            }
            Expression::AssignLogical(operator, target, value) => {
                self.assign_logical(script, *operator, *target, *value)
            }
            Expression::Update(target, read, amount) => self.update(script, *target, *read, *amount),
            Expression::Object(properties) => self.object_literal(script, properties),
            Expression::Array(items) => {
                let elements = self.arguments(script, *items);
                Value::of(Item::Object(self.new_object(elements.into_array())))
            }
            Expression::Spread(inner) | Expression::Await(inner) => self.expression(script, *inner),
            Expression::Yield(inner) => {
                let value = self.expression(script, *inner);
                Value::labelled(self.deep_labels(&value))
            }
            Expression::Function(function) => self.function_value(script, *function),
            Expression::Class(class) => self.class(script, *class),
            Expression::Sequence(items) => {
                let mut last = Value::undefined();
                for item in script.list(*items) {
                    last = self.expression(script, *item);
                }
                last
            }
        }
    }

    pub(super) fn spot(&self, script: &Script, id: ExpressionId) -> Spot {
        let span = script.span(id);
        Spot { script: self.script(), start: span.start, end: span.end }
    }

    /// `super` and `import.meta`: an object of which nothing is known but the file it belongs to.
    fn surroundings(&mut self) -> Value {
        let file = self.own_path();
        let url = Value::text(format!("file://{file}"));
        let folder = Value::text(file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned());
        let mut properties = FxHashMap::default();
        properties.insert(self.names.intern("url"), url);
        properties.insert(self.names.intern("dirname"), folder);
        properties.insert(self.names.intern("filename"), Value::text(file));
        let object = Object { properties, rest: Value::open(), ..Object::default() };
        Value::of(Item::Object(self.new_object(object)))
    }

    fn variable(&mut self, variable: Variable) -> Value {
        match variable {
            Variable::Local(symbol) => {
                let Some(frame) = self.frames.last() else { return Value::open() };
                let Some(state) = self.scripts.get(frame.script as usize) else { return Value::open() };
                let is_set = |value: &&Value| value.is_open || !value.items.is_empty();
                let present = state.variables.get(symbol.0 as usize).filter(is_set);
                let is_own = || state.owners.get(symbol.0 as usize) == Some(&frame.function);
                let value = present.or_else(|| state.kept.get(&symbol.0).filter(|_| !is_own()));
                value.cloned().unwrap_or_else(Value::open)
            }
            Variable::Global(name) => self.global(name),
        }
    }

    fn unary(&mut self, script: &Script, operator: UnaryOperator, argument: ExpressionId) -> Value {
        let value = self.expression(script, argument);
        match operator {
            UnaryOperator::Not => value.truth().map_or_else(Value::open, |truth| Value::boolean(!truth)),
            UnaryOperator::Delete => Value::boolean(true),
            UnaryOperator::TypeOf => self.type_of(&value),
            UnaryOperator::Minus | UnaryOperator::Plus | UnaryOperator::Complement => {
                match self.as_number(&value) {
                    Some(number) => Value::number(match operator {
                        UnaryOperator::Minus => -number,
                        UnaryOperator::Plus => number,
                        _ => f64::from(!super::operator::to_int32(number)),
                    })
                    .with_labels(value.labels),
                    None => Value::labelled(value.labels),
                }
            }
        }
    }

    fn object_literal(&mut self, script: &Script, properties: &[Property]) -> Value {
        let mut object = Object::default();
        for property in properties {
            let value = self.expression(script, property.value);
            match property.key {
                Key::Name(name) => self.define(&mut object, name, value, property.is_getter),
                Key::Computed(key) => {
                    let key = self.expression(script, key);
                    match key.exact_text().cloned() {
                        Some(text) => {
                            let name = self.names.intern(&text);
                            self.define(&mut object, name, value, property.is_getter);
                        }
                        None => object.rest.join(&value),
                    }
                }
                Key::Spread => self.spread_into(&mut object, &value),
            }
        }
        Value::of(Item::Object(self.new_object(object)))
    }

    pub(super) fn define(
        &mut self,
        object: &mut Object,
        name: stockade_parse::script::names::Name,
        value: Value,
        is_getter: bool,
    ) {
        self.note_secret_taker(name, &value);
        let getter = value.functions().next().filter(|_| is_getter);
        match getter {
            Some(getter) => {
                object.getters.insert(name, getter);
            }
            _ => {
                object.properties.insert(name, value);
            }
        }
    }

    /// `{...value}`: its properties if they are known, else its labels.
    pub(super) fn spread_into(&mut self, object: &mut Object, value: &Value) {
        object.rest.labels = object.rest.labels.with(value.labels);
        object.rest.is_open |= value.is_open || value.apis().next().is_some();
        if let Some(member) = self.any_member(value) {
            object.rest.join(&member);
        }
        let sources: Vec<ObjectId> = value.objects().collect();
        for source in sources.into_iter().filter_map(|id| self.object(id)) {
            for (name, value) in sorted(&source.properties) {
                object.properties.insert(name, value.clone());
            }
            object.getters.extend(&source.getters);
            object.rest.join(&source.rest);
        }
    }

    fn function_value(&mut self, script: &Script, function: FunctionId) -> Value {
        let number = self.script();
        let closure = self.closure(number, function);
        if script.function(function).is_some_and(|function| function.is_arrow) {
            let this = self.frames.last().map(|frame| frame.this.clone());
            if let Some(closure) = self.closures.get_mut(closure.0 as usize) {
                closure.this = this;
            }
        }
        Value::of(Item::Function(closure))
    }

    /// A class: an object whose prototype holds its methods.
    pub(super) fn class(&mut self, script: &Script, id: ClassId) -> Value {
        let Some(class) = script.class(id) else { return Value::open() };
        let number = self.script();
        let mut prototype = Object::default();
        let mut own = Object::default();
        if let Some(base) = class.base {
            let base = self.expression(script, base);
            prototype.prototype = self.prototype_of(&base);
            prototype.class = base.apis().next();
            own.prototype = base.objects().next();
        }
        let prototype = self.new_object(prototype);
        own.constructor = class.constructor.map(|function| self.closure(number, function));
        let prototype_name = self.names.intern("prototype");
        own.properties.insert(prototype_name, Value::of(Item::Object(prototype)));
        let class_object = self.new_object(own);
        let value = Value::of(Item::Object(class_object));
        if let Some(symbol) = class.symbol {
            self.store_local(symbol.0, value.clone());
        }
        self.define_members(script, prototype, &class.members);
        self.define_members(script, class_object, &class.statics);
        for block in &class.blocks {
            let closure = self.closure(number, *block);
            self.call_closure(closure, value.clone(), Vec::new());
        }
        value
    }

    fn define_members(&mut self, script: &Script, target: ObjectId, members: &[Property]) {
        for member in members {
            let value = self.expression(script, member.value);
            let name = match member.key {
                Key::Name(name) => Some(name),
                Key::Computed(key) => {
                    let key = self.expression(script, key);
                    key.exact_text().cloned().map(|text| self.names.intern(&text))
                }
                Key::Spread => None,
            };
            if let Some(name) = name {
                self.note_secret_taker(name, &value);
            }
            let getter = value.functions().next().filter(|_| member.is_getter);
            let Some(object) = self.object_mut(target) else { continue };
            match (name, getter) {
                (Some(name), Some(getter)) => {
                    object.getters.insert(name, getter);
                }
                (Some(name), _) => {
                    object.properties.insert(name, value);
                }
                (None, _) => object.rest.join(&value),
            }
        }
    }
}

/// Whether reading a member of the value may throw.
fn may_lack_members(value: &Value) -> bool {
    value.is_open || value.items.iter().any(|item| matches!(item, Item::Undefined | Item::Null))
}

/// A map's entries in a fixed order.
pub(super) fn sorted<K: Copy + Ord, V>(map: &FxHashMap<K, V>) -> Vec<(K, &V)> {
    let mut entries: Vec<(K, &V)> = map.iter().map(|(key, value)| (*key, value)).collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries
}
