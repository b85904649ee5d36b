//! Statements: which run, how often, and what survives a branch.

use stockade_parse::script::ir::{Block, ExpressionId, Iteration, Loop, Script, Statement};

use super::engine::Engine;
use super::value::{Item, Value};

/// How a statement ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Completion {
    Normal,
    Return,
    Break,
    Continue,
    Throw,
}

/// Most turns of a loop whose every condition is known.
const KNOWN_TURNS: u32 = 200_000;

/// Most turns of a loop with a known test but undecided conditions inside.
const MIXED_TURNS: u32 = 48;

/// How deep such loops may be nested and still run twice: compiled programs nest them ten deep.
const OPEN_LOOPS: u32 = 3;

/// Most steps of one loop that is run turn by turn: a decoder of 100 KB of text takes 1.5 million.
const LOOP_STEPS: u64 = 1_600_000;

/// Steps of such a loop that reads no data: a table of 256 remainders takes 25,000. Loops that count, wait or
/// fill tables of numbers made up half of all work on honest packages before there was this bound.
const IDLE_LOOP_STEPS: u64 = 40_000;

/// Steps that each character or item of constant data earns the loop that reads it. Decoders of the common
/// obfuscators take 8 to 30, a key schedule of RC4 included.
pub(super) const STEPS_FOR_DATA: u64 = 64;

/// What there was when a loop began that is run turn by turn.
pub(super) struct LoopStart {
    steps: u64,
    data: u64,
}

/// Turns of a loop that is not known to end: two let a value travel around it once.
const OPEN_TURNS: u32 = 2;

