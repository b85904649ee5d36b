//! Files, addresses and streams: where data is read and where it goes.

use std::rc::Rc;

use super::super::call::Arguments;
use super::super::engine::Engine;
use super::super::label::Labels;
use super::super::record::Spot;
use super::super::value::Value;
use crate::api::{Api, Effect};
use crate::vocabulary::{FileClass, Host, Sink, Source, classify};

impl Engine<'_> {
    pub(in crate::flow) fn read_file(&mut self, path: &Value, spot: Spot) -> Labels {
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

    pub(super) fn write_file(
        &mut self,
        entry: &'static Api,
        path: &Value,
        content: &Value,
        spot: Spot,
    ) -> Labels {
        let class = file_class(path);
        self.flow_into(self.deep_labels(content), &Sink::FileWrite(class), entry.path, spot);
        Labels::NONE
    }

    pub(super) fn send(
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
    pub(in crate::flow) fn is_local_pipe(&self, address: &Value) -> bool {
        let is_pipe = |text: &Rc<str>| {
            text.starts_with(['/', '\\']) || text.ends_with(".pipe") || text.ends_with(".sock")
        };
        let is_named = address.texts().next().is_some() || address.objects().next().is_some();
        address.texts().any(is_pipe) || !is_named && self.deep_labels(address).is_empty()
    }

    pub(in crate::flow) fn send_on(
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

    pub(in crate::flow) fn pipe(&mut self, object: &Value, arguments: &Arguments, spot: Spot) {
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
}

/// The class of the file that a path value names.
fn file_class(path: &Value) -> FileClass {
    let classes = path.texts().map(|text| classify(text));
    classes.min().unwrap_or(FileClass::Other)
}
