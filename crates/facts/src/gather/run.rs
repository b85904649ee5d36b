//! Running a release's code in the analysis: which scripts, in which order, and what they lead to.

mod calls;
mod commands;
mod gaps;
mod programs;
mod scripts;

use std::collections::{BTreeMap, BTreeSet};

use stockade_model::{Gap, Limits, Tree, Trigger};
use stockade_parse::manifest::Manifest;
use stockade_parse::script::Refusal;

use crate::autorun::AutoRunFact;
use crate::build_file::BuildFileFact;
use crate::command::CommandFact;
use crate::concealment::{ConcealmentFact, ConcealmentKind};
use crate::context::{Context, Origin};
use crate::entries::Entries;
use crate::facts::{Locus, ScriptFact};
use crate::flow::{CallFact, Effects, Engine, LayerFact, Outcome, ScriptState};
use crate::guard::{self, Guards};
use crate::naming::NamingFact;

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
    pub(super) guards: Vec<Guards>,
    pub(super) namings: Vec<NamingFact>,
}

/// A program text that stands in a command line: `node -e '…'`.
struct Inline {
    code: String,
    trigger: Trigger,
}

struct Runner<'t, 'g> {
    tree: &'t Tree,
    limits: &'g Limits,
    origin: Origin,
    engine: Engine<'t>,
    gaps: &'g mut Vec<Gap>,
    entries: Entries,
    commands: Vec<CommandFact>,
    /// Program texts of command lines that are not run yet.
    inline: Vec<Inline>,
    /// Files that commands start and that are not read as shell text yet, strongest trigger first.
    shell_files: BTreeSet<(Trigger, String, programs::Language)>,
    /// Constant names each script loads, by path.
    loads: BTreeMap<String, Vec<String>>,
    /// Scripts by number, as facts.
    scripts: Vec<ScriptFact>,
    /// Scripts that could not be read as a tree, with why.
    refused: Vec<(String, Refusal)>,
    blanked: Vec<String>,
    concealments: Vec<ConcealmentFact>,
    /// Shared names that scripts give.
    namings: Vec<NamingFact>,
    /// How many calls of the analysis have been looked at for what they start.
    read_calls: usize,
    /// Pieces of code that were made, whose functions nothing has called yet.
    uncalled: Vec<(u32, Trigger)>,
}

/// Runs what can be run.
pub(super) fn run(
    tree: &Tree,
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
        inline: Vec::new(),
        shell_files: BTreeSet::new(),
        loads: BTreeMap::new(),
        scripts: Vec::new(),
        refused: Vec::new(),
        blanked: Vec::new(),
        concealments: Vec::new(),
        namings: Vec::new(),
        read_calls: 0,
        uncalled: Vec::new(),
    };
    runner.manifest_commands(started.manifest);
    runner.build_commands(started.build_files);
    runner.auto_run_commands(started.auto_runs);
    runner.read_shell_files();
    runner.read_scripts();
    for inline in std::mem::take(&mut runner.inline) {
        runner.run_inline(&inline);
    }
    let triggers = runner.reach();
    runner.run_scripts(&triggers);
    runner.run_hidden();
    runner.run_layers();
    runner.finish(&triggers)
}

impl Runner<'_, '_> {
    /// Runs the scripts of the tree: what is entered first and what that starts, then what nothing has called, and
    /// last what nothing reaches.
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
        self.run_layers();
        let reached = order.partition_point(|(trigger, _)| *trigger < Trigger::Dormant);
        let (reached, dormant) = order.split_at(reached);
        for (scripts, trigger_of_calls) in [(reached, Trigger::Call), (dormant, Trigger::Dormant)] {
            for (trigger, number) in scripts {
                self.engine.run(*number, *trigger);
            }
            for (_, number) in scripts {
                self.engine.run_uncalled(*number, trigger_of_calls);
            }
            self.run_layers();
        }
        for (trigger, number) in &order {
            let started = self.engine.trigger_of(*number).unwrap_or(*trigger);
            if let Some(script) = self.scripts.get_mut(*number as usize) {
                script.trigger = started.min(*trigger);
            }
        }
    }

    /// Runs the code that running code made, and what its command lines start, layer by layer.
    fn run_layers(&mut self) {
        for _ in 0..self.limits.layer_depth {
            let mut made: Vec<LayerFact> = Vec::new();
            let calls: Vec<CallFact> = self.engine.calls_from(self.read_calls);
            self.read_calls += calls.len();
            self.adopt();
            let uncalled = std::mem::take(&mut self.uncalled);
            if calls.is_empty() && uncalled.is_empty() {
                break;
            }
            for (number, trigger) in uncalled {
                self.engine.run_uncalled(number, trigger);
            }
            for call in &calls {
                made.extend(self.call_command(call));
            }
            for layer in made {
                self.run_layer(&layer);
            }
        }
    }

    fn conceal(&mut self, kind: ConcealmentKind, path: &str) {
        self.concealments.push(ConcealmentFact {
            kind,
            locus: Locus::whole(path),
            trigger: Trigger::Dormant,
        });
    }

    fn finish(mut self, triggers: &BTreeMap<String, Trigger>) -> Ran {
        self.adopt();
        self.script_gaps(triggers);
        self.trigger_concealments();
        let outcome = self.engine.finish();
        gaps::of_budget(&outcome.exhausted, &self.scripts, self.gaps);
        let guards = guards_of(&outcome);
        Ran {
            effects: outcome.effects,
            scripts: self.scripts,
            commands: self.commands,
            concealments: self.concealments,
            guards,
            namings: self.namings,
        }
    }

    /// Sets what makes each file run that conceals something.
    fn trigger_concealments(&mut self) {
        for concealment in &mut self.concealments {
            let known = self.scripts.iter().find(|script| *script.path == *concealment.locus.file);
            concealment.trigger = known.map_or(Trigger::Dormant, |script| script.trigger);
        }
    }
}

/// The conditions and waits of each script that does something; of the others none is asked for.
fn guards_of(outcome: &Outcome) -> Vec<Guards> {
    let effects = &outcome.effects;
    let mut acting: BTreeSet<u32> = effects.calls.iter().map(|call| call.spot.script).collect();
    acting.extend(effects.flows.iter().map(|flow| flow.sink_spot.script));
    let of_script = |(number, state): (u32, &ScriptState)| match acting.contains(&number) {
        true => guard::find(&state.script, &outcome.names),
        false => Guards::default(),
    };
    (0_u32..).zip(&outcome.scripts).map(of_script).collect()
}
