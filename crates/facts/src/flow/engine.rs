//! The state of analysing one release, and the order in which its code is run.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use stockade_model::{Limits, Tree, Trigger};
use stockade_parse::script::ir::{FunctionId, Script};
use stockade_parse::script::names::{Name, Names};

use super::label::LabelTable;
use super::object::{Closure, Object};
use super::record::{Effects, Spot};
use super::value::{ApiId, ClosureId, Item, ObjectId, Value};
use crate::api::{self, Api};

/// The analysis of one release.
pub struct Engine<'t> {
    /// The release's files, for what is loaded by path.
    pub(super) tree: &'t Tree,
    pub(super) names: Names,
    pub(super) limits: Limits,
    pub(super) layers: super::layer::Layers,
    pub(super) scripts: Vec<ScriptState>,
    pub(super) by_path: FxHashMap<Rc<str>, u32>,
    pub(super) objects: Vec<Object>,
    pub(super) closures: Vec<Closure>,
    pub(super) apis: Vec<ApiState>,
    pub(super) api_by_path: FxHashMap<Rc<str>, ApiId>,
    pub(super) api_members: FxHashMap<(ApiId, Name), ApiId>,
    pub(super) labels: LabelTable,
    pub(super) effects: Effects,
    pub(super) seen: FxHashSet<(Spot, ApiId)>,
    /// Those of them that only dead code calls.
    pub(super) seen_dead: FxHashSet<(Spot, ApiId)>,
    /// Regular expressions met, compiled; none for those that mean something else here.
    pub(super) patterns: FxHashMap<(Rc<str>, Rc<str>), Option<super::pattern::Pattern>>,
    pub(super) runs: FxHashMap<(u32, FunctionId), Run>,
    /// Functions of two texts, as far as they are compared with a cipher.
    pub(super) ciphers: FxHashMap<(u32, FunctionId), super::call::cipher::Cipher>,
    /// Functions of one text, with what they gave.
    pub(super) repeats: FxHashMap<(u32, FunctionId), super::call::repeat::Repeat>,
    pub(super) secrets: super::call::secret::Secrets,
    pub(super) frames: Vec<Frame>,
    pub(super) trigger: Trigger,
    /// How many open branches surround the present place.
    pub(super) uncertain: u32,
    /// How many loops that run turn by turn surround the present place.
    pub(super) turns: u32,
    /// How many tests of loops do.
    pub(super) tests: u32,
    /// How many loops that may run any number of times do.
    pub(super) open_loops: u32,
    /// How many characters and items of constant data were read one by one.
    pub(super) data_read: u64,
    /// How many undecided conditions were met.
    pub(super) undecided: u64,
    /// Labels of what came from outside, in order: what a `catch` may catch.
    pub(super) arrived: super::label::Labels,
    /// Branches that were run though their condition is known to be false, by address.
    pub(super) visited_dead: FxHashSet<usize>,
    /// Stored values to bring back after such a branch.
    pub(super) journal: Option<super::branch::Journal>,
    /// How often a random number was asked for.
    pub(super) chances: u64,
    /// How often something was done that may throw for all that is known.
    pub(super) doubts: u64,
    /// How often something was stored that outlives the function that runs.
    pub(super) stores: u64,
    pub(super) steps_left: u64,
    /// Work done in looking for labels, not yet counted as steps.
    pub(super) label_work: std::cell::Cell<u64>,
    pub(super) release_steps_left: u64,
    pub(super) file_steps: u64,
    /// Scripts whose steps ran out.
    pub(super) exhausted: FxHashSet<u32>,
}

/// One script of the release.
pub struct ScriptState {
    /// Its path in the tree, or `layer:N`.
    pub path: Rc<str>,
    /// The script.
    pub script: Rc<Script>,
    /// Whether it holds anything that could act, or is small enough to run in any case.
    pub matters: bool,
    /// What makes it run, once something does.
    pub trigger: Option<Trigger>,
    pub(super) is_started: bool,
    pub(super) variables: Vec<Value>,
    /// What variables of functions held when the function was entered again: those that an earlier run made may
    /// still see it.
    pub(super) kept: FxHashMap<u32, Value>,
    /// The function that declares each variable.
    pub(super) owners: Vec<FunctionId>,
    pub(super) module: Option<ObjectId>,
    pub(super) surroundings: super::layer::Surroundings,
}

/// A name of the outside world and what the table says of it.
pub(super) struct ApiState {
    pub(super) path: Rc<str>,
    pub(super) entry: Option<&'static Api>,
}

/// A running function.
pub(super) struct Frame {
    pub(super) script: u32,
    pub(super) function: FunctionId,
    pub(super) this: Value,
    pub(super) arguments: Vec<Value>,
    pub(super) returned: Option<Value>,
    /// What its last expression gave, where that is what it gives.
    pub(super) last: Option<Value>,
    /// How uncertain the place of the call was.
    pub(super) uncertain: u32,
}

