//! Running a release's code in the analysis: which scripts, in which order, and what they lead to.

use std::collections::BTreeMap;
use std::rc::Rc;

use stockade_model::{Gap, GapKind, Limits, Tree, Trigger};
use stockade_parse::autorun::AutoRunCommand;
use stockade_parse::json;
use stockade_parse::manifest::{BuildFile, HookContext, Manifest};
use stockade_parse::script::ir::Script;
use stockade_parse::script::{self, Lexical, Refusal, Repair};
use stockade_parse::shell::{BehaviourKind, Dialect, Run};

use super::script_text;
use crate::api::{self, Effect};
use crate::autorun::AutoRunFact;
use crate::build_file::BuildFileFact;
use crate::command::{self, CommandFact, CommandOrigin};
use crate::concealment::{self, ConcealmentFact, ConcealmentKind};
use crate::context::{Context, Origin};
use crate::entries::{Entries, is_script};
use crate::facts::{Locus, ScriptFact};
use crate::flow::{CallFact, Effects, Engine, LayerFact, Spot};
use crate::resolve;
use crate::skim;
use crate::vocabulary::HOLE;

/// What starts code.
pub(super) struct Started<'m> {
    pub(super) manifest: Option<&'m Manifest>,
    pub(super) auto_runs: &'m [AutoRunFact],
    pub(super) build_files: &'m [BuildFileFact],
    pub(super) entries: Entries,
}

/// What running the code showed.
pub(super) struct Ran {
    pub(super) effects: Effects,
    pub(super) scripts: Vec<ScriptFact>,
    pub(super) commands: Vec<CommandFact>,
    pub(super) concealments: Vec<ConcealmentFact>,
}

/// Most pieces of decoded code that are read again.
const LAYERS: usize = 48;

struct Runner<'t, 'g> {
    tree: &'t Tree,
    limits: &'g Limits,
    origin: Origin,
    engine: Engine<'t>,
    gaps: &'g mut Vec<Gap>,
    entries: Entries,
    commands: Vec<CommandFact>,
    /// Constant names each script loads, by path.
    loads: BTreeMap<String, Vec<String>>,
    /// Scripts by number, as facts.
    scripts: Vec<ScriptFact>,
    /// Scripts that could not be read as a tree, with why.
    refused: Vec<(String, Refusal)>,
    blanked: Vec<String>,
    concealments: Vec<ConcealmentFact>,
    layers: usize,
}

/// Runs what can be run.
pub(super) fn run<'t>(
    tree: &'t Tree,
    context: &Context,
    limits: &Limits,
    started: Started<'_>,
    gaps: &mut Vec<Gap>,
) -> Ran {
    let mut runner = Runner {
        tree,
        limits,
        origin: context.origin,
        engine: Engine::new(tree, limits),
        gaps,
        entries: started.entries,
        commands: Vec::new(),
        loads: BTreeMap::new(),
        scripts: Vec::new(),
        refused: Vec::new(),
        blanked: Vec::new(),
        concealments: Vec::new(),
        layers: 0,
    };
    let mut inline = runner.manifest_commands(started.manifest, context.origin);
    inline.extend(runner.build_commands(started.build_files));
    inline.extend(runner.auto_run_commands(started.auto_runs));
    runner.read_scripts();
    for (code, locus, trigger) in inline {
        runner.add_inline(&code, &locus, trigger);
    }
    let triggers = runner.reach();
    runner.run_scripts(&triggers);
    runner.finish(&triggers)
}

impl Runner<'_, '_> {
    /// Reads the hooks and other scripts of the manifest; answers inline programs.
    fn manifest_commands(
        &mut self,
        manifest: Option<&Manifest>,
        origin: Origin,
    ) -> Vec<(String, Locus, Trigger)> {
        let Some(manifest) = manifest else { return Vec::new() };
        let text = self.tree.file("package.json").map(|file| script_text(&file.bytes)).unwrap_or_default();
        let build_file =
            if self.tree.file("binding.gyp").is_some() { BuildFile::BindingGyp } else { BuildFile::Absent };
        let hook_context = match origin {
            Origin::Project => HookContext::Project,
            Origin::GitDependency => HookContext::GitDependency,
            _ => HookContext::RegistryDependency,
        };
        let hooks = manifest.install_hooks(hook_context, build_file);
        let mut inline = Vec::new();
        for hook in &hooks {
            let locus = script_locus(&text, hook.name);
            let origin = CommandOrigin::Hook(hook.name.to_owned());
            inline.extend(self.manifest_script(manifest, &hook.command, &locus, Trigger::Install, origin, 0));
        }
        for (name, command) in &manifest.scripts {
            if hooks.iter().any(|hook| hook.name == name) {
                continue;
            }
            let locus = script_locus(&text, name);
            // A person starts these by name; a project's own are how it is run at all.
            let trigger = if origin == Origin::Project { Trigger::Bin } else { Trigger::Dormant };
            inline.extend(self.manifest_script(
                manifest,
                command,
                &locus,
                trigger,
                CommandOrigin::Script(name.clone()),
                0,
            ));
        }
        inline
    }

