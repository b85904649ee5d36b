//! Reading properties.

use stockade_model::Trigger;
use stockade_parse::script::names::Name;

use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::record::{ReadFact, Spot};
use super::value::{ClosureId, Item, ObjectId, Value};
use crate::vocabulary::{Source, is_secret_variable};

impl Engine<'_> {
    /// `object.name`.
    pub(super) fn read_member(&mut self, object: &Value, name: Name, spot: Spot) -> Value {
        let mut result = Value { is_open: object.is_open, labels: Labels::NONE, ..Value::default() };
        let is_environment = object.apis().any(|api| &*self.api_path(api) == "process.env");
        if !is_environment {
            result.labels = object.labels;
        }
        for item in object.items.clone() {
            let value = self.read_item_member(&item, name, spot);
            result.join(&value);
        }
        if result.items.is_empty() && !result.is_open && object.items.is_empty() {
            result.is_open = true;
        }
        result
    }

    fn read_item_member(&mut self, item: &Item, name: Name, spot: Spot) -> Value {
        match item {
            Item::Object(id) => self.read_object_member(*id, name, spot),
            Item::Api(api) => {
                let member = self.api_member(*api, name);
                self.read_api(member, spot)
            }
            Item::Function(closure) => self.read_function_member(*closure, name),
            Item::Text(text)
                if self.names.text(name) == "length" && !text.contains(crate::vocabulary::HOLE) =>
            {
                #[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52")]
                let length = text.encode_utf16().count() as f64;
                Value::number(length)
            }
            Item::Text(_) if TEXT_METHODS.contains(&self.names.text(name)) => {
                let path = format!("String.prototype.{}", self.names.text(name));
                self.api_value(&path)
            }
            Item::Text(_) if self.names.text(name) == "constructor" => self.api_value("String"),
            Item::Number(_) if self.names.text(name) == "constructor" => self.api_value("Number"),
            Item::Boolean(_) if self.names.text(name) == "constructor" => self.api_value("Boolean"),
            Item::Undefined | Item::Null => Value::default(),
            _ => Value::open(),
        }
    }

    fn read_object_member(&mut self, id: ObjectId, name: Name, spot: Spot) -> Value {
        if let Some(value) = self.own_or_inherited(id, name) {
            return value;
        }
        let text = self.names.shared(name);
        if let Some(value) = self.state_member(id, &text) {
            return value;
        }
        let Some(object) = self.object(id) else { return Value::open() };
        if let Some(bytes) = object.bytes.as_ref().filter(|_| matches!(&*text, "length" | "byteLength")) {
            #[expect(clippy::cast_precision_loss, reason = "buffers are far shorter than 2^52")]
            return Value::number(bytes.len() as f64);
        }
        if let Some(elements) = &object.elements {
            if &*text == "length" {
                #[expect(clippy::cast_precision_loss, reason = "arrays are far shorter than 2^52")]
                let length = elements.len() as f64;
                return if object.rest.is_open { Value::open() } else { Value::number(length) };
            }
            if let Ok(index) = text.parse::<usize>() {
                let missing = || if object.rest.is_open { object.rest.clone() } else { Value::undefined() };
                return elements.get(index).cloned().unwrap_or_else(missing);
            }
        }
        if &*text == "constructor" {
            let own = object.class.filter(|class| super::operator::is_standard(&self.api_path(*class)));
            let name = if object.elements.is_some() { "Array" } else { "Object" };
            return own.map_or_else(|| self.api_value(name), |class| Value::of(Item::Api(class)));
        }
        if let Some(method) = builtin_method(object, &text) {
            return self.api_value(&method);
        }
        let mut rest = object.rest.clone();
        if self.labels.of(rest.labels).any(|label| label.source == Source::Environment) {
            // One variable of a copy of the environment is that variable.
            rest = rest.without_labels();
            rest.join(&self.read_variable(&text, spot));
        }
        let rest = self.named(rest, name, spot);
        match self.inherited_class(id) {
            Some(class) => {
                let mut value = self.member_of_instance(id, class, name);
                value.join(&rest);
                value
            }
            None if rest.is_open || !rest.items.is_empty() || !rest.labels.is_empty() => rest,
            None => Value::undefined(),
        }
    }

    /// The outside class that an object or one of its prototypes is an instance of.
    pub(super) fn inherited_class(&self, id: ObjectId) -> Option<super::value::ApiId> {
        let mut at = Some(id);
        for _ in 0..16 {
            let object = self.object(at?)?;
            if object.class.is_some() {
                return object.class;
            }
            at = object.prototype;
        }
        None
    }

    fn read_function_member(&mut self, closure: ClosureId, name: Name) -> Value {
        match self.names.text(name) {
            "constructor" => self.api_value("Function"),
            "call" | "apply" | "bind" => Value::open(),
            _ => {
                let home = self.function_home(closure);
                let value = home.and_then(|home| self.own_or_inherited(home, name));
                let is_inherited = FUNCTION_MEMBERS.contains(&self.names.text(name));
                value.unwrap_or_else(|| if is_inherited { Value::open() } else { Value::undefined() })
            }
        }
    }

    /// The object that holds a function's properties, its prototype among them.
    pub(super) fn function_home(&mut self, closure: ClosureId) -> Option<ObjectId> {
        if let Some(home) = self.closures.get(closure.0 as usize)?.home {
            return Some(home);
        }
        let prototype = self.new_object(Object::default());
        let mut own = Object { constructor: Some(closure), ..Object::default() };
        let name = self.names.intern("prototype");
        own.properties.insert(name, Value::of(Item::Object(prototype)));
        let home = self.new_object(own);
        self.closures.get_mut(closure.0 as usize)?.home = Some(home);
        Some(home)
    }

    /// A name of the outside world is read.
    pub(super) fn read_api(&mut self, api: super::value::ApiId, spot: Spot) -> Value {
        let path = self.api_path(api);
        if let Some(variable) = path.strip_prefix("process.env.") {
            return self.read_variable(variable, spot);
        }
        let special = match &*path {
            "process.env" | "Deno.env" | "Bun.env" => {
                let environment = self.api("process.env");
                let labels = self.labels.label(Source::Environment, spot);
                return Value::of(Item::Api(environment)).with_labels(labels);
            }
            "process.execPath" | "process.argv0" => Some(Value::text("node")),
            "process.title" => Some(Value::open()),
            "process.argv" => {
                let own = Value::text(self.own_path());
                let elements = Some(vec![Value::text("node"), own]);
                let arguments = Object { elements, rest: Value::open(), ..Object::default() };
                return Value::of(Item::Object(self.new_object(arguments)));
            }
            "os.EOL" => Some(Value::text("\n")),
            "path.sep" => Some(Value::text("/")),
            "path.delimiter" => Some(Value::text(":")),
            "process.platform" | "process.arch" | "process.version" | "process.versions" => {
                Some(Value::open())
            }
            "undefined" => Some(Value::undefined()),
            _ if super::operator::is_standard(path.strip_suffix(".name").unwrap_or_default()) => {
                path.strip_suffix(".name").map(Value::text)
            }
            "NaN" => Some(Value::number(f64::NAN)),
            "Infinity" => Some(Value::number(f64::INFINITY)),
            _ => self.held(api, spot),
        };
        special.unwrap_or_else(|| Value::of(Item::Api(api)))
    }

    fn read_variable(&mut self, name: &str, spot: Spot) -> Value {
        let folder = match name {
            "HOME" | "USERPROFILE" | "HOMEPATH" => Some("~"),
            "APPDATA" => Some("~/AppData/Roaming"),
            "LOCALAPPDATA" => Some("~/AppData/Local"),
            "TMPDIR" | "TEMP" | "TMP" => Some("/tmp"),
            "XDG_CONFIG_HOME" => Some("~/.config"),
            _ => None,
        };
        if let Some(folder) = folder {
            return Value::text(folder);
        }
        if !is_secret_variable(name) {
            return Value::open();
        }
        let source = Source::Variable(name.to_owned());
        self.note_read(source.clone(), spot);
        Value::labelled(self.labels.label(source, spot))
    }

    pub(super) fn note_read(&mut self, source: Source, spot: Spot) {
        let trigger: Trigger = self.trigger;
        self.effects.reads.push(ReadFact { source, spot, trigger });
    }

    /// `object[key]`.
    pub(super) fn read_index(&mut self, object: &Value, key: &Value, spot: Spot) -> Value {
        if let Some(text) = key.exact_text().cloned() {
            if let (Some(element), true) = (self.text_element(object, &text), object.texts().next().is_some())
            {
                return element;
            }
            let name = self.names.intern(&text);
            return self.read_member(object, name, spot);
        }
        if let Some(number) = key.exact_number() {
            return self.read_position(object, number, spot);
        }
        // A list is a name by its text: `x[[]]` is `x[""]`.
        if let Some(Item::Object(id)) = key.exact()
            && self.object(*id).is_some_and(|object| object.elements.is_some())
        {
            let text = self.join_texts(&[key]);
            if text.exact_text().is_some() {
                return self.read_index(object, &text, spot);
            }
        }
        if let Some(iterator) = self.iterator_member(object, key) {
            return iterator;
        }
        let mut result = Value::labelled(object.labels.with(key.labels));
        for api in object.apis().collect::<Vec<_>>() {
            if &*self.api_path(api) == "process.env" {
                let is_walk = self.labels.of(key.labels).any(|label| label.source == Source::Environment);
                if !is_walk {
                    result.labels = key.labels;
                }
                result.is_open = true;
            }
        }
        // Several known names: what each of them is.
        for text in key.texts().cloned().collect::<Vec<_>>() {
            if !text.contains(crate::vocabulary::HOLE) {
                let name = self.names.intern(&text);
                let value = self.read_member(object, name, spot);
                result.join(&value);
            }
        }
        if key.texts().next().is_none() {
            let any = self.any_item(object);
            result.join(&any);
            if let Some(member) = self.any_member(object) {
                result.join(&member);
            }
        }
        result
    }

    fn text_element(&self, object: &Value, key: &str) -> Option<Value> {
        let index: usize = key.parse().ok()?;
        let text = object.exact_text()?;
        let unit = text.encode_utf16().nth(index)?;
        Some(Value::text(String::from_utf16_lossy(&[unit])).with_labels(object.labels))
    }

    fn read_position(&mut self, object: &Value, number: f64, spot: Spot) -> Value {
        if let Some(text) = object.exact_text() {
            self.data_read += 1;
            return match super::text::unit_at(text, &Value::number(number)) {
                Some(unit) if number.fract() == 0.0 => {
                    Value::text(String::from_utf16_lossy(&[unit])).with_labels(object.labels)
                }
                _ => Value::undefined(),
            };
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded by the check before it"
        )]
        let position = if (0.0..65_536.0).contains(&number) { Some(number as usize) } else { None };
        if let Some(bytes) = self.exact_bytes(object) {
            self.data_read += 1;
            let byte = position.and_then(|position| bytes.get(position));
            let byte = byte.map_or_else(Value::undefined, |byte| Value::number(f64::from(*byte)));
            return byte.with_labels(self.deep_labels(object));
        }
        if let (Some(elements), Some(position)) = (self.exact_array(object), position) {
            let element = elements.get(position).cloned().unwrap_or_else(Value::undefined);
            self.data_read += u64::from(self.is_data(object));
            return element.with_labels(object.labels);
        }
        let name = self.names.intern(&super::operator::number_text(number));
        self.read_member(object, name, spot)
    }
}

