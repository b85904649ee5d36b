//! What the emulator saw the code do.

use serde::{Deserialize, Serialize};
use stockade_model::{Place, Trigger};

use crate::decoy::SecretClass;

/// One thing that the code did, with what is needed to believe it. The judge reads these as hostile input: a
/// forged one can be about its own release only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Its number in the detonation, from 0, in order of happening.
    pub sequence: u64,
    /// The world's name: `CI on Linux`.
    pub world: String,
    /// What made the code run.
    pub trigger: Trigger,
    /// The emulated process: 0 for the one the plan started.
    pub process: u32,
    /// What was done.
    pub operation: Operation,
    /// To what: a path, an address, a host, a command, a variable's name.
    pub subject: String,
    /// How, or with what answer; empty where there is nothing to say.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub detail: String,
    /// The secrets seen in the bytes or read from the subject, and `reply` where the network decided.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub labels: Vec<Label>,
    /// The bytes that went through, in short.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bytes: Option<Bytes>,
    /// Where in the release's files, as far as the stack tells.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
    /// The captured layer whose code did it, when it was not a file's own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub layer: Option<u32>,
    /// The virtual clock since the run's start, in milliseconds.
    pub time_ms: u64,
    /// Whether it was seen on a path that the emulator forced.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub is_forced: bool,
}

/// The kinds of observations; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Operation {
    /// One environment variable was read.
    #[serde(rename = "env.read")]
    EnvRead,
    /// The names or values of all environment variables were read.
    #[serde(rename = "env.read-all")]
    EnvReadAll,
    /// A file's contents were read.
    #[serde(rename = "fs.read")]
    FsRead,
    /// A file was written or appended to.
    #[serde(rename = "fs.write")]
    FsWrite,
    /// A file or folder was removed.
    #[serde(rename = "fs.delete")]
    FsDelete,
    /// A folder was listed.
    #[serde(rename = "fs.list")]
    FsList,
    /// A path's existence or state was asked for.
    #[serde(rename = "fs.ask")]
    FsAsk,
    /// A file was moved, linked or had its mode changed.
    #[serde(rename = "fs.change")]
    FsChange,
    /// A name was looked up.
    #[serde(rename = "dns.lookup")]
    DnsLookup,
    /// A connection was opened.
    #[serde(rename = "net.connect")]
    NetConnect,
    /// Bytes went to the network.
    #[serde(rename = "net.send")]
    NetSend,
    /// A server was started.
    #[serde(rename = "net.listen")]
    NetListen,
    /// A property of a network reply was read.
    #[serde(rename = "net.reply-field")]
    NetReplyField,
    /// A process was started.
    #[serde(rename = "process.spawn")]
    ProcessSpawn,
    /// Bytes went to a process's input.
    #[serde(rename = "process.input")]
    ProcessInput,
    /// A process or itself was told to end.
    #[serde(rename = "process.end")]
    ProcessEnd,
    /// Text was given to an evaluator.
    #[serde(rename = "code.eval")]
    CodeEval,
    /// The marker program ran: bytes from the network were executed.
    #[serde(rename = "code.marker-ran")]
    MarkerRan,
    /// A module was loaded.
    #[serde(rename = "module.load")]
    ModuleLoad,
    /// A module that is not to be had was asked for; a recording stub took its place.
    #[serde(rename = "module.stub")]
    ModuleStub,
    /// A stub was used.
    #[serde(rename = "stub.use")]
    StubUse,
    /// A fact of the host was asked for.
    #[serde(rename = "host.ask")]
    HostAsk,
    /// A long timer or sleep was asked for.
    #[serde(rename = "clock.sleep")]
    ClockSleep,
    /// A function that other code shares was replaced.
    #[serde(rename = "global.patch")]
    GlobalPatch,
    /// Bytes went to the terminal.
    #[serde(rename = "console.write")]
    ConsoleWrite,
    /// An error reached the top.
    #[serde(rename = "error")]
    Error,
}

impl Operation {
    /// The stable name, as in machine formats.
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The operation of this stable name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
    }

    /// Whether bytes given to it leave the code's own process: what twins compare.
    #[must_use]
    pub fn is_sink(self) -> bool {
        matches!(
            self,
            Self::NetSend
                | Self::DnsLookup
                | Self::NetConnect
                | Self::ProcessSpawn
                | Self::ProcessInput
                | Self::FsWrite
                | Self::CodeEval
        )
    }
}

/// Something that the code knew: a canary or the network's reply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// The secret's class.
    pub class: SecretClass,
    /// Which one: the variable's name or the file's path in the home folder.
    pub name: String,
    /// How it was spelled where it was found.
    pub encoding: Encoding,
}

/// How a canary was spelled in the bytes that held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// As it is.
    Raw,
    /// In base64, with either alphabet and at any offset.
    Base64,
    /// In hexadecimal of either case.
    Hex,
    /// Percent-encoded.
    Percent,
    /// Backwards.
    Reversed,
    /// As a list of numbers.
    Numbers,
    /// Inside gzip or deflate.
    Compressed,
    /// In DNS labels.
    Dns,
    /// In pieces, over several writes.
    Split,
    /// It was read, not sent.
    Read,
}

/// Bytes, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes {
    /// SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// How many.
    pub size_bytes: u64,
    /// The start, escaped, at most 200 characters.
    pub excerpt: String,
}