    fn manifest_script(
        &mut self,
        manifest: &Manifest,
        text: &str,
        locus: &Locus,
        trigger: Trigger,
        origin: CommandOrigin,
        depth: usize,
    ) -> Vec<(String, Locus, Trigger)> {
        let (behaviours, runs) = command::read_manifest_script(text, self.limits);
        let mut inline = Vec::new();
        for run in &runs {
            if let Run::PackageScript { name } = run
                && trigger == Trigger::Install
                && depth < 8
                && let Some(inner) = manifest.scripts.get(name)
            {
                inline.extend(self.manifest_script(
                    manifest,
                    inner,
                    locus,
                    trigger,
                    origin.clone(),
                    depth + 1,
                ));
            }
            inline.extend(self.started(run, "", locus, trigger));
        }
        self.commands.push(CommandFact {
            text: text.to_owned(),
            locus: locus.clone(),
            trigger,
            origin,
            behaviours,
            runs,
        });
        inline
    }

    /// Follows what a command starts: a script becomes an entry, a program text is answered.
    fn started(
        &mut self,
        run: &Run,
        folder: &str,
        locus: &Locus,
        trigger: Trigger,
    ) -> Option<(String, Locus, Trigger)> {
        let full = |path: &str| {
            if folder.is_empty() {
                path.to_owned()
            } else {
                format!("{folder}/{}", path.trim_start_matches("./"))
            }
        };
        match run {
            Run::NodeFile { path, requires, .. } => {
                for path in requires.iter().chain([path]) {
                    self.entries.add(self.tree, &full(path), trigger);
                }
                None
            }
            Run::NodePreload { path } => {
                self.entries.add(self.tree, &full(path), trigger);
                None
            }
            Run::NodeCode { code, requires } => {
                for path in requires {
                    self.entries.add(self.tree, &full(path), trigger);
                }
                (!code.contains(HOLE)).then(|| (code.clone(), locus.clone(), trigger))
            }
            Run::InterpreterFile { path, .. } => {
                self.shell_file(&full(path), trigger);
                None
            }
            Run::Program { name, .. } => {
                self.entries.add(self.tree, &full(name), trigger);
                self.shell_file(&full(name), trigger);
                None
            }
            _ => None,
        }
    }

