//! The state of the machine that the code believes to run on: one for a whole detonation.

pub(crate) mod base;
pub(crate) mod files;
pub(crate) mod recorder;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use stockade_model::Trigger;

use crate::answer::{Reply, Spelling};
use crate::decoy::Secret;
use crate::explore;
use crate::limits::RunLimits;
use crate::question::Questions;
use crate::random::Random;
use crate::world::WorldSpec;
use files::Files;
use recorder::Recorder;

/// The machine, shared by all emulated processes.
pub(crate) type Shared = Rc<Machine>;

/// One machine of one world.
pub(crate) struct Machine {
    pub(crate) spec: WorldSpec,
    pub(crate) limits: RunLimits,
    pub(crate) files: RefCell<Files>,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) recorder: RefCell<Recorder>,
    pub(crate) random: RefCell<Random>,
    /// Milliseconds since the run's start.
    pub(crate) clock_ms: Cell<f64>,
    /// Interpreter ticks that the call being made may still spend, where one is.
    pub(crate) allowance: Cell<Option<u64>>,
    /// Interpreter ticks that are left.
    pub(crate) ticks_left: Cell<u64>,
    pub(crate) processes: Cell<u32>,
    pub(crate) depth: Cell<u32>,
    pub(crate) trigger: Cell<Trigger>,
    /// The text that stands for a program from the network.
    pub(crate) marker: String,
    /// What a server says: the marker, dressed as the world's replies are.
    pub(crate) reply: String,
    /// What was asked of the surroundings.
    pub(crate) questions: RefCell<Questions>,
    /// The word by which the marker is known again.
    pub(crate) marker_word: String,
    /// Where the package lies.
    pub(crate) package_folder: String,
    /// How many exports are called: none where nothing in the package could do harm.
    pub(crate) calls: u32,
    /// Which part of the budget ran out, if one did.
    pub(crate) spent: Cell<Option<&'static str>>,
    looks: Cell<u32>,
}

impl Machine {
    /// A machine with its base files, decoys, the package and its dependencies.
    pub(crate) fn new(
        spec: &WorldSpec,
        limits: &RunLimits,
        tree: &stockade_model::Tree,
        package: &str,
        recorder: Recorder,
    ) -> Self {
        let secrets = crate::decoy::secrets(spec);
        let mut files = Files::new(limits.written_bytes);
        base::furnish(&mut files, spec, &secrets);
        let package_folder = format!("{}/node_modules/{package}", spec.project);
        files.mount(&package_folder, tree);
        for (name, dependency) in &spec.dependencies {
            files.mount(&format!("{}/node_modules/{name}", spec.project), dependency);
        }
        for (path, bytes) in &spec.files {
            match bytes {
                Some(bytes) => files.furnish(path, bytes.as_slice(), 0o644),
                // What is not there cannot be taken away.
                None => drop(files.remove(path, true)),
            }
        }
        let mut environment = base::environment(spec, &secrets);
        for (name, value) in &spec.environment {
            if value.is_empty() {
                environment.remove(name);
            } else {
                environment.insert(name.clone(), value.clone());
            }
        }
        let marker_word = marker_word(spec.seed);
        let variant = u8::from(spec.is_reply_changed);
        let marker = format!("(typeof {marker_word}===\"function\"?{marker_word}({variant}):{variant})");
        Self {
            spec: spec.clone(),
            limits: limits.clone(),
            files: RefCell::new(files),
            environment,
            secrets,
            recorder: RefCell::new(recorder),
            random: RefCell::new(Random::new(spec.seed, "run")),
            clock_ms: Cell::new(0.0),
            allowance: Cell::new(None),
            ticks_left: Cell::new(limits.ticks),
            processes: Cell::new(0),
            depth: Cell::new(0),
            trigger: Cell::new(Trigger::Import),
            reply: dressed(&marker, &spec.reply),
            questions: RefCell::default(),
            marker,
            marker_word,
            package_folder,
            calls: if explore::can_reach_out(tree) { limits.calls } else { 0 },
            spent: Cell::new(None),
            looks: Cell::new(0),
        }
    }

