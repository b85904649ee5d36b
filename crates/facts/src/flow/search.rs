//! Methods of texts that look for something: `replace`, `split`, `match`.

use std::rc::Rc;

use super::array::range;
use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::operator::number;
use super::pattern::{Found, Pattern, filled};
use super::value::{Item, Value};
use crate::vocabulary::HOLE;

/// What compiling a regular expression costs: about 50 microseconds.
const PATTERN_STEPS: u64 = 500;

/// How many compiled expressions are kept for a release.
const PATTERNS: usize = 512;

/// Bytes of text that are searched for the cost of one step.
const BYTES_FOR_STEP: u64 = 32;

impl Engine<'_> {
    /// A regular expression object.
    pub(super) fn expression_object(&mut self, source: &Rc<str>, flags: &Rc<str>) -> Value {
        let source = Value::of(Item::Text(Rc::clone(source)));
        let class = self.api("RegExp");
        let mut object =
            Object { class: Some(class), address: Some(Box::new(source.clone())), ..Object::default() };
        object.properties.insert(self.names.intern("source"), source);
        object.properties.insert(self.names.intern("flags"), Value::of(Item::Text(Rc::clone(flags))));
        Value::of(Item::Object(self.new_object(object)))
    }

    /// `new RegExp(source, flags)`; nothing where the expression is not known.
    pub(super) fn new_expression(&mut self, arguments: &Arguments) -> Option<Value> {
        let first = arguments.get(0);
        let given = self.source_and_flags(&first);
        let flags = match arguments.get(1).exact()? {
            Item::Undefined => given.as_ref().map_or_else(|| Rc::from(""), |(_, flags)| Rc::clone(flags)),
            Item::Text(flags) => Rc::clone(flags),
            _ => return None,
        };
        let source = match given {
            Some((source, _)) => source,
            None if first.exact() == Some(&Item::Undefined) => Rc::from(""),
            None => Rc::clone(first.exact_text()?),
        };
        Some(self.expression_object(&source, &flags))
    }

    pub(super) fn source_and_flags(&mut self, value: &Value) -> Option<(Rc<str>, Rc<str>)> {
        let Some(Item::Object(id)) = value.exact() else { return None };
        let flags = self.names.intern("flags");
        let object = self.object(*id)?;
        let source = Rc::clone(object.address.as_ref()?.exact_text()?);
        let flags = Rc::clone(object.properties.get(&flags)?.exact_text()?);
        let class = object.class?;
        (&*self.api_path(class) == "RegExp").then_some((source, flags))
    }

    fn pattern(&mut self, value: &Value) -> Option<Pattern> {
        let key = self.source_and_flags(value)?;
        if let Some(known) = self.patterns.get(&key) {
            return known.clone();
        }
        let is_cheap = Pattern::is_cheap(&key.0, &key.1);
        if !self.spend(if is_cheap { 1 } else { PATTERN_STEPS }) {
            return None;
        }
        // Expressions that unpackers put together are read from data.
        self.data_read += PATTERN_STEPS / 64;
        let pattern = Pattern::new(&key.0, &key.1);
        if !is_cheap && self.patterns.len() < PATTERNS {
            self.patterns.insert(key, pattern.clone());
        }
        pattern
    }

    /// Writes down that wallet addresses are replaced by another.
    pub(super) fn note_address(&mut self, arguments: &Arguments, spot: super::record::Spot) {
        let with = arguments.get(1);
        if !with.exact_text().is_some_and(|with| crate::address::is_address(with)) {
            return;
        }
        let wanted = arguments.get(0);
        let pattern = self.source_and_flags(&wanted).map(|(source, _)| source);
        if pattern.is_some_and(|pattern| crate::address::finds_address(&pattern)) {
            let fact = super::record::AddressFact { spot, trigger: self.trigger };
            self.effects.addresses.push(fact);
        }
    }

    /// The matches of a regular expression, or of a text that is looked for; nothing where either is not known.
    fn find(&mut self, text: &str, wanted: &Value, is_every: bool) -> Option<Vec<Found>> {
        let work = 1 + text.len() as u64 / BYTES_FOR_STEP;
        if let Some(wanted) = wanted.exact_text() {
            let most = if is_every { super::assign::ELEMENTS } else { 1 };
            let spans = text.match_indices(&**wanted).take(most);
            return Some(spans.map(|(start, it)| vec![Some((start, start + it.len()))]).collect());
        }
        let pattern = self.pattern(wanted)?;
        if !self.spend(work) {
            return None;
        }
        self.data_read += work / 16;
        let most = if pattern.is_global || is_every { super::assign::ELEMENTS } else { 1 };
        let found = pattern.find(text, most);
        (found.len() < super::assign::ELEMENTS && self.spend(found.len() as u64)).then_some(found)
    }

    /// `expression.test(text)` and `expression.exec(text)`; nothing where an earlier search decides where this one
    /// begins, or where anything is not known.
    pub(super) fn expression_method(
        &mut self,
        object: &Value,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if !matches!(method, "test" | "exec") {
            return None;
        }
        let (_, flags) = self.source_and_flags(object)?;
        let given = self.spelled(&arguments.get(0));
        let text = given.exact_text().filter(|_| !flags.contains(['g', 'y']))?;
        let value = match method {
            "exec" => self.matched(text, "match", object),
            _ => Value::boolean(!self.find(text, object, false)?.is_empty()),
        };
        Some(value.with_labels(given.labels))
    }

    pub(super) fn matched(&mut self, text: &str, method: &str, wanted: &Value) -> Value {
        let wanted = &self.as_expression(wanted);
        let is_global = self.pattern(wanted).is_some_and(|pattern| pattern.is_global);
        let Some(found) = self.find(text, wanted, false) else { return Value::open() };
        if found.is_empty() && method == "match" {
            return Value::of(Item::Null);
        }
        let whole = |found: &Found| group(text, found.first().copied().flatten());
        if is_global && method == "match" {
            return self.array(found.iter().map(whole).collect());
        }
        let mut lists: Vec<Value> = Vec::new();
        for one in &found {
            let groups = one.iter().map(|span| group(text, *span)).collect();
            lists.push(self.array(groups));
        }
        if method == "match" { lists.swap_remove(0) } else { self.array(lists) }
    }

    /// The expression that `match` and `search` make of a text that means more than itself.
    fn as_expression(&mut self, wanted: &Value) -> Value {
        match wanted.exact_text().cloned().filter(|wanted| regex::escape(wanted) != **wanted) {
            Some(source) => self.expression_object(&source, &Rc::from("")),
            None => wanted.clone(),
        }
    }

    /// `text.search(expression)`.
    pub(super) fn searched(&mut self, text: &str, wanted: &Value) -> Value {
        let wanted = &self.as_expression(wanted);
        let Some(found) = self.find(text, wanted, false) else { return Value::open() };
        let first = found.first().and_then(|found| found.first().copied().flatten());
        first.map_or_else(|| Value::number(-1.0), |(start, _)| Value::number(units(text, start)))
    }

    pub(super) fn split(&mut self, text: &str, separator: &Value, limit: &Value) -> Option<Value> {
        let mut parts: Vec<Value> = match separator.exact() {
            Some(Item::Undefined) => vec![Value::text(text)],
            Some(Item::Text(separator)) if separator.is_empty() => {
                text.chars().map(|character| Value::text(character.to_string())).collect()
            }
            Some(Item::Text(separator)) if !separator.contains(HOLE) => {
                text.split(&**separator).map(Value::text).collect()
            }
            _ => self.split_by_pattern(text, separator)?,
        };
        if !matches!(limit.exact(), Some(Item::Undefined)) {
            let (_, end) = range(parts.len(), &Value::number(0.0), &Value::number(number(limit)?))?;
            parts.truncate(end);
        }
        if parts.len() > super::assign::ELEMENTS || !self.spend(parts.len() as u64) {
            return Some(Value::open());
        }
        Some(self.array(parts))
    }

    fn split_by_pattern(&mut self, text: &str, separator: &Value) -> Option<Vec<Value>> {
        self.pattern(separator)?;
        let every = self.find_every(text, separator)?;
        let (mut parts, mut end) = (Vec::new(), 0);
        for found in every {
            let Some((start, stop)) = found.first().copied().flatten() else { continue };
            if stop == end || start >= text.len() {
                continue;
            }
            parts.push(group(text, Some((end, start))));
            parts.extend(found.iter().skip(1).map(|span| group(text, *span)));
            end = stop;
        }
        parts.push(group(text, Some((end, text.len()))));
        Some(parts)
    }

    fn find_every(&mut self, text: &str, wanted: &Value) -> Option<Vec<Found>> {
        self.find(text, wanted, true)
    }

    pub(super) fn replaced(&mut self, text: &str, method: &str, arguments: &Arguments) -> Value {
        let with = arguments.get(1);
        if let Some(value) = self.replaced_exactly(text, method, &arguments.get(0), &with) {
            return value;
        }
        if with.functions().next().is_some() {
            self.call_functions_in(&with, with.labels);
        }
        Value::open()
    }

    fn replaced_exactly(&mut self, text: &str, method: &str, wanted: &Value, with: &Value) -> Option<Value> {
        let every = self.find(text, wanted, method == "replaceAll")?;
        if let Some(template) = with.exact_text() {
            let mut result = String::with_capacity(text.len());
            let mut end = 0;
            for found in &every {
                let (start, stop) = found.first().copied().flatten()?;
                result.push_str(text.get(end..start)?);
                result.push_str(&filled(template, text, found));
                end = stop;
                if result.len() > super::operator::TEXT_BYTES {
                    return None;
                }
            }
            result.push_str(text.get(end..)?);
            return Some(Value::text(result));
        }
        let is_called = with.functions().next().is_some() || with.apis().next().is_some();
        if !is_called {
            return None;
        }
        self.replaced_by_calls(text, &every, with)
    }

    fn replaced_by_calls(&mut self, text: &str, every: &[Found], with: &Value) -> Option<Value> {
        let mut parts = Vec::with_capacity(every.len() * 2 + 1);
        let mut end = 0;
        let begin = self.begin_loop();
        for found in every {
            let (start, stop) = found.first().copied().flatten()?;
            self.data_read += 1 + (stop - start) as u64;
            parts.push(group(text, Some((end, start))));
            let mut given: Vec<Value> = found.iter().map(|span| group(text, *span)).collect();
            given.push(Value::number(units(text, start)));
            given.push(Value::text(text));
            self.turns += 1;
            let spot = super::record::Spot::default();
            parts.push(self.call_value(with, &Value::undefined(), Arguments::of(given), spot));
            self.turns -= 1;
            end = stop;
            if self.is_loop_spent(&begin) {
                return None;
            }
        }
        parts.push(group(text, Some((end, text.len()))));
        let labels = parts.iter().fold(Labels::NONE, |labels, part| labels.with(part.labels));
        let parts: Vec<&Value> = parts.iter().collect();
        Some(self.join_texts(&parts).with_labels(labels))
    }
}

fn group(text: &str, span: Option<(usize, usize)>) -> Value {
    span.map_or_else(Value::undefined, |(start, end)| Value::text(text.get(start..end).unwrap_or_default()))
}

/// How many UTF-16 units stand before a byte.
fn units(text: &str, byte: usize) -> f64 {
    let before = text.get(..byte).unwrap_or_default();
    let count = if before.is_ascii() { before.len() } else { before.encode_utf16().count() };
    #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52")]
    let count = count as f64;
    count
}