    /// Reads a file of shell text that something starts.
    fn shell_file(&mut self, path: &str, trigger: Trigger) {
        let path = path.trim_start_matches("./");
        let Some(file) = self.tree.file(path).filter(|file| !is_script(&file.path)) else { return };
        let is_known = self
            .commands
            .iter()
            .any(|command| command.locus.file == path && command.origin == CommandOrigin::File);
        if is_known || file.bytes.contains(&0) {
            return;
        }
        let text = script_text(&file.bytes);
        let dialect = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("ps1" | "psm1") => Dialect::PowerShell,
            Some("bat" | "cmd") => Dialect::Cmd,
            Some("py" | "rb" | "pl" | "php") => {
                let reason = "another interpreter's program is started, and its language is not examined; read it by hand";
                let gap = Gap::new(GapKind::Unsupported, reason).in_file(path);
                self.gaps.push(if trigger.runs_unasked() { gap } else { gap.harmless() });
                return;
            }
            _ => Dialect::Posix,
        };
        let (behaviours, runs) = command::read(&text, dialect, self.limits);
        let locus = Locus::whole(path);
        for run in &runs {
            if let Run::NodeFile { path, .. } = run {
                self.entries.add(self.tree, path, trigger);
            }
        }
        self.commands.push(CommandFact {
            text: text.chars().take(400).collect(),
            locus,
            trigger,
            origin: CommandOrigin::File,
            behaviours,
            runs,
        });
    }

    fn build_commands(&mut self, files: &[BuildFileFact]) -> Vec<(String, Locus, Trigger)> {
        let mut inline = Vec::new();
        let is_built = files.iter().any(|file| file.is_root);
        for file in files {
            let trigger = if is_built { Trigger::Install } else { Trigger::Dormant };
            let expansions =
                file.gyp.expansions.iter().map(|expansion| (expansion.command.clone(), expansion.span));
            let actions = file.gyp.actions.iter().map(|action| {
                let words: Vec<&str> =
                    action.arguments.iter().map(|argument| argument.text.as_str()).collect();
                (command::line(&words), action.span)
            });
            for (text, span) in expansions.chain(actions).collect::<Vec<_>>() {
                let locus = Locus { file: file.path.clone(), start: span.0, end: span.1 };
                let (behaviours, runs) = command::read_manifest_script(&text, self.limits);
                for run in &runs {
                    inline.extend(self.started(run, "", &locus, trigger));
                }
                self.commands.push(CommandFact {
                    text,
                    locus,
                    trigger,
                    origin: CommandOrigin::BuildFile,
                    behaviours,
                    runs,
                });
            }
        }
        inline
    }

    fn auto_run_commands(&mut self, auto_runs: &[AutoRunFact]) -> Vec<(String, Locus, Trigger)> {
        let mut inline = Vec::new();
        for fact in auto_runs {
            let is_workflow = matches!(fact.entry.event, stockade_parse::autorun::AutoRunEvent::Workflow(_));
            let trigger = if is_workflow { Trigger::Build } else { Trigger::Install };
            match &fact.entry.command {
                AutoRunCommand::Shell(text) => {
                    let (behaviours, runs) = command::read_manifest_script(text, self.limits);
                    for run in &runs {
                        inline.extend(self.started(run, "", &fact.locus, trigger));
                    }
                    let origin = CommandOrigin::AutoRun;
                    self.commands.push(CommandFact {
                        text: text.clone(),
                        locus: fact.locus.clone(),
                        trigger,
                        origin,
                        behaviours,
                        runs,
                    });
                }
                AutoRunCommand::File(path) => {
                    self.entries.add(self.tree, path, trigger);
                    self.shell_file(path, trigger);
                }
                AutoRunCommand::Unknown => {}
            }
        }
        inline
    }

    /// Reads every script of the tree, and whatever else something enters.
    fn read_scripts(&mut self) {
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
        let parsed = script::read(text, path, self.limits, self.engine.names());
        let (script, matters) = match parsed {
            Ok(parsed) => {
                if parsed.repair == Repair::Blanked {
                    self.blanked.push(path.to_owned());
                }
                if parsed.repair == Repair::Operators {
                    self.conceal(ConcealmentKind::ParserEvasion, path);
                }
                let look = skim::look(&parsed.script, self.engine.names());
                let names: Vec<String> =
                    look.loads.iter().map(|name| self.engine.names().text(*name).to_owned()).collect();
                self.loads.insert(path.to_owned(), names);
                // A script that cannot act is kept as its loads alone: its tree is most of its memory.
                if look.acts || is_layer { (parsed.script, true) } else { (Script::default(), false) }
            }
            Err(refusal) => {
                if !is_layer {
                    self.refused.push((path.to_owned(), refusal));
                }
                return None;
            }
        };
        let number = self.engine.add(path, script, matters);
        self.scripts.push(ScriptFact {
            path: Rc::from(path),
            trigger: Trigger::Dormant,
            layer: is_layer.then(|| Rc::clone(text)),
            made_at,
        });
        Some(number)
    }

    fn conceal(&mut self, kind: ConcealmentKind, path: &str) {
        self.concealments.push(ConcealmentFact {
            kind,
            locus: Locus::whole(path),
            trigger: Trigger::Dormant,
        });
    }

    /// Code that stands in a command line.
    fn add_inline(&mut self, code: &str, locus: &Locus, trigger: Trigger) {
        let path = format!("layer:{}", self.layers);
        self.layers += 1;
        let text: Rc<str> = Rc::from(code);
        if let Some(number) = self.read_script(&path, &text, None) {
            let _ = locus;
            self.engine.run(number, trigger);
            if let Some(script) = self.scripts.get_mut(number as usize) {
                script.trigger = trigger;
            }
        }
    }

    /// The strongest trigger that reaches each file, along constant loads.
    fn reach(&mut self) -> BTreeMap<String, Trigger> {
        let mut reached: BTreeMap<String, Trigger> = BTreeMap::new();
        for (entry, trigger) in self.entries.in_order() {
            let mut pending = vec![entry];
            while let Some(path) = pending.pop() {
                if reached.get(&path).is_some_and(|known| *known <= trigger) {
                    continue;
                }
                reached.insert(path.clone(), trigger);
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                for load in self.loads.get(&path).into_iter().flatten().filter(|load| load.starts_with('.')) {
                    let full = join(folder, load);
                    pending.extend(resolve::file(self.tree, &full));
                }
            }
        }
        reached
    }

    fn run_scripts(&mut self, triggers: &BTreeMap<String, Trigger>) {
        let mut order: Vec<(Trigger, u32)> = Vec::new();
        let rest = if self.origin == Origin::Project { Trigger::Call } else { Trigger::Dormant };
        for (number, script) in (0_u32..).zip(&self.scripts) {
            if script.layer.is_none() {
                order.push((triggers.get(&*script.path).copied().unwrap_or(rest), number));
            }
        }
        order.sort_unstable();
        // Entries first, so that a module runs when what loads it does.
        for (entry, trigger) in self.entries.in_order() {
            if let Some(number) = self.engine.script_at(&entry) {
                self.engine.run(number, trigger);
            }
        }
        for (trigger, number) in &order {
            self.engine.run(*number, *trigger);
        }
        for (trigger, number) in &order {
            let trigger = if *trigger == Trigger::Dormant { Trigger::Dormant } else { Trigger::Call };
            self.engine.run_uncalled(*number, trigger);
        }
        for (trigger, number) in &order {
            if let Some(script) = self.scripts.get_mut(*number as usize) {
                script.trigger = *trigger;
            }
        }
        let mut read_calls = 0;
        for _ in 0..self.limits.layer_depth {
            let layers = self.engine.take_layers();
            let calls: Vec<CallFact> = self.engine.calls_from(read_calls);
            read_calls += calls.len();
            if layers.is_empty() && calls.is_empty() {
                break;
            }
            let mut made: Vec<LayerFact> = layers;
            for call in &calls {
                made.extend(self.call_command(call));
            }
            for layer in made {
                self.run_layer(&layer);
            }
        }
    }

    fn run_layer(&mut self, layer: &LayerFact) {
        let is_known = self.scripts.iter().any(|script| script.layer.as_deref() == Some(&*layer.text));
        if is_known || layer.text.trim().len() < 4 || self.layers >= LAYERS {
            return;
        }
        let path = format!("layer:{}", self.layers);
        self.layers += 1;
        if let Some(number) = self.read_script(&path, &layer.text, Some(layer.spot)) {
            if let Some(script) = self.scripts.get_mut(number as usize) {
                script.trigger = layer.trigger;
            }
            self.engine.run(number, layer.trigger);
            self.engine.run_uncalled(number, layer.trigger);
        }
    }

    /// Reads the command line of a call that starts a process; answers programs in it.
    fn call_command(&mut self, call: &CallFact) -> Vec<LayerFact> {
        let Some(entry) = api::find(&call.api) else { return Vec::new() };
        let lines: Vec<String> = match entry.effect {
            Effect::Shell(position) => texts(call, position).map(|text| text.to_string()).collect(),
            Effect::Program(position, list) => {
                let mut arguments: Vec<&str> = Vec::new();
                if list != position {
                    arguments.extend(texts(call, list).map(|text| &**text));
                }
                texts(call, position)
                    .map(|program| command::line(&[vec![&**program], arguments.clone()].concat()))
                    .collect()
            }
            Effect::WriteFile(path, content) => return written_layers(call, path, content),
            _ => return Vec::new(),
        };
        let locus = Locus {
            file: self
                .scripts
                .get(call.spot.script as usize)
                .map_or_else(String::new, |script| script.path.to_string()),
            start: call.spot.start as usize,
            end: call.spot.end as usize,
        };
        let mut layers = Vec::new();
        for line in lines.into_iter().filter(|line| line.chars().any(|character| character != HOLE)) {
            let is_powershell =
                line.to_ascii_lowercase().starts_with("powershell") || line.starts_with("pwsh");
            let dialect = if is_powershell { Dialect::Posix } else { Dialect::Posix };
            let (mut behaviours, runs) = command::read(&line, dialect, self.limits);
            let (more, _) = command::read(&line, Dialect::Cmd, self.limits);
            behaviours.extend(more.into_iter().filter(|kind| !matches!(kind, BehaviourKind::Hidden)));
            behaviours.sort();
            behaviours.dedup();
            for run in &runs {
                match run {
                    Run::NodeFile { path, .. } => self.engine.run_file(path, call.trigger),
                    _ => {
                        if let Some((code, ..)) = self.started(run, "", &locus, call.trigger) {
                            let text = Rc::from(code.as_str());
                            layers.push(LayerFact {
                                text,
                                spot: call.spot,
                                trigger: call.trigger,
                                is_decoded: false,
                            });
                        }
                    }
                }
            }
            let origin = CommandOrigin::Call(call.api.to_string());
            self.commands.push(CommandFact {
                text: line,
                locus: locus.clone(),
                trigger: call.trigger,
                origin,
                behaviours,
                runs,
            });
        }
        layers
    }

    fn finish(mut self, triggers: &BTreeMap<String, Trigger>) -> Ran {
        self.script_gaps(triggers);
        let texts: Vec<(String, Trigger)> =
            self.scripts.iter().map(|script| (script.path.to_string(), script.trigger)).collect();
        for concealment in &mut self.concealments {
            let known = texts.iter().find(|(path, _)| *path == concealment.locus.file);
            concealment.trigger = known.map_or(Trigger::Dormant, |(_, trigger)| *trigger);
        }
        for (path, trigger) in &texts {
            let layer = self
                .scripts
                .iter()
                .find(|script| *script.path == **path)
                .and_then(|script| script.layer.clone());
            let text = layer.or_else(|| self.tree.file(path).map(|file| script_text(&file.bytes)));
            if let Some(text) = text {
                self.concealments.extend(concealment::of_text(path, &text, *trigger));
            }
        }
        let outcome = self.engine.finish();
        for number in &outcome.exhausted {
            if let Some(script) = self.scripts.get(*number as usize) {
                let gap = Gap::new(
                    GapKind::Budget,
                    "the value analysis ran out of steps before the end of this file",
                )
                .in_file(&*script.path);
                self.gaps.push(if script.trigger == Trigger::Dormant { gap.harmless() } else { gap });
            }
        }
        Ran {
            effects: outcome.effects,
            scripts: self.scripts,
            commands: self.commands,
            concealments: self.concealments,
        }
    }

    /// What of the scripts was not read as a tree.
    fn script_gaps(&mut self, triggers: &BTreeMap<String, Trigger>) {
        for path in &self.blanked {
            if triggers.contains_key(path) {
                let reason =
                    "a part of this file does not parse and was left out; Node may still run the rest";
                self.gaps.push(Gap::new(GapKind::Unparsed, reason).in_file(path.as_str()));
            }
        }
        for (path, refusal) in std::mem::take(&mut self.refused) {
            let kind = match refusal {
                Refusal::Syntax { .. } => GapKind::Unparsed,
                Refusal::TooLarge { .. } | Refusal::TooDeep { .. } => GapKind::LexicalOnly,
            };
            if matches!(refusal, Refusal::TooDeep { .. }) {
                self.conceal(ConcealmentKind::ParserEvasion, &path);
            }
            let gap = Gap::new(kind, refusal.to_string()).in_file(path.as_str());
            let is_reached = triggers.contains_key(&path);
            let is_quiet =
                self.tree.file(&path).is_some_and(|file| !names_the_world(&script_text(&file.bytes)));
            self.gaps.push(if is_reached && !is_quiet { gap } else { gap.harmless() });
        }
    }
}

