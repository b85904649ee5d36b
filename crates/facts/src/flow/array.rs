//! Arrays and their methods, on known items where there are any.

use std::rc::Rc;

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::operator::number;
use super::record::Spot;
use super::value::{Item, Value};

/// More properties than this make an object a table.
const MANY_PROPERTIES: usize = 256;

impl Engine<'_> {
    /// The items that iterating a value gives, if all are known.
    pub(super) fn exact_items(&mut self, value: &Value) -> Option<Vec<Value>> {
        if let Some(text) = value.exact_text() {
            if text.chars().take(super::assign::ELEMENTS + 1).count() > super::assign::ELEMENTS {
                return None;
            }
            let text = Rc::clone(text);
            let items =
                text.chars().map(|character| Value::text(character.to_string()).with_labels(value.labels));
            return Some(items.collect());
        }
        let labels = value.labels;
        if let Some(bytes) = self.exact_bytes(value) {
            let is_followed = bytes.len() <= super::assign::ELEMENTS && self.spend(bytes.len() as u64);
            let item = |byte: &u8| Value::number(f64::from(*byte)).with_labels(labels);
            return is_followed.then(|| bytes.iter().map(item).collect());
        }
        Some(self.exact_array(value)?.iter().map(|item| item.clone().with_labels(labels)).collect())
    }

    /// The keys of an object, if all are known.
    pub(super) fn exact_keys(&mut self, value: &Value) -> Option<Vec<Value>> {
        let Some(Item::Object(id)) = value.exact() else { return None };
        let object = self.object(*id)?;
        if object.rest.is_open || object.class.is_some() {
            return None;
        }
        if let Some(elements) = &object.elements {
            return Some((0..elements.len()).map(|index| Value::text(index.to_string())).collect());
        }
        let mut names: Vec<_> = object.properties.keys().chain(object.getters.keys()).copied().collect();
        names.sort_unstable();
        names.dedup();
        Some(names.into_iter().map(|name| Value::of(Item::Text(self.names.shared(name)))).collect())
    }

    /// The keys of an object with what stands under each, if all are known.
    pub(super) fn exact_entries(&mut self, value: &Value) -> Option<Vec<(Value, Value)>> {
        let keys = self.exact_keys(value)?;
        let Some(Item::Object(id)) = value.exact() else { return None };
        let object = self.object(*id)?;
        if keys.len() > MANY_PROPERTIES || !object.getters.is_empty() {
            return None;
        }
        let labels = value.labels;
        let under = |(index, key): (usize, Value)| {
            let item = match &object.elements {
                Some(elements) => elements.get(index),
                None => self.names.known(key.exact_text()?).and_then(|name| object.properties.get(&name)),
            };
            Some((key, item?.clone().with_labels(labels)))
        };
        keys.into_iter().enumerate().map(under).collect()
    }

    /// What any item or property of a value may be.
    pub(super) fn any_item(&mut self, value: &Value) -> Value {
        let mut any = Value { is_open: value.is_open, labels: value.labels, ..Value::default() };
        for id in value.objects().collect::<Vec<_>>() {
            let count = self.object(id).map_or(0, |object| object.properties.len());
            if count > MANY_PROPERTIES {
                // A table of everything: sorting it anew for every look costs more than its items tell.
                self.spend(count as u64 / 8);
                any.labels = any.labels.with(self.deep_labels(value));
                any.is_open = true;
                continue;
            }
            let Some(object) = self.object(id) else { continue };
            any.join(&object.rest);
            for element in object.elements.iter().flatten().take(512) {
                any.join(element);
            }
            for (_, property) in super::expression::sorted(&object.properties).into_iter().take(512) {
                any.join(property);
            }
        }
        if any.items.is_empty() {
            any.is_open = true;
        }
        any
    }

    /// Item `index` of a value.
    pub(super) fn element(&mut self, value: &Value, index: usize) -> Value {
        if let Some(elements) = self.exact_array(value) {
            return elements.get(index).cloned().unwrap_or_else(Value::undefined);
        }
        self.any_item(value)
    }

    /// The items from `index` on, as an array.
    pub(super) fn elements_from(&mut self, value: &Value, index: usize) -> Value {
        match self.exact_array(value) {
            Some(elements) => {
                let rest = elements.get(index..).unwrap_or_default().to_vec();
                self.array(rest)
            }
            None => Value::labelled(value.labels),
        }
    }

    /// A method of an array; nothing when the object is none or the method is not an array's.
    pub(super) fn array_method(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
        spot: Spot,
    ) -> Option<Value> {
        let id = match &*object.items {
            [Item::Object(id)] if !object.is_open => *id,
            _ => return None,
        };
        if let Some(value) = self.state_method(id, method, arguments) {
            return Some(value);
        }
        if let Some(value) = self.bytes_method(object, method, arguments, spot) {
            return Some(value);
        }
        self.object(id)?.elements.as_ref()?;
        let labels = object.labels;
        match method {
            "push" | "unshift" => return Some(self.add_elements(id, method, arguments)),
            "forEach" | "map" | "filter" | "some" | "every" | "find" | "findIndex" | "flatMap"
            | "findLast" => {
                return Some(self.each(object, method, arguments).with_labels(labels));
            }
            "reduce" | "reduceRight" => {
                return Some(self.reduce(object, method, arguments).with_labels(labels));
            }
            "sort" if arguments.get(0).functions().next().is_some() => {
                let function = arguments.get(0);
                self.call_functions_in(&function, labels);
                return Some(object.clone());
            }
            _ => {}
        }
        if self.uncertain > 0 && matches!(method, "shift" | "pop" | "splice" | "reverse" | "sort") {
            let any = self.any_item(object);
            // Whether it shrank is not known, so neither is its length: a loop until it is empty must end.
            if let Some(object) = self.object_mut(id) {
                object.rest.is_open = true;
            }
            return Some(if matches!(method, "shift" | "pop") { any } else { object.clone() });
        }
        if matches!(method, "shift" | "pop") {
            self.exact_array(object)?;
            return Some(self.take(id, method == "shift").with_labels(labels));
        }
        let elements = self.exact_array(object)?.to_vec();
        let value = match method {
            "join" => self.join_elements(&elements, &arguments.get(0)),
            "reverse" | "toReversed" => {
                let is_text = elements.len() > 5
                    && elements
                        .iter()
                        .all(|item| item.exact_text().is_some_and(|text| text.chars().count() == 1));
                let mut reversed: Vec<Value> = elements.into_iter().rev().collect();
                if let (true, Some(first)) = (is_text, reversed.first_mut()) {
                    // Letters turned around are a text that was hidden.
                    first.labels = first.labels.with(self.decoded_label(spot));
                }
                if method == "toReversed" { self.array(reversed) } else { self.replace(id, reversed, object) }
            }
            "slice" => {
                let (start, end) = range(elements.len(), &arguments.get(0), &arguments.get(1))?;
                self.array(elements.get(start..end).unwrap_or_default().to_vec())
            }
            "concat" => self.concat(elements, arguments),
            "splice" => self.splice(id, elements, arguments)?,
            "at" => {
                let (start, _) = range(elements.len(), &arguments.get(0), &Value::undefined())?;
                elements.get(start).cloned().unwrap_or_else(Value::undefined)
            }
            "indexOf" | "includes" => position(&elements, &arguments.get(0), method)?,
            "values" | "flat" | "entries" | "keys" => return None,
            _ => return None,
        };
        Some(value.with_labels(labels))
    }

    fn add_elements(&mut self, id: super::value::ObjectId, method: &str, arguments: &Arguments) -> Value {
        let is_certain = self.uncertain == 0 && arguments.more.is_none();
        let Some(object) = self.object_mut(id) else { return Value::open() };
        let Some(elements) = &mut object.elements else { return Value::open() };
        let has_room = elements.len() + arguments.values.len() < super::assign::ELEMENTS;
        if is_certain && has_room {
            if method == "push" {
                elements.extend(arguments.values.iter().cloned());
            } else {
                elements.splice(0..0, arguments.values.iter().cloned());
            }
            #[expect(clippy::cast_precision_loss, reason = "arrays are far shorter than 2^52")]
            return Value::number(elements.len() as f64);
        }
        object.rest.is_open = true;
        for value in arguments.all() {
            object.rest.join(value);
        }
        Value::open()
    }

    fn each(&mut self, object: &Value, method: &str, arguments: &Arguments) -> Value {
        let function = arguments.get(0);
        let Some(elements) = self.exact_array(object).map(<[Value]>::to_vec) else {
            let item = self.any_item(object);
            let result = self.call_value(
                &function,
                &Value::undefined(),
                Arguments { values: vec![item.clone()], more: Some(Value::open()) },
                Spot::default(),
            );
            return match method {
                "map" | "flatMap" => Value::of(Item::Object(self.new_object(Object {
                    elements: Some(Vec::new()),
                    rest: result,
                    ..Object::default()
                }))),
                "filter" => object.clone(),
                "find" | "findLast" => item,
                _ => Value::open(),
            };
        };
        let begin = self.begin_loop();
        let mut results = Vec::with_capacity(elements.len());
        let mut kept = Vec::new();
        let mut is_kept_known = true;
        for (index, element) in elements.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "arrays are far shorter than 2^52")]
            let position = Value::number(index as f64);
            let values = vec![element.clone(), position, object.clone()];
            self.turns += 1;
            let result =
                self.call_value(&function, &Value::undefined(), Arguments::of(values), Spot::default());
            self.turns -= 1;
            match result.truth() {
                Some(true) => kept.push(element.clone()),
                Some(false) => {}
                None => is_kept_known = false,
            }
            results.push(result);
            self.data_read += 1;
            if self.is_loop_spent(&begin) {
                return Value::open();
            }
        }
        match method {
            "map" => self.array(results),
            "filter" if is_kept_known => self.array(kept),
            "filter" => object.clone(),
            "find" if is_kept_known => kept.into_iter().next().unwrap_or_else(Value::undefined),
            "find" | "findLast" => self.any_item(object),
            "forEach" => Value::undefined(),
            _ => Value::open(),
        }
    }

    fn reduce(&mut self, object: &Value, method: &str, arguments: &Arguments) -> Value {
        let function = arguments.get(0);
        let elements = self.exact_array(object).map(<[Value]>::to_vec);
        let Some(mut elements) = elements else {
            let item = self.any_item(object);
            let values = vec![arguments.get(1).with_labels(item.labels), item];
            return self.call_value(
                &function,
                &Value::undefined(),
                Arguments { values, more: Some(Value::open()) },
                Spot::default(),
            );
        };
        if method == "reduceRight" {
            elements.reverse();
        }
        let mut elements = elements.into_iter();
        let start = arguments.values.get(1).cloned().or_else(|| elements.next());
        let mut carried = start.unwrap_or_else(Value::undefined);
        let begin = self.begin_loop();
        for (index, element) in elements.enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "arrays are far shorter than 2^52")]
            let values = vec![carried, element, Value::number(index as f64)];
            carried = self.call_value(&function, &Value::undefined(), Arguments::of(values), Spot::default());
            self.data_read += 1;
            if self.is_loop_spent(&begin) {
                break;
            }
        }
        carried
    }

    fn join_elements(&mut self, elements: &[Value], separator: &Value) -> Value {
        let comma = Value::text(",");
        let separator = if separator.texts().next().is_some() { separator } else { &comma };
        let mut parts = Vec::with_capacity(elements.len() * 2);
        let mut labels = Labels::NONE;
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                parts.push(separator);
            }
            parts.push(element);
            labels = labels.with(self.deep_labels(element));
        }
        self.join_texts(&parts).with_labels(labels)
    }

    fn replace(&mut self, id: super::value::ObjectId, elements: Vec<Value>, object: &Value) -> Value {
        if let Some(object) = self.object_mut(id) {
            object.elements = Some(elements);
        }
        object.clone()
    }

    fn take(&mut self, id: super::value::ObjectId, is_first: bool) -> Value {
        let Some(object) = self.object_mut(id) else { return Value::open() };
        let is_data = object.is_data;
        let elements = object.elements.get_or_insert_default();
        if elements.is_empty() {
            return Value::undefined();
        }
        let taken = if is_first { elements.remove(0) } else { elements.pop().unwrap_or_default() };
        self.data_read += u64::from(is_data);
        taken
    }

    fn splice(
        &mut self,
        id: super::value::ObjectId,
        mut elements: Vec<Value>,
        arguments: &Arguments,
    ) -> Option<Value> {
        let (start, _) = range(elements.len(), &arguments.get(0), &Value::undefined())?;
        let count = match number(&arguments.get(1)) {
            Some(count) if count.is_nan() => elements.len() - start,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the length"
            )]
            Some(count) => count.clamp(0.0, (elements.len() - start) as f64) as usize,
            None => return None,
        };
        let added = arguments.values.get(2..).unwrap_or_default().to_vec();
        let removed: Vec<Value> = elements.splice(start..start + count, added).collect();
        if let Some(object) = self.object_mut(id) {
            object.elements = Some(elements);
        }
        Some(self.array(removed))
    }

    fn concat(&mut self, mut elements: Vec<Value>, arguments: &Arguments) -> Value {
        for argument in &arguments.values {
            match self.exact_array(argument) {
                Some(more) => elements.extend(more.to_vec()),
                None if argument.exact_text().is_some() || argument.exact_number().is_some() => {
                    elements.push(argument.clone())
                }
                None => {
                    let labels = self.deep_labels(argument);
                    return Value::labelled(labels);
                }
            }
        }
        self.array(elements)
    }
}

