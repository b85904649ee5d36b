//! Operators on values.

use std::rc::Rc;

use stockade_parse::script::ir::{ExpressionId, Operator, PatternId, Script};

use super::engine::Engine;
use super::value::{Item, Value};
use crate::vocabulary::HOLE;

/// Longest text that is put together, in bytes; longer ones become unknown.
pub(super) const TEXT_BYTES: usize = 4 << 20;

/// How many combinations of possible texts are followed.
const COMBINATIONS: usize = 4;

impl Engine<'_> {
    pub(super) fn binary(&mut self, operator: Operator, left: &Value, right: &Value) -> Value {
        let labels = left.labels.with(right.labels);
        if operator == Operator::Add {
            return self.sum(left, right).with_labels(labels);
        }
        if let Some(value) = compare(operator, left, right) {
            return Value::boolean(value);
        }
        match (self.as_number(left), self.as_number(right)) {
            (Some(left), Some(right)) => {
                arithmetic(operator, left, right).map_or_else(Value::open, Value::number).with_labels(labels)
            }
            _ if is_comparison(operator) => Value::open(),
            _ => Value::labelled(labels),
        }
    }

    /// `left + right`.
    fn sum(&mut self, left: &Value, right: &Value) -> Value {
        let counts = |value: &Value| {
            let is_text = matches!(value.exact(), Some(Item::Text(_)));
            number(value).filter(|_| !is_text)
        };
        if let (Some(left), Some(right)) = (counts(left), counts(right)) {
            return Value::number(left + right);
        }
        let has_text = left.texts().next().is_some() || right.texts().next().is_some();
        if !has_text && (left.is_open || right.is_open) {
            return Value::open();
        }
        self.join_texts(&[left, right])
    }

    pub(super) fn template(&mut self, script: &Script, parts: &[ExpressionId]) -> Value {
        let values: Vec<Value> = parts.iter().map(|part| self.expression(script, *part)).collect();
        let references: Vec<&Value> = values.iter().collect();
        let text = self.join_texts(&references);
        values.iter().fold(text, |text, value| text.with_labels(value.labels))
    }

    /// The texts that the parts make one after the other; what is unknown becomes a hole.
    pub(super) fn join_texts(&mut self, parts: &[&Value]) -> Value {
        let mut results = vec![String::new()];
        for part in parts {
            let choices = self.as_texts(part);
            let mut next = Vec::new();
            for result in &results {
                for choice in &choices {
                    if next.len() < COMBINATIONS {
                        next.push(format!("{result}{choice}"));
                    }
                }
            }
            results = next;
        }
        let length: usize = results.iter().map(String::len).sum();
        if length > TEXT_BYTES || !self.spend(1 + length as u64 / 64) {
            return Value::open();
        }
        let mut value = Value::default();
        for result in results {
            value.join(&Value::text(tidy(&result)));
        }
        value
    }

    /// What a value may look like as a text.
    fn as_texts(&mut self, value: &Value) -> Vec<Rc<str>> {
        let mut texts: Vec<Rc<str>> = Vec::new();
        for item in &value.items {
            texts.push(match self.item_text(item) {
                Some(text) => text,
                None => Rc::from(HOLE.to_string()),
            });
        }
        if texts.is_empty() || (value.is_open && texts.len() < COMBINATIONS && !has_text(value)) {
            texts.push(Rc::from(HOLE.to_string()));
        }
        texts.truncate(COMBINATIONS);
        texts
    }

    fn item_text(&mut self, item: &Item) -> Option<Rc<str>> {
        match item {
            Item::Text(text) => Some(Rc::clone(text)),
            Item::Number(number) => Some(Rc::from(number_text(*number))),
            Item::Boolean(value) => Some(Rc::from(if *value { "true" } else { "false" })),
            Item::Null => Some(Rc::from("null")),
            Item::Undefined => Some(Rc::from("undefined")),
            Item::Object(id) => {
                if let Some(bytes) = self.bytes_of(*id) {
                    return Some(Rc::from(String::from_utf8_lossy(&bytes)));
                }
                if let Some(class) = self.object(*id)?.class {
                    return self.instance_text(item, &self.api_path(class));
                }
                let elements = self.object(*id)?.elements.clone()?;
                let parts: Option<Vec<Rc<str>>> =
                    elements.iter().map(|element| self.item_text(element.exact()?)).collect();
                Some(Rc::from(parts?.join(",")))
            }
            Item::Function(closure) => self.source_of(*closure),
            Item::Api(api) => native_text(&self.api_path(*api)),
        }
    }

    /// What an instance of the language's own classes looks like as a text.
    fn instance_text(&mut self, item: &Item, class: &str) -> Option<Rc<str>> {
        match class {
            "Array.iterator" => Some(Rc::from("[object Array Iterator]")),
            "Date" => {
                let Item::Object(id) = item else { return None };
                let time = number(self.object(*id)?.address.as_deref()?)?;
                super::text::date(time).map(Rc::from)
            }
            "RegExp" => {
                let (source, flags) = self.source_and_flags(&Value::of(item.clone()))?;
                let source = if source.is_empty() { "(?:)".to_owned() } else { source.replace('/', "\\/") };
                Some(Rc::from(format!("/{source}/{flags}")))
            }
            _ => None,
        }
    }

    /// The number that a value turns into, arrays and functions by their text.
    pub(super) fn as_number(&mut self, value: &Value) -> Option<f64> {
        match value.exact()? {
            Item::Object(id) if self.object(*id).is_some_and(|object| object.elements.is_some()) => {
                let text = self.item_text(&value.exact()?.clone())?;
                (!text.contains(HOLE)).then(|| text_number(&text))
            }
            Item::Function(_) => Some(f64::NAN),
            _ => number(value),
        }
    }

    pub(super) fn update(
        &mut self,
        script: &Script,
        target: PatternId,
        read: ExpressionId,
        amount: i8,
    ) -> Value {
        let before = self.expression(script, read);
        let after = match number(&before) {
            Some(number) => Value::number(number + f64::from(amount)),
            None => Value::labelled(before.labels),
        };
        self.assign(script, target, after);
        before
    }
}

