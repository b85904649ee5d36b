//! Generators and `async` functions that a compiler turned into state machines.
//!
//! Babel, TypeScript and regenerator write them as a function of one state, which switches over the state's
//! next step: each case returns what is awaited, and the case after it reads the answer from the state. The
//! library function that drives the machine is not followed; the machine runs with a state whose answer is
//! whatever its cases return.

use stockade_parse::script::ir::{
    Block, Expression, ExpressionId, Function, Pattern, PatternId, Script, Statement, SymbolId, Variable,
};
use stockade_parse::script::names::Name;

use super::call::Arguments;
use super::engine::Engine;
use super::object::Object;
use super::value::{Item, ObjectId, Value};

/// The outside name that a machine's state is an instance of.
const STATE: &str = "generator.state";

/// How deep the mark of a machine may lie in its cases.
const DEPTH: usize = 3;

/// Statements of a function and of each block that are looked at.
const STATEMENTS: usize = 12;

impl Engine<'_> {
    /// What a machine among the arguments gives in the end; nothing where there is none.
    pub(super) fn run_machine(&mut self, arguments: &Arguments) -> Option<Value> {
        let machine = arguments.values.iter().take(2).find_map(|value| {
            let id = value.functions().next()?;
            let closure = self.closures.get(id.0 as usize)?;
            let script = &self.scripts.get(closure.script as usize)?.script;
            is_machine(script, script.function(closure.function)?).then_some(id)
        })?;
        let class = Some(self.api(STATE));
        let state = self.new_object(Object { class, ..Object::default() });
        let given = Arguments::of(vec![Value::of(Item::Object(state))]);
        let result = self.call_closure_with(machine, Value::open(), given);
        Some(self.awaited(&result))
    }

    /// What the state of the machine that runs has to say of its last step.
    pub(super) fn state_member(&mut self, id: ObjectId, name: &str) -> Option<Value> {
        if !matches!(name, "v" | "sent") || !self.is_state(id) {
            return None;
        }
        let given = self.frames.last()?.returned.clone().unwrap_or_else(Value::open);
        let arrived = self.arrived;
        Some(self.awaited(&given).with_labels(arrived))
    }

    /// A method of such a state.
    pub(super) fn state_method(
        &mut self,
        id: ObjectId,
        method: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        match method {
            "sent" => self.state_member(id, method),
            "a" | "abrupt" if self.is_state(id) => Some(arguments.get(1)),
            _ => None,
        }
    }

    fn is_state(&self, id: ObjectId) -> bool {
        let class = self.object(id).and_then(|object| object.class);
        class.is_some_and(|class| &*self.api_path(class) == STATE)
    }

    /// What a step gives: TypeScript's say first what they do, `[4, promise]`.
    fn awaited(&self, value: &Value) -> Value {
        let mut result = Value { is_open: value.is_open, labels: value.labels, ..Value::default() };
        for item in &value.items {
            let step = match item {
                Item::Object(id) => self.object(*id).and_then(|object| object.elements.as_deref()),
                _ => None,
            };
            match step {
                Some([kind, value]) if kind.exact_number().is_some_and(|it| it < 8.0) => result.join(value),
                Some([kind]) if kind.exact_number().is_some_and(|it| it < 8.0) => {}
                _ => result.join(&Value::of(item.clone())),
            }
        }
        result
    }
}

/// Whether a function is such a machine: it switches over a property of its one parameter, from step 0 on, and
/// its cases set that property or return a step.
fn is_machine(script: &Script, function: &Function) -> bool {
    let [parameter] = function.parameters.as_slice() else { return false };
    let Some(state) = variable(script, *parameter) else { return false };
    switch_in(script, &function.body, state, DEPTH).is_some()
}

fn variable(script: &Script, pattern: PatternId) -> Option<SymbolId> {
    match script.pattern(pattern)? {
        Pattern::Variable(Variable::Local(symbol)) => Some(*symbol),
        _ => None,
    }
}

fn switch_in(script: &Script, block: &Block, state: SymbolId, depth: usize) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    block.iter().take(STATEMENTS).find_map(|statement| match statement {
        Statement::Loop(inner) => switch_in(script, &inner.body, state, depth),
        Statement::Block(inner) => switch_in(script, inner, state, depth),
        Statement::Switch(subject, cases) => {
            let step = step_of(script, *subject, state)?;
            let is_first = |test: ExpressionId| matches!(script.expression(test), Expression::Number(0.0));
            let begins = cases.iter().any(|(test, _)| test.is_some_and(is_first));
            let marks = Marks { script, state, step };
            (begins && cases.iter().any(|(_, block)| marks.are_in(block, DEPTH))).then_some(())
        }
        _ => None,
    })
}

/// The property that is switched over: `state.n`, or that of `state.prev = state.next`.
fn step_of(script: &Script, subject: ExpressionId, state: SymbolId) -> Option<Name> {
    match script.expression(subject) {
        Expression::Member(object, name) if is_state(script, *object, state) => Some(*name),
        Expression::Assign(_, None, value) => step_of(script, *value, state),
        _ => None,
    }
}

fn is_state(script: &Script, id: ExpressionId, state: SymbolId) -> bool {
    matches!(script.expression(id), Expression::Variable(Variable::Local(symbol)) if *symbol == state)
}

struct Marks<'s> {
    script: &'s Script,
    state: SymbolId,
    step: Name,
}

impl Marks<'_> {
    fn are_in(&self, block: &Block, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        block.iter().take(STATEMENTS).any(|statement| match statement {
            Statement::Expression(id) => self.is_mark(*id),
            Statement::Return(Some(id)) => self.is_mark(*id) || self.is_step(*id),
            Statement::Block(inner) => self.are_in(inner, depth),
            Statement::If(_, yes, no) => self.are_in(yes, depth) || self.are_in(no, depth),
            _ => false,
        })
    }

    /// `state.n = 1`.
    fn is_mark(&self, id: ExpressionId) -> bool {
        match self.script.expression(id) {
            Expression::Assign(target, None, _) => match self.script.pattern(*target) {
                Some(Pattern::Property(property)) => {
                    step_of(self.script, *property, self.state) == Some(self.step)
                }
                _ => false,
            },
            Expression::Sequence(items) => self.script.list(*items).iter().any(|item| self.is_mark(*item)),
            _ => false,
        }
    }

    /// `[4, promise]`, `state.a(2, value)`, `state.abrupt("return", value)`.
    fn is_step(&self, id: ExpressionId) -> bool {
        let first = |list| self.script.list(list).first().map(|first| self.script.expression(*first));
        match self.script.expression(id) {
            Expression::Array(items) => matches!(first(*items), Some(Expression::Number(_))),
            Expression::Call(callee, arguments) => match self.script.expression(*callee) {
                Expression::Member(object, name) if is_state(self.script, *object, self.state) => {
                    *name != self.step
                        && matches!(first(*arguments), Some(Expression::Number(_) | Expression::Text(_)))
                }
                _ => false,
            },
            Expression::Sequence(items) => {
                self.script.list(*items).last().is_some_and(|item| self.is_step(*item))
            }
            _ => false,
        }
    }
}
