//! What an editor, an agent, git, a shell, a package manager or CI runs by itself.
//!
//! Opening a folder is enough: editor tasks, agent hooks, container commands and git configuration that a
//! tree ships run without a question or after one click. Take-home repositories and worms live in these
//! files, so they are read like hooks.

mod agent;
mod editor;
mod git;
mod kind;
mod manager;
mod node;
mod settings;
mod workflow;

use stockade_model::Limits;

use kind::{Kind, kind};

/// Something that runs by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AutoRun {
    /// What makes it run.
    pub event: AutoRunEvent,
    /// What runs.
    pub command: AutoRunCommand,
    /// What else is notable, sorted, each once.
    pub notes: Vec<AutoRunNote>,
    /// The bytes of the file that say so.
    pub span: (usize, usize),
}

/// What makes something run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AutoRunEvent {
    /// A folder is opened in an editor.
    FolderOpen,
    /// A terminal is opened in an editor.
    EditorTerminal,
    /// An AI agent starts in the folder.
    AgentSession,
    /// An AI agent uses a tool, or is asked something.
    AgentTool,
    /// A commit is made or pushed.
    Commit,
    /// A branch is checked out, merged or pulled.
    Checkout,
    /// Any git command runs, `git status` in a prompt included.
    GitCommand,
    /// A development container is made or started.
    ContainerStart,
    /// A shell enters the folder (direnv).
    ShellEntry,
    /// A package manager installs or runs something.
    PackageManager,
    /// The forge runs a workflow, on these events (`push`, `pull_request_target`, …), sorted.
    Workflow(Vec<String>),
}

/// What runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AutoRunCommand {
    /// Text of a shell, for [`crate::shell`].
    Shell(String),
    /// A file, relative to the folder that the settings belong to, as written.
    File(String),
    /// No command: the entry changes what something else runs or may do.
    Unknown,
}

/// What is notable about an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AutoRunNote {
    /// The editor shows nothing of it.
    HiddenOutput,
    /// A run of blanks pushes a part of it out of sight.
    Padded,
    /// Tasks of the folder run without a question.
    AllowsAutomaticTasks,
    /// An agent does not ask before it acts, or trusts every server of the folder.
    AllowsWithoutAsking,
    /// It starts a server of the model context protocol.
    McpServer,
    /// It sets this environment variable for what is started.
    SetsEnvironment(String),
    /// It names the program that another program starts, under this key.
    NamesProgram(String),
    /// It loads a file into every process, under this key.
    Preloads(String),
    /// It names where hooks lie.
    HookPath,
    /// It runs on the machine itself, not in the container.
    OnHost,
    /// It names a registry or proxy: this address.
    Registry(String),
    /// It holds a token in plain text.
    Token,
    /// It switches install scripts on.
    EnablesScripts,
    /// It switches off the checks of secure connections.
    DisablesVerification,
    /// It hands all secrets of the repository to one place.
    AllSecrets,
    /// A secret stands in the text of a command.
    SecretInCommand,
    /// Code of a stranger's pull request is checked out where secrets are at hand.
    PullRequestHead,
    /// Text that a stranger chooses stands in a command: this expression.
    StrangersText(String),
    /// It runs on machines of the repository's owner.
    SelfHosted,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AutoRunError {
    /// It is larger than the limit.
    #[error("the file has {bytes} bytes, over the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is not what its name says: the reader of its format refuses it.
    #[error("not readable as {format}: {reason}")]
    Malformed {
        /// `JSON` or `YAML`.
        format: &'static str,
        /// Where and why, without text of the file.
        reason: String,
    },
}

/// Whether [`read`] has a reader for the file at `path`, `/`-separated. Looks at the path alone.
#[must_use]
pub fn recognises(path: &str) -> bool {
    kind(path).is_some()
}

