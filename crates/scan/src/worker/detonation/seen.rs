//! What a worker told, taken as forged: capped, renamed after what was asked for, and in order.

use stockade_emulate::{Answer, Detonation, Plan, RunLimits, Start};
use stockade_model::{Gap, GapKind, Observation, TwinRun, WorldEnd, WorldLayer, WorldRun};

use super::super::protocol::ProtocolError;
use super::message::{BaseWorld, Told};

/// Twins of one world that are taken.
const TWINS: usize = 64;
/// Gaps of one world that are taken.
const GAPS: usize = 32;
/// Characters of a subject or detail.
const TEXT_CHARACTERS: usize = 4_096;
/// Characters of a name, a path or an excerpt.
const NAME_CHARACTERS: usize = 1_024;
/// Answers in which one world may differ from its base.
const ANSWERS: usize = 8;
/// Labels of one observation.
const LABELS: usize = 64;

/// Takes what one worker tells.
pub(super) struct Collected<'a> {
    asked: &'a [BaseWorld],
    limits: &'a RunLimits,
    plan: Option<Plan>,
    /// Base worlds that began.
    pub(super) begun: usize,
    /// Variations that were announced, and the one that is being run.
    varied: u32,
    varying: Option<String>,
    pub(super) worlds: Vec<WorldRun>,
    pub(super) gaps: Vec<Gap>,
}

