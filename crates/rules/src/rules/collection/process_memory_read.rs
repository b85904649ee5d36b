//! # Memory of another process is read
//!
//! Code opens `/proc/<pid>/mem` of another process, or starts a program that does.
//!
//! ## Why it matters
//!
//! A runner of a pipeline holds all its secrets in plain text in memory, masked in its log only. Worms
//! since 2026 read them there.
//!
//! ## Known benign uses
//!
//! Debuggers and profilers written in JavaScript read their own process by other means.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs");
//! for (const pid of fs.readdirSync("/proc")) {
//!   const memory = fs.openSync(`/proc/${pid}/mem`, "r"); //~ here
//!   fs.readSync(memory, Buffer.alloc(4096));
//! }
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "sudo python3 lib/read.py > /tmp/out"}}
//! == lib/read.py
//! import sys //~ here
//! memory = open("/proc/" + sys.argv[1] + "/mem", "rb", 0)
//! sys.stdout.buffer.write(memory.read(4096))
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! exports.load = () => fs.readFileSync("/proc/self/status", "utf8");
//! exports.total = () => fs.readFileSync("/proc/meminfo", "utf8");
//! exports.usage = (pid) => fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(" ");
//! ```
//!
//! ## References
//!
//! - Aqua: Trivy incident (March 2026)
//! - StepSecurity: TanStack compromise (May 2026)

use crate::prelude::*;

/// Memory of another process is read.
pub struct ProcessMemoryRead;

impl Rule for ProcessMemoryRead {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "process-memory-read",
            title: "Memory of another process is read",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1003.007",
            covers: &["collect-runner-memory"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts
            .all_calls()
            .iter()
            .filter(|call| call.trigger != Trigger::Dormant && call.api.starts_with("fs."))
        {
            if call.arguments.first().is_some_and(|path| path.texts.iter().any(|path| is_memory(path))) {
                found.call(call, "reads the memory of another process");
            }
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if reads_memory(&command.text) || command.runs.iter().any(|run| program_reads(facts, run)) {
                found.at(
                    command.trigger,
                    &command.locus,
                    "starts a program that reads the memory of another process",
                );
            }
        }
    }
}

fn is_memory(path: &str) -> bool {
    path.strip_prefix("/proc/").is_some_and(|rest| rest.ends_with("/mem") && !rest.starts_with("self/"))
}

/// Whether a program's text opens the memory of a process that it looks up.
fn reads_memory(text: &str) -> bool {
    let ends = ["/mem\"", "/mem'", "/mem ", "/mem`", "/mem)"];
    text.contains("/proc/") && !text.contains("/proc/self/mem") && ends.iter().any(|end| text.contains(end))
}

fn program_reads(facts: &Facts<'_>, run: &Run) -> bool {
    match run {
        Run::InterpreterFile { path, .. } => reads_memory(&facts.text(path.trim_start_matches("./"))),
        Run::InterpreterCode { code, .. } => reads_memory(code),
        _ => false,
    }
}