/// The bounds that `slice(start, end)` means; nothing where they are not known.
pub(super) fn range(length: usize, start: &Value, end: &Value) -> Option<(usize, usize)> {
    let bound = |value: &Value, fallback: f64| -> Option<f64> {
        let number = if matches!(value.exact(), Some(Item::Undefined)) { fallback } else { number(value)? };
        let number = if number.is_nan() { 0.0 } else { number.trunc() };
        #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^52")]
        let length = length as f64;
        Some(if number < 0.0 { (length + number).max(0.0) } else { number.min(length) })
    };
    #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^52")]
    let (start, end) = (bound(start, 0.0)?, bound(end, length as f64)?);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the length above"
    )]
    Some((start as usize, (end as usize).max(start as usize)))
}

fn position(elements: &[Value], wanted: &Value, method: &str) -> Option<Value> {
    let wanted = wanted.exact()?;
    let mut found = None;
    for (index, element) in elements.iter().enumerate() {
        if element.exact()? == wanted && found.is_none() {
            found = Some(index);
        }
    }
    Some(match method {
        "includes" => Value::boolean(found.is_some()),
        #[expect(clippy::cast_precision_loss, reason = "arrays are far shorter than 2^52")]
        _ => Value::number(found.map_or(-1.0, |index| index as f64)),
    })
}
