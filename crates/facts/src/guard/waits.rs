//! Timers and waits of a long time.

use stockade_parse::script::ir::{Expression, ExpressionId, Operator, Variable};

use super::Stretch;
use super::marks::WAIT_MILLISECONDS;
use super::reader::Reader;

/// Factors of a number that is written as a product: `7 * 24 * 60 * 60 * 1000`.
const FACTORS: u8 = 8;

impl Reader<'_> {
    pub(super) fn is_long(&self, wait: ExpressionId) -> bool {
        self.number(wait, FACTORS).is_some_and(|number| number >= WAIT_MILLISECONDS)
    }

    /// The number that a number, a variable, a product or a sum of them is.
    fn number(&self, id: ExpressionId, depth: u8) -> Option<f64> {
        let depth = depth.checked_sub(1)?;
        match self.look.script.expression(id) {
            Expression::Number(number) => Some(*number),
            Expression::Variable(Variable::Local(symbol)) => {
                self.number(*self.held.stored.get(symbol)?, depth)
            }
            Expression::Binary(operator @ (Operator::Multiply | Operator::Add), left, right) => {
                let (left, right) = (self.number(*left, depth)?, self.number(*right, depth)?);
                Some(if *operator == Operator::Multiply { left * right } else { left + right })
            }
            _ => None,
        }
    }

    /// `await sleep(600_000)`, `await new Promise((done) => setTimeout(done, 600_000))`.
    pub(super) fn is_awaited_wait(&self, value: ExpressionId) -> bool {
        let Expression::Await(inner) = self.look.script.expression(value) else { return false };
        match self.look.script.expression(*inner) {
            Expression::Call(_, arguments) => {
                matches!(self.look.script.list(*arguments), [wait] if self.is_long(*wait))
            }
            Expression::New(callee, _) if self.look.is_global(*callee, "Promise") => {
                self.has_long_timer(self.span(*inner))
            }
            _ => false,
        }
    }

    fn has_long_timer(&self, (start, end): Stretch) -> bool {
        let first = self.timers.partition_point(|position| *position < start);
        self.timers.get(first).is_some_and(|position| *position < end)
    }

    /// Finds the timers of a long time.
    pub(super) fn find_timers(&mut self) {
        for (id, expression) in self.look.script.iter() {
            if let Expression::Call(callee, arguments) = expression
                && self.look.is_timer(*callee)
                && let Some(wait) = self.look.script.list(*arguments).get(1)
                && self.is_long(*wait)
            {
                self.timers.push(self.span(id).0);
            }
        }
        self.timers.sort_unstable();
    }

    /// Whether a wait could be found at all.
    pub(super) fn waits_anywhere(&self) -> bool {
        self.look.script.iter().any(|(_, expression)| match expression {
            Expression::Await(_) => true,
            Expression::Call(callee, _) => self.look.is_timer(*callee),
            _ => false,
        })
    }
}
