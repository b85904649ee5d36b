//! One observation in words.

use std::collections::{BTreeMap, BTreeSet};

use stockade_model::escape::excerpt;
use stockade_model::{Encoding, Label, Observation, Operation, SecretClass};

/// Characters of a subject that are shown.
const SUBJECT_CHARACTERS: usize = 160;
/// Characters of sent bytes that are shown.
const BYTES_CHARACTERS: usize = 80;

/// Whether a step only prepares others, so that a reader in a hurry does without it.
pub(super) fn is_preparation(observation: &Observation) -> bool {
    let is_idle = matches!(
        observation.operation,
        Operation::FsList
            | Operation::FsAsk
            | Operation::ModuleLoad
            | Operation::ModuleStub
            | Operation::StubUse
            | Operation::HostAsk
            | Operation::NetReplyField
            | Operation::ExportCall
    );
    let is_plain_read = matches!(observation.operation, Operation::EnvRead | Operation::FsRead)
        && observation.labels.is_empty();
    is_idle || is_plain_read
}

/// What two machines have in common of a step: what is done where, and to what, where that is no path, which every
/// machine spells its own way. Variables of one place count as one.
pub(super) fn shape(observation: &Observation) -> String {
    let place = observation.place.as_ref().map(|place| (&place.file, place.line));
    let (operation, subject) = match observation.operation {
        Operation::EnvRead | Operation::EnvReadAll => (Operation::EnvRead, ""),
        Operation::FsRead | Operation::FsWrite | Operation::FsDelete | Operation::FsChange => {
            let subject = observation.subject.as_str();
            (observation.operation, subject.rsplit(['/', '\\']).next().unwrap_or(subject))
        }
        Operation::Error => (observation.operation, ""),
        operation => (operation, observation.subject.as_str()),
    };
    let classes: BTreeSet<SecretClass> = observation.labels.iter().map(|label| label.class).collect();
    format!("{:?} {operation:?} {place:?} {classes:?} {subject}", observation.trigger)
}

/// A step as a line: where, what, to what, with which secrets. Several make one line where they go on with each
/// other.
pub(super) fn told(steps: &[&Observation]) -> String {
    let mut line = String::new();
    let Some(observation) = steps.first() else { return line };
    if let Some(place) = &observation.place {
        line += &format!("{}:{}  ", place.file, place.line);
    }
    if let Some(layer) = observation.layer {
        line += &format!("(layer {layer})  ");
    }
    if let (Operation::EnvRead, [_, _, ..]) = (observation.operation, steps) {
        let names: Vec<String> =
            steps.iter().map(|step| excerpt(&step.subject, SUBJECT_CHARACTERS)).collect();
        line += &format!("reads the variables {}", names.join(", "));
    } else {
        let subject = observation.subject.lines().next().unwrap_or_default();
        let verb = if is_folder(observation) { "makes the folder" } else { verb(observation.operation) };
        line += &format!("{verb} {}", excerpt(subject, SUBJECT_CHARACTERS));
    }
    // The program that our network sends says nothing, and an error's stack is the engine's.
    let is_telling = !matches!(observation.operation, Operation::Error | Operation::MarkerRan);
    if is_telling && !observation.detail.is_empty() && !is_folder(observation) {
        line += &format!(" [{}]", excerpt(&observation.detail, SUBJECT_CHARACTERS));
    }
    if let Some(bytes) = observation.bytes.as_ref().filter(|bytes| bytes.size_bytes > 0) {
        line += &format!(" ({} bytes: {})", bytes.size_bytes, excerpt(&bytes.excerpt, BYTES_CHARACTERS));
    }
    if steps.iter().any(|step| !step.labels.is_empty()) {
        line += &format!("  ← {}", labels(steps.iter().flat_map(|step| &step.labels)));
    }
    stockade_model::escape::Escaped(&line).to_string()
}

fn is_folder(observation: &Observation) -> bool {
    observation.operation == Operation::FsWrite && observation.detail == "folder"
}

fn verb(operation: Operation) -> &'static str {
    match operation {
        Operation::EnvRead => "reads the variable",
        Operation::EnvReadAll => "reads all variables",
        Operation::FsRead => "reads",
        Operation::FsWrite => "writes",
        Operation::FsDelete => "deletes",
        Operation::FsList => "lists",
        Operation::FsAsk => "asks for",
        Operation::FsChange => "changes",
        Operation::DnsLookup => "looks up",
        Operation::NetConnect => "connects to",
        Operation::NetSend => "sends to",
        Operation::NetListen => "listens at",
        Operation::NetReplyField => "reads of the reply",
        Operation::ProcessSpawn => "starts",
        Operation::ProcessInput => "hands to the process",
        Operation::ProcessEnd => "ends",
        Operation::CodeEval => "evaluates with",
        Operation::MarkerRan => "RUNS WHAT THE NETWORK SENT, as",
        Operation::ModuleLoad => "loads",
        Operation::ModuleStub => "loads (not to be had)",
        Operation::StubUse => "uses (not to be had)",
        Operation::HostAsk => "asks the host for",
        Operation::ClockSleep => "waits",
        Operation::GlobalPatch => "replaces",
        Operation::AddressSwap => "SWAPS THE ADDRESS in",
        Operation::ExportCall => "is called:",
        Operation::ConsoleWrite => "prints to",
        Operation::Error => "error:",
    }
}

/// What a run was changed in: a secret, or else the network's replies.
pub(super) fn cause(secret: Option<&Label>) -> String {
    let secret = secret.map(|label| format!("{} {}", label.class.phrase(), label.name));
    excerpt(&secret.unwrap_or_else(|| "network reply".to_owned()), SUBJECT_CHARACTERS)
}

fn labels<'l>(labels: impl Iterator<Item = &'l Label>) -> String {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for label in labels {
        let encoding = match label.encoding {
            Encoding::Read | Encoding::Raw => String::new(),
            encoding => format!(" {}", encoding.phrase()),
        };
        let (class, name) = match label.class {
            SecretClass::Reply => (cause(None), String::new()),
            class => (class.phrase().to_owned(), format!("{}{encoding}", label.name)),
        };
        told.entry(class).or_default().insert(name);
    }
    let kind = |(class, names): (&String, &BTreeSet<String>)| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        format!("{class} {}", names.join(", ")).trim_end().to_owned()
    };
    told.iter().map(kind).collect::<Vec<_>>().join("; ")
}
