//! Which worlds to try after the base ones: what a run asked is answered otherwise, the latest question first.
//!
//! A gate is code that asks and goes quiet. Every question is known, so the gate opens when the right one has
//! another answer. The search is deterministic and counted: single answers first, then further ones on top of
//! those that showed something new, then pairs.

mod candidates;
mod literals;
mod pattern;
mod reach;

use std::collections::{BTreeMap, BTreeSet};

use stockade_model::{Observation, Operation, Tree};

use crate::answer::Answer;
use crate::detonate::Detonation;
use crate::limits::RunLimits;
use crate::world::WorldSpec;
use candidates::Texts;
pub(crate) use reach::can_reach_out;

/// Answers that one world may have of its own.
const ANSWERS: usize = 3;
/// Alternatives that are tried first of each question, before any question's others.
const PAIRED: usize = 5;
/// Ticks that a variation may always spend, beside three times what its base did.
const TICKS: u64 = 200;

/// Schedules the variations of base worlds, and learns from what each showed.
#[derive(Debug)]
pub struct Explorer<'a> {
    tree: &'a Tree,
    limits: &'a RunLimits,
    bases: Vec<WorldSpec>,
    base_ticks: Vec<u64>,
    queue: BTreeMap<Rank, (usize, Vec<Answer>)>,
    tried: BTreeSet<String>,
    seen: BTreeSet<(Operation, String)>,
    next: u32,
    runs_left: u32,
    ticks_left: u64,
    is_settled: bool,
}

/// The order of the queue: kind of variation, round of alternatives, base, and when it was thought of.
type Rank = (u8, u32, usize, u32);

/// A variation to run.
#[derive(Clone, Debug)]
pub struct Variation {
    /// Which base it varies: its number in the order in which they were learnt.
    pub base: usize,
    /// What is answered otherwise.
    pub answers: Vec<Answer>,
    /// The world.
    pub world: WorldSpec,
    /// The budget of the run.
    pub limits: RunLimits,
}

impl<'a> Explorer<'a> {
    /// An explorer of the release `tree`, which may spend what `limits` says.
    #[must_use]
    pub fn new(tree: &'a Tree, limits: &'a RunLimits) -> Self {
        Self {
            tree,
            limits,
            bases: Vec::new(),
            base_ticks: Vec::new(),
            queue: BTreeMap::new(),
            tried: BTreeSet::new(),
            seen: BTreeSet::new(),
            next: 0,
            runs_left: limits.variations,
            ticks_left: limits.variation_ticks,
            is_settled: false,
        }
    }

    /// Learns what the base world `world` showed.
    pub fn learn_base(&mut self, world: &WorldSpec, observations: &[Observation], detonation: &Detonation) {
        let base = self.bases.len();
        self.bases.push(world.clone());
        self.base_ticks.push(detonation.ticks);
        self.note(observations);
        if self.is_settled || !reach::is_worth_it(self.tree, observations, detonation) {
            return;
        }
        let candidates = self.candidates(world, &[], detonation);
        for (round, position, answer) in &candidates {
            let kind = if matches!(answer, Answer::Reply(_)) { 1 } else { 2 };
            let _ = position;
            self.push(kind, *round, base, vec![answer.clone()]);
        }
        let firsts: Vec<&Answer> = candidates
            .iter()
            .filter(|(round, ..)| *round == 0)
            .map(|(.., answer)| answer)
            .take(PAIRED)
            .collect();
        for (at, one) in firsts.iter().enumerate() {
            for other in firsts.iter().skip(at + 1) {
                self.push(3, 0, base, vec![(*one).clone(), (*other).clone()]);
            }
        }
    }

    /// Learns what a variation showed; true when it showed something that no run before it did.
    pub fn learn(
        &mut self,
        variation: &Variation,
        observations: &[Observation],
        detonation: &Detonation,
    ) -> bool {
        self.ticks_left = self.ticks_left.saturating_sub(detonation.ticks);
        let is_new = self.note(observations);
        if is_new && !self.is_settled && variation.answers.len() < ANSWERS {
            for (round, _, answer) in self.candidates(&variation.world, &variation.answers, detonation) {
                let mut answers = variation.answers.clone();
                answers.push(answer);
                self.push(0, round, variation.base, answers);
            }
        }
        is_new
    }

    /// Whether a run proved what the variations are there to find.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }

    fn candidates(
        &self,
        world: &WorldSpec,
        given: &[Answer],
        detonation: &Detonation,
    ) -> Vec<(u32, usize, Answer)> {
        let texts = Texts { tree: self.tree, layers: &detonation.layers };
        let topics: BTreeSet<String> = given.iter().map(Answer::topic).collect();
        let mut all = candidates::of(world, detonation, &texts);
        all.retain(|(.., answer)| !topics.contains(&answer.topic()));
        all
    }

    fn push(&mut self, kind: u8, round: u32, base: usize, answers: Vec<Answer>) {
        let mut names: Vec<String> = answers.iter().map(Answer::phrase).collect();
        names.sort();
        // The same answers in another base may open another gate, but later.
        if self.tried.insert(format!("{base} {}", names.join(" and "))) {
            self.queue.insert((kind, round, base, self.next), (base, answers));
            self.next += 1;
        }
    }

    /// Notes what was done; true when anything of it is new and more than a question.
    fn note(&mut self, observations: &[Observation]) -> bool {
        let mut is_new = false;
        for observation in observations {
            self.is_settled |= is_decisive(observation);
            let key = (observation.operation, subject_of(observation));
            is_new |= self.seen.insert(key) && counts(observation.operation);
        }
        is_new
    }
}

impl Iterator for Explorer<'_> {
    type Item = Variation;

    fn next(&mut self) -> Option<Variation> {
        if self.is_settled || self.runs_left == 0 || self.ticks_left == 0 {
            return None;
        }
        let (_, (base, answers)) = self.queue.pop_first()?;
        self.runs_left -= 1;
        let world = self.bases.get(base)?.with(&answers);
        let ticks = self.base_ticks.get(base).copied().unwrap_or(0) * 3 + TICKS;
        let limits = RunLimits { ticks: ticks.min(self.ticks_left), ..self.limits.clone() };
        Some(Variation { base, answers, world, limits })
    }
}

/// Whether an observation alone proves theft, remote code or a swapped address.
fn is_decisive(observation: &Observation) -> bool {
    observation.operation == Operation::MarkerRan
        || observation.operation == Operation::AddressSwap
        || (observation.operation.leaves_machine() && observation.labels.iter().any(|label| label.is_sent()))
}

/// What makes two observations the same: numbers and random parts of a subject are not news.
fn subject_of(observation: &Observation) -> String {
    observation.subject.chars().filter(|character| !character.is_ascii_digit()).take(200).collect()
}

/// Whether an operation that was not seen before says that a gate was opened.
fn counts(operation: Operation) -> bool {
    !matches!(
        operation,
        Operation::ConsoleWrite | Operation::Error | Operation::ProcessEnd | Operation::NetReplyField
    )
}

#[cfg(test)]
mod tests;
