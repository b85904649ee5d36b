//! Modules: what `require` and `import` give, and what a script gives in return.

use std::rc::Rc;

use stockade_parse::script::ir::{FunctionId, Variable};
use stockade_parse::script::names::Name;

use super::engine::{Engine, Frame};
use super::object::Object;
use super::record::{LoadFact, Spot};
use super::value::{Item, ObjectId, Value};
use crate::api;
use crate::vocabulary::{HOLE, Sink, Source};

/// Stands for the package's root folder at the start of a path.
pub(crate) const PACKAGE: char = '\u{fdd0}';

/// Most scripts that a partly known path loads.
const MATCHES: usize = 64;

/// Largest file of the package whose contents are followed as a text, in bytes.
const OWN_TEXT_BYTES: usize = 1 << 20;

impl Engine<'_> {
    /// Runs a script's top level, once.
    pub(super) fn start(&mut self, number: u32) {
        let Some(state) = self.scripts.get_mut(number as usize) else { return };
        if std::mem::replace(&mut state.is_started, true) {
            return;
        }
        state.trigger = Some(state.trigger.map_or(self.trigger, |known| known.min(self.trigger)));
        let script = Rc::clone(&state.script);
        let module = self.module_object(number);
        let frame = Frame {
            script: number,
            function: FunctionId(0),
            this: self.exports_of(module),
            arguments: Vec::new(),
            returned: None,
            last: None,
            uncertain: self.uncertain,
        };
        // What a script loads has steps of its own: a command of two lines starts a compiler.
        let own_steps = self.steps_for(number);
        let outer_steps = std::mem::replace(&mut self.steps_left, own_steps);
        self.frames.push(frame);
        self.bind_imports(&script);
        if let Some(top) = script.functions.first() {
            for (symbol, hoisted) in &top.hoisted {
                let closure = self.closure(number, *hoisted);
                self.store_local(symbol.0, Value::of(Item::Function(closure)));
            }
            self.block(&script, &top.body);
        }
        self.frames.pop();
        self.steps_left = outer_steps.min(self.release_steps_left);
    }

    /// The `module` object of a script, made when first asked for.
    fn module_object(&mut self, number: u32) -> ObjectId {
        if let Some(module) = self.scripts.get(number as usize).and_then(|state| state.module) {
            return module;
        }
        let exports = self.new_object(Object::default());
        let exports_name = self.names.intern("exports");
        let class = self.api("module");
        let mut module = Object { class: Some(class), ..Object::default() };
        module.properties.insert(exports_name, Value::of(Item::Object(exports)));
        let module = self.new_object(module);
        if let Some(state) = self.scripts.get_mut(number as usize) {
            state.module = Some(module);
        }
        module
    }

    fn exports_of(&mut self, module: ObjectId) -> Value {
        let name = self.names.intern("exports");
        let exports = self.object(module).and_then(|object| object.properties.get(&name));
        exports.cloned().unwrap_or_else(Value::open)
    }

    fn bind_imports(&mut self, script: &stockade_parse::script::ir::Script) {
        for import in &script.imports {
            let spot = Spot { script: self.script(), start: import.span.start, end: import.span.end };
            let source = Value::of(Item::Text(self.names.shared(import.source)));
            let module = self.load(&source, spot);
            let Some(symbol) = import.symbol else { continue };
            let value = match import.imported {
                None => module,
                Some(name) => self.imported(&module, name, spot),
            };
            self.store_local(symbol.0, value);
        }
    }

    /// A named import; the default of a CommonJS module is the module itself.
    fn imported(&mut self, module: &Value, name: Name, spot: Spot) -> Value {
        if self.names.text(name) == "default" {
            let has_default = module
                .objects()
                .any(|id| self.object(id).is_some_and(|object| object.properties.contains_key(&name)));
            if !has_default {
                return module.clone();
            }
        }
        self.read_member(module, name, spot)
    }

    pub(super) fn export(&mut self, name: Name, value: Value) {
        self.note_secret_taker(name, &value);
        let module = self.module_object(self.script());
        let exports = self.exports_of(module);
        for id in exports.objects().collect::<Vec<_>>() {
            if let Some(object) = self.object_mut(id) {
                object.properties.insert(name, value.clone());
            }
        }
    }

    pub(super) fn export_all(&mut self, source: Name) {
        let source = Value::of(Item::Text(self.names.shared(source)));
        let spot = self.pattern_spot();
        let module = self.load(&source, spot);
        let own = self.module_object(self.script());
        let exports = self.exports_of(own);
        self.copy_properties(&exports, &module);
    }

    /// What a global name is.
    pub(super) fn global(&mut self, name: Name) -> Value {
        if let Some(value) = self.bound(name) {
            return value;
        }
        let text = self.names.shared(name);
        let number = self.home(self.script());
        match &*text {
            "module" => return Value::of(Item::Object(self.module_object(number))),
            "exports" => {
                let module = self.module_object(number);
                return self.exports_of(module);
            }
            "__filename" => return Value::text(self.own_path()),
            "__dirname" => {
                let path = self.own_path();
                return Value::text(path.rsplit_once('/').map_or("", |(folder, _)| folder));
            }
            "arguments" => {
                let elements = self.frames.last().map(|frame| frame.arguments.clone()).unwrap_or_default();
                return self.array(elements);
            }
            _ => {}
        }
        let globals = self.global_object();
        let stored = self.object(globals).and_then(|object| object.properties.get(&name)).cloned();
        let api = self.api(&text);
        let spot = self.pattern_spot();
        let mut value = self.read_api(api, spot);
        if let Some(stored) = stored {
            value.join(&stored);
        }
        value
    }

    /// The object that holds what the code stores in globals of its own.
    pub(super) fn global_object(&mut self) -> ObjectId {
        if self.objects.is_empty() {
            self.new_object(Object::default());
        }
        ObjectId(0)
    }

    /// The path of the script that runs, from the package's root.
    pub(super) fn own_path(&self) -> String {
        let path = self.scripts.get(self.home(self.script()) as usize).map(|state| Rc::clone(&state.path));
        format!("{PACKAGE}/{}", path.as_deref().unwrap_or_default())
    }

    /// A spot for what has no expression of its own.
    pub(super) fn pattern_spot(&self) -> Spot {
        let frame = self.frames.last();
        let number = frame.map_or(0, |frame| frame.script);
        let function = frame.map_or(FunctionId(0), |frame| frame.function);
        let span = self
            .scripts
            .get(number as usize)
            .and_then(|state| state.script.function(function))
            .map(|function| function.span);
        let span = span.unwrap_or_default();
        Spot { script: number, start: span.start, end: span.start }
    }

    /// Loads the module that `specifier` names.
    pub(super) fn load(&mut self, specifier: &Value, spot: Spot) -> Value {
        let is_hidden = self.labels.of(specifier.labels).any(|label| label.source == Source::Decoded);
        let mut result = Value { labels: specifier.labels, ..Value::default() };
        self.flow_into(specifier.labels, &Sink::ModuleLoad, "require", spot);
        let texts: Vec<Rc<str>> = specifier.texts().cloned().collect();
        if texts.is_empty() || specifier.is_open {
            self.note_load(None, is_hidden, spot);
            result.is_open = true;
        }
        for text in texts {
            let is_partial = text.contains(HOLE);
            self.note_load((!is_partial).then(|| Rc::clone(&text)), is_hidden, spot);
            let value = if let Some(code) = text.strip_prefix("data:") {
                self.load_data(code, specifier.labels, spot)
            } else if is_partial {
                self.load_matching(&text)
            } else {
                self.module_value(&text)
            };
            result.join(&value);
        }
        if !is_hidden {
            result.labels = super::label::Labels::NONE;
        }
        result
    }

    /// `import("data:text/javascript,…")`: the code stands in the address.
    fn load_data(&mut self, rest: &str, labels: super::label::Labels, spot: Spot) -> Value {
        let (kind, code) = rest.split_once(',').unwrap_or_default();
        let code = Value::text(code).with_labels(labels);
        let code = if kind.ends_with(";base64") {
            let arguments = super::call::Arguments::of(vec![code, Value::text("base64")]);
            self.fold("Buffer.from", &Value::undefined(), &arguments, spot)
                .map_or_else(|| Value::labelled(labels), |bytes| self.spelled(&bytes))
        } else {
            let arguments = super::call::Arguments::of(vec![code]);
            self.fold("decodeURIComponent", &Value::undefined(), &arguments, spot)
                .unwrap_or_else(|| Value::labelled(labels))
        };
        self.evaluate(&code, "import", spot)
    }

    /// A path of the package of which only parts are known: every script that fits may be meant.
    fn load_matching(&mut self, text: &str) -> Value {
        let mut value = Value::open();
        if !text.starts_with(['.', PACKAGE]) {
            return value;
        }
        let own = self.own_path();
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let full = if text.starts_with('.') { format!("{folder}/{text}") } else { text.to_owned() };
        let full = normalised(&full);
        let pattern = full.trim_start_matches(PACKAGE).trim_start_matches('/');
        let Some((before, after)) = pattern.split_once(HOLE) else { return value };
        let after = after.rsplit(HOLE).next().unwrap_or_default();
        if before.is_empty() {
            return value;
        }
        let fits = |path: &str| {
            path.strip_prefix(before).is_some_and(|rest| {
                rest.ends_with(after) || rest.rsplit_once('.').is_some_and(|(rest, _)| rest.ends_with(after))
            })
        };
        let found: Vec<u32> = (0_u32..)
            .zip(&self.scripts)
            .filter(|(_, state)| fits(&state.path))
            .map(|(number, _)| number)
            .take(MATCHES)
            .collect();
        for number in found {
            value.join(&self.script_value(number));
        }
        value
    }

    fn note_load(&mut self, specifier: Option<Rc<str>>, is_hidden: bool, spot: Spot) {
        let fact = LoadFact { specifier, is_hidden, spot, trigger: self.trigger };
        if !self.effects.loads.contains(&fact) {
            self.effects.loads.push(fact);
        }
    }

    fn module_value(&mut self, specifier: &str) -> Value {
        if let Some(builtin) = api::builtin(specifier) {
            return self.api_value(&builtin);
        }
        let is_local = specifier.starts_with(['.', '/', PACKAGE]) || specifier.starts_with("file:");
        if !is_local {
            return self.api_value(specifier);
        }
        let Some(path) = self.resolve(specifier) else { return Value::open() };
        if let Some(number) = self.script_at(&path) {
            return self.script_value(number);
        }
        match self.own_json(&path) {
            Some(document) => self.json_value(&document),
            None => Value::open(),
        }
    }

    /// What a script of the package exports; it runs first if it has not.
    fn script_value(&mut self, number: u32) -> Value {
        let state = self.scripts.get(number as usize);
        if !state.is_some_and(|state| state.matters || state.is_started) {
            if let Some(state) = self.scripts.get_mut(number as usize) {
                state.trigger = Some(state.trigger.map_or(self.trigger, |known| known.min(self.trigger)));
            }
            return Value::open();
        }
        self.start(number);
        let module = self.module_object(number);
        self.exports_of(module)
    }

    /// The path in the tree that a local specifier names, as Node would find it.
    pub(super) fn resolve(&self, specifier: &str) -> Option<String> {
        let own = self.own_path();
        let base = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let specifier = specifier.strip_prefix("file://").unwrap_or(specifier);
        let full =
            if specifier.starts_with('.') { format!("{base}/{specifier}") } else { specifier.to_owned() };
        let full = normalised(&full);
        let path = full.strip_prefix(PACKAGE)?.trim_matches('/');
        crate::resolve::file(self.tree, path)
    }

    fn own_json(&self, path: &str) -> Option<serde_json::Value> {
        let file = self
            .tree
            .file(path)
            .filter(|file| file.bytes.len() <= OWN_TEXT_BYTES && path.ends_with(".json"))?;
        serde_json::from_slice(&file.bytes).ok()
    }

    /// The text of a file of the package, if `path` names one that is small enough to follow.
    pub(super) fn own_text(&self, path: &str) -> Option<(String, Value)> {
        let full = normalised(path);
        let path = match full.strip_prefix(PACKAGE) {
            Some(rest) => rest.trim_matches('/').to_owned(),
            None => full.strip_prefix("./")?.to_owned(),
        };
        let file = self.tree.file(&path)?;
        if file.bytes.len() > OWN_TEXT_BYTES {
            return Some((path, Value::open()));
        }
        let value = std::str::from_utf8(&file.bytes).map_or_else(|_| Value::open(), Value::text);
        Some((path, value))
    }

    /// Runs a script of the package in a process or thread of its own.
    pub(super) fn run_own_script(&mut self, path: &str) {
        let path =
            if path.starts_with([PACKAGE, '.', '/', '~']) { path.to_owned() } else { format!("./{path}") };
        let local = self.resolve(&path).or_else(|| {
            let bare = path.trim_start_matches("./");
            crate::resolve::file(self.tree, bare)
        });
        if let Some(number) = local.and_then(|path| self.script_at(&path)) {
            self.start(number);
        }
    }

    /// The value of a variable pattern's target before it is stored over.
    pub(super) fn present_value(
        &mut self,
        script: &stockade_parse::script::ir::Script,
        pattern: stockade_parse::script::ir::PatternId,
    ) -> Value {
        use stockade_parse::script::ir::Pattern;
        match script.pattern(pattern) {
            Some(Pattern::Variable(Variable::Local(symbol))) => {
                let variables = self.scripts.get(self.script() as usize).map(|state| &state.variables);
                variables
                    .and_then(|variables| variables.get(symbol.0 as usize))
                    .cloned()
                    .unwrap_or_else(Value::open)
            }
            Some(Pattern::Variable(Variable::Global(name))) => self.global(*name),
            Some(Pattern::Property(property)) => self.expression(script, *property),
            _ => Value::open(),
        }
    }
}

/// A path without `.` and `..` segments and doubled slashes.
pub(super) fn normalised(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." if !segments.is_empty() => {}
            "" if !segments.is_empty() => {}
            // What lies beside a package's folder is another package.
            ".." if segments.len() == 1
                && segments.first().is_some_and(|first| first.starts_with(PACKAGE)) =>
            {
                segments = vec!["node_modules"];
            }
            ".." if segments.last().is_some_and(|last| !matches!(*last, ".." | "." | "" | "~")) => {
                segments.pop();
            }
            hole if hole.chars().eq([HOLE]) && segments.last() == Some(&hole) => {}
            other => segments.push(other),
        }
    }
    segments.join("/")
}