/// Whether the tokens of an unparsed text name anything that acts.
fn names_the_world(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "require",
        "import",
        "eval",
        "Function",
        "process",
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "constructor",
        "globalThis",
        "child_process",
    ];
    Lexical::of(text).tokens.iter().any(|token| WORDS.contains(&token.text.as_str()))
}

fn texts(call: &CallFact, position: u8) -> impl Iterator<Item = &Rc<str>> {
    call.arguments.get(usize::from(position)).into_iter().flat_map(|argument| &argument.texts)
}

/// A script that the code writes to a file: it is run later, or was not worth writing.
fn written_layers(call: &CallFact, path: u8, content: u8) -> Vec<LayerFact> {
    let is_script_path = texts(call, path).any(|path| is_script(path));
    texts(call, content)
        .filter(|text| is_script_path && text.len() > 40 && !text.contains(HOLE))
        .map(|text| LayerFact {
            text: Rc::clone(text),
            spot: call.spot,
            trigger: call.trigger,
            is_decoded: false,
        })
        .collect()
}

/// Where a script of the manifest stands.
fn script_locus(text: &str, name: &str) -> Locus {
    let (start, end) = json::key_position(text, &["scripts", name]).unwrap_or_default();
    Locus { file: "package.json".to_owned(), start, end }
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