fn has_text(value: &Value) -> bool {
    value.texts().next().is_some()
}

/// A text in which neighbouring holes are one.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut after_hole = false;
    for character in text.chars() {
        if !(character == HOLE && after_hole) {
            tidy.push(character);
        }
        after_hole = character == HOLE;
    }
    tidy
}

/// The number that a value is or turns into.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value.exact()? {
        Item::Number(number) => Some(*number),
        Item::Boolean(value) => Some(f64::from(u8::from(*value))),
        Item::Null => Some(0.0),
        Item::Undefined => Some(f64::NAN),
        Item::Text(text) if text.contains(HOLE) => None,
        Item::Text(text) => Some(text_number(text)),
        Item::Api(_) | Item::Function(_) | Item::Object(_) => None,
    }
}

/// What `Number(text)` gives.
pub(super) fn text_number(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return u64::from_str_radix(digits, radix).map_or(f64::NAN, |number| number as f64);
        }
    }
    if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
}

/// A number as JavaScript prints it, for those that decoders use.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number != 0.0 && !(1e-6..1e21).contains(&number.abs()) {
        let text = format!("{number:e}");
        if number.abs() < 1.0 { text } else { text.replace('e', "e+") }
    } else {
        format!("{number}")
    }
}

/// A function of the language as a text: engines show the name of those that they have built in.
fn native_text(path: &str) -> Option<Rc<str>> {
    let name = path.rsplit('.').next()?;
    let is_known = is_standard(path) || path.contains(".prototype.");
    is_known.then(|| Rc::from(format!("function {name}() {{ [native code] }}")))
}

/// ECMA-262's ToInt32.
pub(super) fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    let wrapped = number.trunc().rem_euclid(4_294_967_296.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "wrapped lies in 0..2^32")]
    let bits = wrapped as u32;
    bits.cast_signed()
}

