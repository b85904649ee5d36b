//! Words with their variables, substitutions and nested scripts resolved.

use super::super::lexer::{Piece, RawWord};
use super::super::{Dialect, Origin, Redirect, UNKNOWN, Word, effective, nested, power, value};
use super::{Builder, Line, Reading, Source, Variable};

/// Longest text a word may grow to by resolving variables, in bytes.
const RESOLVED_BYTES: usize = 64 << 10;

/// Most words that one word expands to.
const EXPANDED_WORDS: usize = 64;

impl Builder {
    pub(super) fn fill(&mut self, index: usize, line: Line, source: Source) {
        let assigned =
            if source.dialect == Dialect::PowerShell { self.assigned_text(&line, source) } else { None };
        let mut words = Vec::new();
        let mut assignments = Vec::new();
        for raw in line.words {
            let name =
                if words.is_empty() && source.dialect == Dialect::Posix { assigned_name(&raw) } else { None };
            let spreads = source.dialect == Dialect::Posix && spreads(&raw);
            let is_plain = raw.is_plain && source.dialect == Dialect::Posix;
            let mut word = self.resolve(raw, index, source);
            match name {
                Some(name) => {
                    word.text.drain(..=name.len());
                    assignments.push((name, word));
                }
                None if spreads => words.extend(split(word)),
                None if is_plain => words.extend(braces(word)),
                None => words.push(word),
            }
        }
        if source.dialect == Dialect::PowerShell && words.get(1).is_some_and(|word| word.text == "=") {
            self.remember_assigned(index, &words, assigned);
            words.drain(..2);
        }
        let redirects = line.redirects.into_iter();
        let redirects: Vec<Redirect> = redirects
            .map(|(descriptor, kind, raw)| Redirect {
                descriptor,
                kind,
                target: self.resolve(raw, index, source),
            })
            .collect();
        self.remember(&words, &assignments, &redirects);
        if let Some(first) = words.first_mut()
            && let Some(body) = self.functions.get(&first.text)
        {
            first.substitutions.extend(body);
        }
        if let Some(command) = self.commands.get_mut(index) {
            (command.words, command.assignments, command.redirects) = (words, assignments, redirects);
        }
    }

