//! Statements one after another: what names hold, and what calls do with it.

mod calls;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use super::Python;
use super::token::Token;
use crate::shell::BehaviourKind;
use shape::{assignment, closing, is_operator, is_reversal, name_at};

/// Deepest nesting of brackets that is followed.
const DEPTH: usize = 48;

/// Longest text that is put together, in bytes.
const TEXT_BYTES: usize = 256 << 10;

/// Most sources that one value is told to come from.
const LABELS: usize = 64;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Environment(String),
    File(String),
    Network(String),
    Decoded,
    HostFact,
    Socket,
    /// A path that is made up where the program runs, by a number.
    Place(usize),
}

/// What an expression gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Value {
    text: Option<String>,
    /// All constant texts in it.
    texts: Vec<String>,
    labels: BTreeSet<Label>,
}

impl Value {
    fn take(&mut self, other: &Self) {
        self.labels.extend(other.labels.iter().cloned());
        while self.labels.len() > LABELS {
            self.labels.pop_last();
        }
        if self.texts.len() < LABELS {
            self.texts.extend(other.texts.iter().cloned());
        }
    }
}

/// What reading a program shows.
#[derive(Default)]
pub(super) struct Found {
    pub(super) python: Python,
    /// Decoded programs that it runs.
    pub(super) codes: Vec<String>,
}

#[derive(Default)]
struct Reader {
    found: Found,
    /// Names that imports stand for: `u` for `urllib.request`.
    imports: BTreeMap<String, String>,
    variables: BTreeMap<String, Value>,
    /// The parameters of the program's own functions.
    functions: BTreeMap<String, Vec<String>>,
    /// The function whose body is read.
    function: Option<String>,
    /// Files that were fetched: their paths, and the names that hold them.
    saved: BTreeMap<String, Vec<String>>,
    /// Those whose paths are made up where the program runs, by the paths' numbers.
    saved_places: BTreeMap<usize, Vec<String>>,
    /// How many such paths were read.
    places: usize,
    has_socket: bool,
    joins: bool,
    depth: usize,
}

/// Reads the tokens of a program.
pub(super) fn read(tokens: &[Token]) -> Found {
    let mut reader = Reader::default();
    let statements: Vec<&[Token]> = tokens.split(|token| *token == Token::End).collect();
    // Twice: functions are used before and after they are written down.
    for _ in 0..2 {
        reader.places = 0;
        for statement in &statements {
            reader.statement(statement);
        }
    }
    if reader.has_socket && reader.joins {
        reader.add(BehaviourKind::ReverseShell);
    }
    reader.found.codes.sort();
    reader.found.codes.dedup();
    reader.found
}

impl Reader {
    fn add(&mut self, kind: BehaviourKind) {
        if !self.found.python.behaviours.contains(&kind) {
            self.found.python.behaviours.push(kind);
        }
    }

    fn statement(&mut self, tokens: &[Token]) {
        match name_at(tokens, 0) {
            Some("import") => return self.import(tokens.get(1..).unwrap_or_default(), ""),
            Some("from") => {
                let first = tokens.iter().skip(1).position(|token| !is_operator(Some(token), '.'));
                let Some(module) = first.and_then(|at| name_at(tokens, at + 1)) else { return };
                let at = tokens.iter().position(|token| *token == Token::Name("import".to_owned()));
                self.note_import(module);
                let base = format!("{module}.");
                return self.import(at.and_then(|at| tokens.get(at + 1..)).unwrap_or_default(), &base);
            }
            Some("def") => return self.definition(tokens),
            Some("return") => {
                let value = self.expression(tokens.get(1..).unwrap_or_default());
                if let Some(name) = self.function.clone() {
                    self.variables.entry(name).or_default().take(&value);
                }
                return;
            }
            Some("for") => {
                let Some(at) = tokens.iter().position(|token| *token == Token::Name("in".to_owned())) else {
                    return;
                };
                let value = self.expression(tokens.get(at + 1..).unwrap_or_default());
                return self.store(tokens.get(1..at).unwrap_or_default(), &value);
            }
            Some("with") => return self.with(tokens.get(1..).unwrap_or_default()),
            _ => {}
        }
        match assignment(tokens) {
            Some(at) => {
                let value = self.expression(tokens.get(at + 1..).unwrap_or_default());
                self.store(tokens.get(..at).unwrap_or_default(), &value);
            }
            None => {
                self.expression(tokens);
            }
        }
    }