impl Engine<'_> {
    pub(super) fn block(&mut self, script: &Script, block: &Block) -> Completion {
        for statement in block {
            let completion = self.statement(script, statement);
            if completion != Completion::Normal {
                return completion;
            }
        }
        Completion::Normal
    }

    fn statement(&mut self, script: &Script, statement: &Statement) -> Completion {
        if !self.step() {
            return Completion::Return;
        }
        match statement {
            Statement::Expression(id) => {
                let value = self.expression(script, *id);
                if let Some(last) = self.frames.last_mut().and_then(|frame| frame.last.as_mut()) {
                    *last = value;
                }
            }
            Statement::Declare(pattern, value) => {
                let value = self.expression(script, *value);
                self.assign(script, *pattern, value);
            }
            Statement::Return(value) => {
                let value = value.map_or_else(Value::undefined, |value| self.expression(script, value));
                self.give_back(value);
                return Completion::Return;
            }
            Statement::Throw(value) => {
                let value = self.expression(script, *value);
                self.arrived = self.arrived.with(self.deep_labels(&value));
                self.doubt(true);
                return Completion::Throw;
            }
            Statement::If(test, yes, no) => return self.if_statement(script, *test, yes, no),
            Statement::Loop(inner) => return self.loop_statement(script, inner),
            Statement::Try(block, caught, handler, last) => {
                return self.try_statement(script, block, *caught, handler, last);
            }
            Statement::Switch(subject, cases) => return self.switch(script, *subject, cases),
            Statement::Block(block) => return self.block(script, block),
            Statement::Class(symbol, class) => {
                let value = self.class(script, *class);
                self.store_local(symbol.0, value);
            }
            Statement::Break => return Completion::Break,
            Statement::Continue => return Completion::Continue,
            Statement::Debugger => {}
            Statement::Export(name, value) => {
                let value = self.expression(script, *value);
                self.export(*name, value);
            }
            Statement::ExportAll(source) => self.export_all(*source),
        }
        Completion::Normal
    }

    fn give_back(&mut self, value: Value) {
        if let Some(frame) = self.frames.last_mut() {
            match &mut frame.returned {
                Some(returned) => returned.join(&value),
                None => frame.returned = Some(value),
            }
        }
    }

    fn loop_statement(&mut self, script: &Script, inner: &Loop) -> Completion {
        self.block(script, &inner.before);
        if let Some(iteration) = &inner.over {
            return self.iteration(script, iteration, &inner.body);
        }
        let mut is_first = inner.runs_before_test;
        let mut turns = 0;
        let start = self.begin_loop();
        loop {
            let undecided = self.undecided;
            let truth = match inner.test {
                Some(_) | None if std::mem::take(&mut is_first) => Some(true),
                Some(test) => {
                    self.tests += 1;
                    let truth = self.expression(script, test).truth();
                    self.tests -= 1;
                    truth
                }
                None => Some(true),
            };
            match truth {
                Some(false) if turns == 0 => {
                    self.dead(script, &inner.body);
                    return Completion::Normal;
                }
                Some(false) => return Completion::Normal,
                None => return self.open_loop(script, inner),
                Some(true) => {}
            }
            self.turns += 1;
            let completion = self.block(script, &inner.body);
            self.turns -= 1;
            match completion {
                Completion::Break => return Completion::Normal,
                completion @ (Completion::Return | Completion::Throw) => return completion,
                Completion::Normal | Completion::Continue => {}
            }
            if let Some(update) = inner.update {
                self.expression(script, update);
            }
            turns += 1;
            let most = match (self.undecided == undecided, inner.test) {
                (true, _) => KNOWN_TURNS,
                (false, Some(_)) => MIXED_TURNS,
                (false, None) => OPEN_TURNS,
            };
            if turns >= most || self.is_loop_spent(&start) {
                return self.open_loop(script, inner);
            }
        }
    }

    /// A loop that is run turn by turn begins.
    pub(super) fn begin_loop(&self) -> LoopStart {
        LoopStart { steps: self.steps_left, data: self.data_read }
    }

    /// Whether a loop has spent what it may: what it earns by reading data, and never more than a third of
    /// what there was, so that the rest of the file is read too.
    pub(super) fn is_loop_spent(&self, start: &LoopStart) -> bool {
        let earned = IDLE_LOOP_STEPS + STEPS_FOR_DATA * (self.data_read - start.data);
        let most = earned.min(LOOP_STEPS).min(start.steps / 3);
        start.steps.saturating_sub(self.steps_left) >= most
    }

    /// Runs a loop that may run any number of times.
    fn open_loop(&mut self, script: &Script, inner: &Loop) -> Completion {
        self.undecided += 1;
        self.uncertain += 1;
        self.open_loops += 1;
        let turns = if self.open_loops > OPEN_LOOPS { 1 } else { OPEN_TURNS };
        for _ in 0..turns {
            self.block(script, &inner.body);
            if let Some(update) = inner.update {
                self.expression(script, update);
            }
            if let Some(test) = inner.test {
                self.expression(script, test);
            }
        }
        self.open_loops -= 1;
        self.uncertain -= 1;
        Completion::Normal
    }

    fn iteration(&mut self, script: &Script, iteration: &Iteration, body: &Block) -> Completion {
        let subject = self.expression(script, iteration.subject);
        let known =
            if iteration.is_over_keys { self.exact_keys(&subject) } else { self.exact_items(&subject) };
        if let Some(items) = known {
            let start = self.begin_loop();
            for item in items {
                self.data_read += 1;
                self.assign(script, iteration.target, item);
                self.turns += 1;
                let completion = self.block(script, body);
                self.turns -= 1;
                match completion {
                    Completion::Break => return Completion::Normal,
                    completion @ (Completion::Return | Completion::Throw) => return completion,
                    Completion::Normal | Completion::Continue => {}
                }
                if self.is_loop_spent(&start) {
                    self.doubt(true);
                    break;
                }
            }
            return Completion::Normal;
        }
        let item =
            if iteration.is_over_keys { Value::labelled(subject.labels) } else { self.any_item(&subject) };
        self.undecided += 1;
        self.uncertain += 1;
        for _ in 0..OPEN_TURNS {
            self.assign(script, iteration.target, item.clone());
            self.block(script, body);
        }
        self.uncertain -= 1;
        Completion::Normal
    }

    fn switch(
        &mut self,
        script: &Script,
        subject: ExpressionId,
        cases: &[(Option<ExpressionId>, Block)],
    ) -> Completion {
        let subject = self.expression(script, subject);
        let tests: Vec<Option<Value>> =
            cases.iter().map(|(test, _)| test.map(|test| self.expression(script, test))).collect();
        if let Some(first) = chosen_case(&subject, &tests) {
            for (_, block) in cases.get(first..).unwrap_or_default() {
                match self.block(script, block) {
                    Completion::Normal => {}
                    Completion::Break => return Completion::Normal,
                    other => return other,
                }
            }
            return Completion::Normal;
        }
        self.undecided += 1;
        self.uncertain += 1;
        for (_, block) in cases {
            self.block(script, block);
        }
        self.uncertain -= 1;
        Completion::Normal
    }
}

/// The case that runs first, where that is certain.
fn chosen_case(subject: &Value, tests: &[Option<Value>]) -> Option<usize> {
    let subject = settled(subject)?;
    let mut fallback = None;
    for (index, test) in tests.iter().enumerate() {
        match test {
            None => fallback = Some(index),
            Some(test) if settled(test)? == subject => return Some(index),
            Some(_) => {}
        }
    }
    fallback
}

/// The one constant that a value is.
fn settled(value: &Value) -> Option<&Item> {
    value.exact().filter(|item| match item {
        Item::Text(text) => !text.contains(crate::vocabulary::HOLE),
        Item::Number(_) | Item::Boolean(_) | Item::Null | Item::Undefined => true,
        Item::Api(_) | Item::Function(_) | Item::Object(_) => false,
    })
}
