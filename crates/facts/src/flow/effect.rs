//! Calls to the outside world: what is read, sent, run, written.

mod note;
mod transfer;

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::record::Spot;
use super::value::{ApiId, Item, Value};
use crate::api::{Api, Effect, Outcome};
use crate::vocabulary::{Sink, Source};

impl Engine<'_> {
    /// Calls a name of the outside world.
    pub(super) fn call_api(&mut self, api: ApiId, this: &Value, arguments: &Arguments, spot: Spot) -> Value {
        let path = self.api_path(api);
        if let Some(value) = self.fold(&path, this, arguments, spot) {
            self.doubt(value.is_open);
            return value;
        }
        self.doubt(true);
        let Some(entry) = self.api_entry(api) else {
            return self.call_unlisted(&path, this, arguments, spot);
        };
        if entry.effect == Effect::Load(0) && entry.path == "require" {
            return self.load(&arguments.get(0), spot);
        }
        if let Effect::Wait(_) = entry.effect
            && is_text_for_timer(&arguments.get(0))
        {
            return self.evaluate(&arguments.get(0), "setTimeout", spot);
        }
        self.note_call(api, arguments, spot);
        if matches!(entry.effect, Effect::Evaluate(_) | Effect::EvaluateLast) {
            let value = self.evaluate_call(entry, arguments, spot);
            self.arrived = self.arrived.with(value.labels);
            return value;
        }
        let labels = self.perform(entry, this, arguments, spot);
        self.arrived = self.arrived.with(labels);
        let mut callback_labels = labels;
        for argument in arguments.all().cloned().collect::<Vec<_>>() {
            let returned = self.call_functions_in(&argument, labels);
            callback_labels = callback_labels.with(returned.labels);
            self.call_listeners(&argument, labels);
        }
        self.outcome(entry, this, arguments, labels.with(callback_labels))
    }

    /// Functions inside an options object are called too: `{success(data) {…}}`.
    fn call_listeners(&mut self, argument: &Value, labels: Labels) {
        for id in argument.objects().collect::<Vec<_>>() {
            let Some(object) = self.object(id) else { continue };
            if object.class.is_some() || object.elements.is_some() {
                continue;
            }
            let values: Vec<Value> = super::expression::sorted(&object.properties)
                .into_iter()
                .filter(|(_, value)| value.functions().next().is_some())
                .map(|(_, value)| value.clone())
                .take(16)
                .collect();
            for value in values {
                self.call_functions_in(&value, labels);
            }
        }
    }

    /// A name that the table does not list: labels pass through, functions are called.
    fn call_unlisted(&mut self, path: &str, this: &Value, arguments: &Arguments, spot: Spot) -> Value {
        if path == "Function.prototype.constructor" || path.ends_with(".constructor.constructor") {
            let api = self.api("Function");
            return self.call_api(api, this, arguments, spot);
        }
        if let Some(value) = self.resolve_promise(path, this, arguments) {
            return value;
        }
        if let Some(value) = self.iterator_method(path, this) {
            return value;
        }
        let collection = self.new_collection(path, arguments);
        if let Some(value) = collection.or_else(|| self.collection_method(path, this, arguments)) {
            return value;
        }
        let mut labels = self.deep_labels(this);
        if let Some(object) = this.objects().next().and_then(|id| self.object(id))
            && let Some(address) = &object.address
        {
            labels = labels.with(address.labels);
        }
        for argument in arguments.all() {
            labels = labels.with(self.deep_labels(argument));
        }
        let result_labels = labels;
        for argument in arguments.all().cloned().collect::<Vec<_>>() {
            let returned = self.call_functions_in(&argument, this.labels);
            labels = labels.with(returned.labels);
        }
        let method = path.rsplit('.').next().unwrap_or(path);
        if ABSORBING.contains(&method) {
            self.absorb(this, labels);
        }
        if CHAINING.contains(&method) && this.objects().next().is_some() {
            return this.clone().with_labels(labels);
        }
        let mut result = Value::labelled(labels);
        if result_labels.is_empty() && !path.contains('.') {
            let class = self.api(path);
            let instance =
                self.new_object(Object { class: Some(class), rest: Value::open(), ..Object::default() });
            result.items.push(Item::Object(instance));
        }
        result
    }

    /// What goes into a form, map or list is in it from then on.
    pub(super) fn absorb(&mut self, receiver: &Value, labels: Labels) {
        for id in receiver.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.rest.labels = object.rest.labels.with(labels);
                object.rest.is_open = true;
            }
        }
    }

    /// Does what the table says and answers the labels of what comes back.
    fn perform(&mut self, entry: &'static Api, this: &Value, arguments: &Arguments, spot: Spot) -> Labels {
        let at = |position: u8| arguments.get(usize::from(position));
        match entry.effect {
            Effect::ReadFile(path) | Effect::ListFolder(path) => self.read_file(&at(path), spot),
            Effect::WriteFile(path, content) => self.write_file(entry, &at(path), &at(content), spot),
            Effect::CopyFile(from, to) => {
                let labels = self.read_file(&at(from), spot);
                let content = Value::labelled(labels);
                self.write_file(entry, &at(to), &content, spot)
            }
            Effect::Delete(_) | Effect::MakeExecutable(_) | Effect::Exit | Effect::None | Effect::Wait(_) => {
                Labels::NONE
            }
            Effect::Send(address) => self.send(entry, this, &at(address), arguments, spot),
            Effect::SendTo(_)
            | Effect::SendFile(_)
            | Effect::Connect(_)
            | Effect::ConnectTo(_)
            | Effect::Feed
            | Effect::Listen(_)
            | Effect::Screen
            | Effect::PageStore
            | Effect::Keychain
            | Effect::TakeFile(_)
            | Effect::Absorb
            | Effect::Give
            | Effect::Handle(_) => self.perform_on(entry, this, arguments, spot),
            Effect::SendOn => self.send_on(entry, this, arguments, spot),
            Effect::Lookup(name) => {
                self.flow_into(self.deep_labels(&at(name)), &Sink::NameLookup, entry.path, spot);
                self.labels.label(Source::Network(None), spot)
            }
            Effect::Evaluate(_) | Effect::EvaluateLast => self.evaluate_call(entry, arguments, spot).labels,
            Effect::Shell(command) => {
                self.given_input(&at(command), arguments, spot);
                self.run_command(entry, &at(command), None, spot)
            }
            Effect::Program(command, list) => {
                self.given_input(&at(command), arguments, spot);
                self.run_command(entry, &at(command), (list != command).then(|| at(list)).as_ref(), spot)
            }
            Effect::RunScript(path) => {
                for text in self.named_paths(&at(path)) {
                    self.run_own_script(&text);
                }
                self.run_own_text(self.deep_labels(&at(path)));
                self.flow_into(self.deep_labels(&at(path)), &Sink::Code, entry.path, spot);
                Labels::NONE
            }
            Effect::Load(name) => self.load(&at(name), spot).labels,
            Effect::LoadNative(_) => Labels::NONE,
            Effect::HostFact => self.labels.label(Source::HostFact, spot),
            Effect::Clipboard => self.labels.label(Source::Clipboard, spot),
            Effect::Keystrokes => self.labels.label(Source::Keystrokes, spot),
            Effect::Decode | Effect::Decipher => {
                let labels =
                    arguments.all().fold(this.labels, |labels, value| labels.with(self.deep_labels(value)));
                labels.with(self.decoded_label(spot))
            }
        }
    }

    fn outcome(&mut self, entry: &'static Api, this: &Value, arguments: &Arguments, labels: Labels) -> Value {
        match entry.outcome {
            Outcome::Open => Value::labelled(labels),
            Outcome::Nothing => Value::labelled(labels),
            Outcome::Argument(position) => arguments.get(usize::from(position)).with_labels(labels),
            Outcome::Instance(class) => {
                let address = match entry.effect {
                    Effect::Send(position) | Effect::Connect(position) => {
                        Some(Box::new(self.address_argument(arguments, position)))
                    }
                    Effect::WriteFile(position, _)
                    | Effect::Shell(position)
                    | Effect::Program(position, _) => Some(Box::new(arguments.get(usize::from(position)))),
                    Effect::ConnectTo(template) => Some(Box::new(self.known_address(template, arguments))),
                    _ => this
                        .objects()
                        .next()
                        .and_then(|id| self.object(id))
                        .and_then(|object| object.address.clone()),
                };
                let class = self.api(class);
                if class == self.api("require") || class == self.api("dns") {
                    return Value::of(Item::Api(class));
                }
                let object = Object { class: Some(class), address, ..Object::default() };
                Value::of(Item::Object(self.new_object(object))).with_labels(labels)
            }
            Outcome::Element => {
                let tag = arguments.get(0).exact_text().map_or("", |text| text).to_ascii_lowercase();
                let class = Some(self.api(&format!("Element.{tag}")));
                let object = Object { class, rest: Value::open(), ..Object::default() };
                Value::of(Item::Object(self.new_object(object))).with_labels(labels)
            }
        }
    }
}

/// Methods that put their arguments into the object they are called on.
const ABSORBING: [&str; 10] =
    ["append", "set", "add", "update", "write", "field", "attach", "query", "put", "file"];

/// Methods that return the object they are called on.
const CHAINING: [&str; 10] = [
    "on",
    "once",
    "addListener",
    "setTimeout",
    "setEncoding",
    "append",
    "set",
    "add",
    "off",
    "prependListener",
];

/// Whether a timer is given a text to run rather than a function.
fn is_text_for_timer(value: &Value) -> bool {
    let is_function = value.functions().next().is_some()
        || value.apis().next().is_some()
        || value.objects().next().is_some();
    value.texts().next().is_some() || (!value.labels.is_empty() && !is_function)
}