/// What calls of a function have given so far.
#[derive(Default)]
pub(super) struct Run {
    pub(super) count: u32,
    pub(super) arguments: Vec<Value>,
    pub(super) result: Value,
    /// Steps spent in it, those of what it calls included.
    pub(super) spent: u64,
    /// Characters and items of constant data read in it.
    pub(super) data: u64,
    /// How often the function it stands in had run when it last ran: its variables may differ since.
    pub(super) surroundings: u32,
    /// How often it was given constants alone.
    pub(super) exact: u32,
    /// How often it gave a constant: a decoder does, a constructor does not.
    pub(super) constants: u32,
    /// Whether a run of it may have thrown.
    pub(super) may_throw: bool,
    /// Whether a run of it stored something outside itself.
    pub(super) stores: bool,
}

/// What the analysis of a release found.
pub struct Outcome {
    /// What the code does.
    pub effects: Effects,
    /// Its scripts, in the order of their numbers.
    pub scripts: Vec<ScriptState>,
    /// Numbers of the scripts whose steps ran out.
    pub exhausted: Vec<u32>,
    /// The texts that scripts share.
    pub names: Names,
}

/// Steps for each expression of a large script. Honest bundles of the corpora take under four.
const STEPS_FOR_EACH_EXPRESSION: u64 = 8;

impl<'t> Engine<'t> {
    /// An analysis of `tree`, within `limits`.
    #[must_use]
    pub fn new(tree: &'t Tree, limits: &Limits) -> Self {
        let mut names = Names::default();
        Self {
            tree,
            secrets: super::call::secret::Secrets::new(&mut names),
            names,
            limits: limits.clone(),
            layers: super::layer::Layers::default(),
            scripts: Vec::new(),
            by_path: FxHashMap::default(),
            objects: Vec::new(),
            closures: Vec::new(),
            apis: Vec::new(),
            api_by_path: FxHashMap::default(),
            api_members: FxHashMap::default(),
            labels: LabelTable::default(),
            effects: Effects::default(),
            seen: FxHashSet::default(),
            seen_dead: FxHashSet::default(),
            patterns: FxHashMap::default(),
            runs: FxHashMap::default(),
            ciphers: FxHashMap::default(),
            repeats: FxHashMap::default(),
            frames: Vec::new(),
            trigger: Trigger::Import,
            uncertain: 0,
            turns: 0,
            tests: 0,
            open_loops: 0,
            data_read: 0,
            undecided: 0,
            arrived: super::label::Labels::NONE,
            visited_dead: FxHashSet::default(),
            journal: None,
            chances: 0,
            doubts: 0,
            stores: 0,
            steps_left: limits.file_steps,
            label_work: std::cell::Cell::new(0),
            release_steps_left: limits.release_steps,
            file_steps: limits.file_steps,
            exhausted: FxHashSet::default(),
        }
    }

    /// The table of texts, for reading scripts.
    pub fn names(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Adds a script and answers its number.
    pub fn add(&mut self, path: &str, script: Script, matters: bool) -> u32 {
        let index = u32::try_from(self.scripts.len()).unwrap_or(u32::MAX);
        let path: Rc<str> = Rc::from(path);
        let variables = vec![Value::default(); script.symbols as usize];
        let mut owners = vec![FunctionId(0); script.symbols as usize];
        for (number, function) in (0_u32..).zip(&script.functions) {
            for symbol in &function.locals {
                if let Some(owner) = owners.get_mut(symbol.0 as usize) {
                    *owner = FunctionId(number);
                }
            }
        }
        self.by_path.insert(Rc::clone(&path), index);
        self.scripts.push(ScriptState {
            path,
            script: Rc::new(script),
            matters,
            trigger: None,
            is_started: false,
            variables,
            kept: FxHashMap::default(),
            owners,
            module: None,
            surroundings: super::layer::Surroundings::default(),
        });
        index
    }

    /// What made the script run, if anything did.
    #[must_use]
    pub fn trigger_of(&self, script: u32) -> Option<Trigger> {
        self.scripts.get(script as usize)?.trigger
    }

    /// The number of the script at `path`.
    #[must_use]
    pub fn script_at(&self, path: &str) -> Option<u32> {
        self.by_path.get(path).copied()
    }

    /// The script of a number.
    #[must_use]
    pub fn script_of(&self, number: u32) -> Option<Rc<Script>> {
        self.scripts.get(number as usize).map(|state| Rc::clone(&state.script))
    }

    /// Runs the script from its top, as `trigger` would.
    pub fn run(&mut self, script: u32, trigger: Trigger) {
        self.trigger = trigger;
        self.steps_left = self.steps_for(script);
        self.start(script);
    }

    /// Runs every function of the script that nothing called, as a caller from outside would: code that was made and
    /// never run by `trigger`, and what is only there to be called when somebody calls it.
    pub fn run_uncalled(&mut self, script: u32, trigger: Trigger) {
        self.trigger = trigger;
        self.steps_left = self.steps_for(script);
        let count = self.scripts.get(script as usize).map_or(0, |state| state.script.functions.len());
        let is_made =
            self.scripts.get(script as usize).is_some_and(|state| state.surroundings.home.is_some());
        for number in u32::from(!is_made)..u32::try_from(count).unwrap_or(u32::MAX) {
            let function = FunctionId(number);
            if !self.runs.contains_key(&(script, function)) {
                self.trigger = if number == 0 { trigger } else { trigger.max(Trigger::Call) };
                let closure = self.closure(script, function);
                self.call_from_outside(closure);
            }
        }
        for (script, function) in self.take_secret_takers() {
            self.trigger = trigger.max(Trigger::Call);
            let closure = self.closure(script, function);
            self.call_from_outside(closure);
        }
    }

    /// Ends the analysis.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        let mut exhausted: Vec<u32> = self.exhausted.drain().collect();
        exhausted.sort_unstable();
        let effects = &mut self.effects;
        effects.flows.sort_unstable();
        effects.flows.dedup();
        effects.patches.sort_unstable();
        effects.patches.dedup();
        effects.addresses.sort_unstable();
        effects.addresses.dedup();
        effects.reads.sort_unstable();
        effects.reads.dedup();
        Outcome { effects: self.effects, scripts: self.scripts, exhausted, names: self.names }
    }

