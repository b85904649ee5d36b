//! Calls to the outside world: what is read, sent, run, written.

use std::rc::Rc;

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::record::{ArgumentFact, CallFact, FlowFact, LayerFact, Spot};
use super::value::{ApiId, Item, Value};
use crate::api::{Api, Effect, Outcome};
use crate::vocabulary::{FileClass, HOLE, Host, Sink, Source, classify};

/// Longest list of texts kept for one argument of a fact.
const FACT_TEXTS: usize = 8;

impl Engine<'_> {
    /// Calls a name of the outside world.
    pub(super) fn call_api(&mut self, api: ApiId, this: &Value, arguments: &Arguments, spot: Spot) -> Value {
        let path = self.api_path(api);
        if let Some(value) = self.fold(&path, this, arguments, spot) {
            return value;
        }
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
            Effect::Evaluate(code) => self.evaluate(&at(code), entry.path, spot).labels,
            Effect::EvaluateLast => {
                let code = arguments.all().next_back().cloned().unwrap_or_default();
                self.evaluate(&code, entry.path, spot).labels
            }
            Effect::Shell(command) => {
                self.given_input(&at(command), arguments, spot);
                self.run_command(entry, &at(command), None, spot)
            }
            Effect::Program(command, list) => {
                self.given_input(&at(command), arguments, spot);
                self.run_command(entry, &at(command), (list != command).then(|| at(list)).as_ref(), spot)
            }
            Effect::RunScript(path) => {
                for text in at(path).texts().cloned().collect::<Vec<_>>() {
                    self.run_own_script(&text);
                }
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

    pub(super) fn read_file(&mut self, path: &Value, spot: Spot) -> Labels {
        let mut labels = Labels::NONE;
        for text in self.named_paths(path) {
            let class = classify(&text);
            let source = if class.is_secret() {
                Source::SecretFile(class)
            } else if let Some((path, _)) = self.own_text(&text) {
                Source::OwnFile(path)
            } else {
                Source::File
            };
            if class.is_secret() {
                self.note_read(source.clone(), spot);
            }
            labels = labels.with(self.labels.label(source, spot));
        }
        if labels.is_empty() {
            labels = self.labels.label(Source::File, spot);
        }
        // A file found by walking a secret folder is as secret as the folder.
        labels.with(path.labels)
    }

    fn write_file(&mut self, entry: &'static Api, path: &Value, content: &Value, spot: Spot) -> Labels {
        let class = file_class(path);
        self.flow_into(self.deep_labels(content), &Sink::FileWrite(class), entry.path, spot);
        Labels::NONE
    }

    fn send(
        &mut self,
        entry: &'static Api,
        this: &Value,
        address: &Value,
        arguments: &Arguments,
        spot: Spot,
    ) -> Labels {
        if let Effect::Send(_) = entry.effect
            && entry.path == "XMLHttpRequest.open"
        {
            self.redirect(this, address);
            self.flow_into(self.deep_labels(address), &Sink::Address, entry.path, spot);
        }
        // `net.connect(port, host)`: the host stands second.
        let is_port = address.exact_number().is_some() && entry.path.contains("connect");
        let host = if is_port {
            arguments.get(1).texts().find_map(|text| Host::of(text, true))
        } else {
            self.host_of(address)
        };
        let base = self.address_of(this);
        let host = match &base {
            Some(base) if host.is_none() => self.host_of(base),
            _ => host,
        };
        let named = if is_port { arguments.get(1) } else { address.clone() };
        if host.is_none() && entry.path.starts_with("net.") && self.is_local_pipe(&named) {
            return Labels::NONE;
        }
        let sent = arguments
            .all()
            .chain(&base)
            .fold(self.held_labels(this), |labels, value| labels.with(self.deep_labels(value)));
        self.flow_into(sent, &Sink::Network(host.clone()), entry.path, spot);
        self.labels.label(Source::Network(host), spot)
    }

    /// Whether an address is a pipe or socket file, which connects processes of one machine. A connection of
    /// which nothing is known, not even that its address came from somewhere, is mostly one of those.
    fn is_local_pipe(&self, address: &Value) -> bool {
        let is_pipe = |text: &Rc<str>| {
            text.starts_with(['/', '\\']) || text.ends_with(".pipe") || text.ends_with(".sock")
        };
        let is_named = address.texts().next().is_some() || address.objects().next().is_some();
        address.texts().any(is_pipe) || !is_named && self.deep_labels(address).is_empty()
    }

    pub(super) fn send_on(
        &mut self,
        entry: &'static Api,
        this: &Value,
        arguments: &Arguments,
        spot: Spot,
    ) -> Labels {
        let address =
            this.objects().next().and_then(|id| self.object(id)).and_then(|object| object.address.clone());
        let sent = arguments
            .all()
            .fold(self.held_labels(this), |labels, value| labels.with(self.deep_labels(value)));
        let sink = match (&address, entry.path.starts_with("fs.")) {
            (Some(path), true) => Sink::FileWrite(file_class(path)),
            (None, true) => Sink::FileWrite(FileClass::Other),
            (Some(address), false) => Sink::Network(self.host_of(address)),
            (None, false) => Sink::Network(None),
        };
        let is_network = matches!(sink, Sink::Network(_));
        self.flow_into(sent, &sink, entry.path, spot);
        if is_network {
            this.labels.with(self.labels.label(Source::Network(None), spot))
        } else {
            Labels::NONE
        }
    }

    pub(super) fn pipe(&mut self, object: &Value, arguments: &Arguments, spot: Spot) {
        let target = arguments.get(0);
        let labels = object.labels.with(self.deep_labels(object));
        for id in target.objects().collect::<Vec<_>>() {
            let Some(object) = self.object(id) else { continue };
            let (class, address) = (object.class, object.address.clone());
            let path = class.map(|class| self.api_path(class));
            let sink = match (path.as_deref(), address) {
                (Some("fs.WriteStream"), Some(path)) => Sink::FileWrite(file_class(&path)),
                (Some("http.ClientRequest" | "net.Socket"), Some(address)) => {
                    Sink::Network(self.host_of(&address))
                }
                (Some("child_process.ChildProcess.stdin"), Some(program)) => {
                    self.feed(&program, labels, spot);
                    continue;
                }
                _ => continue,
            };
            self.flow_into(labels, &sink, "pipe", spot);
        }
    }

    /// Text becomes code.
    pub(super) fn evaluate(&mut self, code: &Value, api: &str, spot: Spot) -> Value {
        let labels = self.deep_labels(code);
        let is_decoded = self.labels.of(labels).any(|label| label.source == Source::Decoded);
        for text in code.texts().filter(|text| !text.contains(HOLE)).cloned().collect::<Vec<_>>() {
            let layer = LayerFact { text, spot, trigger: self.trigger, is_decoded };
            if !self.effects.layers.contains(&layer) {
                self.effects.layers.push(layer);
            }
        }
        self.flow_into(labels, &Sink::Code, api, spot);
        // `Function("return this")()` is the global object.
        let is_global = code.texts().any(|text| text.trim().trim_end_matches(';') == "return this");
        if is_global { self.api_value("globalThis.window") } else { Value::labelled(labels) }
    }

    /// A command line is run; its output comes back.
    fn run_command(
        &mut self,
        entry: &'static Api,
        command: &Value,
        list: Option<&Value>,
        spot: Spot,
    ) -> Labels {
        let mut labels = self.deep_labels(command);
        if let Some(list) = list.filter(|list| {
            list.objects()
                .next()
                .is_some_and(|id| self.object(id).is_some_and(|object| object.elements.is_some()))
                || list.objects().next().is_none()
        }) {
            labels = labels.with(self.deep_labels(list));
        }
        let shown =
            command.texts().next().map(|text| stockade_model::escape::excerpt(text, 60)).unwrap_or_default();
        self.flow_into(labels, &Sink::Command(shown.clone()), entry.path, spot);
        self.labels.label(Source::CommandOutput(shown), spot)
    }

    /// Writes down that each labelled source reaches `sink`.
    pub(super) fn flow_into(&mut self, labels: Labels, sink: &Sink, api: &str, spot: Spot) {
        if labels.is_empty() {
            return;
        }
        let trigger = self.trigger;
        let flows: Vec<FlowFact> = self
            .labels
            .of(labels)
            .map(|label| FlowFact {
                source: label.source.clone(),
                sink: sink.clone(),
                source_spot: label.spot,
                sink_spot: spot,
                api: Rc::from(api),
                trigger,
            })
            .collect();
        self.effects.flows.extend(flows);
    }

    /// Writes down a call to what the table knows, once for each place.
    fn note_call(&mut self, api: ApiId, arguments: &Arguments, spot: Spot) {
        let facts: Vec<ArgumentFact> =
            arguments.all().take(4).map(|value| self.argument_fact(value)).collect();
        let is_known = facts.iter().any(|fact| !fact.texts.is_empty());
        if !self.seen.insert((spot, api)) && !is_known {
            return;
        }
        let fact = CallFact {
            api: self.api_path(api),
            arguments: facts,
            spot,
            trigger: self.trigger,
            is_certain: self.uncertain == 0,
        };
        if !self.effects.calls.iter().rev().take(32).any(|known| *known == fact) {
            self.effects.calls.push(fact);
        }
    }

    fn argument_fact(&mut self, value: &Value) -> ArgumentFact {
        let mut fact = ArgumentFact {
            texts: value.texts().take(FACT_TEXTS).cloned().collect(),
            is_function: value.functions().next().is_some(),
            ..ArgumentFact::default()
        };
        let labels = self.deep_labels(value);
        fact.sources = self.labels.of(labels).map(|label| label.source.clone()).collect();
        for id in value.objects().take(2) {
            let Some(object) = self.object(id) else { continue };
            for element in object.elements.iter().flatten().take(32) {
                fact.texts
                    .push(element.texts().next().cloned().unwrap_or_else(|| Rc::from(HOLE.to_string())));
            }
            for (name, property) in super::expression::sorted(&object.properties).into_iter().take(32) {
                let text = match property.exact() {
                    Some(Item::Text(text)) => Rc::clone(text),
                    Some(Item::Boolean(value)) => Rc::from(value.to_string()),
                    Some(Item::Number(number)) => Rc::from(super::operator::number_text(*number)),
                    _ => Rc::from(HOLE.to_string()),
                };
                fact.options.push((self.names.shared(name), text));
            }
        }
        fact
    }
}

/// The class of the file that a path value names.
fn file_class(path: &Value) -> FileClass {
    let classes = path.texts().map(|text| classify(text));
    classes.min().unwrap_or(FileClass::Other)
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
