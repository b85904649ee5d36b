//! What calls do with the values that they are given.

use std::collections::BTreeSet;

use super::super::names::{Effect, effect};
use super::{Label, Reader, Value};
use crate::shell::{self, BehaviourKind};

impl Reader {
    pub(super) fn call(&mut self, name: &str, canonical: &str, arguments: &[Value]) -> Value {
        let mut all = Value::default();
        arguments.iter().for_each(|argument| all.take(argument));
        if let Some(parameters) = self.functions.get(name).cloned() {
            for (parameter, argument) in parameters.iter().zip(arguments) {
                let known = self.variables.entry(parameter.clone()).or_default();
                known.take(argument);
                known.text = argument.text.clone();
            }
            return self.variables.get(name).cloned().unwrap_or_default();
        }
        match effect(canonical) {
            Some(effect) => self.perform(effect, canonical, arguments, all),
            None => {
                // A method of something that a name holds: `f.read()`, `s.send(x)`.
                if let Some((object, method)) = name.rsplit_once('.') {
                    let mut value = self.variables.get(object).cloned().unwrap_or_default();
                    if object.starts_with("os.environ") || self.canonical(object) == "os.environ" {
                        let variable = arguments.first().and_then(|key| key.text.clone());
                        let variable = variable.filter(|_| method == "get").unwrap_or_else(|| "*".to_owned());
                        value.labels.insert(Label::Environment(variable));
                        return value;
                    }
                    self.method(method, &mut value, arguments);
                    if matches!(method, "write" | "writelines") {
                        self.note_written(object, &all);
                    }
                    return value;
                }
                all.text = match canonical {
                    "str" | "bytes" | "bytearray" => arguments.first().and_then(|value| value.text.clone()),
                    _ => None,
                };
                all
            }
        }
    }

    /// What was fetched is written to a file that `name` holds open.
    fn note_written(&mut self, name: &str, data: &Value) {
        let urls = urls(&data.labels);
        let file = self.variables.get(name).cloned().unwrap_or_default();
        if !urls.is_empty() {
            for label in file.labels {
                match label {
                    Label::File(path) => {
                        self.saved.insert(path, urls.clone());
                    }
                    Label::Place(number) => {
                        self.saved_places.insert(number, urls.clone());
                    }
                    _ => {}
                }
            }
        }
    }

    /// A method of a value that is known by where it comes from.
    pub(super) fn method(&mut self, method: &str, value: &mut Value, arguments: &[Value]) {
        let mut given = Value::default();
        arguments.iter().for_each(|argument| given.take(argument));
        let is_socket = value.labels.contains(&Label::Socket);
        let is_network = value.labels.iter().any(|label| matches!(label, Label::Network(_)));
        if is_socket && matches!(method, "send" | "sendall" | "sendto")
            || is_network && matches!(method, "request" | "post" | "put" | "sendmail" | "storbinary")
        {
            self.send(&given);
        }
        if is_socket && matches!(method, "recv" | "recvfrom" | "makefile") {
            value.labels.insert(Label::Network(String::new()));
        }
        value.text = match (method, arguments) {
            ("decode" | "encode" | "strip" | "rstrip" | "read" | "lower", _) => value.text.take(),
            ("join", [list]) => Some(list.texts.join(value.text.as_deref().unwrap_or_default())),
            ("replace", [old, new]) => match (&value.text, &old.text, &new.text) {
                (Some(text), Some(old), Some(new)) if !old.is_empty() => {
                    Some(text.replace(old.as_str(), new))
                }
                _ => None,
            },
            _ => None,
        };
        value.take(&given);
    }

    fn perform(&mut self, effect: Effect, name: &str, arguments: &[Value], mut all: Value) -> Value {
        let first = arguments.first().cloned().unwrap_or_default();
        match effect {
            Effect::Request => {
                self.send(&all);
                let url = first.text.or_else(|| first.texts.first().cloned()).unwrap_or_default();
                let mut result = Value::default();
                result.labels.insert(Label::Network(url));
                return result;
            }
            Effect::Save => {
                let url = first.text.clone().unwrap_or_default();
                let target = arguments.get(1).cloned().unwrap_or_default();
                for number in places(&target.labels) {
                    self.saved_places.insert(number, vec![url.clone()]);
                }
                self.saved.insert(target.text.unwrap_or_default(), vec![url]);
            }
            Effect::Environment => {
                let variable = first.text.unwrap_or_else(|| "*".to_owned());
                all.labels.insert(Label::Environment(variable));
            }
            Effect::Open => {
                if let Some(path) = first.text.or_else(|| first.texts.last().cloned()) {
                    if let Some(class) = shell::secret_class(&path) {
                        self.add(BehaviourKind::ReadsSecret { path: path.clone(), class });
                    }
                    all.labels.insert(Label::File(path));
                }
            }
            Effect::HostFact => {
                all.labels.insert(Label::HostFact);
            }
            Effect::Decode => {
                all.labels.insert(Label::Decoded);
                all.text = first.text.and_then(|text| decoded(name, &text));
                return all;
            }
            Effect::Evaluate => self.evaluate(name, &first),
            Effect::Process => self.process(arguments, &all),
            Effect::Place => {
                self.places = self.places.saturating_add(1);
                all.labels.insert(Label::Place(self.places));
            }
            Effect::Socket => {
                self.has_socket = true;
                all.labels.insert(Label::Socket);
            }
            Effect::Join => self.joins = true,
            Effect::DeleteTree => {
                let target = first.text.unwrap_or_default();
                let is_wide = matches!(target.trim_end_matches('/'), "~" | "" | "/home" | "C:\\");
                if is_wide && !target.is_empty() {
                    self.add(BehaviourKind::DeletesWide { target });
                }
            }
            Effect::Copy => {
                if let (Some(from), Some(to)) = (first.text, arguments.get(1).and_then(|to| to.text.clone()))
                {
                    self.variables.entry(to).or_default().labels.insert(Label::File(from));
                }
            }
            Effect::Opaque => {
                let is_plain = matches!(name, "getattr" | "__import__")
                    && arguments.iter().all(|argument| argument.text.is_some() || argument.labels.is_empty())
                    && arguments.last().is_some_and(|argument| argument.text.is_some());
                self.found.python.makes_code |= !is_plain;
            }
        }
        all.text = match name {
            "os.path.expanduser" | "os.path.join" => all.text,
            _ => None,
        };
        all
    }

