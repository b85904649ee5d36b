//! The conditions and long waits of a script, and what each decides.

use stockade_parse::script::ir::{Expression, ExpressionId, Script, Statement, Variable};
use stockade_parse::script::names::Names;

use super::held::Held;
use super::marks::{Looker, Mark};
use super::statements::{inner_blocks, own_expressions};
use super::{Guard, GuardKind, Guards, Stretch};

/// Rounds in which what a variable holds is taken for what it was made from.
const ROUNDS: usize = 2;

/// Reads `script`.
pub(super) fn read(script: &Script, names: &Names) -> Guards {
    let mut reader = Reader {
        look: Looker { script, names },
        held: Held::of(script, names),
        timers: Vec::new(),
        marks: Vec::new(),
        found: Guards::default(),
    };
    for function in &script.functions {
        reader.found.functions.push((function.span.start, function.span.end));
    }
    reader.mark();
    if reader.marks.iter().all(|(_, mark)| *mark == Mark::Number) && !reader.waits_anywhere() {
        return Guards::default();
    }
    reader.find_timers();
    for function in &script.functions {
        reader.block(&function.body);
    }
    reader.expressions();
    reader.mentions();
    // The top level is no function that something calls.
    if let Some(top) = reader.found.functions.first_mut() {
        *top = (u32::MAX, 0);
    }
    reader.found
}

pub(super) struct Reader<'s> {
    pub(super) look: Looker<'s>,
    /// What names hold.
    pub(super) held: Held,
    /// Where timers of a long time are set, sorted.
    pub(super) timers: Vec<u32>,
    /// Where what stands, sorted.
    marks: Vec<(u32, Mark)>,
    found: Guards,
}