/// The outside name of a method that every array or object has: `[].filter` is a function, and its
/// constructor makes code.
fn builtin_method(object: &Object, name: &str) -> Option<String> {
    const OBJECT: [&str; 5] = ["toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "toLocaleString"];
    match name {
        "push" | "unshift" if object.elements.is_some() => Some("Array.prototype.push".to_owned()),
        _ if object.elements.is_some() && ARRAY_METHODS.contains(&name) => {
            Some(format!("Array.prototype.{name}"))
        }
        _ if object.class.is_none() && object.prototype.is_none() && OBJECT.contains(&name) => {
            Some(format!("Object.prototype.{name}"))
        }
        _ => None,
    }
}

const ARRAY_METHODS: [&str; 22] = [
    "at",
    "concat",
    "copyWithin",
    "entries",
    "every",
    "fill",
    "filter",
    "find",
    "findIndex",
    "flat",
    "flatMap",
    "forEach",
    "includes",
    "indexOf",
    "join",
    "keys",
    "map",
    "pop",
    "reduce",
    "shift",
    "slice",
    "sort",
];

/// Members that every function has; others are those that the code gives it.
const FUNCTION_MEMBERS: [&str; 12] = [
    "__proto__",
    "arguments",
    "caller",
    "hasOwnProperty",
    "isPrototypeOf",
    "length",
    "name",
    "propertyIsEnumerable",
    "prototype",
    "toLocaleString",
    "toString",
    "valueOf",
];

const TEXT_METHODS: [&str; 14] = [
    "at",
    "anchor",
    "big",
    "bold",
    "charAt",
    "concat",
    "fontcolor",
    "italics",
    "link",
    "repeat",
    "slice",
    "split",
    "sub",
    "trim",
];
