//! Processes that the code starts: emulated too.

use std::collections::BTreeMap;
use std::rc::Rc;

use rquickjs::{Ctx, Function, Object, Result};
use serde::Deserialize;

use crate::detonate::start;
use crate::engine::Program;
use crate::machine::Shared;
use crate::shell;

/// What `child_process` asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Asked {
    /// A command line for a shell, or nothing.
    line: Option<String>,
    /// A program and its arguments.
    words: Vec<String>,
    folder: String,
    environment: BTreeMap<String, String>,
    /// A character for each byte.
    input: String,
    /// A message channel: `fork` and workers.
    program: Option<Program>,
}

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    let shared = Rc::clone(machine);
    let spawn = move |asked: String| {
        let asked: Asked = serde_json::from_str(&asked).unwrap_or_default();
        let ended = match (asked.program, asked.line) {
            (Some(program), _) => start(&shared, program),
            (None, Some(line)) => {
                shell::run_text(&shared, &line, &asked.folder, &asked.environment, &asked.input)
            }
            (None, None) => {
                shell::run_words(&shared, &asked.words, &asked.folder, &asked.environment, &asked.input)
            }
        };
        serde_json::to_string(&ended).unwrap_or_default()
    };
    host.set("spawn", Function::new(ctx.clone(), spawn)?)
}