    /// `import a.b as c, d`; behind `from a import`, with `base` in front of each name.
    fn import(&mut self, tokens: &[Token], base: &str) {
        for part in tokens.split(|token| *token == Token::Operator(',')) {
            let part: Vec<&Token> =
                part.iter().filter(|token| !matches!(token, Token::Operator(_))).collect();
            let Some(Token::Name(name)) = part.first() else { continue };
            let alias = match part.as_slice() {
                [_, Token::Name(word), Token::Name(alias)] if word == "as" => alias,
                _ => name,
            };
            if base.is_empty() {
                self.note_import(name);
            }
            if alias != name || !base.is_empty() {
                self.imports.insert(alias.clone(), format!("{base}{name}"));
            }
        }
    }

    fn note_import(&mut self, module: &str) {
        if !self.found.python.imports.iter().any(|known| known == module) {
            self.found.python.imports.push(module.to_owned());
        }
    }

    fn definition(&mut self, tokens: &[Token]) {
        let Some(name) = name_at(tokens, 1) else { return };
        let parameters = tokens.iter().skip(2).filter_map(|token| match token {
            Token::Name(name) => Some(name.clone()),
            _ => None,
        });
        self.functions.insert(name.to_owned(), parameters.collect());
        self.function = Some(name.to_owned());
    }

    fn with(&mut self, tokens: &[Token]) {
        let is_as = |token: &Token| *token == Token::Name("as".to_owned());
        let mut rest = tokens;
        while let Some(at) = rest.iter().position(is_as) {
            let value = self.expression(rest.get(..at).unwrap_or_default());
            self.store(rest.get(at + 1..at + 2).unwrap_or_default(), &value);
            rest = rest.get(at + 2..).unwrap_or_default();
        }
        self.expression(rest);
    }

    fn store(&mut self, targets: &[Token], value: &Value) {
        for token in targets {
            if let Token::Name(name) = token {
                let known = self.variables.entry(name.clone()).or_default();
                known.take(value);
                known.text = value.text.clone();
            }
        }
    }

    /// The canonical name: imports put in place.
    fn canonical(&self, name: &str) -> String {
        let (first, rest) = name.split_once('.').map_or((name, ""), |(first, rest)| (first, rest));
        match self.imports.get(first) {
            Some(full) if rest.is_empty() => full.clone(),
            Some(full) => format!("{full}.{rest}"),
            None => name.to_owned(),
        }
    }

