//! Promises that the code makes itself: what resolves one is its value.

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::value::{Item, Value};

/// The outside name of what resolves a promise.
const RESOLVER: &str = "Promise.resolver";

impl Engine<'_> {
    /// `new Promise((resolve, reject) => …)`: what resolve is called with is not followed, its labels are.
    pub(super) fn promise(&mut self, executor: &Value) -> Value {
        let before = std::mem::replace(&mut self.arrived, Labels::NONE);
        let class = Some(self.api(RESOLVER));
        let resolver = self.new_object(Object { class, ..Object::default() });
        let given = Arguments { values: vec![Value::of(Item::Object(resolver))], more: Some(Value::open()) };
        let spot = self.pattern_spot();
        let returned = self.call_value(executor, &Value::undefined(), given, spot);
        let arrived = self.arrived;
        self.arrived = before.with(arrived);
        let given = self.object(resolver).map(|object| object.rest.clone()).unwrap_or_default();
        let labels = arrived.with(returned.labels);
        if given.items.is_empty() {
            Value::labelled(labels.with(given.labels))
        } else {
            given.with_labels(labels)
        }
    }

    /// What a promise is resolved with is its value.
    pub(super) fn resolve_promise(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        if path != RESOLVER {
            return None;
        }
        let given = arguments.get(0);
        for id in this.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.rest.join(&given);
            }
        }
        Some(Value::undefined())
    }
}
