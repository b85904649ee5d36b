//! Maps and sets: what is put into one comes out of it, and is not called on the way.

use super::call::Arguments;
use super::engine::Engine;
use super::object::Object;
use super::value::{Item, ObjectId, Value};

/// Begins the names of properties that stand for what a collection holds; no code can write one.
const HELD: char = '\u{fdd1}';

impl Engine<'_> {
    /// `new Map(entries)`, `new Set(items)`; nothing for other names, and where what goes in is not all known.
    pub(super) fn new_collection(&mut self, path: &str, arguments: &Arguments) -> Option<Value> {
        let is_map = matches!(path, "Map" | "WeakMap");
        if !is_map && !matches!(path, "Set" | "WeakSet") {
            return None;
        }
        let first = arguments.get(0);
        let items = match first.exact() {
            Some(Item::Undefined | Item::Null) => Vec::new(),
            _ => self.exact_items(&first)?,
        };
        let class = Some(self.api(path));
        let id = self.new_object(Object { class, ..Object::default() });
        for item in items {
            match is_map {
                true => {
                    let (key, value) = (self.element(&item, 0), self.element(&item, 1));
                    self.hold(&[id], &key, &value);
                }
                false => self.hold(&[id], &Value::open(), &item),
            }
        }
        Some(Value::of(Item::Object(id)).with_labels(first.labels))
    }

    /// A method of a map or set; nothing where the name is none of theirs.
    pub(super) fn collection_method(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (class, method) = path.split_once('.')?;
        let is_map = matches!(class, "Map" | "WeakMap");
        if !is_map && !matches!(class, "Set" | "WeakSet") {
            return None;
        }
        let collections: Vec<ObjectId> = this.objects().collect();
        match (method, is_map) {
            ("set", true) => {
                self.hold(&collections, &arguments.get(0), &arguments.get(1));
                Some(this.clone())
            }
            ("add", false) => {
                self.hold(&collections, &Value::open(), &arguments.get(0));
                Some(this.clone())
            }
            ("get", true) => Some(self.held_at(&collections, &arguments.get(0)).with_labels(this.labels)),
            ("has", _) => Some(Value::open()),
            ("forEach", _) => {
                let held = self.held_at(&collections, &Value::open()).with_labels(this.labels);
                let given = Arguments { values: vec![held], more: Some(Value::open()) };
                let spot = self.pattern_spot();
                Some(self.call_value(&arguments.get(0), &Value::undefined(), given, spot))
            }
            _ => None,
        }
    }

    fn hold(&mut self, collections: &[ObjectId], key: &Value, value: &Value) {
        let labels = self.deep_labels(key);
        let name = match key.exact_text() {
            Some(key) => format!("{HELD}{key}"),
            None => HELD.to_string(),
        };
        let name = self.names.intern(&name);
        for id in collections {
            if let Some(object) = self.object_mut(*id) {
                object.rest.labels = object.rest.labels.with(labels);
                object.properties.entry(name).or_default().join(value);
            }
        }
    }

    /// What a collection may hold under a key: all that is known of it, and anything where that is not all.
    fn held_at(&mut self, collections: &[ObjectId], key: &Value) -> Value {
        let exact = key.exact_text().map(|key| format!("{HELD}{key}"));
        let exact = exact.map(|key| self.names.intern(&key));
        let unknown = self.names.intern(&HELD.to_string());
        let mut held = Value::default();
        for id in collections {
            let Some(object) = self.object(*id) else { continue };
            held.labels = held.labels.with(object.rest.labels);
            held.is_open |= object.rest.is_open;
            for (name, value) in super::expression::sorted(&object.properties) {
                let is_meant = match exact {
                    Some(exact) => name == exact || name == unknown,
                    None => self.names.text(name).starts_with(HELD),
                };
                if is_meant {
                    held.join(value);
                }
            }
        }
        if exact.is_none() || held.items.is_empty() {
            held.join(&Value::undefined());
        }
        held.is_open |= collections.is_empty();
        held
    }
}
