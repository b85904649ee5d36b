//! Tokens into commands, scripts within scripts included.

mod words;

use super::lexer::{self, Operator, Piece, RawWord, Token};
use super::{Command, Dialect, Origin, RedirectKind, Script};
use rustc_hash::FxHashMap;

/// Most commands that are taken as the source of one pipe; a group may hold any number.
pub(super) const PIPELINE_COMMANDS: usize = 64;

/// How deep scripts are read inside scripts: room for cmd, PowerShell, base64, bash and node in one another,
/// three times over.
const NESTING_DEPTH: usize = 16;

/// Most commands kept of one script: so many are examined in 0.7 s by an unoptimised build.
const COMMANDS: usize = 5_000;

/// What a text is read as, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub dialect: Dialect,
    pub origin: Origin,
    pub parent: Option<usize>,
    pub depth: usize,
    pub placement: Placement,
}

/// How offsets in a text become offsets in the input.
#[derive(Clone, Copy)]
pub(super) enum Placement {
    /// The text stands in the input from this byte on.
    From(usize),
    /// The text does not stand in the input; these bytes hold what it was made from.
    Within((usize, usize)),
}

impl Placement {
    pub(super) fn span(self, span: (usize, usize)) -> (usize, usize) {
        match self {
            Self::From(start) => (start + span.0, start + span.1),
            Self::Within(whole) => whole,
        }
    }

    fn moved(self, by: usize) -> Self {
        match self {
            Self::From(start) => Self::From(start + by),
            Self::Within(whole) => Self::Within(whole),
        }
    }
}

impl Source {
    pub(super) fn outermost(dialect: Dialect) -> Self {
        Self { dialect, origin: Origin::Script, parent: None, depth: 0, placement: Placement::From(0) }
    }
}

/// Collects the commands of a script.
pub(super) struct Builder {
    pub(super) commands: Vec<Command>,
    is_complete: bool,
    /// Bytes that may still be read or made by resolving.
    budget: usize,
    /// What the script sets variables to.
    variables: FxHashMap<String, Variable>,
    /// The texts that names stand for.
    aliases: FxHashMap<String, String>,
    /// The commands in the bodies of functions.
    functions: FxHashMap<String, Vec<usize>>,
}

/// The value of a variable.
#[derive(Clone, Debug, Default)]
struct Variable {
    /// Its text, where that is constant.
    text: Option<String>,
    /// The commands whose output it holds.
    commands: Vec<usize>,
}

/// The words of a command that is not finished.
#[derive(Default)]
struct Line {
    words: Vec<RawWord>,
    redirects: Vec<(Option<u32>, RedirectKind, RawWord)>,
    awaits_target: Option<(Option<u32>, RedirectKind)>,
}

/// A bracket or keyword block that is open.
struct Group {
    /// How many commands of the text came before it.
    first: usize,
    /// The commands piped into it.
    input: Vec<usize>,
    is_case: bool,
    /// The function whose body it is.
    function: Option<String>,
}

/// The reading of one text.
struct Reading {
    source: Source,
    line: Line,
    groups: Vec<Group>,
    /// The commands that stand in the text itself, in order.
    members: Vec<usize>,
    /// What a pipe or `&` behind this point refers to.
    last: Vec<usize>,
    pipe: Vec<usize>,
    in_case_pattern: bool,
    /// The function whose body comes next: `name()`.
    function: Option<String>,
    /// The name of an array whose items are read: `name=(…)`.
    array: Option<String>,
}

impl Builder {
    pub(super) fn new(bytes: usize) -> Self {
        let budget = bytes.saturating_mul(24).saturating_add(1 << 20);
        Self {
            commands: Vec::new(),
            is_complete: true,
            budget,
            variables: FxHashMap::default(),
            aliases: FxHashMap::default(),
            functions: FxHashMap::default(),
        }
    }

    pub(super) fn finish(self, dialect: Dialect) -> Script {
        Script { dialect, commands: self.commands, is_complete: self.is_complete }
    }

    /// Takes `bytes` of the budget, or notes that it is spent.
    fn spend(&mut self, bytes: usize) -> bool {
        match self.budget.checked_sub(bytes) {
            Some(left) => {
                self.budget = left;
                true
            }
            None => {
                self.is_complete = false;
                false
            }
        }
    }

    /// Reads `text`; returns the commands that stand in it directly.
    pub(super) fn read(&mut self, text: &str, source: Source) -> Vec<usize> {
        if source.depth > NESTING_DEPTH || !self.spend(text.len()) {
            self.is_complete = false;
            return Vec::new();
        }
        let lexed = lexer::tokens(text, source.dialect);
        self.is_complete &= lexed.is_complete;
        let mut reading = Reading {
            source,
            line: Line::default(),
            groups: Vec::new(),
            members: Vec::new(),
            last: Vec::new(),
            pipe: Vec::new(),
            in_case_pattern: false,
            function: None,
            array: None,
        };
        for token in lexed.tokens {
            self.take(&mut reading, token);
        }
        self.end_command(&mut reading);
        reading.members
    }

    fn take(&mut self, reading: &mut Reading, token: Token) {
        match token {
            Token::Operator(operator) => self.take_operator(reading, operator),
            _ if reading.in_case_pattern => {
                if let Token::Word(word) = token
                    && keyword(&word) == Some("esac")
                {
                    self.close_group(reading);
                }
            }
            Token::Redirect { descriptor, kind } => reading.line.awaits_target = Some((descriptor, kind)),
            Token::Here(body) => reading.line.redirects.push((None, RedirectKind::Here, body)),
            Token::Word(word) => match reading.line.awaits_target.take() {
                Some((descriptor, kind)) => reading.line.redirects.push((descriptor, kind, word)),
                None if reading.line.words.is_empty() => self.first_word(reading, word),
                None => {
                    let is_in =
                        keyword(&word) == Some("in") && reading.groups.last().is_some_and(|it| it.is_case);
                    reading.line.words.push(word);
                    if is_in && reading.line.words.len() == 3 {
                        self.end_command(reading);
                        reading.in_case_pattern = true;
                    }
                }
            },
        }
    }

