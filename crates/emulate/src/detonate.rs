//! One detonation: a tree, a plan, a world and limits in; observations and an end out.

use std::rc::Rc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use serde::{Deserialize, Serialize};
use stockade_model::{Gap, GapKind, Tree};

use crate::canary::Canaries;
use crate::decoy;
use crate::engine::{Engine as _, Program, QuickJs};
use crate::limits::RunLimits;
use crate::machine::recorder::Recorder;
use crate::machine::{Machine, Shared};
use crate::plan::{Entry, Plan, Start};
use crate::question::Question;
use crate::shell;
use crate::world::WorldSpec;
use stockade_model::Observation;

/// The engine's C code and the parser both recurse; the stack is committed only where it is touched.
const STACK_BYTES: usize = 512 << 20;

/// How a detonation went, beside what was observed on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detonation {
    /// How each of the plan's entries ended, in order.
    pub ends: Vec<End>,
    /// Every source text that the code gave to an evaluator, in order.
    pub layers: Vec<Layer>,
    /// The files that differ from the machine before, sorted by path: persistence and what was dropped.
    pub changed_files: Vec<String>,
    /// What was not seen, and why.
    pub gaps: Vec<Gap>,
    /// Interpreter ticks spent.
    pub ticks: u64,
    /// What the code asked of its surroundings, the latest first.
    #[serde(skip)]
    pub questions: Vec<Question>,
}

/// How one entry ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The exit code of its process.
    pub code: i32,
    /// What reached the top of the stack, if something did.
    pub failure: Option<String>,
    /// What it wrote to its standard output.
    pub output: String,
    /// What it wrote to its standard error.
    pub errors: String,
}

/// A source text that was given to an evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Its number in the detonation, from 1.
    pub number: u32,
    /// The evaluator: `eval`, `Function`, `vm`, `compile`, `timer`, `import`, `wasm`, `node -e`.
    pub via: String,
    /// The text.
    pub text: String,
}

/// Runs `plan` for the package `tree` in `world`; each observation is given to `observe` as it happens.
///
/// Pure and deterministic: no file, socket, clock or environment of ours is touched. The caller's thread waits
/// for one other, which has the stack that engine and parser need.
pub fn detonate(
    tree: &Tree,
    plan: &Plan,
    world: &WorldSpec,
    limits: &RunLimits,
    mut observe: impl FnMut(Observation),
) -> Detonation {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES).name("detonation".to_owned());
        let running = builder.spawn_scoped(scope, move || run(tree, plan, world, limits, sender));
        for observation in receiver {
            observe(observation);
        }
        running.ok().and_then(|running| running.join().ok()).unwrap_or_else(|| Detonation {
            ends: Vec::new(),
            layers: Vec::new(),
            changed_files: Vec::new(),
            gaps: vec![Gap::new(GapKind::Worker, "the emulation ended by itself")],
            ticks: 0,
            questions: Vec::new(),
        })
    })
}

fn run(
    tree: &Tree,
    plan: &Plan,
    world: &WorldSpec,
    limits: &RunLimits,
    sender: Sender<Observation>,
) -> Detonation {
    let secrets = decoy::secrets(world);
    let word = crate::machine::marker_word(world.seed);
    let canaries = Canaries::new(&secrets, &world.host, &word);
    let recorder = Recorder::new(sender, &world.name, canaries, limits.observations);
    let machine: Shared = Rc::new(Machine::new(world, limits, tree, &plan.package, recorder));
    let before = machine.files.borrow().clone();
    let run_all = || plan.entries.iter().map(|entry| enter(&machine, plan, entry)).collect();
    let mut ends: Vec<End> = run_all();
    if let Some(hours) = world.again_hours {
        machine.move_clock(machine.clock_ms.get() + f64::from(hours) * 3_600_000.0);
        ends = run_all();
    }
    let changed_files = machine.files.borrow().changed_since(&before);
    let mut recorder = machine.recorder.borrow_mut();
    Detonation {
        ends,
        layers: std::mem::take(&mut recorder.layers),
        changed_files,
        gaps: gaps(&machine, recorder.dropped),
        ticks: machine.ticks(),
        questions: machine.questions.borrow_mut().take(),
    }
}

fn enter(machine: &Shared, plan: &Plan, entry: &Entry) -> End {
    machine.trigger.set(entry.trigger);
    let mut environment = machine.environment.clone();
    let in_package = machine.package_folder.clone();
    let program = |kind: &str, target: &str, folder: &str| Program {
        kind: kind.to_owned(),
        target: target.to_owned(),
        folder: folder.to_owned(),
        environment: machine.environment.clone(),
        calls: if matches!(kind, "package" | "import") { machine.calls } else { 0 },
        ..Program::default()
    };
    let project = machine.spec.project.as_str();
    let ended = match &entry.start {
        Start::Script { event, command } => {
            environment.insert("npm_lifecycle_event".to_owned(), event.clone());
            environment.insert("npm_lifecycle_script".to_owned(), command.clone());
            environment.insert("npm_package_name".to_owned(), plan.package.clone());
            environment.insert("npm_package_version".to_owned(), plan.version.clone());
            environment.insert("npm_package_json".to_owned(), format!("{in_package}/package.json"));
            environment.insert(
                "npm_config_user_agent".to_owned(),
                format!(
                    "npm/10.8.2 node/v{} {} x64",
                    crate::machine::base::node_version(machine.spec.platform),
                    machine.spec.platform.name()
                ),
            );
            environment.insert(
                "npm_execpath".to_owned(),
                "/usr/local/lib/node_modules/npm/bin/npm-cli.js".to_owned(),
            );
            environment.insert("npm_node_execpath".to_owned(), "/usr/local/bin/node".to_owned());
            environment.insert("INIT_CWD".to_owned(), project.to_owned());
            environment.insert("npm_command".to_owned(), "install".to_owned());
            shell::run_text(machine, command, &in_package, &environment, "")
        }
        Start::Package => start(machine, program("package", &plan.package, project)),
        Start::Import => start(machine, program("import", &plan.package, project)),
        Start::Page { path } => start(machine, program("page", &format!("{in_package}/{path}"), project)),
        Start::File { path } => start(machine, program("main", &format!("{in_package}/{path}"), project)),
        Start::Text { text } => start(machine, program("text", text, &in_package)),
    };
    End { code: ended.code, failure: ended.failure, output: ended.output, errors: ended.errors }
}

/// Starts an emulated Node process, unless there are too many.
pub(crate) fn start(machine: &Shared, program: Program) -> crate::engine::Ended {
    let Some(process) = machine.start_process() else {
        return crate::engine::Ended { code: 1, ..crate::engine::Ended::default() };
    };
    let outer = std::mem::replace(&mut machine.recorder.borrow_mut().process, process);
    let ended = QuickJs.run(machine, &Program { process, ..program });
    machine.recorder.borrow_mut().process = outer;
    machine.end_process();
    ended
}

fn gaps(machine: &Machine, dropped: u64) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if let Some(part) = machine.spent.get() {
        gaps.push(Gap::new(
            GapKind::Budget,
            format!("the emulation in the world “{}” ran out of {part}", machine.spec.name),
        ));
    }
    if dropped > 0 {
        gaps.push(Gap::new(GapKind::Budget, format!("{dropped} observations were more than are kept")));
    }
    gaps
}
