//! Shell command strings as manifest scripts, hooks and `exec` arguments hold them.
//!
//! An install hook is a line of shell before it is anything else, and what it starts decides which code
//! runs. The reader is our own rather than a full shell grammar: it must accept garbage, three dialects and
//! scripts inside scripts, say where everything is, and neither panic nor recurse without bound. It
//! over-reads on purpose: every branch of an `if` counts as run.

mod behaviours;
mod builder;
mod effective;
mod lexer;
mod nested;
mod power;
mod program;
mod runs;
mod secret;
mod value;

use stockade_model::Limits;

pub(crate) use behaviours::is_secret_name;
pub use behaviours::{Behaviour, BehaviourKind, PersistencePlace, behaviours};
pub(crate) use nested::{decode_base64, decode_hex};
pub use program::commands as commands_of_program;
pub(crate) use program::literal;
pub use runs::{Run, Started, runs};
pub use secret::{SecretClass, secret_class};

/// Stands in a [`Word`]'s text for a part whose value is not known: a variable or a command's output.
pub const UNKNOWN: char = '\u{FFFC}';

/// Whose grammar a script is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// `sh` and its kin (bash, dash, zsh), which npm uses on Unix.
    Posix,
    /// `cmd.exe`, which npm uses on Windows.
    Cmd,
    /// Windows PowerShell and `pwsh`.
    PowerShell,
}

/// A script read into the commands it may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The grammar the outermost text was read by.
    pub dialect: Dialect,
    /// Every command of the script, of its substitutions and of the scripts nested in its words. A parent
    /// stands before its children.
    pub commands: Vec<Command>,
    /// Whether everything was read: false after an unclosed quote or bracket, or when a limit was met. The
    /// commands are then those that could be made out, and the rest is a gap.
    pub is_complete: bool,
}

/// One command: a program or builtin with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The words; the first names the program. Empty for a line of assignments or redirects alone.
    pub words: Vec<Word>,
    /// Environment prefixes (`A=b cmd`) in order.
    pub assignments: Vec<(String, Word)>,
    /// Redirects in order.
    pub redirects: Vec<Redirect>,
    /// The commands whose output is this one's input: indices into [`Script::commands`].
    pub pipes_from: Vec<usize>,
    /// Whether the shell goes on without waiting for it (`&`).
    pub background: bool,
    /// The bytes of the input it was read from; for a command that decoding brought to light, those of the
    /// text that held it.
    pub span: (usize, usize),
    /// The grammar it was read by.
    pub dialect: Dialect,
    /// How it came to be in the script.
    pub origin: Origin,
    /// The command whose word held it, when [`Self::origin`] is not the script itself.
    pub parent: Option<usize>,
    /// How many scripts it is nested in.
    pub depth: usize,
}

/// How a command came to be in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// It stands in the script's own text.
    Script,
    /// It stands in `$(…)`, backticks, `<(…)` or a PowerShell bracket.
    Substitution,
    /// It stands in text that a command runs as a script: `sh -c "…"`, `eval "…"`, a here-document.
    Nested,
    /// It stands in text that was decoded first: `echo … | base64 -d | sh`, `-EncodedCommand`.
    Decoded,
}

/// One word after quotes and escapes are resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text, with [`UNKNOWN`] for each part that is not known. Variables that the script itself sets to
    /// constant text, and commands that print constant text, are resolved.
    pub text: String,
    /// The names of the variables in it.
    pub variables: Vec<String>,
    /// The commands of its substitutions: indices into [`Script::commands`].
    pub substitutions: Vec<usize>,
    /// The bytes of the input it was read from.
    pub span: (usize, usize),
}

/// A redirect of input or output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The descriptor in front of the operator, when one is written.
    pub descriptor: Option<u32>,
    /// What is done with the target.
    pub kind: RedirectKind,
    /// The file, the text of a here-document or here-string, or the other descriptor.
    pub target: Word,
}

/// What a redirect does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RedirectKind {
    /// `<`
    Read,
    /// `>`, `>|`, `&>`
    Write,
    /// `>>`, `&>>`
    Append,
    /// `<<`, `<<-` and `<<<`: the target is the text itself.
    Here,
    /// `>&1`, `<&3`
    Duplicate,
}

/// Reads `text` by the grammar of `dialect`.
///
/// Never fails: what cannot be made out leaves [`Script::is_complete`] false.
#[must_use]
pub fn read(text: &str, dialect: Dialect, limits: &Limits) -> Script {
    let mut builder = builder::Builder::new(text.len());
    if text.len() > limits.script_bytes {
        return Script { dialect, commands: Vec::new(), is_complete: false };
    }
    builder.read(text, builder::Source::outermost(dialect));
    builder.finish(dialect)
}

/// Reads a manifest's script as each shell that a package manager may hand it to: `sh`, and `cmd` when its
/// reading differs in the words.
#[must_use]
pub fn read_manifest_script(text: &str, limits: &Limits) -> Vec<Script> {
    let posix = read(text, Dialect::Posix, limits);
    let cmd = read(text, Dialect::Cmd, limits);
    if same_words(&posix, &cmd) { vec![posix] } else { vec![posix, cmd] }
}

fn same_words(left: &Script, right: &Script) -> bool {
    let words = |script: &Script| -> Vec<Vec<String>> {
        let texts = |command: &Command| command.words.iter().map(|word| word.text.clone()).collect();
        script.commands.iter().map(texts).collect()
    };
    words(left) == words(right)
}

impl Word {
    /// Whether every part of the text is known.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        !self.text.contains(UNKNOWN)
    }
}

impl Script {
    /// The command `index` and every command below it, through substitutions and nested scripts.
    #[must_use]
    pub fn below(&self, index: usize) -> Vec<usize> {
        let mut found = vec![index];
        for (at, command) in self.commands.iter().enumerate().skip(index + 1) {
            if command.parent.is_some_and(|parent| found.binary_search(&parent).is_ok()) {
                found.push(at);
            }
        }
        found
    }

    /// The command `index`, every command below it, and those whose output variables and functions carry into
    /// their words.
    #[must_use]
    pub fn feeding(&self, index: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open = vec![index];
        while let Some(next) = open.pop() {
            if found.contains(&next) || found.len() >= builder::PIPELINE_COMMANDS {
                continue;
            }
            found.push(next);
            open.extend(self.below(next).into_iter().skip(1));
            let words = self.commands.get(next).into_iter().flat_map(|command| &command.words);
            open.extend(words.flat_map(|word| word.substitutions.iter().copied()));
        }
        found.sort_unstable();
        found
    }

    /// The commands whose output reaches the input of `index`, nearest first.
    #[must_use]
    pub fn upstream(&self, index: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open = vec![index];
        while let Some(next) = open.pop() {
            let sources = self.commands.get(next).map(|command| command.pipes_from.as_slice());
            for source in sources.unwrap_or_default() {
                if !found.contains(source) && found.len() < builder::PIPELINE_COMMANDS {
                    found.push(*source);
                    open.push(*source);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
