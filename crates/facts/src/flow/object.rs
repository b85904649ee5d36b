//! Objects and functions that the analysed code makes.

use rustc_hash::FxHashMap;
use stockade_parse::script::ir::FunctionId;
use stockade_parse::script::names::Name;

use super::engine::Engine;
use super::label::Labels;
use super::value::{ApiId, ClosureId, Item, ObjectId, Value};

/// An object, array, module or instance.
#[derive(Default)]
pub(super) struct Object {
    /// Its properties by name.
    pub(super) properties: FxHashMap<Name, Value>,
    /// Its items, if it is an array.
    pub(super) elements: Option<Vec<Value>>,
    /// What was stored under names that are not known.
    pub(super) rest: Value,
    /// Functions that answer reads.
    pub(super) getters: FxHashMap<Name, ClosureId>,
    /// Where properties are looked up next.
    pub(super) prototype: Option<ObjectId>,
    /// The outside name whose instance it is.
    pub(super) class: Option<ApiId>,
    /// The address or path it was made with.
    pub(super) address: Option<Box<Value>>,
    /// The constructor, if it is a class.
    pub(super) constructor: Option<ClosureId>,
}

/// A function with its surroundings.
#[derive(Clone)]
pub(super) struct Closure {
    pub(super) script: u32,
    pub(super) function: FunctionId,
    /// `this`, where it is bound.
    pub(super) this: Option<Value>,
    /// Arguments bound before those of the call.
    pub(super) bound: Vec<Value>,
    /// The object that holds its properties and prototype, made when first asked for.
    pub(super) home: Option<ObjectId>,
}

/// How deep labels are looked for inside objects.
const LABEL_DEPTH: usize = 4;

impl Engine<'_> {
    pub(super) fn new_object(&mut self, object: Object) -> ObjectId {
        let id = ObjectId(u32::try_from(self.objects.len()).unwrap_or(u32::MAX));
        self.objects.push(object);
        id
    }

    pub(super) fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.0 as usize)
    }

    pub(super) fn object_mut(&mut self, id: ObjectId) -> Option<&mut Object> {
        self.objects.get_mut(id.0 as usize)
    }

    pub(super) fn array(&mut self, elements: Vec<Value>) -> Value {
        Value::of(Item::Object(self.new_object(Object { elements: Some(elements), ..Object::default() })))
    }

    /// The items of a value that is exactly one array.
    pub(super) fn exact_array(&self, value: &Value) -> Option<&[Value]> {
        match value.exact() {
            Some(Item::Object(id)) => {
                self.object(*id).filter(|object| is_settled(object)).and_then(|object| object.elements.as_deref())
            }
            _ => None,
        }
    }

    /// The labels of a value and of everything in it.
    pub(super) fn deep_labels(&self, value: &Value) -> Labels {
        self.labels_within(value, LABEL_DEPTH)
    }

    fn labels_within(&self, value: &Value, depth: usize) -> Labels {
        let mut labels = value.labels;
        if depth == 0 {
            return labels;
        }
        for object in value.objects().filter_map(|id| self.object(id)) {
            if object.class.is_some() && object.properties.is_empty() && object.elements.is_none() {
                continue;
            }
            labels = labels.with(self.labels_within(&object.rest, depth - 1));
            for element in object.elements.iter().flatten().take(256) {
                labels = labels.with(self.labels_within(element, depth - 1));
            }
            for property in object.properties.values() {
                labels = labels.with(self.labels_within(property, depth - 1));
            }
        }
        labels
    }

    /// A property of the object, its prototypes included.
    pub(super) fn own_or_inherited(&mut self, id: ObjectId, name: Name) -> Option<Value> {
        let mut at = Some(id);
        for _ in 0..16 {
            let object = self.object(at?)?;
            if let Some(getter) = object.getters.get(&name).copied() {
                return Some(self.call_closure(getter, Value::of(Item::Object(id)), Vec::new()));
            }
            if let Some(value) = object.properties.get(&name) {
                return Some(value.clone());
            }
            at = object.prototype;
        }
        None
    }
}

/// Whether nothing was stored under an unknown name.
fn is_settled(object: &Object) -> bool {
    !object.rest.is_open && object.rest.items.is_empty()
}
