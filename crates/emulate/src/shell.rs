//! The emulated shell: runs what hooks and `exec` hand to one, plausibly enough that the code goes on.
//!
//! Commands run in the order of the text, whatever `&&`, `||` and `if` say: a branch not taken is a place to
//! hide. Pipes, redirects, substitutions and variables work; programs that are not known answer nothing and
//! succeed.

mod interpreters;
mod programs;
mod transfer;

use std::collections::BTreeMap;

use stockade_model::Limits;
use stockade_parse::shell::{self, Command, Dialect, Origin, RedirectKind, UNKNOWN, Word};

use crate::engine::Ended;
use crate::machine::Shared;
use crate::machine::files::normal;
use crate::machine::recorder::Happening;
use crate::natives::{of_text, to_text};
use stockade_model::Operation;

/// How deep a shell may start shells.
const DEPTH: u32 = 8;

/// One shell's state.
pub(crate) struct Shell<'a> {
    machine: &'a Shared,
    folder: String,
    environment: BTreeMap<String, String>,
    depth: u32,
}

/// What a command left.
#[derive(Default)]
pub(crate) struct Left {
    code: i32,
    output: Vec<u8>,
    errors: Vec<u8>,
}

impl Left {
    fn text(text: impl Into<String>) -> Self {
        Self { output: text.into().into_bytes(), ..Self::default() }
    }

    fn failed(code: i32, errors: impl Into<String>) -> Self {
        Self { code, errors: errors.into().into_bytes(), ..Self::default() }
    }
}

/// Runs `line` in `folder`; `input` has a character for each byte.
pub(crate) fn run_text(
    machine: &Shared,
    line: &str,
    folder: &str,
    environment: &BTreeMap<String, String>,
    input: &str,
) -> Ended {
    let mut shell = Shell::new(machine, folder, environment, 0);
    ended(shell.answered(line).unwrap_or_else(|| shell.script(line, &of_text(input))))
}

/// Runs the program `words` without a shell between.
pub(crate) fn run_words(
    machine: &Shared,
    words: &[String],
    folder: &str,
    environment: &BTreeMap<String, String>,
    input: &str,
) -> Ended {
    let mut shell = Shell::new(machine, folder, environment, 0);
    ended(shell.answered(&words.join(" ")).unwrap_or_else(|| shell.program(words, &of_text(input))))
}

fn ended(left: Left) -> Ended {
    Ended {
        code: left.code,
        output: to_text(&left.output),
        errors: to_text(&left.errors),
        ..Ended::default()
    }
}

impl<'a> Shell<'a> {
    fn new(machine: &'a Shared, folder: &str, environment: &BTreeMap<String, String>, depth: u32) -> Self {
        Self { machine, folder: folder.to_owned(), environment: environment.clone(), depth }
    }

    /// What the world answers to this very line, if it was told to.
    fn answered(&self, line: &str) -> Option<Left> {
        let (output, code) = self.machine.spec.commands.get(line)?;
        Some(Left { code: *code, ..Left::text(output.as_str()) })
    }

    /// Runs a script's commands one after the other.
    fn script(&mut self, text: &str, input: &[u8]) -> Left {
        if self.depth > DEPTH || !self.machine.tick() {
            return Left::failed(1, "");
        }
        if text.contains(&self.machine.marker_word) {
            self.marker_ran("shell", text);
            return Left::default();
        }
        let is_windows = self.machine.spec.platform == crate::Platform::Win32;
        let dialect = if is_windows { Dialect::Cmd } else { Dialect::Posix };
        let script = shell::read(text, dialect, &Limits::default());
        let mut whole = Left::default();
        let mut outputs: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let piped: Vec<usize> =
            script.commands.iter().flat_map(|command| command.pipes_from.iter().copied()).collect();
        // Substitutions come behind the command that holds them, and are needed before it.
        let mut order: Vec<usize> = (0..script.commands.len()).collect();
        order.sort_by_key(|index| {
            let command = script.commands.get(*index);
            let is_inner = command.is_some_and(|command| command.origin == Origin::Substitution);
            (command.map_or(0, |command| command.span.0), !is_inner)
        });
        let inner_first = order.iter().filter(|index| is_substitution(&script.commands, **index));
        let then = order.iter().filter(|index| {
            script.commands.get(**index).is_some_and(|command| command.origin == Origin::Script)
        });
        for index in inner_first.rev().chain(then) {
            let Some(command) = script.commands.get(*index) else { continue };
            let fed: Vec<u8> =
                command.pipes_from.iter().filter_map(|from| outputs.get(from)).flatten().copied().collect();
            let input = if command.pipes_from.is_empty() { input } else { &fed };
            let left = self.command(command, &outputs, input);
            whole.code = left.code;
            whole.errors.extend(left.errors);
            if !piped.contains(index) && command.origin == Origin::Script {
                whole.output.extend(&left.output);
            }
            outputs.insert(*index, left.output);
        }
        whole
    }

