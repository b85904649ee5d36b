//! What the tests of this crate share: one package in one world, and what was seen of it.

use stockade_model::{Tree, TreeFile, Trigger};

use crate::detonate::{Detonation, detonate};
use crate::limits::RunLimits;
use crate::plan::{Entry, Plan, Start};
use crate::world::WorldSpec;
use stockade_model::{Observation, Operation};

/// A package about to be run.
pub(crate) struct Scene {
    pub(crate) files: Vec<TreeFile>,
    pub(crate) world: WorldSpec,
    pub(crate) limits: RunLimits,
}

/// What was seen.
pub(crate) struct Seen {
    pub(crate) all: Vec<Observation>,
    pub(crate) end: Detonation,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self {
            files: Vec::new(),
            world: WorldSpec::linux_ci(),
            limits: RunLimits { ticks: 3_000, ..RunLimits::default() },
        }
    }

    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.push(TreeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        });
        self
    }

    pub(crate) fn hook(self, command: &str) -> Seen {
        self.run(Start::Script { event: "postinstall".to_owned(), command: command.to_owned() })
    }

    pub(crate) fn text(self, text: &str) -> Seen {
        self.run(Start::Text { text: text.to_owned() })
    }

    pub(crate) fn run(self, start: Start) -> Seen {
        let plan = Plan {
            package: "specimen".to_owned(),
            version: "1.0.0".to_owned(),
            entries: vec![Entry { trigger: Trigger::Install, start }],
        };
        let mut all = Vec::new();
        let end = detonate(&Tree::new(self.files), &plan, &self.world, &self.limits, |observation| {
            all.push(observation)
        });
        Seen { all, end }
    }
}

impl Seen {
    pub(crate) fn of(&self, operation: Operation) -> Vec<&Observation> {
        self.all.iter().filter(|observation| observation.operation == operation).collect()
    }

    pub(crate) fn output(&self) -> &str {
        self.end.ends.first().map_or("", |end| end.output.as_str())
    }
}

/// The canary of this name in the scene's world.
pub(crate) fn token(name: &str) -> String {
    let secrets = crate::decoy::secrets(&WorldSpec::linux_ci());
    secrets.into_iter().find(|secret| secret.name == name).unwrap().value
}
