//! Scripts made ready for an engine: types stripped, what the engine refuses repaired, direct `eval` observed.
//!
//! Every change keeps the lines, so positions at run time are positions in the file. A text that needs no change
//! comes back as it is, unparsed.

mod types;

use oxc_allocator::Allocator;
use oxc_ast::ast::{CallExpression, Expression};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::SourceType;
use stockade_model::Limits;

use super::{Refusal, depth, dialects, options, repair};

/// As what a text will run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A CommonJS module or function body: `return` is allowed.
    CommonJs,
    /// An ES module.
    Module,
    /// A script, or text given to an evaluator.
    Script,
}

/// Names of functions, in scope where the text runs, that are called around each direct `eval`: `eval(x)` becomes
/// `(before(),eval(around(inside(),x)))`, which is still a direct `eval` in its own scope.
#[derive(Clone, Copy, Debug)]
pub struct Hooks<'a> {
    /// Called before the evaluator is looked up.
    pub before: &'a str,
    /// Called before the argument is computed.
    pub inside: &'a str,
    /// Called with the arguments; what it returns is evaluated.
    pub around: &'a str,
}

/// `text`, the contents of `path`, as an engine that knows neither types nor `hooks` can run it.
///
/// # Errors
/// When the text does not parse in any way, and so cannot be changed as it would have to be.
pub fn of(text: &str, path: &str, goal: Goal, hooks: Hooks<'_>, limits: &Limits) -> Result<String, Refusal> {
    let is_typed = [".ts", ".mts", ".cts", ".tsx"].iter().any(|ending| path.ends_with(ending));
    if !is_typed && !text.contains("eval") {
        return Ok(text.to_owned());
    }
    changed(text, path, goal, Some(hooks), limits)
}

/// `text` once more, after an engine refused it: parsed, repaired as [`super::read`] does, and types stripped.
///
/// # Errors
/// When the text does not parse in any way.
pub fn repaired(
    text: &str,
    path: &str,
    goal: Goal,
    hooks: Hooks<'_>,
    limits: &Limits,
) -> Result<String, Refusal> {
    changed(text, path, goal, Some(hooks), limits)
}

fn changed(
    text: &str,
    path: &str,
    goal: Goal,
    hooks: Option<Hooks<'_>>,
    limits: &Limits,
) -> Result<String, Refusal> {
    if text.len() > limits.script_bytes || depth::exceeds(text, limits.script_depth) {
        return Ok(text.to_owned());
    }
    let mut text = text.to_owned();
    let mut message = String::new();
    for _ in 0..super::REPAIRS {
        let candidates = dialects(path).iter().map(|dialect| as_goal(*dialect, goal));
        let mut first_complaint = None;
        for dialect in candidates {
            match attempt(&text, dialect, hooks) {
                Ok(changed) => return Ok(changed),
                Err(complaint) => first_complaint = first_complaint.or(Some(complaint)),
            }
        }
        let Some(complaint) = first_complaint else { break };
        message.clone_from(&complaint.message);
        let Some((next, _)) = repair::apply(&text, &complaint) else { break };
        text = next;
    }
    Err(Refusal::Syntax { message })
}

fn as_goal(dialect: SourceType, goal: Goal) -> SourceType {
    match goal {
        Goal::Module => dialect.with_module(true),
        Goal::Script | Goal::CommonJs if dialect.is_typescript() => dialect,
        Goal::Script | Goal::CommonJs => dialect.with_script(true),
    }
}

fn attempt(text: &str, dialect: SourceType, hooks: Option<Hooks<'_>>) -> Result<String, super::Complaint> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, dialect).with_options(options()).parse();
    if parsed.panicked || super::stops_early(text, &parsed) {
        return Err(super::complaint(&parsed));
    }
    let mut edits = Edits::default();
    if let Some(hooks) = hooks {
        Evals { edits: &mut edits, hooks }.visit_program(&parsed.program);
    }
    if dialect.is_typescript() {
        types::strip(&parsed.program, text, &mut edits);
    }
    Ok(edits.apply(text))
}

/// Changes of a text, by byte.
#[derive(Default)]
struct Edits(Vec<(usize, usize, Option<String>)>);

impl Edits {
    fn insert(&mut self, at: u32, text: impl Into<String>) {
        self.0.push((at as usize, at as usize, Some(text.into())));
    }

