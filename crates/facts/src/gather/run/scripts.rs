//! Reading scripts, and which trigger reaches each.

use std::collections::BTreeMap;
use std::rc::Rc;

use stockade_model::Trigger;
use stockade_parse::script::ir::Script;
use stockade_parse::script::{self, Repair};

use super::super::script_text;
use super::programs::Language;
use super::{Inline, Runner};
use crate::concealment::{self, ConcealmentFact, ConcealmentKind};
use crate::context::Origin;
use crate::entries::is_script;
use crate::facts::{Locus, ScriptFact};
use crate::flow::{LAYER_BYTES, LayerFact, Spot};
use crate::hidden::{self, HiddenText};
use crate::naming;
use crate::resolve;
use crate::skim;

impl Runner<'_, '_> {
    /// Reads every script of the tree, and whatever else something enters.
    pub(super) fn read_scripts(&mut self) {
        let entered: Vec<String> = self.entries.in_order().into_iter().map(|(file, _)| file).collect();
        for file in self.tree.files() {
            let is_entered = file.reading == 0 && entered.contains(&file.path);
            let is_other =
                file.path.ends_with(".json") || file.path.ends_with(".node") || file.path.ends_with(".wasm");
            let is_other = is_other || Language::is_named(&file.path);
            if !is_script(&file.path) && (!is_entered || is_other || file.bytes.contains(&0)) {
                continue;
            }
            let text = script_text(&file.bytes);
            if !is_script(&file.path) && names_other_interpreter(&text) {
                continue;
            }
            let path =
                if file.reading == 0 { file.path.clone() } else { format!("{}#{}", file.path, file.reading) };
            self.read_script(&path, &text, None);
        }
    }

    /// Reads one script and adds it to the analysis; answers its number.
    fn read_script(&mut self, path: &str, text: &Rc<str>, made_at: Option<Spot>) -> Option<u32> {
        self.adopt();
        let is_layer = made_at.is_some() || path.starts_with("layer:");
        // While the text is at hand; what makes it run is known at the end.
        self.concealments.extend(concealment::of_text(path, text, Trigger::Dormant));
        let parsed = match script::read(text, path, self.limits, self.engine.names()) {
            Ok(parsed) => parsed,
            Err(refusal) => {
                if !is_layer {
                    self.refused.push((path.to_owned(), refusal));
                }
                return None;
            }
        };
        match parsed.repair {
            Repair::Blanked => self.blanked.push(path.to_owned()),
            Repair::Operators => self.conceal(ConcealmentKind::ParserEvasion, path),
            Repair::None => {}
        }
        let look = skim::look(&parsed.script, self.engine.names());
        let names: Vec<String> =
            look.loads.iter().map(|name| self.engine.names().text(*name).to_owned()).collect();
        self.loads.insert(path.to_owned(), names);
        // A script that cannot act is kept as its loads alone: its tree is most of its memory.
        let matters = look.acts || is_layer;
        self.note_namings(&parsed.script);
        let number = self.engine.add(path, if matters { parsed.script } else { Script::default() }, matters);
        self.scripts.push(ScriptFact {
            path: Rc::from(path),
            trigger: Trigger::Dormant,
            layer: is_layer.then(|| Rc::clone(text)),
            made_at,
        });
        Some(number)
    }

    /// Takes in the scripts that running code made.
    pub(super) fn adopt(&mut self) {
        for made in self.engine.take_made() {
            let Some(script) = self.engine.script_of(made.number) else { continue };
            self.concealments.extend(concealment::of_text(&made.path, &made.text, made.trigger));
            if made.repair == Repair::Operators {
                self.conceal(ConcealmentKind::ParserEvasion, &made.path);
            }
            self.note_namings(&script);
            self.scripts.push(ScriptFact {
                path: made.path,
                trigger: made.trigger,
                layer: Some(made.text),
                made_at: Some(made.spot),
            });
            self.uncalled.push((made.number, made.trigger));
        }
    }

    /// Notes the shared names that the next script gives.
    fn note_namings(&mut self, script: &Script) {
        let number = u32::try_from(self.scripts.len()).unwrap_or(u32::MAX);
        let names = self.engine.names();
        self.namings.extend(naming::find(script, names, number));
    }

