//! Words with their variables, substitutions and nested scripts resolved.

use super::super::lexer::{Piece, RawWord};
use super::super::{Dialect, Origin, Redirect, UNKNOWN, Word, effective, nested};
use super::{Builder, Line, Source};

/// Longest text a word may grow to by resolving variables, in bytes.
const RESOLVED_BYTES: usize = 64 << 10;

impl Builder {
    pub(super) fn fill(&mut self, index: usize, line: Line, source: Source) {
        let mut words = Vec::new();
        let mut assignments = Vec::new();
        for raw in line.words {
            let name =
                if words.is_empty() && source.dialect == Dialect::Posix { assigned_name(&raw) } else { None };
            let mut word = self.resolve(raw, index, source);
            match name {
                Some(name) => {
                    word.text.drain(..=name.len());
                    assignments.push((name, word));
                }
                None => words.push(word),
            }
        }
        if source.dialect == Dialect::PowerShell && words.get(1).is_some_and(|word| word.text == "=") {
            words.drain(..2);
        }
        let redirects = line.redirects.into_iter();
        let redirects = redirects
            .map(|(descriptor, kind, raw)| Redirect {
                descriptor,
                kind,
                target: self.resolve(raw, index, source),
            })
            .collect();
        self.remember(&words, &assignments);
        if let Some(command) = self.commands.get_mut(index) {
            (command.words, command.assignments, command.redirects) = (words, assignments, redirects);
        }
    }

    /// Keeps constant values that later commands may use.
    fn remember(&mut self, words: &[Word], assignments: &[(String, Word)]) {
        if words.is_empty() {
            for (name, value) in assignments.iter().filter(|(_, value)| value.is_constant()) {
                self.variables.insert(name.clone(), value.text.clone());
            }
        }
        let first = words.first().map(|word| word.text.to_ascii_lowercase());
        if first
            .is_some_and(|name| ["export", "set", "local", "readonly", "declare"].contains(&name.as_str()))
        {
            for word in words.iter().skip(1).filter(|word| word.is_constant()) {
                if let Some((name, value)) = word.text.split_once('=') {
                    self.variables.insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }

    fn resolve(&mut self, raw: RawWord, index: usize, source: Source) -> Word {
        let mut word = Word { span: source.placement.span(raw.span), ..Word::default() };
        for piece in raw.pieces {
            match piece {
                Piece::Text(text) => word.text.push_str(&text),
                Piece::Variable(name) => {
                    let value =
                        self.variables.get(&name).filter(|value| value.len() < RESOLVED_BYTES).cloned();
                    self.append(&mut word, value);
                    word.variables.push(name);
                }
                Piece::Script { body, start } => {
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
        for found in nested::scripts(&self.commands, index, &effective) {
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
