//! Command lines that a release runs, and what they do.

use stockade_model::{Limits, Trigger};
use stockade_parse::shell::{self, Behaviour, BehaviourKind, Dialect, Run};

use crate::facts::Locus;

/// One command line.
#[derive(Clone, Debug)]
pub struct CommandFact {
    /// The text, unknown parts as holes.
    pub text: String,
    /// Where it stands.
    pub locus: Locus,
    /// What makes it run.
    pub trigger: Trigger,
    /// What says that it runs.
    pub origin: CommandOrigin,
    /// What it does that matters for a verdict.
    pub behaviours: Vec<BehaviourKind>,
    /// What it starts.
    pub runs: Vec<Run>,
}

/// What says that a command line runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandOrigin {
    /// A hook of the manifest, by name.
    Hook(String),
    /// Another script of the manifest, by name.
    Script(String),
    /// A native build file.
    BuildFile,
    /// An editor, agent, git or forge setting.
    AutoRun,
    /// A call of the code, to this function.
    Call(String),
    /// A shell file that something else starts.
    File,
}

/// Reads a command line as a manifest's script: as `sh` and, where that differs, as `cmd`.
pub(crate) fn read_manifest_script(text: &str, limits: &Limits) -> (Vec<BehaviourKind>, Vec<Run>) {
    collect(&shell::read_manifest_script(text, limits))
}

/// Reads a command line as a program's call or a file of shell text.
pub(crate) fn read(text: &str, dialect: Dialect, limits: &Limits) -> (Vec<BehaviourKind>, Vec<Run>) {
    collect(&[shell::read(text, dialect, limits)])
}

fn collect(scripts: &[shell::Script]) -> (Vec<BehaviourKind>, Vec<Run>) {
    let mut behaviours: Vec<BehaviourKind> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    for script in scripts {
        behaviours.extend(shell::behaviours(script).into_iter().map(|Behaviour { kind, .. }| kind));
        runs.extend(shell::runs(script).into_iter().map(|started| started.run));
    }
    behaviours.sort();
    behaviours.dedup();
    runs.sort();
    runs.dedup();
    (behaviours, runs)
}

/// A program and its arguments as a command line that reads back as the same words.
pub(crate) fn line(words: &[&str]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| {
            let is_plain = word
                .chars()
                .all(|character| character.is_alphanumeric() || "-_./:=@%+,~\u{fffc}".contains(character));
            if is_plain && !word.is_empty() {
                (*word).to_owned()
            } else {
                format!("'{}'", word.replace('\'', "'\\''"))
            }
        })
        .collect();
    quoted.join(" ")
}
