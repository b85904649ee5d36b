//! Branches: which side runs, what is looked at though it does not, and what is thrown.

use std::collections::BTreeMap;

use stockade_parse::script::ir::{Block, ExpressionId, FunctionId, LogicalOperator, PatternId, Script};

use super::engine::Engine;
use super::label::Labels;
use super::object::Object;
use super::statement::Completion;
use super::value::{Item, ObjectId, Value};

/// What a branch that does not run has stored, to be put back after it.
#[derive(Default)]
pub(super) struct Journal {
    /// Script, variable and its value before.
    variables: Vec<(u32, u32, Value)>,
    /// Objects as they were.
    objects: BTreeMap<ObjectId, Object>,
    /// Functions that ran.
    functions: Vec<(u32, FunctionId)>,
}

impl Journal {
    /// Notes the value that a variable had.
    pub(super) fn note_variable(&mut self, script: u32, symbol: u32, value: &Value) {
        self.variables.push((script, symbol, value.clone()));
    }

    /// Notes what an object was, unless it was noted before.
    pub(super) fn note_object(&mut self, id: ObjectId, object: &Object) {
        self.objects.entry(id).or_insert_with(|| object.clone());
    }

    /// Notes that a function runs.
    pub(super) fn note_run(&mut self, script: u32, function: FunctionId) {
        self.functions.push((script, function));
    }
}

