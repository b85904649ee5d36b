//! One observation in words.

use std::collections::BTreeSet;

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

/// The step as a line: where, what, to what, with which secrets.
pub(super) fn told(observation: &Observation) -> String {
    let mut line = String::new();
    if let Some(place) = &observation.place {
        line += &format!("{}:{}  ", place.file, place.line);
    }
    if let Some(layer) = observation.layer {
        line += &format!("(layer {layer})  ");
    }
    line += &format!("{} {}", verb(observation.operation), excerpt(&observation.subject, SUBJECT_CHARACTERS));
    if !observation.detail.is_empty() {
        line += &format!(" [{}]", excerpt(&observation.detail, SUBJECT_CHARACTERS));
    }
    if let Some(bytes) = observation.bytes.as_ref().filter(|bytes| bytes.size_bytes > 0) {
        line += &format!(" ({} bytes: {})", bytes.size_bytes, excerpt(&bytes.excerpt, BYTES_CHARACTERS));
    }
    if !observation.labels.is_empty() {
        line += &format!("  ← {}", labels(&observation.labels));
    }
    stockade_model::escape::Escaped(&line).to_string()
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

fn labels(labels: &[Label]) -> String {
    let told: BTreeSet<String> = labels
        .iter()
        .map(|label| match (label.class, label.encoding) {
            (SecretClass::Reply, _) => "network reply".to_owned(),
            (class, Encoding::Read | Encoding::Raw) => format!("{} {}", class.phrase(), label.name),
            (class, encoding) => format!("{} {} in {encoding:?}", class.phrase(), label.name).to_owned(),
        })
        .collect();
    told.into_iter().collect::<Vec<_>>().join(", ")
}
