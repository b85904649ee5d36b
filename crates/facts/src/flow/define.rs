//! Properties that are defined rather than stored, and copies of modules.
//!
//! Compilers turn `import * as fs from "fs"` into a loop that copies whatever the module has into an object of
//! their own, name by name, through getters. Which names there are is not known for a module of the outside
//! world; the object then has a member of that module under any name.

use stockade_parse::script::ir::FunctionId;
use stockade_parse::script::names::Name;

use super::call::Arguments;
use super::engine::Engine;
use super::object::Object;
use super::record::Spot;
use super::value::{ApiId, ClosureId, Item, ObjectId, Value};
use crate::api;

/// The name of a member of a module whose name is not known.
const ANY: &str = "*";

/// How many functions a descriptor may have made since it was begun for its getter to be its own.
const OWN_FUNCTIONS: usize = 3;

impl Engine<'_> {
    /// A member of unknown name, where the value is a module of the outside world.
    pub(super) fn any_member(&mut self, value: &Value) -> Option<Value> {
        let module = value.apis().find(|api| api::is_module(&self.api_path(*api)))?;
        let name = self.names.intern(ANY);
        let member = self.api_member(module, name);
        Some(Value { is_open: true, ..Value::of(Item::Api(member)) })
    }

    /// The value of an object's unknown names as the value of this one: a member of any name is this member.
    pub(super) fn named(&mut self, rest: Value, name: Name, spot: Spot) -> Value {
        if rest.apis().next().is_none() {
            return rest;
        }
        let mut result = Value { is_open: rest.is_open, labels: rest.labels, ..Value::default() };
        for item in rest.items {
            let module = match &item {
                Item::Api(member) => self.module_of_any(*member),
                _ => None,
            };
            let value = match module {
                Some(module) => {
                    let member = self.api_member(module, name);
                    self.read_api(member, spot)
                }
                None => Value::of(item),
            };
            result.join(&value);
        }
        result
    }

    fn module_of_any(&mut self, member: ApiId) -> Option<ApiId> {
        let path = self.api_path(member);
        let module = path.strip_suffix(".*")?;
        Some(self.api(module))
    }

    /// `Object.defineProperty(target, key, descriptor)`; nothing where the target is no object of the package.
    pub(super) fn define_property(
        &mut self,
        target: &Value,
        key: &Value,
        descriptor: &Value,
        spot: Spot,
    ) -> Option<Value> {
        if target.apis().next().is_some() || target.items.is_empty() {
            return None;
        }
        let key_name = key.exact_text().cloned().map(|text| self.names.intern(&text));
        if key_name.is_none() && key.apis().next().is_some() {
            // A symbol's: no name that code asks for.
            return Some(target.clone());
        }
        let (value_name, getter_name) = (self.names.intern("value"), self.names.intern("get"));
        let value = self.part_of(descriptor, value_name);
        let getter = self.part_of(descriptor, getter_name).functions().next();
        let value = match value_of(&value) {
            None if getter.is_none() && descriptor.is_open => Some(Value::labelled(descriptor.labels)),
            value => value,
        };
        for id in self.homes(target) {
            if let Some(value) = &value {
                self.define_value(id, key_name, value, spot);
            }
            if let Some(getter) = getter {
                self.define_getter(id, key_name, getter, spot);
            }
        }
        Some(target.clone())
    }

    /// The objects that hold the properties of what a value may be.
    fn homes(&mut self, target: &Value) -> Vec<ObjectId> {
        let mut homes: Vec<ObjectId> = target.objects().collect();
        for closure in target.functions().collect::<Vec<_>>() {
            homes.extend(self.function_home(closure));
        }
        homes
    }

    fn part_of(&mut self, descriptor: &Value, name: Name) -> Value {
        let mut part = Value::default();
        for id in descriptor.objects().collect::<Vec<_>>() {
            if let Some(value) = self.own_or_inherited(id, name) {
                part.join(&value);
            }
        }
        part
    }

    fn define_value(&mut self, id: ObjectId, name: Option<Name>, value: &Value, spot: Spot) {
        match name {
            Some(name) => self.store_member(&Value::of(Item::Object(id)), name, value, spot),
            None => {
                if let Some(object) = self.object_mut(id) {
                    object.rest.join(value);
                }
            }
        }
    }

    /// A getter answers when it is asked. One that was made for this very property, in a function that makes
    /// many, answers at once: its variables hold other names later.
    fn define_getter(&mut self, id: ObjectId, name: Option<Name>, getter: ClosureId, spot: Spot) {
        let is_own = getter.0 as usize + OWN_FUNCTIONS >= self.closures.len()
            && self.frames.last().is_some_and(|frame| frame.function != FunctionId(0));
        if is_own || name.is_none() {
            let answer = self.call_closure(getter, Value::of(Item::Object(id)), Vec::new());
            if !answer.items.is_empty() && answer.exact() != Some(&Item::Undefined) {
                self.define_value(id, name, &answer, spot);
                return;
            }
            // It was asked too early; what it said counts for nothing.
            if let Some(closure) = self.closures.get(getter.0 as usize) {
                self.runs.remove(&(closure.script, closure.function));
            }
        }
        if let (Some(name), Some(object)) = (name, self.object_mut(id)) {
            object.getters.insert(name, getter);
        }
    }

    /// `Object.defineProperties(target, descriptors)`.
    pub(super) fn define_properties(
        &mut self,
        target: &Value,
        descriptors: &Value,
        spot: Spot,
    ) -> Option<Value> {
        for key in self.exact_keys(descriptors)? {
            let name = key.exact_text().cloned().map(|text| self.names.intern(&text))?;
            let descriptor = self.part_of(descriptors, name);
            self.define_property(target, &key, &descriptor, spot)?;
        }
        Some(target.clone())
    }

    /// `Object.create(prototype, descriptors)`.
    pub(super) fn created(&mut self, arguments: &Arguments, spot: Spot) -> Value {
        let prototype = arguments.get(0);
        let class = prototype.apis().next().map(|api| self.api_path(api));
        let class = class.as_deref().and_then(|path| path.strip_suffix(".prototype")).map(|it| self.api(it));
        let mut object = Object { prototype: prototype.objects().next(), class, ..Object::default() };
        object.rest.is_open = prototype.is_open;
        object.rest.labels = prototype.labels;
        if let Some(member) = self.any_member(&prototype) {
            object.rest.join(&member);
        }
        let created = Value::of(Item::Object(self.new_object(object)));
        let descriptors = arguments.get(1);
        if descriptors.objects().next().is_some() {
            self.define_properties(&created, &descriptors, spot);
        }
        created
    }

    /// `Object.getOwnPropertyDescriptor(object, key)`: what is there, and that more may be said of it.
    pub(super) fn descriptor(&mut self, object: &Value, key: &Value, spot: Spot) -> Value {
        let name = key.exact_text().cloned().map(|text| self.names.intern(&text));
        let getter = name.and_then(|name| {
            let id = object.objects().next()?;
            self.object(id)?.getters.get(&name).copied()
        });
        let mut descriptor = Object { rest: Value::open(), ..Object::default() };
        match getter {
            Some(getter) => {
                let name = self.names.intern("get");
                descriptor.properties.insert(name, Value::of(Item::Function(getter)));
            }
            None => {
                let name = self.names.intern("value");
                let value = self.read_index(object, key, spot);
                descriptor.properties.insert(name, value);
            }
        }
        let known = Value::of(Item::Object(self.new_object(descriptor)));
        Value { is_open: true, ..known }
    }
}

fn value_of(value: &Value) -> Option<Value> {
    (value.is_open || !value.items.is_empty()).then(|| value.clone())
}
