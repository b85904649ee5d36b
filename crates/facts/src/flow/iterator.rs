//! Iterators of lists, as code that a compiler made for older engines asks for them.

use super::engine::Engine;
use super::object::Object;
use super::operator::number;
use super::value::{Item, Value};

/// The outside name of the function that makes an iterator.
const MAKE: &str = "Array.prototype.iterator";

/// The outside name that an iterator is an instance of.
const ITERATOR: &str = "Array.iterator";

/// The property that holds how far an iterator has come; no code can write it.
const POSITION: &str = "\u{fdd2}";

impl Engine<'_> {
    /// `list[Symbol.iterator]`; nothing for other keys and where the items are not all known.
    pub(super) fn iterator_member(&mut self, object: &Value, key: &Value) -> Option<Value> {
        let Some(Item::Api(api)) = key.exact() else { return None };
        if &*self.api_path(*api) != "Symbol.iterator" {
            return None;
        }
        self.exact_items(object)?;
        let class = Some(self.api(MAKE));
        let maker = Object { class, address: Some(Box::new(object.clone())), ..Object::default() };
        Some(Value::of(Item::Object(self.new_object(maker))))
    }

    /// Such a function called, by `call` too, and `iterator.next()`.
    pub(super) fn iterator_method(&mut self, path: &str, this: &Value) -> Option<Value> {
        let position = self.names.intern(POSITION);
        if path.strip_prefix(MAKE).is_some_and(|rest| matches!(rest, "" | ".call")) {
            let list = self.address_of(this)?;
            let items = self.exact_items(&list)?;
            let class = Some(self.api(ITERATOR));
            let mut object = Object { class, elements: Some(items), ..Object::default() };
            object.properties.insert(position, Value::number(0.0));
            return Some(Value::of(Item::Object(self.new_object(object))).with_labels(this.labels));
        }
        if matches!(path, "Array.prototype.entries" | "Array.prototype.keys") {
            let class = Some(self.api(ITERATOR));
            let object = Object { class, rest: Value::labelled(self.deep_labels(this)), ..Object::default() };
            return Some(Value::of(Item::Object(self.new_object(object))));
        }
        if path.strip_prefix(ITERATOR)? != ".next" {
            return None;
        }
        let Some(Item::Object(id)) = this.exact() else { return None };
        let id = *id;
        let object = self.object(id)?;
        let at = number(object.properties.get(&position)?)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it counts up from 0")]
        let item = object.elements.as_ref()?.get(at as usize).cloned();
        let is_certain = self.uncertain == 0;
        if let Some(place) = self.object_mut(id).and_then(|object| object.properties.get_mut(&position)) {
            *place = if is_certain { Value::number(at + 1.0) } else { Value::open() };
        }
        self.data_read += 1;
        let mut step = Object::default();
        step.properties.insert(self.names.intern("done"), Value::boolean(item.is_none()));
        step.properties.insert(self.names.intern("value"), item.unwrap_or_else(Value::undefined));
        Some(Value::of(Item::Object(self.new_object(step))).with_labels(this.labels))
    }
}