    fn command(&mut self, command: &Command, outputs: &BTreeMap<usize, Vec<u8>>, input: &[u8]) -> Left {
        let words: Vec<String> = command.words.iter().map(|word| self.expand(word, outputs)).collect();
        let assigned: Vec<(String, String)> = command
            .assignments
            .iter()
            .map(|(name, word)| (name.clone(), self.expand(word, outputs)))
            .collect();
        if words.is_empty() {
            self.environment.extend(assigned);
            return Left::default();
        }
        let mut input = input.to_vec();
        for redirect in &command.redirects {
            let target = self.expand(&redirect.target, outputs);
            match redirect.kind {
                RedirectKind::Read => input = self.read(&target).unwrap_or_default(),
                RedirectKind::Here => input = target.into_bytes(),
                _ => {}
            }
        }
        let kept = self.environment.clone();
        self.environment.extend(assigned);
        let mut left = self.program(&words, &input);
        if words.first().is_some_and(|word| word != "export") {
            self.environment = kept;
        }
        for redirect in &command.redirects {
            let is_append = redirect.kind == RedirectKind::Append;
            if is_append || redirect.kind == RedirectKind::Write {
                let target = self.expand(&redirect.target, outputs);
                let written = if redirect.descriptor == Some(2) {
                    std::mem::take(&mut left.errors)
                } else {
                    std::mem::take(&mut left.output)
                };
                self.write(&target, &written, is_append);
            }
        }
        left
    }

    /// A word with its variables and substitutions filled in.
    fn expand(&self, word: &Word, outputs: &BTreeMap<usize, Vec<u8>>) -> String {
        let variables =
            word.variables.iter().map(|name| self.environment.get(name).cloned().unwrap_or_default());
        let outputs = word.substitutions.iter().map(|index| {
            outputs
                .get(index)
                .map(|bytes| String::from_utf8_lossy(bytes).trim_end().to_owned())
                .unwrap_or_default()
        });
        let mut parts = variables.chain(outputs);
        let mut text = String::new();
        for character in word.text.chars() {
            if character == UNKNOWN {
                text.push_str(&parts.next().unwrap_or_default())
            } else {
                text.push(character)
            }
        }
        match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                format!("{}{rest}", self.machine.spec.home)
            }
            _ => text,
        }
    }

    fn path(&self, path: &str) -> String {
        let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
        if is_absolute { normal(path) } else { normal(&format!("{}/{path}", self.folder)) }
    }

    /// The contents of a file, observed.
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let path = self.path(path);
        let bytes = self.machine.files.borrow().read(&path).ok()?;
        let labels = self.machine.recorder.borrow().labels_read(&bytes);
        self.tell(Happening {
            operation: Operation::FsRead,
            subject: &path,
            detail: "shell",
            bytes: Some(&bytes),
            labels,
            stack: "",
        });
        Some(bytes.to_vec())
    }

    fn write(&self, path: &str, bytes: &[u8], is_appended: bool) {
        let path = self.path(path);
        if let Some(address) = path.strip_prefix("/dev/tcp/") {
            let address = address.replace('/', ":");
            return self.tell(Happening {
                operation: Operation::NetSend,
                subject: &address,
                detail: "",
                bytes: Some(bytes),
                labels: Vec::new(),
                stack: "",
            });
        }
        self.tell(Happening {
            operation: Operation::FsWrite,
            subject: &path,
            detail: "shell",
            bytes: Some(bytes),
            labels: Vec::new(),
            stack: "",
        });
        let now = self.machine.clock_ms.get();
        // A folder that is not there makes the command fail, which nobody asks about.
        let _refused = self.machine.files.borrow_mut().write(&path, bytes, is_appended, now);
    }

    fn tell(&self, happening: Happening<'_>) {
        let (trigger, now) = (self.machine.trigger.get(), self.machine.clock_ms.get());
        self.machine.recorder.borrow_mut().record(happening, trigger, now, &self.machine.package_folder);
    }

    fn say(&self, operation: Operation, subject: &str, detail: &str) {
        self.tell(Happening { operation, subject, detail, bytes: None, labels: Vec::new(), stack: "" });
    }

    /// Bytes from the network were handed to an interpreter.
    fn marker_ran(&self, interpreter: &str, text: &str) {
        self.say(
            Operation::MarkerRan,
            interpreter,
            text.get(..text.floor_char_boundary(400)).unwrap_or_default(),
        );
    }
}

fn is_substitution(commands: &[Command], index: usize) -> bool {
    commands.get(index).is_some_and(|command| command.origin == Origin::Substitution)
}

#[cfg(test)]
mod tests;
