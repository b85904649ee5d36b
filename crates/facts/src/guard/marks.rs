//! Expressions that ask for a day, a number by chance, a mode or a platform, and what they are compared with.

use stockade_parse::script::ir::{Expression, ExpressionId, Script, Variable};
use stockade_parse::script::names::Names;

/// What an expression is, for a condition that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The clock is read.
    Clock,
    /// A part of the calendar is read: the month, the day, the hour.
    Calendar,
    /// A date that stands in the code.
    FixedDate,
    /// A plain number.
    Number,
    Chance,
    Mode,
    Platform,
}

/// Shortest wait that counts, in milliseconds: five minutes. Honest code waits seconds before its first work;
/// the catalogue's delays are minutes to days.
pub(super) const WAIT_MILLISECONDS: f64 = 300_000.0;

/// Times between 2010 and 2100, in seconds and in milliseconds.
const SECONDS: std::ops::Range<f64> = 1_262_304_000.0..4_102_444_800.0;
const MILLISECONDS: std::ops::Range<f64> = 1_262_304_000_000.0..4_102_444_800_000.0;

const CALENDAR: &[&str] = &[
    "getFullYear",
    "getUTCFullYear",
    "getMonth",
    "getUTCMonth",
    "getDate",
    "getUTCDate",
    "getDay",
    "getUTCDay",
    "getHours",
    "getUTCHours",
];

const MODES: &[&str] = &[
    "NODE_ENV",
    "BABEL_ENV",
    "npm_lifecycle_event",
    "npm_lifecycle_script",
    "npm_config_production",
    "npm_config_omit",
];

/// Looks at expressions of one script.
#[derive(Clone, Copy)]
pub(super) struct Looker<'s> {
    pub(super) script: &'s Script,
    pub(super) names: &'s Names,
}

impl Looker<'_> {
    /// What the expression is by itself; what its parts are, they say themselves.
    pub(super) fn mark(&self, id: ExpressionId) -> Option<Mark> {
        match self.script.expression(id) {
            Expression::Number(number) => Some(number_mark(*number)),
            Expression::New(callee, arguments) if self.is_global(*callee, "Date") => {
                let is_fixed =
                    self.script.list(*arguments).first().is_some_and(|first| self.is_constant(*first));
                Some(if is_fixed { Mark::FixedDate } else { Mark::Clock })
            }
            Expression::Call(callee, arguments) => self.call_mark(*callee, self.script.list(*arguments)),
            Expression::Member(object, name) => {
                named_mark(self.names.text(*name)).filter(|_| !self.is_global(*object, "navigator"))
            }
            Expression::Index(_, key) => named_mark(self.text(*key)?),
            _ => None,
        }
    }

    fn call_mark(&self, callee: ExpressionId, arguments: &[ExpressionId]) -> Option<Mark> {
        if self.is_global(callee, "Date") {
            return Some(Mark::Clock);
        }
        let Expression::Member(object, name) = self.script.expression(callee) else { return None };
        let is_constant = || arguments.first().is_some_and(|first| self.is_constant(*first));
        match self.names.text(*name) {
            "now" if self.is_global(*object, "Date") => Some(Mark::Clock),
            "parse" | "UTC" if self.is_global(*object, "Date") && is_constant() => Some(Mark::FixedDate),
            "random" if self.is_global(*object, "Math") => Some(Mark::Chance),
            name if CALENDAR.contains(&name) => Some(Mark::Calendar),
            _ => None,
        }
    }

    pub(super) fn is_global(&self, id: ExpressionId, name: &str) -> bool {
        matches!(self.script.expression(id), Expression::Variable(Variable::Global(global)) if self.names.text(*global) == name)
    }

    fn is_constant(&self, id: ExpressionId) -> bool {
        matches!(self.script.expression(id), Expression::Number(_)) || self.text(id).is_some()
    }

    /// A text, in quotes or in a template without parts.
    fn text(&self, id: ExpressionId) -> Option<&str> {
        let text = |id| match self.script.expression(id) {
            Expression::Text(name) => Some(self.names.text(*name)),
            _ => None,
        };
        match self.script.expression(id) {
            Expression::Template(parts) => match self.script.list(*parts) {
                [only] => text(*only),
                _ => None,
            },
            _ => text(id),
        }
    }

    /// Whether an expression ends the process: `process.exit()`.
    pub(super) fn is_exit(&self, id: ExpressionId) -> bool {
        let Expression::Call(callee, _) = self.script.expression(id) else { return false };
        match self.script.expression(*callee) {
            Expression::Member(object, name) => {
                self.names.text(*name) == "exit" && self.is_global(*object, "process")
            }
            _ => false,
        }
    }

    /// Whether the callee is a timer that fires once: `setTimeout`, whoever it is a member of.
    pub(super) fn is_timer(&self, callee: ExpressionId) -> bool {
        match self.script.expression(callee) {
            Expression::Variable(Variable::Global(name)) | Expression::Member(_, name) => {
                self.names.text(*name) == "setTimeout"
            }
            _ => false,
        }
    }
}

/// What a property of this name tells, whoever has it.
pub(super) fn named_mark(name: &str) -> Option<Mark> {
    match name {
        "platform" => Some(Mark::Platform),
        name if MODES.contains(&name) => Some(Mark::Mode),
        _ => None,
    }
}

fn number_mark(number: f64) -> Mark {
    let is_date = SECONDS.contains(&number) || MILLISECONDS.contains(&number);
    if is_date { Mark::FixedDate } else { Mark::Number }
}
