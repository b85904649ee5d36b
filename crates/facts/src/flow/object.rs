//! Objects and functions that the analysed code makes.

use rustc_hash::FxHashMap;
use stockade_parse::script::ir::FunctionId;
use stockade_parse::script::names::Name;

use super::engine::Engine;
use super::label::Labels;
use super::value::{ApiId, ClosureId, Item, ObjectId, Value};

/// An object, array, module or instance.
#[derive(Clone, Default)]
pub(super) struct Object {
    /// Its properties by name.
    pub(super) properties: FxHashMap<Name, Value>,
    /// Its items, if it is an array.
    pub(super) elements: Option<Vec<Value>>,
    /// Whether its first items stood in the source, rather than being computed.
    pub(super) is_data: bool,
    /// Its bytes, if it is a buffer.
    pub(super) bytes: Option<std::rc::Rc<[u8]>>,
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
    /// Whether it stands for an outside method bound to `address`.
    pub(super) is_bound: bool,
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

/// How many objects are looked into for labels: what is sent is small, and a module's namespace is not sent.
const LABEL_OBJECTS: usize = 48;

/// How many values are looked at before the search ends with the object at hand.
const LABEL_VALUES: usize = 2_048;

/// How many items of each array are.
const LABEL_ITEMS: usize = 256;

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
        self.stores += 1;
        let object = self.objects.get_mut(id.0 as usize)?;
        if let Some(journal) = &mut self.journal {
            journal.note_object(id, object);
        }
        Some(object)
    }

    pub(super) fn array(&mut self, elements: Vec<Value>) -> Value {
        let is_data = !elements.is_empty();
        Value::of(Item::Object(self.new_object(Object {
            elements: Some(elements),
            is_data,
            ..Object::default()
        })))
    }

    /// The items of a value that is exactly one array.
    pub(super) fn exact_array(&self, value: &Value) -> Option<&[Value]> {
        match value.exact() {
            Some(Item::Object(id)) => self
                .object(*id)
                .filter(|object| is_settled(object))
                .and_then(|object| object.elements.as_deref()),
            _ => None,
        }
    }

    /// Whether a value is an array whose items stood in the source.
    pub(super) fn is_data(&self, value: &Value) -> bool {
        value.objects().any(|id| self.object(id).is_some_and(|object| object.is_data))
    }

    /// The labels of a value and of what it holds, nearest objects first.
    pub(super) fn deep_labels(&self, value: &Value) -> Labels {
        let mut labels = value.labels;
        if self.labels.is_empty() || value.objects().next().is_none() {
            return labels;
        }
        let mut pending: Vec<ObjectId> = value.objects().collect();
        let (mut next, mut seen) = (0, 0_usize);
        while let Some(id) = pending.get(next).copied().filter(|_| seen < LABEL_VALUES) {
            next += 1;
            let Some(object) = self.object(id) else { continue };
            let parts = object.properties.values().chain(object.elements.iter().flatten().take(LABEL_ITEMS));
            for part in parts.chain(std::iter::once(&object.rest)) {
                seen += 1;
                labels = labels.with(part.labels);
                for inner in part.objects() {
                    if pending.len() < LABEL_OBJECTS && !pending.contains(&inner) {
                        pending.push(inner);
                    }
                }
            }
        }
        self.label_work.set(self.label_work.get() + seen as u64 / 16);
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
