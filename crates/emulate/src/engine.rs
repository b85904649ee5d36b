//! The JavaScript engine, behind what the rest needs of one.
//!
//! Each emulated process gets an engine of its own, with its own heap; the machine is what they share.

mod loader;
mod quickjs;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::machine::Shared;

pub(crate) use quickjs::QuickJs;

/// Something that runs emulated processes.
pub(crate) trait Engine {
    /// Runs `program` on `machine` until nothing is pending or the budget is spent.
    fn run(&self, machine: &Shared, program: &Program) -> Ended;
}

/// What an emulated Node process is started with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Program {
    /// Its number on the machine.
    pub(crate) process: u32,
    /// `main`: the file of `argv[1]`; `text`: a program text; `package`, `import`: a name from the project's
    /// folder; `worker`: a file or text with a parent port.
    pub(crate) kind: String,
    /// The file, text or name.
    pub(crate) target: String,
    /// `process.argv` after the first two.
    pub(crate) arguments: Vec<String>,
    /// `process.execArgv`.
    pub(crate) exec_arguments: Vec<String>,
    pub(crate) folder: String,
    pub(crate) environment: BTreeMap<String, String>,
    /// Standard input, a character for each byte.
    pub(crate) input: String,
    /// What a worker or forked child is given: JSON.
    pub(crate) message: String,
    /// Messages that the parent sends: JSON texts.
    pub(crate) messages: Vec<String>,
    /// How many exports are called when it has ended.
    pub(crate) calls: u32,
}

/// How an emulated process ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    /// A character for each byte.
    pub(crate) output: String,
    pub(crate) errors: String,
    /// What it sent to its parent: JSON texts.
    pub(crate) messages: Vec<String>,
    /// The value of `-p`, or what the top of the stack said.
    pub(crate) failure: Option<String>,
}