    fn take_operator(&mut self, reading: &mut Reading, operator: Operator) {
        if reading.in_case_pattern {
            reading.in_case_pattern = operator != Operator::Close;
            return;
        }
        match operator {
            Operator::Open if array_name(reading).is_some() => {
                reading.array = array_name(reading);
                reading.line = Line::default();
            }
            Operator::Close if reading.array.is_some() => self.end_array(reading),
            Operator::Open if !reading.line.words.is_empty() => {
                // `name()` starts a function; elsewhere a bracket behind a word is an error in `sh` and
                // a plain character in cmd. What was read so far is a command either way.
                if reading.line.words.len() > 1 {
                    self.end_command(reading);
                }
                let name = reading.line.words.first().and_then(keyword).map(str::to_owned);
                reading.line = Line::default();
                self.open_group(reading, false);
                reading.function = name;
            }
            Operator::Open => self.open_group(reading, false),
            Operator::Close => {
                self.end_command(reading);
                self.close_group(reading);
            }
            Operator::Next => self.end_command(reading),
            Operator::CaseEnd => {
                self.end_command(reading);
                reading.in_case_pattern = reading.groups.last().is_some_and(|group| group.is_case);
            }
            Operator::Pipe => {
                self.end_command(reading);
                reading.pipe = reading.last.clone();
            }
            Operator::Background => {
                let is_call = reading.line.words.is_empty() && reading.source.dialect == Dialect::PowerShell;
                self.end_command(reading);
                for index in reading.last.iter().filter(|_| !is_call) {
                    if let Some(command) = self.commands.get_mut(*index) {
                        command.background = true;
                    }
                }
            }
        }
    }

    fn open_group(&mut self, reading: &mut Reading, is_case: bool) {
        let outer = reading.groups.last().map(|group| group.input.clone()).unwrap_or_default();
        let own = std::mem::take(&mut reading.pipe);
        let input = if own.is_empty() { outer } else { own };
        let function = reading.function.take();
        reading.groups.push(Group { first: reading.members.len(), input, is_case, function });
    }

    fn close_group(&mut self, reading: &mut Reading) {
        reading.in_case_pattern = false;
        if let Some(group) = reading.groups.pop() {
            let inside = reading.members.get(group.first..).unwrap_or_default();
            let skipped = inside.len().saturating_sub(PIPELINE_COMMANDS);
            reading.last = inside.iter().skip(skipped).copied().collect();
            match group.function {
                // The brackets behind the name; the body follows.
                Some(name) if reading.last.is_empty() => reading.function = Some(name),
                Some(name) => {
                    self.functions.insert(name, reading.last.clone());
                }
                None => {}
            }
        }
    }

    /// Takes a word where a command starts: keywords are swallowed, so that their commands are seen.
    fn first_word(&mut self, reading: &mut Reading, word: RawWord) {
        let Some(text) = keyword(&word) else {
            reading.line.words.push(word);
            return;
        };
        match (reading.source.dialect, text) {
            (Dialect::Posix, "if" | "while" | "until") => self.open_group(reading, false),
            (Dialect::Posix, "for" | "select" | "case") => {
                self.open_group(reading, text == "case");
                reading.line.words.push(word);
            }
            (Dialect::Posix, "fi" | "done" | "esac") => self.close_group(reading),
            (Dialect::Posix, "then" | "elif" | "else" | "do" | "!" | "time") => {}
            (Dialect::Cmd, "do" | "else" | "@") => {}
            (Dialect::PowerShell, ".") => {}
            _ => reading.line.words.push(word),
        }
    }

    fn end_command(&mut self, reading: &mut Reading) {
        let line = std::mem::take(&mut reading.line);
        if line.words.is_empty() && line.redirects.is_empty() {
            return;
        }
        if self.commands.len() >= COMMANDS {
            self.is_complete = false;
            return;
        }
        let index = self.commands.len();
        let mut pipes_from = std::mem::take(&mut reading.pipe);
        if pipes_from.is_empty() {
            pipes_from = reading.groups.last().map(|group| group.input.clone()).unwrap_or_default();
        }
        let source = reading.source;
        let spans =
            line.words.iter().map(|word| word.span).chain(line.redirects.iter().map(|(.., it)| it.span));
        let whole =
            spans.reduce(|left, right| (left.0.min(right.0), left.1.max(right.1))).unwrap_or_default();
        self.commands.push(Command {
            words: Vec::new(),
            assignments: Vec::new(),
            redirects: Vec::new(),
            pipes_from,
            background: false,
            span: source.placement.span(whole),
            dialect: source.dialect,
            origin: source.origin,
            parent: source.parent,
            depth: source.depth,
        });
        self.fill(index, line, source);
        reading.members.push(index);
        reading.last = vec![index];
        self.enter_nested(index, source.depth);
    }
}

/// The name of the array that `name=` starts when a bracket follows it.
fn array_name(reading: &Reading) -> Option<String> {
    let [word] = reading.line.words.as_slice() else { return None };
    let name = keyword(word)?.strip_suffix('=')?.trim_end_matches('+');
    (reading.source.dialect == Dialect::Posix && !name.is_empty()).then(|| name.to_owned())
}

/// The text of a word that could be a keyword.
fn keyword(word: &RawWord) -> Option<&str> {
    match word.pieces.as_slice() {
        [Piece::Text(text)] if word.is_plain => Some(text),
        _ => None,
    }
}