    /// The virtual time since the start, moved on by the look: a loop that waits for the clock ends. The more
    /// looks without an event between them, the longer the steps.
    pub(crate) fn look_at_clock(&self) -> f64 {
        let looks = self.looks.get().saturating_add(1);
        self.looks.set(looks);
        let step = if looks < 500 { 0.01 } else { 0.01 * f64::from(1_u32 << ((looks - 500) / 40).min(24)) };
        self.clock_ms.set(self.clock_ms.get() + step);
        self.clock_ms.get()
    }

    /// Moves the clock forward to `at_ms`, for an event that is due then.
    pub(crate) fn move_clock(&self, at_ms: f64) {
        self.looks.set(0);
        if at_ms.is_finite() && at_ms > self.clock_ms.get() {
            self.clock_ms.set(at_ms);
        }
    }

    /// Whether the clock has gone as far as it may.
    #[expect(clippy::cast_precision_loss, reason = "a limit of hundreds of days")]
    pub(crate) fn is_late(&self) -> bool {
        self.clock_ms.get() > self.limits.virtual_ms as f64
    }

    /// Takes one tick of the budget; false when none is left.
    pub(crate) fn tick(&self) -> bool {
        if let Some(allowed) = self.allowance.get() {
            let Some(left) = allowed.checked_sub(1) else { return false };
            self.allowance.set(Some(left));
        }
        match self.ticks_left.get().checked_sub(1) {
            Some(left) => {
                self.ticks_left.set(left);
                true
            }
            None => {
                self.spent.set(Some("interpreter ticks"));
                false
            }
        }
    }

    /// Interpreter ticks spent so far.
    pub(crate) fn ticks(&self) -> u64 {
        self.limits.ticks - self.ticks_left.get()
    }

    /// How many happenings said something new.
    pub(crate) fn news(&self) -> u32 {
        self.recorder.try_borrow().map_or(0, |recorder| recorder.news())
    }

    /// The number of a new process; nothing when there are too many or they start each other too deep.
    pub(crate) fn start_process(&self) -> Option<u32> {
        let number = self.processes.get();
        if number >= self.limits.processes || self.depth.get() >= self.limits.process_depth {
            self.spent.set(Some("processes"));
            return None;
        }
        self.processes.set(number + 1);
        self.depth.set(self.depth.get() + 1);
        Some(number)
    }

    /// Ends the innermost process.
    pub(crate) fn end_process(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }
}

/// What a server says instead of the bare `marker`.
fn dressed(marker: &str, reply: &Reply) -> String {
    let text = format!("{}{marker}{}", reply.before, reply.after);
    match reply.spelling {
        Spelling::Plain => text,
        Spelling::Base64 => crate::natives::encode(text.as_bytes(), "base64"),
        Spelling::Hex => crate::natives::encode(text.as_bytes(), "hex"),
    }
}

/// The word by which a world's marker program is known again.
pub(crate) fn marker_word(seed: u64) -> String {
    format!("m{}", Random::new(seed, "marker").text("abcdefghijklmnopqrstuvwxyz0123456789", 15))
}

impl Machine {
    /// The labels of the variable `name`, or of all.
    pub(crate) fn secrets_in_environment(
        &self,
        name: &str,
        operation: stockade_model::Operation,
    ) -> Vec<stockade_model::Label> {
        let is_all = operation == stockade_model::Operation::EnvReadAll;
        let held = self.secrets.iter().filter(|secret| {
            secret
                .variables
                .iter()
                .any(|variable| (is_all || *variable == name) && self.environment.contains_key(*variable))
        });
        held.map(|secret| stockade_model::Label {
            class: secret.class,
            name: secret.name.to_owned(),
            encoding: stockade_model::Encoding::Read,
        })
        .collect()
    }
}