    fn expression(&mut self, tokens: &[Token]) -> Value {
        self.depth += 1;
        let mut value = Value { text: Some(String::new()), ..Value::default() };
        if self.depth > DEPTH {
            self.depth -= 1;
            self.found.python.makes_code = true;
            return Value::default();
        }
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::Text(text) => {
                    value.texts.push(text.clone());
                    append(&mut value.text, text);
                }
                Token::Number(_) => value.text = None,
                Token::Operator('+') | Token::End => {}
                Token::Operator('(' | '[' | '{') => {
                    let close = closing(tokens, at);
                    let inner = self.expression(tokens.get(at..close).unwrap_or_default());
                    let is_reversal = is_reversal(tokens.get(at..close).unwrap_or_default());
                    value.take(&inner);
                    match (&mut value.text, &inner.text) {
                        (Some(text), _) if is_reversal => *text = text.chars().rev().collect(),
                        (text, Some(inner)) => append(text, inner),
                        (text, None) => *text = None,
                    }
                    at = close + 1;
                }
                Token::Operator('.') => {
                    let Some(Token::Name(name)) = tokens.get(at) else { continue };
                    at += 1;
                    if is_operator(tokens.get(at), '(') {
                        let close = closing(tokens, at + 1);
                        let arguments = self.arguments(tokens.get(at + 1..close).unwrap_or_default());
                        self.method(name, &mut value, &arguments);
                        at = close + 1;
                    }
                }
                Token::Operator(_) => value.text = None,
                Token::Name(name) => {
                    at = self.named(name, tokens, at, &mut value);
                }
            }
        }
        self.depth -= 1;
        value
    }

    /// A name, with the brackets behind it; answers where it ends.
    fn named(&mut self, name: &str, tokens: &[Token], at: usize, value: &mut Value) -> usize {
        let canonical = self.canonical(name);
        let is_call = is_operator(tokens.get(at), '(');
        let is_index = is_operator(tokens.get(at), '[');
        if !is_call && !is_index {
            // An attribute of what a name holds: `reply.text`.
            let base = name.split('.').next().unwrap_or(name);
            let known = self.variables.get(name).or_else(|| self.variables.get(base)).cloned();
            if canonical.starts_with("os.environ") {
                value.labels.insert(Label::Environment("*".to_owned()));
            }
            match known {
                Some(known) => {
                    value.take(&known);
                    match &known.text {
                        Some(text) => append(&mut value.text, text),
                        None => value.text = None,
                    }
                }
                None => value.text = None,
            }
            return at;
        }
        let mut close = closing(tokens, at + 1);
        let arguments = self.arguments(tokens.get(at + 1..close).unwrap_or_default());
        let result = if let Some((function, end)) = imported_function(&canonical, &arguments, tokens, close) {
            let arguments = self.arguments(tokens.get(close + 4..end).unwrap_or_default());
            close = end;
            self.call(&function, &function, &arguments)
        } else if is_call {
            self.call(name, &canonical, &arguments)
        } else {
            let mut result = self.variables.get(name).cloned().unwrap_or_default();
            if canonical.starts_with("os.environ") {
                let variable = arguments.first().and_then(|key| key.text.clone());
                result.labels.insert(Label::Environment(variable.unwrap_or_else(|| "*".to_owned())));
            }
            if is_reversal(tokens.get(at + 1..close).unwrap_or_default()) {
                result.text = result.text.map(|text| text.chars().rev().collect());
            } else {
                result.text = None;
            }
            result
        };
        value.take(&result);
        match &result.text {
            Some(text) => append(&mut value.text, text),
            None => value.text = None,
        }
        close + 1
    }

    fn arguments(&mut self, tokens: &[Token]) -> Vec<Value> {
        let mut arguments = Vec::new();
        let (mut depth, mut start) = (0_usize, 0);
        for at in 0..=tokens.len() {
            match tokens.get(at) {
                Some(Token::Operator('(' | '[' | '{')) => depth += 1,
                Some(Token::Operator(')' | ']' | '}')) => depth = depth.saturating_sub(1),
                Some(Token::Operator(',')) | None if depth == 0 || at == tokens.len() => {
                    let part = tokens.get(start..at).unwrap_or_default();
                    // `name=value`
                    let part = match part {
                        [Token::Name(_), Token::Operator('='), rest @ ..] => rest,
                        part => part,
                    };
                    if !part.is_empty() {
                        arguments.push(self.expression(part));
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        arguments
    }
}

/// `__import__("zlib").decompress(…)`: the function's name, and where its bracket closes.
fn imported_function(
    name: &str,
    arguments: &[Value],
    tokens: &[Token],
    close: usize,
) -> Option<(String, usize)> {
    let module = arguments.first()?.text.as_deref().filter(|_| name == "__import__")?;
    let is_call = is_operator(tokens.get(close + 1), '.') && is_operator(tokens.get(close + 3), '(');
    let method = name_at(tokens, close + 2).filter(|_| is_call)?;
    Some((format!("{module}.{method}"), closing(tokens, close + 4)))
}

fn append(text: &mut Option<String>, more: &str) {
    match text {
        Some(known) if known.len() + more.len() <= TEXT_BYTES => known.push_str(more),
        _ => *text = None,
    }
}