impl Engine<'_> {
    /// Notes that what runs may throw.
    pub(super) fn doubt(&mut self, may_throw: bool) {
        self.doubts += u64::from(may_throw);
    }

    /// `left && right` and its kin: the right side runs where the left says so.
    pub(super) fn logical(
        &mut self,
        script: &Script,
        operator: LogicalOperator,
        left: ExpressionId,
        right: ExpressionId,
    ) -> Value {
        let mut value = self.expression(script, left);
        match goes_on(operator, &value) {
            Some(true) => {
                let labels = value.labels;
                self.expression(script, right).with_labels(labels)
            }
            Some(false) => {
                self.dead_expression(script, right);
                value
            }
            None => {
                self.undecided += 1;
                self.uncertain += 1;
                let other = self.expression(script, right);
                self.uncertain -= 1;
                value.join(&other);
                value
            }
        }
    }

    /// `target ||= value` and its kin.
    pub(super) fn assign_logical(
        &mut self,
        script: &Script,
        operator: LogicalOperator,
        target: PatternId,
        value: ExpressionId,
    ) -> Value {
        let mut present = self.present_value(script, target);
        match goes_on(operator, &present) {
            Some(true) => present = self.expression(script, value),
            Some(false) => {
                self.dead_expression(script, value);
                return present;
            }
            None => {
                self.undecided += 1;
                self.uncertain += 1;
                let other = self.expression(script, value);
                self.uncertain -= 1;
                present.join(&other);
            }
        }
        self.assign(script, target, present.clone());
        present
    }

    /// `test ? yes : no`.
    pub(super) fn conditional(
        &mut self,
        script: &Script,
        test: ExpressionId,
        yes: ExpressionId,
        no: ExpressionId,
    ) -> Value {
        match self.expression(script, test).truth() {
            Some(true) => {
                let value = self.expression(script, yes);
                self.dead_expression(script, no);
                value
            }
            Some(false) => {
                let value = self.expression(script, no);
                self.dead_expression(script, yes);
                value
            }
            None => {
                self.undecided += 1;
                self.uncertain += 1;
                let mut value = self.expression(script, yes);
                value.join(&self.expression(script, no));
                self.uncertain -= 1;
                value
            }
        }
    }

    pub(super) fn if_statement(
        &mut self,
        script: &Script,
        test: ExpressionId,
        yes: &Block,
        no: &Block,
    ) -> Completion {
        match self.expression(script, test).truth() {
            Some(true) => {
                let completion = self.block(script, yes);
                self.dead(script, no);
                completion
            }
            Some(false) => {
                let completion = self.block(script, no);
                self.dead(script, yes);
                completion
            }
            None => self.both(script, yes, no),
        }
    }

    /// Runs two branches of which one will run.
    fn both(&mut self, script: &Script, yes: &Block, no: &Block) -> Completion {
        self.undecided += 1;
        self.uncertain += 1;
        let first = self.block(script, yes);
        let second = self.block(script, no);
        self.uncertain -= 1;
        if first == second || (first != Completion::Normal && second != Completion::Normal) {
            first
        } else {
            Completion::Normal
        }
    }

    /// Runs a block whose condition is false as far as is known, for what it would do, and forgets what it
    /// stored: another function may make the condition true.
    pub(super) fn dead(&mut self, script: &Script, block: &Block) {
        if !block.is_empty() {
            self.forgetting(block.as_ptr().addr(), |engine| {
                engine.block(script, block);
            });
        }
    }

    /// The same for an expression.
    fn dead_expression(&mut self, script: &Script, id: ExpressionId) {
        let expression = std::ptr::from_ref(script.expression(id));
        self.forgetting(expression.addr(), |engine| {
            engine.expression(script, id);
        });
    }

    /// Does what `run` does, once for each address, and puts back what it stored.
    fn forgetting(&mut self, address: usize, run: impl FnOnce(&mut Self)) {
        if self.journal.is_some() || !self.visited_dead.insert(address) {
            return;
        }
        let doubts = self.doubts;
        self.journal = Some(Journal::default());
        let returned = self.frames.last_mut().and_then(|frame| frame.returned.take());
        self.uncertain += 1;
        run(self);
        self.uncertain -= 1;
        self.doubts = doubts;
        if let Some(frame) = self.frames.last_mut() {
            frame.returned = returned;
        }
        let journal = self.journal.take().unwrap_or_default();
        for (script, symbol, value) in journal.variables.into_iter().rev() {
            self.put(script, symbol, value);
        }
        for (id, before) in journal.objects {
            if let Some(object) = self.object_mut(id) {
                *object = before;
            }
        }
        for key in journal.functions {
            if let Some(run) = self.runs.get_mut(&key) {
                run.forget_surroundings();
            }
        }
    }

    /// `try`: the handler runs if the block throws, and may run if something in the block may throw. Where all
    /// that the block did is known, it is dead code.
    pub(super) fn try_statement(
        &mut self,
        script: &Script,
        block: &Block,
        caught: Option<PatternId>,
        handler: &Block,
        last: &Block,
    ) -> Completion {
        let before = std::mem::replace(&mut self.arrived, Labels::NONE);
        let doubts = self.doubts;
        let mut completion = self.block(script, block);
        let arrived = self.arrived;
        self.arrived = before.with(arrived);
        let is_thrown = completion == Completion::Throw;
        if !is_thrown && self.doubts == doubts {
            self.dead(script, handler);
        } else {
            if let Some(pattern) = caught {
                self.assign(script, pattern, Value::labelled(arrived));
            }
            self.uncertain += u32::from(!is_thrown);
            let handled = self.block(script, handler);
            self.uncertain -= u32::from(!is_thrown);
            if is_thrown {
                completion =
                    if handler.is_empty() && caught.is_none() { Completion::Normal } else { handled };
            }
        }
        match self.block(script, last) {
            Completion::Normal => completion,
            abrupt => abrupt,
        }
    }
}

/// Whether the right side of a logical operator runs, where that is certain.
fn goes_on(operator: LogicalOperator, left: &Value) -> Option<bool> {
    match operator {
        LogicalOperator::And => left.truth(),
        LogicalOperator::Or => left.truth().map(|truth| !truth),
        LogicalOperator::Nullish => is_nullish(left),
    }
}

/// Whether a value is `null` or `undefined`, where that is certain.
fn is_nullish(value: &Value) -> Option<bool> {
    if value.is_open || value.items.is_empty() {
        return None;
    }
    let mut answers = value.items.iter().map(|item| match item {
        Item::Undefined | Item::Null => Some(true),
        // Whether something of the outside world exists depends on the world.
        Item::Api(_) => None,
        _ => Some(false),
    });
    let first = answers.next().flatten()?;
    answers.all(|answer| answer == Some(first)).then_some(first)
}