    /// Runs code that stands in a command line.
    pub(super) fn run_inline(&mut self, inline: &Inline) {
        let text: Rc<str> = Rc::from(inline.code.as_str());
        self.run_text(&text, None, inline.trigger);
    }

    /// Runs code that running code made, unless the same text ran before or there are too many.
    pub(super) fn run_layer(&mut self, layer: &LayerFact) {
        let is_known = self.scripts.iter().any(|script| script.layer.as_deref() == Some(&*layer.text));
        if is_known || layer.text.trim().len() < LAYER_BYTES {
            return;
        }
        if let Some(number) = self.run_text(&layer.text, Some(layer.spot), layer.trigger) {
            self.engine.run_uncalled(number, layer.trigger);
        }
    }

    /// Runs what stands in the invisible characters of the tree's files: under the trigger of the script it stands
    /// in, or as code that nothing reaches.
    pub(super) fn run_hidden(&mut self) {
        for file in self.tree.files().iter().filter(|file| file.reading == 0 && !file.bytes.is_ascii()) {
            let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
            for hidden in hidden::texts(text) {
                self.run_hidden_text(&file.path, &hidden);
            }
        }
    }

    fn run_hidden_text(&mut self, path: &str, hidden: &HiddenText) {
        self.adopt();
        let script = self.scripts.iter().position(|script| &*script.path == path);
        let trigger = script.and_then(|at| self.scripts.get(at)).map(|script| script.trigger);
        let text: Rc<str> = Rc::from(hidden.text.as_str());
        let is_known = self.scripts.iter().any(|script| script.layer.as_deref() == Some(&*text));
        if is_known || !text.contains('(') {
            return;
        }
        let made_at = script.and_then(|number| {
            let number = u32::try_from(number).ok()?;
            let (start, end) = (u32::try_from(hidden.start).ok()?, u32::try_from(hidden.end).ok()?);
            Some(Spot { script: number, start, end })
        });
        if let Some(number) = self.run_text(&text, made_at, trigger.unwrap_or(Trigger::Dormant)) {
            self.engine.run_uncalled(number, trigger.unwrap_or(Trigger::Dormant));
            let locus = Locus { file: path.to_owned(), start: hidden.start, end: hidden.end };
            let kind = ConcealmentKind::InvisibleProgram;
            self.concealments.push(ConcealmentFact { kind, locus, trigger: Trigger::Dormant });
        }
    }

    fn run_text(&mut self, text: &Rc<str>, made_at: Option<Spot>, trigger: Trigger) -> Option<u32> {
        let path = self.engine.name_layer(text)?;
        let number = self.read_script(&path, text, made_at)?;
        if let Some(script) = self.scripts.get_mut(number as usize) {
            script.trigger = trigger;
        }
        self.engine.run(number, trigger);
        Some(number)
    }

    /// The strongest trigger that reaches each file, along constant loads.
    pub(super) fn reach(&self) -> BTreeMap<String, Trigger> {
        let mut reached: BTreeMap<String, Trigger> = BTreeMap::new();
        for (entry, trigger) in self.entries.in_order() {
            let mut pending = vec![entry];
            while let Some(path) = pending.pop() {
                if reached.get(&path).is_some_and(|known| *known <= trigger) {
                    continue;
                }
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                for load in self.loads.get(&path).into_iter().flatten() {
                    pending.extend(match load.starts_with('.') {
                        true => resolve::file(self.tree, &join(folder, load)),
                        false => self.bundled(folder, load),
                    });
                }
                reached.insert(path, trigger);
            }
        }
        reached
    }
}

impl Runner<'_, '_> {
    /// The file of a dependency that lies in the release's own `node_modules`, nearest first.
    fn bundled(&self, folder: &str, load: &str) -> Option<String> {
        if self.origin == Origin::Project {
            return None;
        }
        let mut folder = folder;
        loop {
            let path = join(folder, &format!("node_modules/{load}"));
            if let Some(file) = resolve::file(self.tree, &path) {
                return Some(file);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
    }
}

/// Whether a file's first line names a program to run it by that runs no JavaScript.
fn names_other_interpreter(text: &str) -> bool {
    let line = text.lines().next().and_then(|line| line.strip_prefix("#!")).unwrap_or("node");
    !["node", "bun", "deno", "tsx", "zx"].iter().any(|name| line.contains(name))
}

/// `folder/path` without `.` and `..`.
fn join(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}