impl<'a> Collected<'a> {
    pub(super) fn new(asked: &'a [BaseWorld], limits: &'a RunLimits) -> Self {
        Self {
            asked,
            limits,
            plan: None,
            begun: 0,
            varied: 0,
            varying: None,
            worlds: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Whether any world began.
    pub(super) fn has_begun(&self) -> bool {
        self.begun > 0
    }

    /// Whether what was asked for has been run, and variations of it are.
    pub(super) fn is_varying(&self) -> bool {
        self.varied > 0
    }

    /// Where it is, in words.
    pub(super) fn place(&self) -> String {
        let last = self.varying.as_deref().or(self.worlds.last().map(|world| world.world.as_str()));
        last.map_or_else(|| "before the first world".to_owned(), |name| format!("in the world “{name}”"))
    }

    /// Takes one message; true when it was the last.
    pub(super) fn take(&mut self, told: Told) -> Result<bool, ProtocolError> {
        match told {
            Told::Planned(plan) => self.plan = Some(plan),
            Told::Unfit if self.begun < self.asked.len() => self.begun += 1,
            Told::World if self.plan.is_some() => self.begin()?,
            Told::Varies { base, answers } => self.vary(base, &answers)?,
            Told::Observed(observation) => self.observe(*observation)?,
            Told::Ended(detonation) => self.end(detonation)?,
            Told::Compared(twin) => self.compare(&twin)?,
            Told::Untwinned(count) => {
                let reason = format!(
                    "{} {count} more secrets were read than are traced by a second run",
                    self.place()
                );
                self.gaps.push(Gap::new(GapKind::Budget, reason));
            }
            Told::Done if self.begun == self.asked.len() => return Ok(true),
            Told::Unfit | Told::World | Told::Done => return Err(ProtocolError::Unexpected),
        }
        Ok(false)
    }

    fn begin(&mut self) -> Result<(), ProtocolError> {
        let world = match self.varying.take() {
            Some(name) => name,
            None => {
                let world = self.asked.get(self.begun).ok_or(ProtocolError::Unexpected)?;
                self.begun += 1;
                world.spec().name
            }
        };
        let run = WorldRun {
            world,
            observations: Vec::new(),
            ends: Vec::new(),
            layers: Vec::new(),
            changed_files: Vec::new(),
            ticks: 0,
            twins: Vec::new(),
        };
        self.worlds.push(run);
        Ok(())
    }

    /// A variation is named after what it says to be, of a base that was asked for.
    fn vary(&mut self, base: u32, answers: &[Answer]) -> Result<(), ProtocolError> {
        let world = usize::try_from(base).ok().filter(|base| *base < self.begun);
        let world = world.and_then(|base| self.asked.get(base)).ok_or(ProtocolError::Unexpected)?;
        self.varied += 1;
        if self.varied > self.limits.variations || answers.is_empty() || answers.len() > ANSWERS {
            return Err(ProtocolError::Unexpected);
        }
        self.varying = Some(cut(&world.spec().with(answers).name, NAME_CHARACTERS));
        Ok(())
    }

    fn world(&mut self) -> Result<&mut WorldRun, ProtocolError> {
        self.worlds.last_mut().ok_or(ProtocolError::Unexpected)
    }

    fn observe(&mut self, observation: Observation) -> Result<(), ProtocolError> {
        let limit = self.limits.observations as usize;
        let run = self.world()?;
        if run.observations.len() >= limit {
            return Err(ProtocolError::TooLarge(run.observations.len() as u64));
        }
        let observation = tamed(observation, run);
        run.observations.push(observation);
        Ok(())
    }

    fn end(&mut self, detonation: Detonation) -> Result<(), ProtocolError> {
        let plan = self.plan.clone().unwrap_or_default();
        let limits = self.limits.clone();
        let run = self.world()?;
        let ends = plan.entries.iter().zip(detonation.ends).map(|(entry, end)| WorldEnd {
            trigger: entry.trigger,
            what: cut(&what(&entry.start), NAME_CHARACTERS),
            code: end.code,
            failure: end.failure.map(|failure| cut(&failure, NAME_CHARACTERS)),
        });
        run.ends = ends.collect();
        run.layers = detonation
            .layers
            .into_iter()
            .take(limits.layers)
            .zip(1..)
            .map(|(layer, number)| WorldLayer { number, via: cut(&layer.via, 32), text: layer.text })
            .collect();
        run.changed_files =
            detonation.changed_files.iter().take(1_000).map(|path| cut(path, NAME_CHARACTERS)).collect();
        run.ticks = detonation.ticks;
        let gaps = detonation.gaps.into_iter().take(GAPS);
        self.gaps.extend(gaps.map(|gap| Gap::new(gap.kind, cut(&gap.reason, NAME_CHARACTERS))));
        Ok(())
    }

    fn compare(&mut self, twin: &stockade_emulate::twin::Twin) -> Result<(), ProtocolError> {
        let place = self.place();
        let world = self.world()?;
        if world.twins.len() >= TWINS {
            return Err(ProtocolError::TooLarge(TWINS as u64));
        }
        let is_reply = twin.secret == "reply";
        let labels = world.observations.iter().flat_map(|observation| &observation.labels);
        let secret = labels.into_iter().find(|label| label.name == twin.secret).cloned();
        if secret.is_none() && !is_reply {
            return Err(ProtocolError::Unexpected);
        }
        if twin.is_broken {
            let what = secret.map_or_else(|| "the network's replies".to_owned(), |label| label.name);
            let reason =
                format!("{place} a second run differed before it read {what}, so that run proves nothing");
            self.gaps.push(Gap::new(GapKind::Worker, reason));
            return Ok(());
        }
        let count = world.observations.len();
        let mut dependent: Vec<usize> =
            twin.dependent.iter().filter_map(|number| usize::try_from(*number).ok()).collect();
        dependent.retain(|index| *index < count);
        dependent.sort_unstable();
        dependent.dedup();
        world.twins.push(TwinRun { secret: secret.filter(|_| !is_reply), dependent });
        Ok(())
    }
}

/// What an entry of a plan is called on screen.
fn what(start: &Start) -> String {
    match start {
        Start::Script { event, command } => format!("{event}: {command}"),
        Start::Package => "require of the package".to_owned(),
        Start::Import => "import of the package".to_owned(),
        Start::Page { path } => format!("{path} in a web page"),
        Start::File { path } => format!("node {path}"),
        Start::Text { .. } => "node -e".to_owned(),
    }
}

/// An observation as it is believed: of this world, numbered by arrival, no text longer than a reader needs.
fn tamed(observation: Observation, run: &WorldRun) -> Observation {
    let mut labels = observation.labels;
    labels.truncate(LABELS);
    labels.iter_mut().for_each(|label| label.name = cut(&label.name, NAME_CHARACTERS));
    let bytes = observation.bytes.filter(|bytes| is_hash(&bytes.sha256)).map(|mut bytes| {
        bytes.excerpt = cut(&bytes.excerpt, NAME_CHARACTERS);
        bytes
    });
    let place = observation.place.map(|mut place| {
        place.file = cut(&place.file, NAME_CHARACTERS);
        (place.line, place.column, place.length) =
            (place.line.max(1), place.column.max(1), place.length.max(1));
        place
    });
    Observation {
        sequence: run.observations.len() as u64,
        world: run.world.clone(),
        subject: cut(&observation.subject, TEXT_CHARACTERS),
        detail: cut(&observation.detail, TEXT_CHARACTERS),
        labels,
        bytes,
        place,
        ..observation
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

#[cfg(test)]
mod tests;
