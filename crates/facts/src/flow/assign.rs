//! Storing values.

use stockade_parse::script::ir::{Expression, Key, Pattern, PatternId, Script, Variable};
use stockade_parse::script::names::Name;

use super::engine::Engine;
use super::expression::sorted;
use super::object::Object;
use super::record::PatchFact;
use super::value::{Item, Value};

impl Engine<'_> {
    /// Stores `value` into what `pattern` names.
    pub(super) fn assign(&mut self, script: &Script, pattern: PatternId, value: Value) {
        match script.pattern(pattern) {
            Some(Pattern::Variable(Variable::Local(symbol))) => self.store_local(symbol.0, value),
            Some(Pattern::Variable(Variable::Global(name))) => self.store_global(*name, value),
            Some(Pattern::Property(property)) => self.store_property(script, *property, &value),
            Some(Pattern::Default(target, fallback)) => {
                let mut value = value;
                if value.is_open || value.items.is_empty() || value.items.contains(&Item::Undefined) {
                    value.items.retain(usize::MAX, |item| *item != Item::Undefined);
                    let fallback = self.expression(script, *fallback);
                    value.join(&fallback);
                }
                self.assign(script, *target, value);
            }
            Some(Pattern::Object(properties, rest)) => self.destructure(script, properties, *rest, &value),
            Some(Pattern::Array(items, rest)) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(item) = item {
                        let element = self.element(&value, index);
                        self.assign(script, *item, element);
                    }
                }
                if let Some(rest) = rest {
                    let remaining = self.elements_from(&value, items.len());
                    self.assign(script, *rest, remaining);
                }
            }
            None => {}
        }
    }

    fn destructure(
        &mut self,
        script: &Script,
        properties: &[(Key, PatternId)],
        rest: Option<PatternId>,
        value: &Value,
    ) {
        for (key, target) in properties {
            let spot = self.pattern_spot();
            let property = match key {
                Key::Name(name) => self.read_member(value, *name, spot),
                Key::Computed(key) => {
                    let key = self.expression(script, *key);
                    self.read_index(value, &key, spot)
                }
                Key::Spread => Value::open(),
            };
            self.assign(script, *target, property);
        }
        if let Some(rest) = rest {
            self.assign(script, rest, value.clone());
        }
    }

    /// Stores into a variable of the script that runs: replaces what was there where the place is certain to
    /// run, else adds to it.
    pub(super) fn store_local(&mut self, symbol: u32, value: Value) {
        self.store_variable(self.script(), symbol, value);
    }

    /// The same for a variable of any script.
    pub(super) fn store_variable(&mut self, script: u32, symbol: u32, value: Value) {
        let Some(state) = self.scripts.get_mut(script as usize) else { return };
        let owner = state.owners.get(symbol as usize).copied();
        let own = self.frames.last().filter(|frame| frame.script == script && Some(frame.function) == owner);
        self.stores += u64::from(own.is_none());
        let base = own.map_or(0, |frame| frame.uncertain);
        let Some(variable) = state.variables.get_mut(symbol as usize) else { return };
        if let Some(journal) = &mut self.journal {
            journal.note_variable(script, symbol, variable);
        }
        if self.uncertain > base {
            variable.join(&value);
        } else {
            *variable = value;
        }
    }

    /// Puts a value back.
    pub(super) fn put(&mut self, script: u32, symbol: u32, value: Value) {
        let variables = self.scripts.get_mut(script as usize).map(|state| &mut state.variables);
        if let Some(variable) = variables.and_then(|variables| variables.get_mut(symbol as usize)) {
            *variable = value;
        }
    }

    fn store_property(
        &mut self,
        script: &Script,
        property: stockade_parse::script::ir::ExpressionId,
        value: &Value,
    ) {
        let (object, name) = match script.expression(property) {
            Expression::Member(object, name) => (self.expression(script, *object), Some(*name)),
            Expression::Index(object, key) => {
                let object = self.expression(script, *object);
                let key = self.expression(script, *key);
                if let Some(index) = key.exact_number() {
                    self.store_element(&object, index, value);
                    return;
                }
                let name = key.exact_text().cloned();
                if let Some(index) = name.as_deref().and_then(|name| name.parse::<f64>().ok()) {
                    self.store_element(&object, index, value);
                    return;
                }
                let labels = key.labels;
                if name.is_none() {
                    self.label_rest(&object, labels);
                }
                (object, name.map(|name| self.names.intern(&name)))
            }
            _ => return,
        };
        let spot = self.spot(script, property);
        match name {
            Some(name) => self.store_member(&object, name, value, spot),
            None => self.store_unknown(&object, value),
        }
    }

    pub(super) fn store_member(
        &mut self,
        object: &Value,
        name: Name,
        value: &Value,
        spot: super::record::Spot,
    ) {
        let is_weak =
            self.uncertain > self.frames.last().map_or(0, |frame| frame.uncertain) || object.items.len() > 1;
        self.note_secret_taker(name, value);
        let labels = object.labels;
        for item in object.items.clone() {
            match item {
                Item::Object(id) => {
                    if self.names.text(name).starts_with("on") && self.inherited_class(id).is_some() {
                        self.call_handler(value, id, labels);
                    }
                    self.store_in_instance(id, name, value, spot);
                    let Some(object) = self.object_mut(id) else { continue };
                    match object.properties.get_mut(&name) {
                        Some(present) if is_weak => present.join(value),
                        _ => {
                            object.properties.insert(name, value.clone());
                        }
                    }
                }
                Item::Function(closure) => {
                    if let Some(home) = self.function_home(closure)
                        && let Some(object) = self.object_mut(home)
                    {
                        object.properties.insert(name, value.clone());
                    }
                }
                Item::Api(api) => {
                    let member = self.api_member(api, name);
                    self.store_api(member, value, spot);
                }
                _ => {}
            }
        }
    }

    /// A name of the outside world gets another value.
    fn store_api(&mut self, api: super::value::ApiId, value: &Value, spot: super::record::Spot) {
        let path = self.api_path(api);
        if value.functions().next().is_some() || value.objects().next().is_some() {
            let (trigger, is_certain, chances) = (self.trigger, self.uncertain == 0, self.chances);
            // What replaces it runs when others call it, a handler with what it listens to.
            let heard = path.rsplit('.').next().and_then(|name| name.strip_prefix("on")).unwrap_or_default();
            let labels = self.heard(heard, spot);
            self.call_functions_in(value, labels);
            let is_by_chance = is_certain && self.chances > chances;
            self.effects.patches.push(PatchFact { api: path, is_by_chance, spot, trigger });
        }
    }

    fn store_unknown(&mut self, object: &Value, value: &Value) {
        for id in object.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.rest.join(value);
            }
        }
    }

    fn label_rest(&mut self, object: &Value, labels: super::label::Labels) {
        for id in object.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.rest.labels = object.rest.labels.with(labels);
            }
        }
    }

    fn store_element(&mut self, object: &Value, index: f64, value: &Value) {
        let is_weak = self.uncertain > self.frames.last().map_or(0, |frame| frame.uncertain);
        for id in object.objects().collect::<Vec<_>>() {
            if self.store_byte(id, index, value, is_weak) {
                continue;
            }
            let Some(target) = self.object_mut(id) else { continue };
            if !store_at(target, index, value, is_weak) {
                let name = self.names.intern(&super::operator::number_text(index));
                let Some(target) = self.object_mut(id) else { continue };
                target.properties.insert(name, value.clone());
            }
        }
    }

    fn store_global(&mut self, name: Name, value: Value) {
        if self.store_bound(name, &value) {
            return;
        }
        let path = self.names.shared(name);
        if crate::api::find(&path).is_some() || matches!(&*path, "process" | "Buffer" | "console") {
            let api = self.api(&path);
            let spot = self.pattern_spot();
            self.store_api(api, &value, spot);
        }
        let globals = self.global_object();
        if let Some(object) = self.object_mut(globals) {
            object.properties.entry(name).or_default().join(&value);
        }
    }

    /// Copies all properties of `source` into `target`, as `Object.assign` does.
    pub(super) fn copy_properties(&mut self, target: &Value, source: &Value) {
        let mut copied = Object::default();
        self.spread_into(&mut copied, source);
        for id in target.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.rest.join(&copied.rest);
                object.getters.extend(&copied.getters);
                for (name, value) in sorted(&copied.properties) {
                    object.properties.entry(name).or_default().join(value);
                }
            }
        }
    }
}

/// Most items an array may have and still be followed item by item.
pub(super) const ELEMENTS: usize = 65_536;

/// Stores into an array's item; false where the object is none or has no room for it.
fn store_at(object: &mut Object, index: f64, value: &Value, is_weak: bool) -> bool {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded by the check before it"
    )]
    let position = if (0.0..65_536.0).contains(&index) { Some(index as usize) } else { None };
    match (&mut object.elements, position) {
        (Some(elements), Some(position)) if position < ELEMENTS => {
            if elements.len() <= position {
                elements.resize(position + 1, Value::undefined());
            }
            if let Some(element) = elements.get_mut(position) {
                if is_weak { element.join(value) } else { *element = value.clone() }
            }
            true
        }
        _ => false,
    }
}
