//! Buffers: objects that hold bytes.
//!
//! A buffer is what a decoder works on: its bytes are read and stored by number, and become a text in the
//! end. Bytes that are not all known leave the buffer open.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose;

use super::array::range;
use super::call::Arguments;
use super::engine::Engine;
use super::fold::{latin1_text, utf16_text};
use super::object::Object;
use super::operator::{number, to_int32};
use super::record::Spot;
use super::value::{Item, ObjectId, Value};

/// Largest buffer that is made empty, in bytes: decoders fill such ones.
const EMPTY_BYTES: f64 = 65_536.0;

/// Shortest text whose decoding is worth a label, in bytes.
const DECODED_BYTES: usize = 4;

/// Methods of lists that buffers have too.
const LIST_METHODS: [&str; 12] = [
    "every",
    "filter",
    "find",
    "findIndex",
    "forEach",
    "includes",
    "indexOf",
    "join",
    "map",
    "reduce",
    "reduceRight",
    "some",
];

impl Engine<'_> {
    /// A buffer of known bytes.
    pub(super) fn buffer(&mut self, bytes: impl Into<Rc<[u8]>>) -> Value {
        let class = Some(self.api("Buffer"));
        Value::of(Item::Object(self.new_object(Object {
            class,
            bytes: Some(bytes.into()),
            ..Object::default()
        })))
    }

    /// The bytes of a value that is exactly one buffer, all of them known.
    pub(super) fn exact_bytes(&self, value: &Value) -> Option<Rc<[u8]>> {
        let Some(Item::Object(id)) = value.exact() else { return None };
        self.bytes_of(*id)
    }

    pub(super) fn bytes_of(&self, id: ObjectId) -> Option<Rc<[u8]>> {
        let object = self.object(id)?;
        object.bytes.as_ref().filter(|_| !object.rest.is_open).map(Rc::clone)
    }

    /// Bytes given as a buffer or as an array of numbers.
    pub(super) fn given_bytes(&self, value: &Value) -> Option<Rc<[u8]>> {
        self.exact_bytes(value).or_else(|| {
            let items = self.exact_array(value)?;
            items.iter().map(byte).collect::<Option<Vec<u8>>>().map(Rc::from)
        })
    }

    /// The value itself, and where it is a buffer the text that it spells.
    pub(super) fn spelled(&self, value: &Value) -> Value {
        match self.exact_bytes(value) {
            Some(bytes) => Value::text(String::from_utf8_lossy(&bytes))
                .with_labels(value.labels.with(self.deep_labels(value))),
            None => value.clone(),
        }
    }

    /// `new Uint8Array(length)`, `Buffer.alloc(length)`: zeros; a list of bytes becomes a buffer of them.
    pub(super) fn new_bytes(&mut self, value: &Value) -> Option<Value> {
        if let Some(length) = value.exact_number() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "bounded by the check"
            )]
            let length = (0.0..=EMPTY_BYTES).contains(&length).then_some(length as usize)?;
            self.spend(1 + length as u64 / 64);
            return Some(self.buffer(vec![0; length]));
        }
        let bytes = self.given_bytes(value)?;
        self.spend(1 + bytes.len() as u64 / 64);
        Some(self.buffer(bytes).with_labels(self.deep_labels(value)))
    }

    /// `Buffer.concat(list)`, where all of it is known.
    pub(super) fn joined_bytes(&mut self, list: &Value) -> Option<Value> {
        let parts: Option<Vec<Rc<[u8]>>> =
            self.exact_array(list)?.iter().map(|part| self.given_bytes(part)).collect();
        let labels = self.deep_labels(list);
        let joined = parts?.concat();
        self.spend(1 + joined.len() as u64 / 64);
        Some(self.buffer(joined).with_labels(labels))
    }

    /// The text that bytes spell in an encoding.
    pub(super) fn text_of_bytes(&mut self, bytes: &[u8], encoding: &str, spot: Spot) -> Option<Value> {
        if !self.spend(1 + bytes.len() as u64 / 16) {
            return None;
        }
        let text = match encoding.to_ascii_lowercase().as_str() {
            "base64" => general_purpose::STANDARD.encode(bytes),
            "base64url" => general_purpose::URL_SAFE_NO_PAD.encode(bytes),
            "hex" => hex::encode(bytes),
            "latin1" | "binary" => latin1_text(bytes),
            "ascii" => bytes.iter().map(|byte| char::from(byte & 0x7f)).collect(),
            "utf16le" | "ucs2" | "utf-16le" | "ucs-2" => utf16_text(bytes),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        };
        let is_hidden = self.turns > 0 && text.len() >= DECODED_BYTES;
        let value = Value::text(text);
        Some(if is_hidden { value.with_labels(self.decoded_label(spot)) } else { value })
    }

    /// A method of a buffer; nothing when the object is none, or the method is one that lists have too.
    pub(super) fn bytes_method(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
        spot: Spot,
    ) -> Option<Value> {
        let bytes = self.exact_bytes(object)?;
        let labels = self.deep_labels(object);
        let first = arguments.get(0);
        let value = match method {
            "toString" => {
                let encoding = encoding_of(&first)?;
                let (start, end) = range(bytes.len(), &arguments.get(1), &arguments.get(2))?;
                self.text_of_bytes(bytes.get(start..end)?, &encoding, spot)?
            }
            "slice" | "subarray" => {
                let (start, end) = range(bytes.len(), &first, &arguments.get(1))?;
                self.buffer(bytes.get(start..end)?)
            }
            "at" | "readUInt8" | "readUint8" => {
                let (start, _) = range(bytes.len(), &first, &Value::undefined())?;
                bytes.get(start).map_or_else(Value::undefined, |byte| Value::number(f64::from(*byte)))
            }
            "equals" => Value::boolean(bytes == self.exact_bytes(&first)?),
            "fill" | "set" | "write" | "copy" | "swap16" | "swap32" | "sort" => {
                self.absorb(object, self.deep_labels(&first));
                return None;
            }
            "reverse" => {
                let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
                for id in object.objects().collect::<Vec<_>>() {
                    let Some(target) = self.object_mut(id) else { continue };
                    target.bytes = Some(Rc::from(reversed.as_slice()));
                }
                object.clone()
            }
            _ if LIST_METHODS.contains(&method) => {
                let items = self.exact_items(&object.clone().without_labels())?;
                let list = self.array(items);
                let result = self.array_method(&list, method, arguments, spot)?;
                let mapped = matches!(method, "map" | "filter").then(|| self.given_bytes(&result)).flatten();
                mapped.map_or(result, |bytes| self.buffer(bytes))
            }
            _ => return None,
        };
        Some(value.with_labels(labels))
    }

    /// Stores into a buffer; false where the object is none. What is not known leaves it open.
    pub(super) fn store_byte(&mut self, id: ObjectId, index: f64, value: &Value, is_weak: bool) -> bool {
        if self.object(id).is_none_or(|object| object.bytes.is_none()) {
            return false;
        }
        let Some(object) = self.object_mut(id) else { return false };
        let Some(bytes) = &mut object.bytes else { return false };
        object.rest.labels = object.rest.labels.with(value.labels);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the check")]
        let index = (0.0..4.0e9).contains(&index).then_some(index as usize);
        match (byte(value), index) {
            (Some(byte), Some(index)) if !is_weak => {
                if let Some(stored) = Rc::make_mut(bytes).get_mut(index) {
                    *stored = byte;
                }
            }
            _ => object.rest.is_open = true,
        }
        true
    }
}

/// The byte that a number is stored as.
fn byte(value: &Value) -> Option<u8> {
    number(value).map(|number| to_int32(number).to_le_bytes()[0])
}

/// The encoding that an argument names; UTF-8 where it names none.
fn encoding_of(value: &Value) -> Option<Rc<str>> {
    match value.exact()? {
        Item::Undefined | Item::Null => Some(Rc::from("utf8")),
        Item::Text(text) => Some(Rc::clone(text)),
        _ => None,
    }
}
