//! JavaScript and TypeScript, read as Node and the bundlers would.
//!
//! The parser is strict and all-or-nothing where Node is lenient (docs/src/limits.md): one expression that Node
//! refuses only when it runs would empty the whole syntax tree. So a refused text is read again, as another
//! dialect and then with the offending operator or text taken out, before it is given up. Depth and size are
//! checked first, because the parser recurses without a limit.

pub mod ir;
pub mod names;
pub mod runnable;

mod depth;
mod lexical;
mod lower;
mod repair;
#[cfg(feature = "reprint")]
mod reprint;

use std::borrow::Cow;

use oxc_allocator::Allocator;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_semantic::SemanticBuilder;
use oxc_span::{GetSpan as _, SourceType};
use stockade_model::Limits;

pub use lexical::{Lexical, Token};
#[cfg(feature = "reprint")]
pub use reprint::reprinted;

use ir::Script;
use names::Names;

/// A script that has been read.
#[derive(Debug)]
pub struct Parsed {
    /// The script in the form the analysis reads.
    pub script: Script,
    /// How the text had to be changed to be read; most are not.
    pub repair: Repair,
}

/// How a text had to be changed to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Not at all.
    None,
    /// An operator that Node accepts and the parser refuses became another: nothing is lost.
    Operators,
    /// Text was blanked: what stood there is unread.
    Blanked,
}

/// Why a text is not read as a syntax tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Larger than [`Limits::script_bytes`].
    #[error("{bytes} bytes of source, more than the {limit} that are read as a syntax tree")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Nested deeper than [`Limits::script_depth`].
    #[error("nested or chained more than {limit} deep, which only generated or hostile text is")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// No dialect and no repair makes it parse.
    #[error("does not parse as JavaScript or TypeScript: {message}")]
    Syntax {
        /// The parser's first complaint.
        message: String,
    },
}

/// Reads `text`, the contents of the file `path`.
///
/// # Errors
/// When it is too large or deep for a syntax tree, or does not parse in any way; [`Lexical::of`] still reads
/// its tokens.
pub fn read(text: &str, path: &str, limits: &Limits, names: &mut Names) -> Result<Parsed, Refusal> {
    if text.len() > limits.script_bytes {
        return Err(Refusal::TooLarge { bytes: text.len(), limit: limits.script_bytes });
    }
    if depth::exceeds(text, limits.script_depth) {
        return Err(Refusal::TooDeep { limit: limits.script_depth });
    }
    let dialects = dialects(path);
    let mut message = None;
    for dialect in dialects {
        match attempt(text, *dialect, names) {
            Ok(script) => return Ok(Parsed { script, repair: Repair::None }),
            Err(complaint) => message = message.or(Some(complaint)),
        }
    }
    if message.as_ref().is_some_and(|complaint| complaint.message.starts_with(FLOW)) {
        // A comment that names another language must not keep a text from being read as what Node runs.
        let plain = text.replace("@flow", "@f10w");
        return read(&plain, path, limits, names);
    }
    let first = dialects.first().copied().unwrap_or_else(SourceType::unambiguous);
    repaired(text, first, names).ok_or_else(|| Refusal::Syntax {
        message: message.map(|complaint| complaint.message).unwrap_or_default(),
    })
}

/// What the parser says, instead of its complaint, of a text whose comments claim to be Flow's.
const FLOW: &str = "Flow is not supported";

/// The ways in which a file of this name may be read, likeliest first.
fn dialects(path: &str) -> &'static [SourceType] {
    const SCRIPT: SourceType = SourceType::unambiguous();
    const JSX: SourceType = SourceType::unambiguous().with_jsx(true);
    const TS: SourceType = SourceType::ts();
    const TSX: SourceType = SourceType::tsx();
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("ts" | "mts" | "cts") => &const { [TS, TSX, SCRIPT] },
        Some("tsx") => &const { [TSX, TS] },
        Some("jsx") => &const { [JSX, TSX] },
        _ => &const { [SCRIPT, JSX, TSX, TS] },
    }
}

/// What the parser says of a text that it refuses, and where.
#[derive(Debug)]
struct Complaint {
    message: String,
    start: usize,
    end: usize,
}

fn options() -> ParseOptions {
    ParseOptions { allow_return_outside_function: true, preserve_parens: false, ..ParseOptions::default() }
}

fn attempt(text: &str, dialect: SourceType, names: &mut Names) -> Result<Script, Complaint> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, dialect).with_options(options()).parse();
    if parsed.panicked || stops_early(text, &parsed) {
        return Err(complaint(&parsed));
    }
    let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
    Ok(lower::program(&parsed.program, semantic.scoping(), names))
}