impl Reader<'_> {
    pub(super) fn span(&self, id: ExpressionId) -> Stretch {
        let span = self.look.script.span(id);
        (span.start, span.end)
    }

    /// Finds all marks, those of variables that hold a marked value included.
    fn mark(&mut self) {
        for (id, _) in self.look.script.iter() {
            if let Some(mark) = self.look.mark(id) {
                self.marks.push((self.span(id).0, mark));
            }
        }
        self.marks.sort_unstable();
        for _ in 0..ROUNDS {
            let mut held = self.held.marked.clone();
            for (symbol, value) in &self.held.stored {
                let marks = self.marks_in(self.span(*value));
                let telling = marks.into_iter().filter(|mark| *mark != Mark::Number);
                held.entry(*symbol).or_default().extend(telling);
            }
            let uses = self.look.script.iter().filter_map(|(id, expression)| match expression {
                Expression::Variable(Variable::Local(symbol)) => Some((id, held.get(symbol)?)),
                _ => None,
            });
            let more: Vec<(u32, Mark)> = uses
                .flat_map(|(id, marks)| marks.iter().map(move |mark| (id, *mark)))
                .map(|(id, mark)| (self.span(id).0, mark))
                .collect();
            self.marks.extend(more);
            self.marks.sort_unstable();
            self.marks.dedup();
        }
    }

    fn marks_in(&self, (start, end): Stretch) -> Vec<Mark> {
        let first = self.marks.partition_point(|(position, _)| *position < start);
        let inside = self.marks.iter().skip(first).take_while(|(position, _)| *position < end);
        let mut marks: Vec<Mark> = inside.map(|(_, mark)| *mark).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// What a condition asks, with what it is compared with elsewhere.
    fn asked(&self, condition: ExpressionId, compared: &[ExpressionId]) -> Vec<GuardKind> {
        let parts = std::iter::once(&condition).chain(compared);
        let marks: Vec<Mark> = parts.flat_map(|part| self.marks_in(self.span(*part))).collect();
        let has = |mark: Mark| marks.contains(&mark);
        let is_date = has(Mark::Clock) && has(Mark::FixedDate)
            || has(Mark::Calendar) && (has(Mark::Number) || has(Mark::FixedDate));
        let asked = [
            (GuardKind::Date, is_date),
            (GuardKind::Chance, has(Mark::Chance)),
            (GuardKind::Mode, has(Mark::Mode)),
            (GuardKind::Platform, has(Mark::Platform)),
        ];
        asked.into_iter().filter(|(_, is_asked)| *is_asked).map(|(kind, _)| kind).collect()
    }

    fn guard(&mut self, condition: ExpressionId, compared: &[ExpressionId], regions: &[Stretch]) {
        for kind in self.asked(condition, compared) {
            self.push(kind, self.span(condition), regions);
        }
    }

    fn push(&mut self, kind: GuardKind, condition: Stretch, regions: &[Stretch]) {
        let regions: Vec<Stretch> = regions.iter().copied().filter(|(start, end)| start < end).collect();
        if !regions.is_empty() {
            self.found.guards.push(Guard { kind, condition, regions });
        }
    }

    fn block(&mut self, block: &[Statement]) {
        for (at, statement) in block.iter().enumerate() {
            let rest = || self.extent(block.get(at + 1..).unwrap_or_default());
            match statement {
                Statement::If(test, yes, no) => {
                    let mut regions = vec![self.extent(yes), self.extent(no)];
                    if self.leaves(yes) || self.leaves(no) {
                        regions.push(rest());
                    }
                    self.guard(*test, &[], &regions);
                }
                Statement::Switch(subject, cases) => {
                    let regions: Vec<Stretch> = cases.iter().map(|(_, body)| self.extent(body)).collect();
                    let compared: Vec<ExpressionId> = cases.iter().filter_map(|(test, _)| *test).collect();
                    self.guard(*subject, &compared, &regions);
                }
                Statement::Expression(value) | Statement::Declare(_, value)
                    if self.is_awaited_wait(*value) =>
                {
                    let (condition, rest) = (self.span(*value), rest());
                    self.push(GuardKind::Wait, condition, &[rest]);
                }
                _ => {}
            }
            for inner in inner_blocks(statement) {
                self.block(inner);
            }
        }
    }

    /// Conditions inside expressions, and timers.
    fn expressions(&mut self) {
        for (id, expression) in self.look.script.iter() {
            match expression {
                Expression::Conditional(test, yes, no) => {
                    let regions = [self.span(*yes), self.span(*no)];
                    self.guard(*test, &[], &regions);
                }
                Expression::Logical(_, test, then) => {
                    let region = self.span(*then);
                    self.guard(*test, &[], &[region]);
                }
                Expression::Index(object, key) => {
                    let region = self.held.object(self.look.script, *object).map(|object| self.span(object));
                    self.guard(*key, &[], &region.into_iter().collect::<Vec<_>>());
                }
                Expression::Call(callee, arguments) if self.look.is_timer(*callee) => {
                    let arguments = self.look.script.list(*arguments);
                    if let [then, wait, ..] = arguments
                        && self.is_long(*wait)
                    {
                        let (condition, region) = (self.span(id), self.span(*then));
                        self.push(GuardKind::Wait, condition, &[region]);
                    }
                }
                _ => {}
            }
        }
    }

    fn mentions(&mut self) {
        for (id, expression) in self.look.script.iter() {
            let named: &[u32] = match expression {
                Expression::Variable(Variable::Local(symbol)) => self.held.function(*symbol),
                Expression::Member(_, name) => self.held.methods(*name),
                _ => &[],
            };
            let position = self.span(id).1;
            self.found.mentions.extend(named.iter().map(|function| (position, *function as usize)));
        }
        self.found.mentions.sort_unstable();
    }

    /// Whether control does not come out at the end of a block.
    fn leaves(&self, block: &[Statement]) -> bool {
        match block.last() {
            Some(Statement::Return(_) | Statement::Throw(_)) => true,
            Some(Statement::Expression(value)) => self.look.is_exit(*value),
            _ => false,
        }
    }

    /// From the first byte of a block's expressions to the last.
    fn extent(&self, block: &[Statement]) -> Stretch {
        let mut extent = (u32::MAX, 0);
        for statement in block {
            self.extend(statement, &mut extent);
        }
        extent
    }

    fn extend(&self, statement: &Statement, extent: &mut Stretch) {
        for id in own_expressions(statement) {
            let (start, end) = self.span(id);
            *extent = (extent.0.min(start), extent.1.max(end));
        }
        for inner in inner_blocks(statement) {
            for statement in inner {
                self.extend(statement, extent);
            }
        }
    }
}
