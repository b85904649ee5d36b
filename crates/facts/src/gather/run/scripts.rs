//! Reading scripts, and which trigger reaches each.

use std::collections::BTreeMap;
use std::rc::Rc;

use stockade_model::Trigger;
use stockade_parse::script::ir::Script;
use stockade_parse::script::{self, Repair};

use super::super::script_text;
use super::{Inline, Runner};
use crate::concealment::{self, ConcealmentKind};
use crate::entries::is_script;
use crate::facts::ScriptFact;
use crate::flow::{LayerFact, Spot};
use crate::guard::{self, Guards};
use crate::naming;
use crate::resolve;
use crate::skim;

/// Most pieces of decoded code that are read again.
const LAYERS: usize = 48;

/// Fewest bytes of decoded code that can do anything.
const LAYER_BYTES: usize = 4;

impl Runner<'_, '_> {
    /// Reads every script of the tree, and whatever else something enters.
    pub(super) fn read_scripts(&mut self) {
        let entered: Vec<String> = self.entries.in_order().into_iter().map(|(file, _)| file).collect();
        for file in self.tree.files() {
            let is_entered = file.reading == 0 && entered.contains(&file.path);
            let is_other =
                file.path.ends_with(".json") || file.path.ends_with(".node") || file.path.ends_with(".wasm");
            if !is_script(&file.path) && (!is_entered || is_other || file.bytes.contains(&0)) {
                continue;
            }
            let text = script_text(&file.bytes);
            let path =
                if file.reading == 0 { file.path.clone() } else { format!("{}#{}", file.path, file.reading) };
            self.read_script(&path, &text, None);
        }
    }

    /// Reads one script and adds it to the analysis; answers its number.
    fn read_script(&mut self, path: &str, text: &Rc<str>, made_at: Option<Spot>) -> Option<u32> {
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
        self.look_at_shape(&parsed.script, matters);
        let number = self.engine.add(path, if matters { parsed.script } else { Script::default() }, matters);
        self.scripts.push(ScriptFact {
            path: Rc::from(path),
            trigger: Trigger::Dormant,
            layer: is_layer.then(|| Rc::clone(text)),
            made_at,
        });
        Some(number)
    }

    /// Notes what the shape of the next script tells; of one that cannot act only the shared names it gives.
    fn look_at_shape(&mut self, script: &Script, matters: bool) {
        let number = u32::try_from(self.guards.len()).unwrap_or(u32::MAX);
        let names = self.engine.names();
        self.guards.push(if matters { guard::find(script, names) } else { Guards::default() });
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
        if is_known || layer.text.trim().len() < LAYER_BYTES || self.layers >= LAYERS {
            return;
        }
        if let Some(number) = self.run_text(&layer.text, Some(layer.spot), layer.trigger) {
            self.engine.run_uncalled(number, layer.trigger);
        }
    }

    fn run_text(&mut self, text: &Rc<str>, made_at: Option<Spot>, trigger: Trigger) -> Option<u32> {
        let path = format!("layer:{}", self.layers);
        self.layers += 1;
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
                for load in self.loads.get(&path).into_iter().flatten().filter(|load| load.starts_with('.')) {
                    pending.extend(resolve::file(self.tree, &join(folder, load)));
                }
                reached.insert(path, trigger);
            }
        }
        reached
    }
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