/// Whether the parser stopped inside the text without saying so, as it does at a character that begins no
/// token: something stands behind the last statement and the last comment.
fn stops_early(text: &str, parsed: &ParserReturn<'_>) -> bool {
    if parsed.diagnostics.is_empty() {
        return false;
    }
    let program = &parsed.program;
    let ends = [
        program.hashbang.as_ref().map(|hashbang| hashbang.span.end),
        program.directives.last().map(|directive| directive.span.end),
        program.body.last().map(|statement| statement.span().end),
        program.comments.last().map(|comment| comment.span.end),
    ];
    let end = ends.into_iter().flatten().max().unwrap_or_default() as usize;
    text.get(end..).is_some_and(|rest| !rest.trim_matches(is_blank).is_empty())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

/// What a refused text is refused for: the first of several reasons.
fn complaint(parsed: &ParserReturn<'_>) -> Complaint {
    let first = parsed.diagnostics.first();
    let label = first.and_then(|diagnostic| diagnostic.labels.first());
    let start = label.map_or(0, |label| label.span().start as usize);
    let end = label.map_or(start, |label| label.span().end as usize);
    let message = first.map(|diagnostic| diagnostic.message.to_string()).unwrap_or_default();
    Complaint { message, start, end }
}

/// Tries to mend a text. Node loads texts with one or two such expressions; what needs more is rarely a script.
const REPAIRS: usize = 8;

fn repaired(text: &str, dialect: SourceType, names: &mut Names) -> Option<Parsed> {
    let mut text = Cow::Borrowed(text);
    let mut repair = Repair::Operators;
    for _ in 0..REPAIRS {
        let complaint = match attempt(&text, dialect, names) {
            Ok(script) => return Some(Parsed { script, repair }),
            Err(complaint) => complaint,
        };
        let (next, kind) = repair::apply(&text, &complaint)?;
        if kind == Repair::Blanked {
            repair = Repair::Blanked;
        }
        text = Cow::Owned(next);
    }
    None
}

/// Parsing and scope analysis alone, as the yardstick of benchmarks: whether `text` parses.
#[must_use]
pub fn baseline(text: &str, path: &str) -> bool {
    let allocator = Allocator::default();
    let dialect = dialects(path).first().copied().unwrap_or_else(SourceType::unambiguous);
    let parsed = Parser::new(&allocator, text, dialect).with_options(options()).parse();
    let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
    !parsed.panicked && semantic.scoping().symbols_len() < usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> usize {
        let parsed = read(text, "a.js", &Limits::default(), &mut Names::default()).unwrap();
        parsed.script.iter().filter(|(_, node)| matches!(node, ir::Expression::Call(..))).count()
    }

    #[test]
    fn an_assignment_to_a_call_does_not_empty_the_tree() {
        // Annex B: an error when it runs, which `if (0)` never does. Node runs the rest of the file.
        assert_eq!(calls("if(0)f()=1;evil();"), 2);
        assert_eq!(calls("if(0)f()+=1;evil();"), 2);
        assert_eq!(calls("if(0)f()++;evil();"), 2);
        assert_eq!(calls("if(0){--f()}evil();"), 2);
        assert_eq!(calls("if(0){for(f() of [1]);}evil();"), 2);
        assert_eq!(calls("if(0){for(f() in {}){}}evil();"), 2);
    }

    #[test]
    fn a_payload_inside_the_refused_target_is_still_read() {
        let parsed =
            read("if(0)(function(){evil()})()=1;", "a.js", &Limits::default(), &mut Names::default());
        assert_eq!(parsed.map(|parsed| parsed.repair), Ok(Repair::Operators));
    }

    #[test]
    fn what_node_accepts_is_read() {
        for text in [
            "#!/usr/bin/env node\nf()",
            "\u{feff}f()",
            "<!-- comment\nf()\n--> comment",
            "with(a){f()}",
            "var x = 010; f()",
            "var let_ = 1, await = 2, yield = 3; f()",
            "return f()",
            "new.target; f()",
            "function g(a, a) {} f()",
            "f()\u{2028}",
            "if (1) function g() {} f()",
            "await f()",
            "let x; let x; f()",
            "break; f()",
            "export default f()",
            "import x from 'y'; f()",
            "<div>{f()}</div>",
            "const a: string = f()",
        ] {
            assert_eq!(calls(text), 1, "{text:?}");
        }
    }

    #[test]
    fn depth_is_refused_before_it_can_overflow() {
        for text in ["(".repeat(100_000), "!".repeat(100_000) + "1", "a=>".repeat(100_000) + "1"] {
            let refusal = read(&text, "a.js", &Limits::default(), &mut Names::default()).unwrap_err();
            assert!(matches!(refusal, Refusal::TooDeep { .. }));
        }
    }

    #[test]
    fn nothing_behind_a_stray_character_is_lost() {
        for text in ["first();\n# Title\n;second();", "first()\n\u{1}\nsecond()", "first();@ second()\n"] {
            let parsed = read(text, "a.js", &Limits::default(), &mut Names::default());
            assert!(parsed.is_err() || calls(text) == 2, "{text:?}: {parsed:?}");
            assert!(
                parsed.is_err() || parsed.is_ok_and(|parsed| parsed.repair == Repair::Blanked),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_comment_that_claims_another_language_hides_nothing() {
        assert_eq!(calls("// @flow\nif(0)f()=1;evil();"), 2);
        assert_eq!(calls("// @flow\nconst a: string = f();"), 1);
    }

    #[test]
    fn prose_is_no_script() {
        let prose = "# Title\n\nSome prose, that is. Not code!\n\n".repeat(20);
        let refusal = read(&prose, "README.js", &Limits::default(), &mut Names::default());
        assert!(matches!(refusal, Err(Refusal::Syntax { .. })));
    }
}