    /// How many steps a script may take: a compiler of a million expressions needs more than a library.
    pub(super) fn steps_for(&self, script: u32) -> u64 {
        let size = self.scripts.get(script as usize).map_or(0, |state| state.script.size() as u64);
        self.file_steps.max(size * STEPS_FOR_EACH_EXPRESSION).min(self.release_steps_left)
    }

    /// Counts one step of work; false when none is left.
    pub(super) fn step(&mut self) -> bool {
        let work = self.label_work.take();
        self.spend(1 + work)
    }

    pub(super) fn spend(&mut self, steps: u64) -> bool {
        if self.steps_left < steps {
            self.steps_left = 0;
            self.doubts += 1;
            let script = self.frames.last().map_or(0, |frame| frame.script);
            self.exhausted.insert(script);
            return false;
        }
        self.steps_left -= steps;
        self.release_steps_left = self.release_steps_left.saturating_sub(steps);
        true
    }

    pub(super) fn script(&self) -> u32 {
        self.frames.last().map_or(0, |frame| frame.script)
    }

    pub(super) fn api(&mut self, path: &str) -> ApiId {
        if let Some(id) = self.api_by_path.get(path) {
            return *id;
        }
        let id = ApiId(u32::try_from(self.apis.len()).unwrap_or(u32::MAX));
        let path: Rc<str> = Rc::from(path);
        self.apis.push(ApiState { path: Rc::clone(&path), entry: api::find(&path) });
        self.api_by_path.insert(path, id);
        id
    }

    pub(super) fn api_value(&mut self, path: &str) -> Value {
        Value::of(Item::Api(self.api(path)))
    }

    pub(super) fn api_path(&self, id: ApiId) -> Rc<str> {
        self.apis.get(id.0 as usize).map_or_else(|| Rc::from(""), |state| Rc::clone(&state.path))
    }

    pub(super) fn api_entry(&self, id: ApiId) -> Option<&'static Api> {
        self.apis.get(id.0 as usize).and_then(|state| state.entry)
    }

    /// The outside name `name` of the outside name `base`.
    pub(super) fn api_member(&mut self, base: ApiId, name: Name) -> ApiId {
        if let Some(id) = self.api_members.get(&(base, name)) {
            return *id;
        }
        let path = api::member(&self.api_path(base), self.names.text(name));
        let id = self.api(&path);
        self.api_members.insert((base, name), id);
        id
    }

    pub(super) fn closure(&mut self, script: u32, function: FunctionId) -> ClosureId {
        let id = ClosureId(u32::try_from(self.closures.len()).unwrap_or(u32::MAX));
        self.closures.push(Closure { script, function, this: None, bound: Vec::new(), home: None });
        id
    }
}

impl Engine<'_> {
    /// The calls written down since the first `known` of them.
    #[must_use]
    pub fn calls_from(&self, known: usize) -> Vec<super::record::CallFact> {
        self.effects.calls.get(known..).unwrap_or_default().to_vec()
    }

    /// Runs the script of the package that `path` names, from the package's root.
    pub fn run_file(&mut self, path: &str, trigger: Trigger) {
        let path = path.trim_start_matches(super::module::PACKAGE).trim_start_matches(['.', '/']);
        let found = crate::resolve::file(self.tree, path);
        if let Some(number) = found.and_then(|path| self.script_at(&path)) {
            self.run(number, trigger);
        }
    }
}