    fn replace(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.0.push((start as usize, end as usize, Some(text.into())));
    }

    /// Turns all but line ends into blanks.
    fn blank(&mut self, start: u32, end: u32) {
        self.0.push((start as usize, end as usize, None));
    }

    fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(start, end, _)| (*start, *end));
        let mut changed = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (start, end, new) in self.0 {
            if start < at {
                continue;
            }
            changed.push_str(text.get(at..start).unwrap_or_default());
            let old = text.get(start..end).unwrap_or_default();
            match new {
                Some(new) => changed.push_str(&new),
                None => changed.extend(old.chars().map(|old| if old == '\n' { '\n' } else { ' ' })),
            }
            at = end;
        }
        changed.push_str(text.get(at..).unwrap_or_default());
        changed
    }
}

/// What is written after a direct `eval`: with the comment, what was written around it can be told from the text's own.
pub const END: &str = "/*)*/))";

struct Evals<'e, 'h> {
    edits: &'e mut Edits,
    hooks: Hooks<'h>,
}

impl<'a> Visit<'a> for Evals<'_, '_> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        let is_eval = matches!(&call.callee, Expression::Identifier(callee) if callee.name == "eval");
        if is_eval && !call.optional && !call.arguments.is_empty() {
            let Hooks { before, inside, around } = self.hooks;
            let callee_end = oxc_span::GetSpan::span(&call.callee).end;
            let first =
                call.arguments.first().map_or(callee_end, |argument| oxc_span::GetSpan::span(argument).start);
            self.edits.insert(call.span.start, format!("({before}(),"));
            self.edits.insert(first, format!("{around}({inside}(),"));
            self.edits.insert(call.span.end, END);
        }
        walk::walk_call_expression(self, call);
    }
}

/// Whether `text` parses as an ES module and not as a script: what Node asks of a file that says neither.
#[must_use]
pub fn is_module(text: &str, limits: &Limits) -> bool {
    if !(text.contains("import") || text.contains("export")) || depth::exceeds(text, limits.script_depth) {
        return false;
    }
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::unambiguous()).with_options(options()).parse();
    !parsed.panicked && parsed.program.source_type.is_module()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOOKS: Hooks<'static> = Hooks { before: "a", inside: "o", around: "e" };

    fn run(text: &str, path: &str) -> String {
        of(text, path, Goal::CommonJs, HOOKS, &Limits::default()).unwrap()
    }

    #[test]
    fn a_direct_eval_stays_one_and_is_observed() {
        assert_eq!(run("x = eval(y + 1);", "a.js"), "x = (a(),eval(e(o(),y + 1)/*)*/));");
        assert_eq!(run("eval(eval(b))", "a.js"), "(a(),eval(e(o(),(a(),eval(e(o(),b)/*)*/)))/*)*/))");
        assert_eq!(run("(0, eval)(y)", "a.js"), "(0, eval)(y)");
    }

    #[test]
    fn what_needs_no_change_is_not_parsed() {
        assert_eq!(run("if(", "a.js"), "if(");
    }

    #[test]
    fn types_are_blanked_in_place() {
        let text = "interface A { b: string }\nconst x: number = f<string>(y as any)!;\nexport type T = 1;";
        let plain = run(text, "a.ts");
        assert_eq!(plain.lines().count(), 3);
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>().join(" "), "const x = f (y ) ;");
    }

    #[test]
    fn what_types_leave_behind_is_written_out() {
        let text =
            "enum E { A, B = 5, C }\nclass P { constructor(private readonly x: number, y?: string) { } }";
        let plain = run(text, "a.ts");
        assert!(plain.contains("E[E[\"A\"]=0]=\"A\""), "{plain}");
        assert!(plain.contains("this.x=x;"), "{plain}");
    }

    #[test]
    fn a_text_that_an_engine_refuses_is_repaired() {
        let text = "if(0)f()=1;evil();";
        let repaired = repaired(text, "a.js", Goal::CommonJs, HOOKS, &Limits::default()).unwrap();
        assert!(repaired.contains("evil();") && !repaired.contains("()="), "{repaired}");
    }

    #[test]
    fn a_module_is_told_from_a_script() {
        assert!(is_module("import a from 'a'; export default a", &Limits::default()));
        assert!(!is_module("const a = require('a'); // export", &Limits::default()));
    }
}