    fn evaluate(&mut self, name: &str, code: &Value) {
        let urls = urls(&code.labels);
        if !urls.is_empty() || code.labels.iter().any(|label| matches!(label, Label::Network(_))) {
            self.add(BehaviourKind::DownloadAndRun { urls });
        }
        let is_decoded = code.labels.contains(&Label::Decoded);
        match &code.text {
            Some(text) if is_decoded => {
                self.add(BehaviourKind::RunsDecoded);
                self.found.codes.push(text.clone());
            }
            Some(text) if name != "compile" => self.found.codes.push(text.clone()),
            _ => {
                if is_decoded {
                    self.add(BehaviourKind::RunsDecoded);
                }
                // `exec(open("setup.py").read())` runs a file beside it.
                let is_file = code.labels.iter().any(|label| matches!(label, Label::File(_)));
                self.found.python.makes_code |= !is_file && name != "compile";
            }
        }
    }

    fn process(&mut self, arguments: &[Value], all: &Value) {
        let first = arguments.first().cloned().unwrap_or_default();
        let line = first.text.filter(|text| !text.is_empty() && first.texts.len() < 2);
        let line = line.or_else(|| (!first.texts.is_empty()).then(|| quoted(&first.texts)));
        let starts_shell = first.texts.iter().any(|text| {
            matches!(
                text.as_str(),
                "/bin/sh" | "/bin/bash" | "sh" | "bash" | "cmd.exe" | "cmd" | "powershell.exe"
            )
        });
        self.joins |= starts_shell && all.labels.contains(&Label::Socket);
        if let Some(line) = line {
            self.found.python.commands.push(line);
        }
        let fetched: Vec<String> = self
            .saved
            .iter()
            .filter(|(path, _)| {
                !path.is_empty() && first.texts.iter().any(|text| text.contains(path.as_str()))
            })
            .flat_map(|(_, urls)| urls.clone())
            .collect();
        let placed = places(&first.labels).into_iter().filter_map(|number| self.saved_places.get(&number));
        let placed: Vec<String> = placed.flatten().cloned().collect();
        let urls = [urls(&first.labels), fetched, placed].concat();
        if !urls.is_empty() {
            self.add(BehaviourKind::DownloadAndRun { urls });
        }
    }

    /// Something leaves the machine.
    fn send(&mut self, data: &Value) {
        let mut names: Vec<String> = Vec::new();
        for label in data.labels.clone() {
            match label {
                Label::Environment(name) if name == "*" || shell::is_secret_name(&name) => names.push(name),
                Label::File(path) => {
                    let class = shell::secret_class(&path);
                    if class.is_some() {
                        self.add(BehaviourKind::SendsFile { path, class });
                    }
                }
                Label::HostFact => self.add(BehaviourKind::SendsHostFacts),
                _ => {}
            }
        }
        if !names.is_empty() {
            self.add(BehaviourKind::SendsEnvironment { names });
        }
    }
}

fn places(labels: &BTreeSet<Label>) -> Vec<usize> {
    let number = |label: &Label| match label {
        Label::Place(number) => Some(*number),
        _ => None,
    };
    labels.iter().filter_map(number).collect()
}

fn urls(labels: &BTreeSet<Label>) -> Vec<String> {
    let url = |label: &Label| match label {
        Label::Network(url) => Some(url.clone()),
        _ => None,
    };
    labels.iter().filter_map(url).collect()
}

fn quoted(words: &[String]) -> String {
    let quote = |word: &String| format!("'{}'", word.replace('\'', "'\\''"));
    words.iter().map(quote).collect::<Vec<_>>().join(" ")
}

fn decoded(name: &str, text: &str) -> Option<String> {
    let bytes = match name {
        "base64.b64decode"
        | "base64.urlsafe_b64decode"
        | "base64.standard_b64decode"
        | "binascii.a2b_base64" => shell::decode_base64(&text.replace('-', "+").replace('_', "/"))?,
        "bytes.fromhex" | "bytearray.fromhex" | "binascii.unhexlify" | "base64.b16decode" => {
            shell::decode_hex(text)?
        }
        _ => return None,
    };
    String::from_utf8(bytes).ok()
}