    /// Keeps values that later commands may use.
    fn remember(&mut self, words: &[Word], assignments: &[(String, Word)], redirects: &[Redirect]) {
        if words.is_empty() {
            for (name, value) in assignments {
                self.set(name, value);
            }
        }
        let name = words.first().map(|word| word.text.to_ascii_lowercase()).unwrap_or_default();
        match name.as_str() {
            "export" | "set" | "local" | "readonly" | "declare" | "typeset" | "alias" => {
                for word in words.iter().skip(1) {
                    let Some((key, text)) = word.text.split_once('=') else { continue };
                    let value = Word { text: text.to_owned(), ..word.clone() };
                    if name == "alias" {
                        self.aliases.insert(key.to_owned(), value.text);
                    } else {
                        self.set(key.trim_matches('"'), &value);
                    }
                }
                if let [_, dashes, rest @ ..] = words
                    && name == "set"
                    && dashes.text == "--"
                {
                    self.set("@", &joined(rest));
                }
            }
            "for" if words.len() == 4 => {
                if let [_, name, _, value] = words {
                    self.set(&name.text, value);
                }
            }
            "read" => {
                let here = redirects.iter().find(|it| it.kind == super::super::RedirectKind::Here);
                if let (Some(name), Some(here)) = (words.last(), here) {
                    let text = here.target.text.trim_end().to_owned();
                    self.set(&name.text, &Word { text, ..here.target.clone() });
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, name: &str, value: &Word) {
        let text = value.is_constant().then(|| value.text.clone());
        if text.is_some() || !value.substitutions.is_empty() {
            self.variables.insert(name.to_owned(), Variable { text, commands: value.substitutions.clone() });
        }
    }

    /// `$name = …` of PowerShell: the text, or the output of the command itself.
    fn remember_assigned(&mut self, index: usize, words: &[Word], folded: Option<String>) {
        let Some(name) = words.first().and_then(|word| word.variables.first()) else { return };
        let text = match words {
            _ if folded.is_some() => folded,
            [_, _, value] if value.is_constant() => Some(value.text.clone()),
            _ => None,
        };
        let commands =
            words.iter().flat_map(|word| word.substitutions.iter().copied()).chain([index]).collect();
        self.variables.insert(name.to_ascii_lowercase(), Variable { text, commands });
    }

    /// Ends the items of an array: `name=(a b)`.
    pub(super) fn end_array(&mut self, reading: &mut Reading) {
        let Some(name) = reading.array.take() else { return };
        let line = std::mem::take(&mut reading.line);
        let index = self.commands.len();
        let words: Vec<Word> =
            line.words.into_iter().map(|raw| self.resolve(raw, index, reading.source)).collect();
        self.set(&name, &joined(&words));
    }

    fn variable(&self, name: &str, dialect: Dialect) -> Option<&Variable> {
        match dialect {
            Dialect::PowerShell => self.variables.get(&name.to_ascii_lowercase()),
            Dialect::Posix | Dialect::Cmd => self.variables.get(name),
        }
    }

    fn resolve(&mut self, raw: RawWord, index: usize, source: Source) -> Word {
        let mut word = Word { span: source.placement.span(raw.span), ..Word::default() };
        let is_alone = raw.pieces.len() == 1;
        for piece in raw.pieces {
            match piece {
                Piece::Text(text) => word.text.push_str(&text),
                // Unset arguments inside a word only break it up for the eye.
                Piece::Variable(name)
                    if matches!(name.as_str(), "@" | "*")
                        && !is_alone
                        && !self.variables.contains_key("@") => {}
                Piece::Variable(name) => {
                    let key = if name == "*" { "@" } else { &name };
                    let value = self.variable(key, source.dialect).cloned().unwrap_or_default();
                    self.append(&mut word, value.text.filter(|text| text.len() < RESOLVED_BYTES));
                    word.substitutions.extend(value.commands);
                    word.variables.push(name);
                }
                Piece::Derived { name, operation } => {
                    let value = self.variable(&name, source.dialect).cloned().unwrap_or_default();
                    let known = value.text.as_deref().filter(|text| text.len() < RESOLVED_BYTES);
                    let text = value::derived(known, &operation);
                    self.append(&mut word, text);
                    word.substitutions.extend(value.commands);
                    word.variables.push(name);
                }
                Piece::Script { body, start } => {
                    // In the middle of a word it is the arguments of a method.
                    let folded = if word.text.is_empty() { self.folded(&body, source) } else { None };
                    if let Some(text) = folded {
                        self.append(&mut word, Some(text));
                        continue;
                    }
                    let inner = Source {
                        origin: Origin::Substitution,
                        parent: Some(index),
                        depth: source.depth + 1,
                        placement: source.placement.moved(start),
                        ..source
                    };
                    let members = self.read(&body, inner);
                    let value = match members.last() {
                        Some(last) => nested::constant_output(&self.commands, *last),
                        None => None,
                    };
                    self.append(&mut word, value.map(|value| value.trim_end_matches('\n').to_owned()));
                    word.substitutions.extend(members);
                }
            }
        }
        word
    }

    /// The text that the right side of `$name = [Type]::Method(…)` gives.
    fn assigned_text(&self, line: &Line, source: Source) -> Option<String> {
        let [_, equals, value @ ..] = line.words.as_slice() else { return None };
        let is_assigned = matches!(equals.pieces.as_slice(), [Piece::Text(text)] if text == "=");
        let has_brackets = |word: &RawWord| word.pieces.iter().any(|it| matches!(it, Piece::Script { .. }));
        if !is_assigned || !value.iter().any(has_brackets) {
            return None;
        }
        let written: Vec<String> = value.iter().map(written).collect::<Option<_>>()?;
        self.folded(&written.join(" "), source)
    }

    /// The text that an expression of PowerShell gives.
    fn folded(&self, body: &str, source: Source) -> Option<String> {
        if source.dialect != Dialect::PowerShell {
            return None;
        }
        let variable = |name: &str| self.variable(name, source.dialect)?.text.clone();
        power::text(body, &variable)
    }

    fn append(&mut self, word: &mut Word, value: Option<String>) {
        match value {
            Some(value) if word.text.len() + value.len() < RESOLVED_BYTES && self.spend(value.len()) => {
                word.text.push_str(&value);
            }
            _ => word.text.push(UNKNOWN),
        }
    }

    /// Reads the scripts that the command's words, input or here-document hold.
    pub(super) fn enter_nested(&mut self, index: usize, depth: usize) {
        let Some(command) = self.commands.get(index) else { return };
        let effective = effective::effective(command);
        let mut found = nested::scripts(&self.commands, index, &effective);
        if let Some(text) = self.aliases.get(&effective.name) {
            found.push(nested::Nested::of_alias(text, command));
        }
        for found in found {
            let source = Source {
                dialect: found.dialect,
                origin: found.origin,
                parent: Some(index),
                depth: depth + 1,
                placement: found.placement,
            };
            self.read(&found.text, source);
        }
    }
}

/// An unquoted word of PowerShell as it was written; a quoted one that is a constant, in quotes again.
fn written(word: &RawWord) -> Option<String> {
    if let ([Piece::Text(text)], false) = (word.pieces.as_slice(), word.is_plain) {
        return (!text.contains('\'')).then(|| format!("'{text}'"));
    }
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::Variable(name) => Some(format!("${name}")),
        Piece::Script { body, .. } => Some(format!("({body})")),
        Piece::Derived { .. } => None,
    };
    word.pieces.iter().map(part).collect::<Option<Vec<_>>>().map(|parts| parts.concat())
}

/// Whether a word becomes as many words as its value has: `$a` outside quotes, `"$@"`, `${a[@]}`.
fn spreads(raw: &RawWord) -> bool {
    match raw.pieces.as_slice() {
        [Piece::Variable(name)] => raw.is_plain || name == "@",
        [Piece::Derived { operation, .. }] => raw.is_plain || operation.starts_with("[@]"),
        // `"$@"`: the quotes leave an empty text.
        [Piece::Text(text), Piece::Variable(name)] => text.is_empty() && name == "@",
        _ => false,
    }
}

fn split(word: Word) -> Vec<Word> {
    if !word.text.contains(char::is_whitespace) {
        return vec![word];
    }
    let texts = word.text.split_whitespace().take(EXPANDED_WORDS);
    texts.map(|text| Word { text: text.to_owned(), ..word.clone() }).collect()
}

fn joined(words: &[Word]) -> Word {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let substitutions = words.iter().flat_map(|word| word.substitutions.iter().copied()).collect();
    Word { text: texts.join(" "), substitutions, ..Word::default() }
}

/// The words that `{a,b}` in a word makes of it.
fn braces(word: Word) -> Vec<Word> {
    let mut texts = vec![word.text.clone()];
    for _ in 0..4 {
        if !texts.iter().any(|text| brace(text).is_some()) {
            break;
        }
        texts = texts
            .iter()
            .flat_map(|text| match brace(text) {
                Some((before, items, after)) => {
                    items.iter().map(|item| format!("{before}{item}{after}")).collect()
                }
                None => vec![text.clone()],
            })
            .take(EXPANDED_WORDS)
            .collect();
    }
    texts.into_iter().map(|text| Word { text, ..word.clone() }).collect()
}

/// The first `{a,b}` of a text: what stands before it, its items, and what stands behind it.
fn brace(text: &str) -> Option<(&str, Vec<&str>, &str)> {
    let open = text.rfind('{')?;
    let (before, inner) = (text.get(..open)?, text.get(open + 1..)?);
    let (inner, after) = inner.split_once('}')?;
    (inner.contains(',') && !before.ends_with('$')).then(|| (before, inner.split(',').collect(), after))
}

/// The name in front of the `=` of an assignment.
fn assigned_name(word: &RawWord) -> Option<String> {
    let Some(Piece::Text(text)) = word.pieces.first() else { return None };
    let (name, _) = text.split_once('=')?;
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    is_name(name).then(|| name.to_owned())
}
