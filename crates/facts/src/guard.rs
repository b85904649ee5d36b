//! What stands before a stretch of code: a date, chance, the build mode, the platform, a long wait.
//!
//! The value analysis runs both branches of a condition it does not know, so what a bomb does is found whether
//! it would go off today or not. That it waits for its day is told here, from the shape of the script: a
//! condition that asks the clock, and the code that only its outcome lets run.

mod held;
mod marks;
mod reader;
mod statements;
mod waits;

#[cfg(test)]
mod tests;

use stockade_parse::script::ir::Script;
use stockade_parse::script::names::Names;

use crate::facts::{Facts, Locus};
use crate::flow::Spot;

/// What decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardKind {
    /// The clock, against a date that stands in the code.
    Date,
    /// A random number.
    Chance,
    /// Whether this is development, a test or production.
    Mode,
    /// The operating system.
    Platform,
    /// Minutes or more have to pass.
    Wait,
}

/// Bytes of a script, end excluded.
pub(crate) type Stretch = (u32, u32);

/// A condition, and the stretches that it decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    pub(crate) kind: GuardKind,
    pub(crate) condition: Stretch,
    pub(crate) regions: Vec<Stretch>,
}

/// The guards of a script, and where its functions are named, so that what a guarded call leads to is guarded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Guards {
    pub(crate) guards: Vec<Guard>,
    /// Where each function stands.
    pub(crate) functions: Vec<Stretch>,
    /// Where functions are named: the position, and an index into `functions`.
    pub(crate) mentions: Vec<(u32, usize)>,
}

/// Functions that are followed outward from what is guarded: a bomb calls its charge over one or two.
const DEPTH: usize = 4;

/// Most places that name a function: one that is called everywhere is no charge.
const MENTIONS: usize = 8;

/// The guards of `script`.
pub(crate) fn find(script: &Script, names: &Names) -> Guards {
    reader::read(script, names)
}

impl Guards {
    /// The condition of the first guard of `kind` without which `stretch` does not run.
    fn before(&self, kind: GuardKind, stretch: Stretch) -> Option<Stretch> {
        let guards: Vec<&Guard> = self.guards.iter().filter(|guard| guard.kind == kind).collect();
        if guards.is_empty() { None } else { self.decided(&guards, stretch, DEPTH) }
    }

    /// A stretch is decided by a guard that holds it, or if all places that call the function around it are.
    fn decided(&self, guards: &[&Guard], stretch: Stretch, depth: usize) -> Option<Stretch> {
        let holds = |guard: &&&Guard| guard.regions.iter().any(|region| is_inside(stretch, *region));
        if let Some(guard) = guards.iter().find(holds) {
            return Some(guard.condition);
        }
        let depth = depth.checked_sub(1)?;
        let around = self.functions.iter().enumerate().filter(|(_, function)| is_inside(stretch, **function));
        around.filter_map(|(number, function)| self.calls_decided(guards, number, *function, depth)).next()
    }

    fn calls_decided(
        &self,
        guards: &[&Guard],
        number: usize,
        function: Stretch,
        depth: usize,
    ) -> Option<Stretch> {
        let named = self.mentions.iter().filter(|(_, named)| *named == number);
        let outside = named.filter(|(position, _)| !is_inside((*position, *position), function));
        let mut deciding = None;
        for (count, (position, _)) in outside.enumerate() {
            let condition = self.decided(guards, (*position, *position), depth)?;
            deciding.get_or_insert(condition);
            if count >= MENTIONS {
                return None;
            }
        }
        deciding
    }
}

fn is_inside(inner: Stretch, outer: Stretch) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

impl Facts<'_> {
    /// The condition of kind `kind` that decides whether what stands at `spot` runs.
    #[must_use]
    pub fn guard_before(&self, kind: GuardKind, spot: Spot) -> Option<Locus> {
        let (start, end) = self.guards.get(spot.script as usize)?.before(kind, (spot.start, spot.end))?;
        Some(self.locus(Spot { script: spot.script, start, end }))
    }
}
