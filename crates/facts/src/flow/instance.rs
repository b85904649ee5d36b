//! Instances that the outside world hands out: where they lead, what goes into them, what they hear.

use std::rc::Rc;

use stockade_parse::script::names::Name;

use super::call::Arguments;
use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::record::Spot;
use super::value::{ApiId, Item, ObjectId, Value};
use crate::api::{self, Api, Effect};
use crate::vocabulary::{FileClass, HOLE, Host, Sink, Source, classify};

impl Engine<'_> {
    /// Does what the table says of an instance's method and answers the labels of what comes back.
    pub(super) fn perform_on(
        &mut self,
        entry: &'static Api,
        this: &Value,
        arguments: &Arguments,
        spot: Spot,
    ) -> Labels {
        let at = |position: u8| arguments.get(usize::from(position));
        match entry.effect {
            Effect::SendTo(host) => {
                let host = Host::of(host, true);
                let sent = self.labels_of(arguments);
                self.flow_into(sent, &Sink::Network(host.clone()), entry.path, spot);
                self.labels.label(Source::Network(host), spot)
            }
            Effect::SendFile(path) => {
                let paths = self.named_paths(&at(path));
                let mut sent = arguments.clone();
                for path in paths.into_iter().filter(|path| classify(path).is_secret()) {
                    let file = Value::labelled(self.read_file(&Value::text(path), spot));
                    sent.values.push(file);
                }
                self.send_on(entry, this, &sent, spot)
            }
            Effect::Connect(address) => {
                let address = self.address_argument(arguments, address);
                let host = self.host_of(&address);
                self.redirect(this, &address);
                if host.is_none() && entry.path.starts_with("net.") && self.is_local_pipe(&address) {
                    return Labels::NONE;
                }
                self.labels.label(Source::Network(host), spot)
            }
            Effect::ConnectTo(template) => {
                let address = self.known_address(template, arguments);
                let host = self.host_of(&address);
                self.labels.label(Source::Network(host), spot)
            }
            Effect::Feed => {
                let labels = self.labels_of(arguments);
                if let Some(program) = self.address_of(this) {
                    self.feed(&program, labels, spot);
                }
                Labels::NONE
            }
            Effect::Listen(event) => {
                let events: Vec<_> = at(event).texts().cloned().collect();
                events.iter().fold(this.labels, |labels, event| labels.with(self.heard(event, spot)))
            }
            Effect::Screen => self.labels.label(Source::Screen, spot),
            Effect::PageStore if at(0).exact_text().is_some_and(|key| !is_secret_key(key)) => Labels::NONE,
            Effect::PageStore => self.labels.label(Source::PageStore, spot),
            Effect::Keychain => {
                let source = Source::SecretFile(FileClass::Keychain);
                self.note_read(source.clone(), spot);
                self.labels.label(source, spot)
            }
            Effect::TakeFile(path) => {
                let labels = self.read_file(&at(path), spot);
                self.absorb(this, labels);
                labels
            }
            Effect::Absorb => {
                let labels = self.labels_of(arguments);
                self.absorb(this, labels);
                labels
            }
            Effect::Give => this.labels.with(self.held_labels(this)),
            Effect::Handle(class) => {
                self.handle(class, this, arguments);
                this.labels
            }
            _ => Labels::NONE,
        }
    }

    /// Calls the functions among the arguments with instances of `class`.
    fn handle(&mut self, class: &str, this: &Value, arguments: &Arguments) {
        let class = Some(self.api(class));
        let address = self.address_of(this).map(Box::new);
        let instance = self.new_object(Object { class, address, rest: Value::open(), ..Object::default() });
        let given = Value::of(Item::Object(instance)).with_labels(this.labels);
        for function in arguments.all().flat_map(Value::functions).collect::<Vec<_>>() {
            let given = Arguments { values: Vec::new(), more: Some(given.clone()) };
            self.call_closure_with(function, Value::open(), given);
        }
    }

    /// Calls the handler that an instance is given with what the instance receives.
    pub(super) fn call_handler(&mut self, handler: &Value, instance: ObjectId, labels: Labels) {
        let this = Value::of(Item::Object(instance)).with_labels(labels);
        for function in handler.functions().collect::<Vec<_>>() {
            let given = Arguments { values: Vec::new(), more: Some(Value::labelled(labels)) };
            self.call_closure_with(function, this.clone(), given);
        }
    }

    /// What was put into an instance.
    pub(super) fn held_labels(&self, this: &Value) -> Labels {
        self.deep_labels(&this.clone().without_labels())
    }

    /// The address at a position, or behind a port: `connect(443, host)`.
    pub(super) fn address_argument(&mut self, arguments: &Arguments, position: u8) -> Value {
        let address = arguments.get(usize::from(position));
        let next = arguments.get(usize::from(position) + 1);
        match next.exact_text().filter(|_| address.exact_number().is_some()) {
            Some(host) => Value::text(format!("tcp://{host}")),
            None => address,
        }
    }

    /// The paths that a value names: itself, its items, or what it calls its file.
    pub(super) fn named_paths(&mut self, path: &Value) -> Vec<Rc<str>> {
        let mut paths: Vec<Rc<str>> = path.texts().cloned().collect();
        let mut pending: Vec<(ObjectId, usize)> = path.objects().map(|id| (id, 0)).collect();
        while let Some((id, depth)) = pending.pop() {
            let Some(object) = self.object(id).filter(|object| object.class.is_none() && depth < 3) else {
                continue;
            };
            let mut parts: Vec<Value> = object.elements.iter().flatten().take(16).cloned().collect();
            for key in ["filename", "path", "source", "file", "attachments", "files", "exec"] {
                let name = self.names.intern(key);
                let property = self.object(id).and_then(|object| object.properties.get(&name));
                parts.extend(property.cloned());
            }
            for part in parts {
                paths.extend(part.texts().cloned());
                pending.extend(part.objects().map(|id| (id, depth + 1)));
            }
        }
        paths
    }

    fn labels_of(&self, arguments: &Arguments) -> Labels {
        arguments.all().fold(Labels::NONE, |labels, value| labels.with(self.deep_labels(value)))
    }

    /// The host that a request's address or options name.
    pub(super) fn host_of(&mut self, address: &Value) -> Option<Host> {
        let named = address.texts().find_map(|text| Host::of(text, false));
        if named.is_some() {
            return named;
        }
        for id in address.objects().collect::<Vec<_>>() {
            let mut found = None;
            for key in ["url", "uri", "baseURL", "hostname", "host", "href", "origin", "prefixUrl", "address"]
            {
                let name = self.names.intern(key);
                let value = self.object(id).and_then(|object| object.properties.get(&name)).cloned();
                found = found.or_else(|| value?.texts().find_map(|text| Host::of(text, true)));
            }
            if found.is_some() {
                let path = self.names.intern("path");
                let path = self.object(id).and_then(|object| object.properties.get(&path)).cloned();
                if let (Some(host), Some(text)) =
                    (&mut found, path.as_ref().and_then(|path| path.texts().next()))
                    && host.path.is_empty()
                {
                    host.path = text.to_string();
                }
                return found;
            }
        }
        None
    }

    /// The text of a script of the package becomes code: the script runs.
    pub(super) fn run_own_text(&mut self, labels: Labels) {
        let own = |source: &Source| match source {
            Source::OwnFile(path) => Some(path.clone()),
            _ => None,
        };
        let paths: Vec<String> = self.labels.of(labels).filter_map(|label| own(&label.source)).collect();
        for number in paths.iter().filter_map(|path| self.script_at(path)).collect::<Vec<_>>() {
            self.start(number);
        }
    }

    /// The address that an instance was made with.
    pub(super) fn address_of(&self, this: &Value) -> Option<Value> {
        let object = this.objects().next().and_then(|id| self.object(id))?;
        object.address.as_deref().cloned()
    }

    /// The instance leads to `address` from here on: `client.access({host})`.
    pub(super) fn redirect(&mut self, this: &Value, address: &Value) {
        for id in this.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.address = Some(Box::new(address.clone()));
            }
        }
    }

    /// The address that a library fills its arguments into, or the one that they name themselves.
    pub(super) fn known_address(&mut self, template: &str, arguments: &Arguments) -> Value {
        let first = arguments.get(0);
        if self.host_of(&first).is_some() {
            return first;
        }
        let mut address = template.to_owned();
        for (place, position) in [("{0}", 0), ("{1}", 1)] {
            let text =
                arguments.get(position).exact_text().map_or_else(|| HOLE.to_string(), |it| it.to_string());
            address = address.replace(place, &text);
        }
        Value::text(address)
    }

    /// Something is written to the input of `program`: a shell runs it, a program that sends sends it.
    pub(super) fn feed(&mut self, program: &Value, labels: Labels, spot: Spot) {
        let shown = program.texts().next().map(|text| stockade_model::escape::excerpt(text, 60));
        let sink = Sink::Command(shown.unwrap_or_default());
        if is_shell(program) || sink.leaves_machine() {
            self.flow_into(labels, &sink, "stdin", spot);
        }
    }

    /// `execSync(command, {input})`.
    pub(super) fn given_input(&mut self, program: &Value, arguments: &Arguments, spot: Spot) {
        let name = self.names.intern("input");
        for id in arguments.all().flat_map(Value::objects).collect::<Vec<_>>() {
            let input = self.object(id).and_then(|object| object.properties.get(&name)).cloned();
            if let Some(input) = input {
                self.feed(program, self.deep_labels(&input), spot);
            }
        }
    }

    /// A part of an instance that the table names further parts of leads where the instance does:
    /// `bot.telegram.sendMessage`.
    pub(super) fn member_of_instance(&mut self, id: ObjectId, class: ApiId, name: Name) -> Value {
        let member = self.api_member(class, name);
        let path = self.api_path(member);
        let address = self.object(id).and_then(|object| object.address.clone());
        if address.is_none() || self.api_entry(member).is_some() || !api::has_parts(&path) {
            return Value::of(Item::Api(member));
        }
        let part = Object { class: Some(member), address, rest: Value::open(), ..Object::default() };
        let part = Value::of(Item::Object(self.new_object(part)));
        if let Some(object) = self.object_mut(id) {
            object.properties.insert(name, part.clone());
        }
        part
    }

    /// A property of an instance is set that the world looks at: `image.src`, `script.text`.
    pub(super) fn store_in_instance(&mut self, id: ObjectId, name: Name, value: &Value, spot: Spot) {
        let Some(class) = self.object(id).and_then(|object| object.class) else { return };
        let member = self.api_member(class, name);
        let Some(entry) = self.api_entry(member) else { return };
        match entry.effect {
            Effect::Send(_) => {
                let host = self.host_of(value);
                self.flow_into(self.deep_labels(value), &Sink::Network(host), entry.path, spot);
            }
            Effect::Evaluate(_) => {
                self.evaluate(value, entry.path, spot);
            }
            _ => {}
        }
    }

    /// What reading a name of the outside world gives, where the table says that it holds something.
    pub(super) fn held(&mut self, api: ApiId, spot: Spot) -> Option<Value> {
        let entry = self.api_entry(api)?;
        (entry.effect == Effect::PageStore).then(|| {
            let labels = self.labels.label(Source::PageStore, spot);
            Value::of(Item::Api(api)).with_labels(labels)
        })
    }

    /// What a handler of `event` is called with.
    pub(super) fn heard(&mut self, event: &str, spot: Spot) -> Labels {
        match event {
            "keydown" | "keyup" | "keypress" | "beforeinput" | "input" => {
                self.labels.label(Source::PageInput, spot)
            }
            "paste" | "copy" | "cut" => self.labels.label(Source::Clipboard, spot),
            _ => Labels::NONE,
        }
    }
}

/// Whether what a page stores under `key` lets its holder act as the person.
fn is_secret_key(key: &str) -> bool {
    const WORDS: [&str; 12] = [
        "token",
        "auth",
        "session",
        "jwt",
        "wallet",
        "secret",
        "password",
        "seed",
        "mnemonic",
        "key",
        "vault",
        "credential",
    ];
    let key = key.to_ascii_lowercase();
    WORDS.iter().any(|word| key.contains(word))
}

/// Whether a program runs what it is given as input.
fn is_shell(program: &Value) -> bool {
    const SHELLS: [&str; 10] =
        ["sh", "bash", "zsh", "dash", "cmd", "powershell", "pwsh", "python", "python3", "osascript"];
    program.texts().any(|text| {
        let base = text.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        SHELLS.contains(&base.strip_suffix(".exe").unwrap_or(&base))
    })
}
