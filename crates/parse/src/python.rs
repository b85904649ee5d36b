//! Python programs that hooks and scripts start, read far enough to say what they do.
//!
//! Installers of native modules start Python honestly, and thieves do because few scanners read it. The reader
//! is lexical: statements in the order of the text, names by their imports, values by where they come from,
//! functions flat. It sees what is fetched, decoded, read and sent, and says when a program makes code that it
//! cannot know.

mod names;
mod reading;
mod token;

use stockade_model::Limits;

use crate::shell::BehaviourKind;

/// What a Python program does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Python {
    /// What it does that matters for a verdict, sorted.
    pub behaviours: Vec<BehaviourKind>,
    /// The constant command lines that it starts.
    pub commands: Vec<String>,
    /// The modules that it imports, as written, sorted.
    pub imports: Vec<String>,
    /// Whether it turns text that is not known into code, or acts by machine code.
    pub makes_code: bool,
    /// Whether it could be read to its end.
    pub is_complete: bool,
}

/// Most layers of decoded programs that are read.
const LAYERS: usize = 4;

/// Reads a program.
///
/// Never fails: what cannot be made out leaves [`Python::is_complete`] false.
#[must_use]
pub fn read(text: &str, limits: &Limits) -> Python {
    if text.len() > limits.script_bytes {
        return Python::default();
    }
    layer(text, 0)
}

fn layer(text: &str, depth: usize) -> Python {
    let (tokens, is_complete) = token::tokens(text);
    let mut found = reading::read(&tokens);
    found.python.is_complete = is_complete;
    for code in found.codes {
        if depth >= LAYERS {
            found.python.is_complete = false;
            break;
        }
        let inner = layer(&code, depth + 1);
        found.python.behaviours.extend(inner.behaviours);
        found.python.commands.extend(inner.commands);
        found.python.imports.extend(inner.imports);
        found.python.makes_code |= inner.makes_code;
        found.python.is_complete &= inner.is_complete;
    }
    for list in [&mut found.python.commands, &mut found.python.imports] {
        list.sort();
        list.dedup();
    }
    found.python.behaviours.sort();
    found.python.behaviours.dedup();
    found.python
}

#[cfg(test)]
mod tests;