/// What the file at `path` makes run by itself, in the order of the file. Empty for an honest file, and for one
/// that is not recognised. Spans are those of the text without its byte-order mark replaced; bytes that are not
/// UTF-8 are read as replacement characters.
///
/// # Errors
///
/// When the file is too large or its format's reader refuses it: a tool may accept what we do not, so that is
/// a gap.
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<AutoRun>, AutoRunError> {
    let Some(kind) = kind(path) else { return Ok(Vec::new()) };
    if bytes.len() > limits.script_bytes {
        return Err(AutoRunError::TooLarge { bytes: bytes.len(), limit: limits.script_bytes });
    }
    let text = String::from_utf8_lossy(bytes);
    let mut found = match kind {
        Kind::VsCodeTasks => editor::tasks(&node::json(&text)?),
        Kind::VsCodeSettings => editor::settings(&node::json(&text)?),
        Kind::VsCodeWorkspace => editor::workspace(&node::json(&text)?),
        Kind::Devcontainer => editor::devcontainer(&node::json(&text)?),
        Kind::CursorEnvironment => editor::cursor_environment(&node::json(&text)?),
        Kind::Idea => editor::idea(&text),
        Kind::AgentSettings => agent::settings(&node::json(&text)?),
        Kind::AgentToml => agent::toml(&text),
        Kind::Workflow => workflow::read(&node::yaml(&text)?),
        Kind::GitHook => git::hook(path, &text),
        Kind::GitConfig => git::config(&text),
        Kind::Envrc => vec![AutoRun::new(AutoRunEvent::ShellEntry, shell(&text), (0, text.len()))],
        Kind::Npmrc => manager::npmrc(&text),
        Kind::YarnClassic => manager::yarn_classic(&text),
        Kind::YarnBerry => manager::yarn_berry(&node::yaml(&text)?),
        Kind::PnpmWorkspace => manager::pnpm_workspace(&node::yaml(&text)?),
        Kind::PnpmFile => manager::pnpm_file(path, &text),
        Kind::Bunfig => manager::bunfig(&text),
    };
    for entry in &mut found {
        entry.finish();
    }
    Ok(found)
}

impl AutoRun {
    fn new(event: AutoRunEvent, command: AutoRunCommand, span: (usize, usize)) -> Self {
        Self { event, command, notes: Vec::new(), span }
    }

    fn noted(mut self, note: AutoRunNote) -> Self {
        self.notes.push(note);
        self
    }

    /// Adds what every reader would have to look for, and brings the notes in order.
    fn finish(&mut self) {
        if let AutoRunCommand::Shell(text) = &self.command
            && is_padded(text)
        {
            self.notes.push(AutoRunNote::Padded);
        }
        self.notes.sort();
        self.notes.dedup();
    }
}

fn shell(text: &str) -> AutoRunCommand {
    AutoRunCommand::Shell(text.to_owned())
}

/// Blanks in a row, before more text of the same line, that push it out of sight. Catalogue,
/// `whitespace-padding`: about 200; the widest editors show fewer than 150 columns behind a task's key.
const PADDING_BLANKS: usize = 150;

fn is_padded(text: &str) -> bool {
    let mut blanks = 0;
    for next in text.chars() {
        if next == '\n' {
            blanks = 0;
        } else if next.is_whitespace() {
            blanks += 1;
        } else if blanks >= PADDING_BLANKS {
            return true;
        } else {
            blanks = 0;
        }
    }
    false
}

/// A program and its arguments as text of a shell.
fn command_line<'text>(program: &str, arguments: impl IntoIterator<Item = &'text str>) -> AutoRunCommand {
    let mut line = program.to_owned();
    for argument in arguments {
        line.push(' ');
        let is_plain = |next: char| next.is_alphanumeric() || "-_./=:@,+%".contains(next);
        if !argument.is_empty() && argument.chars().all(is_plain) {
            line.push_str(argument);
        } else {
            line.push('\'');
            line.push_str(&argument.replace('\'', "'\\''"));
            line.push('\'');
        }
    }
    AutoRunCommand::Shell(line)
}

#[cfg(test)]
mod tests;
