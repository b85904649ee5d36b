//! What the emulator saw the code do.

use schemars::JsonSchema;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::secret::Label;
use crate::trigger::Trigger;

/// One thing that the code did, with what is needed to believe it. The judge reads these as hostile input: a
/// forged one can be about its own release only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

impl Observation {
    /// How often one that is the same in all, its bytes included, is kept; later ones are left out.
    pub const KEPT_REPEATS: u32 = 16;
}

/// The kinds of observations; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
    /// The address in a transfer that the world itself began was changed to another.
    #[serde(rename = "address.swap")]
    AddressSwap,
    /// An exported function was called by the world, as its user would.
    #[serde(rename = "export.call")]
    ExportCall,
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
    pub fn name(self) -> &'static str {
        match self {
            Self::EnvRead => "env.read",
            Self::EnvReadAll => "env.read-all",
            Self::FsRead => "fs.read",
            Self::FsWrite => "fs.write",
            Self::FsDelete => "fs.delete",
            Self::FsList => "fs.list",
            Self::FsAsk => "fs.ask",
            Self::FsChange => "fs.change",
            Self::DnsLookup => "dns.lookup",
            Self::NetConnect => "net.connect",
            Self::NetSend => "net.send",
            Self::NetListen => "net.listen",
            Self::NetReplyField => "net.reply-field",
            Self::ProcessSpawn => "process.spawn",
            Self::ProcessInput => "process.input",
            Self::ProcessEnd => "process.end",
            Self::CodeEval => "code.eval",
            Self::MarkerRan => "code.marker-ran",
            Self::ModuleLoad => "module.load",
            Self::ModuleStub => "module.stub",
            Self::StubUse => "stub.use",
            Self::HostAsk => "host.ask",
            Self::ClockSleep => "clock.sleep",
            Self::GlobalPatch => "global.patch",
            Self::AddressSwap => "address.swap",
            Self::ExportCall => "export.call",
            Self::ConsoleWrite => "console.write",
            Self::Error => "error",
        }
    }

    /// The operation of this stable name; none when there is no such.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// Whether what it is given leaves the machine, or the code's hands for another program's.
    #[must_use]
    pub fn leaves_machine(self) -> bool {
        matches!(self, Self::NetSend | Self::DnsLookup | Self::NetConnect | Self::ProcessInput)
    }

    /// Whether it is telling which exported function did it, when one was called.
    #[must_use]
    pub fn is_worth_a_call(self) -> bool {
        self.is_sink()
            || matches!(
                self,
                Self::FsRead
                    | Self::FsDelete
                    | Self::FsChange
                    | Self::EnvReadAll
                    | Self::MarkerRan
                    | Self::GlobalPatch
                    | Self::NetListen
                    | Self::ProcessEnd
            )
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

/// Bytes, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bytes {
    /// SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// How many.
    pub size_bytes: u64,
    /// The start, escaped, at most 200 characters.
    pub excerpt: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_as_its_operation() {
        for operation in [Operation::EnvRead, Operation::NetSend, Operation::MarkerRan, Operation::Error] {
            assert_eq!(Operation::from_name(operation.name()), Some(operation));
        }
        assert_eq!(Operation::from_name("fs.nonsense"), None);
    }
}
