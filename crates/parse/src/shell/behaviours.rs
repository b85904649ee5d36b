//! What a script does that matters for a verdict.
//!
//! Each behaviour is a fact about commands and how they are joined, never about a string alone: `echo
//! "curl x | sh"` prints, it does not download.

mod destruction;
mod execution;
mod persistence;
mod sending;
mod shells;
mod transfer;

use super::effective::{Effective, effective};
use super::{Command, Script, SecretClass};
pub(crate) use sending::is_secret_name;

/// Something a script does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behaviour {
    /// What it does.
    pub kind: BehaviourKind,
    /// The command that does it: an index into [`Script::commands`].
    pub command: usize,
    /// The bytes of the input to point at.
    pub span: (usize, usize),
}

/// The kinds of behaviours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BehaviourKind {
    /// Fetches something from the network.
    Download {
        /// The addresses, as far as they are known.
        urls: Vec<String>,
    },
    /// Fetches something and runs it: piped into an interpreter, or saved and started.
    DownloadAndRun {
        /// The addresses, as far as they are known.
        urls: Vec<String>,
    },
    /// Runs a program that it decodes first.
    RunsDecoded,
    /// Fetches or installs another JavaScript runtime.
    RunsRuntimeDownload {
        /// `bun`, `deno` or `node`.
        runtime: &'static str,
    },
    /// Gives a shell to another machine.
    ReverseShell,
    /// Sends environment variables away.
    SendsEnvironment {
        /// The variables; `*` for all of them.
        names: Vec<String>,
    },
    /// Sends facts of the machine away: user, host, addresses, processes.
    SendsHostFacts,
    /// Sends a file away.
    SendsFile {
        /// The path as written; empty when it is not known.
        path: String,
        /// What it holds, when the path tells.
        class: Option<SecretClass>,
    },
    /// Looks up a host name that carries data of the machine.
    SendsByDns,
    /// Deletes a home folder, a root or a whole drive.
    DeletesWide {
        /// What is deleted, as written.
        target: String,
    },
    /// Starts itself again later.
    Persists {
        /// By what means.
        place: PersistencePlace,
    },
    /// Publishes a package.
    Publishes,
    /// Reads a file that holds a secret.
    ReadsSecret {
        /// The path as written.
        path: String,
        /// What it holds.
        class: SecretClass,
    },
    /// Mines coins.
    Miner,
    /// Runs on unseen after the script has ended.
    Hidden,
    /// Switches off the checks of a secure connection, or the machine's protection.
    DisablesVerification,
    /// Starts an AI agent with its questions switched off.
    AgentBypass {
        /// The agent's program.
        agent: String,
    },
    /// Keeps starting itself until the machine stops.
    ForkBomb,
}

/// Means of starting again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersistencePlace {
    /// cron or at.
    Cron,
    /// A systemd unit.
    Systemd,
    /// A launch agent or login item of macOS.
    LaunchAgent,
    /// A scheduled task of Windows.
    ScheduledTask,
    /// A Run key or start-up folder of Windows.
    WindowsRun,
    /// A file that shells read when they start.
    ShellProfile,
    /// A git hook outside the repository, or a global hook path.
    GitHook,
    /// Keys that may log in.
    SshKeys,
    /// Configuration of an editor or AI agent.
    EditorOrAgent,
}

/// A command with what the detectors of one script ask about it.
struct Step<'script> {
    script: &'script Script,
    index: usize,
    command: &'script Command,
    found: Effective<'script>,
    saved: &'script [execution::Saved],
}

impl Step<'_> {
    fn arguments(&self) -> &[super::Word] {
        self.found.words.get(1..).unwrap_or_default()
    }

    fn name(&self) -> &str {
        &self.found.name
    }

    fn has(&self, flags: &[&str]) -> bool {
        self.arguments().iter().any(|word| flags.iter().any(|flag| word.text.eq_ignore_ascii_case(flag)))
    }

    fn first(&self) -> &str {
        self.arguments().first().map(|word| word.text.as_str()).unwrap_or_default()
    }
}

/// What a program given to `python -c` does.
fn python(step: &Step<'_>, kinds: &mut Vec<BehaviourKind>) {
    if !step.name().starts_with("python") && step.name() != "py" {
        return;
    }
    let arguments = step.arguments();
    let option = arguments.iter().position(|word| word.text.starts_with('-') && word.text.ends_with('c'));
    let code = option.and_then(|at| arguments.get(at + 1)).filter(|code| code.is_constant());
    let here = step.command.redirects.iter().find(|it| it.kind == super::RedirectKind::Here);
    for word in code.into_iter().chain(here.map(|here| &here.target)) {
        kinds.extend(crate::python::read(&word.text, &stockade_model::Limits::default()).behaviours);
    }
}

/// Everything notable that `script` does, in the order of its commands, each once a command.
#[must_use]
pub fn behaviours(script: &Script) -> Vec<Behaviour> {
    let mut kinds = Vec::new();
    let saved = execution::saved(script);
    let mut all = Vec::new();
    for (index, command) in script.commands.iter().enumerate() {
        let step = Step { script, index, command, found: effective(command), saved: &saved };
        transfer::find(&step, &mut kinds);
        shells::find(&step, &mut kinds);
        destruction::find(&step, &mut kinds);
        persistence::find(&step, &mut kinds);
        python(&step, &mut kinds);
        kinds.sort();
        kinds.dedup();
        all.extend(kinds.drain(..).map(|kind| Behaviour { kind, command: index, span: command.span }));
    }
    all
}