fn arithmetic(operator: Operator, left: f64, right: f64) -> Option<f64> {
    let (a, b) = (to_int32(left), to_int32(right));
    let shift = b.cast_unsigned() & 31;
    Some(match operator {
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Remainder => left % right,
        Operator::Power => left.powf(right),
        Operator::And => f64::from(a & b),
        Operator::Or => f64::from(a | b),
        Operator::Xor => f64::from(a ^ b),
        Operator::ShiftLeft => f64::from(a.wrapping_shl(shift)),
        Operator::ShiftRight => f64::from(a >> shift),
        Operator::ShiftRightZero => f64::from(a.cast_unsigned() >> shift),
        _ => return None,
    })
}

fn is_comparison(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::Equal
            | Operator::Different
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual
            | Operator::In
            | Operator::InstanceOf
    )
}

fn compare(operator: Operator, left: &Value, right: &Value) -> Option<bool> {
    if !is_comparison(operator) {
        return None;
    }
    match operator {
        Operator::Equal | Operator::Different => {
            if left.is_open || right.is_open {
                return None;
            }
            let mut pairs =
                left.items.iter().flat_map(|left| right.items.iter().map(move |right| (left, right)));
            let is_equal = pairs.next().and_then(|(left, right)| equal(left, right))?;
            let is_settled = pairs.all(|(left, right)| equal(left, right) == Some(is_equal));
            is_settled.then_some(is_equal == (operator == Operator::Equal))
        }
        Operator::In | Operator::InstanceOf => None,
        _ => {
            if let (Some(left), Some(right)) = (left.exact_text(), right.exact_text()) {
                return Some(order(operator, left.cmp(right)));
            }
            number(left)?.partial_cmp(&number(right)?).map(|ordering| order(operator, ordering))
        }
    }
}

fn order(operator: Operator, ordering: std::cmp::Ordering) -> bool {
    match operator {
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

/// Whether two constants are loosely equal; nothing where that needs more than their values.
fn equal(left: &Item, right: &Item) -> Option<bool> {
    match (left, right) {
        (Item::Text(left), Item::Text(right)) if !left.contains(HOLE) && !right.contains(HOLE) => {
            Some(left == right)
        }
        (Item::Number(left), Item::Number(right)) => Some((left - right).abs() == 0.0),
        (Item::Boolean(left), Item::Boolean(right)) => Some(left == right),
        (Item::Undefined | Item::Null, Item::Undefined | Item::Null) => Some(left == right),
        (Item::Undefined | Item::Null, Item::Api(_)) | (Item::Api(_), Item::Undefined | Item::Null) => None,
        (Item::Undefined | Item::Null, _) | (_, Item::Undefined | Item::Null) => Some(false),
        _ => None,
    }
}

/// Functions that every engine has.
const STANDARD: [&str; 12] = [
    "Array", "Boolean", "Date", "Error", "Function", "Map", "Number", "Object", "Promise", "RegExp",
    "String", "Symbol",
];

/// Whether a name is that of such a function.
pub(super) fn is_standard(name: &str) -> bool {
    STANDARD.contains(&name)
}

impl Engine<'_> {
    /// What `typeof` says, where it is certain.
    pub(super) fn type_of(&self, value: &Value) -> Value {
        match value.exact() {
            Some(Item::Api(api)) => match &*self.api_path(*api) {
                "Symbol.iterator" | "Symbol.asyncIterator" => Value::text("symbol"),
                path if STANDARD.contains(&path) => Value::text("function"),
                _ => Value::open(),
            },
            Some(Item::Object(id)) => match self.object(*id) {
                // What the outside hands out may be called, and so may a class and a bound function.
                Some(object)
                    if object.class.is_none() && object.constructor.is_none() && !object.is_bound =>
                {
                    Value::text("object")
                }
                _ => Value::open(),
            },
            _ => type_of_constant(value),
        }
    }
}

fn type_of_constant(value: &Value) -> Value {
    match value.exact() {
        Some(Item::Undefined) => Value::text("undefined"),
        Some(Item::Null) => Value::text("object"),
        Some(Item::Boolean(_)) => Value::text("boolean"),
        Some(Item::Number(_)) => Value::text("number"),
        Some(Item::Text(_)) => Value::text("string"),
        Some(Item::Function(_)) => Value::text("function"),
        _ => Value::open(),
    }
}
