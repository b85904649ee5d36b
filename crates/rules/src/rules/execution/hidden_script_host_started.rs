//! # A script host of the system is started unasked
//!
//! Code that runs at install or import starts PowerShell with a hidden window or an encoded command, or one of
//! the programs of Windows that run scripts and libraries for others.
//!
//! ## Why it matters
//!
//! `rundll32`, `regsvr32`, `mshta` and `wscript` run what they are given under a name that is trusted, and
//! PowerShell can be told to show nothing.
//!
//! ## Known benign uses
//!
//! Tools ask Windows through PowerShell when they are called, with a visible command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! const { exec } = require("child_process");
//! exec("powershell -NoProfile -WindowStyle Hidden -EncodedCommand ZQBjAGgAbwAgADEA"); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { spawn } = require("child_process");
//! if (process.platform === "win32") spawn("wscript.exe", [__dirname + "/update.vbs"]); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node install.js"}}
//! == install.js
//! require("child_process").execFile("osascript", ["-e", 'do shell script "sh /tmp/a.sh" with administrator privileges']); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execFileSync } = require("child_process");
//! exports.version = () => execFileSync("powershell", ["-NoProfile", "-Command", "$PSVersionTable"]).toString();
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1218, System Binary Proxy Execution

use crate::prelude::*;

/// A script host of the system is started unasked.
pub struct HiddenScriptHostStarted;

impl Rule for HiddenScriptHostStarted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "hidden-script-host-started",
            title: "A script host of the system is started unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1218",
            covers: &["dll-by-rundll", "curl-pipe-shell"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let is_run = matches!(
                command.origin,
                CommandOrigin::Hook(_)
                    | CommandOrigin::Call(_)
                    | CommandOrigin::BuildFile
                    | CommandOrigin::File
            );
            if let Some(host) = script_host(command).filter(|_| is_run) {
                found.at(command.trigger, &command.locus, &format!("starts the script host `{host}`"));
            }
        }
    }
}

/// The script host that a command line starts, if it starts one in a way that hides something.
fn script_host(command: &CommandFact) -> Option<&'static str> {
    const HOSTS: [&str; 6] = ["rundll32", "regsvr32", "mshta", "wscript", "installutil", "cscript"];
    let text = command.text.to_ascii_lowercase();
    let mut words = text
        .split(|next: char| next.is_whitespace() || "\"'&|;(".contains(next))
        .filter(|word| !word.is_empty());
    let is_host = |word: &str, host: &str| {
        let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
        name.trim_end_matches(".exe") == host
    };
    let first = words.clone().next().unwrap_or_default();
    let is_wrapped = ["cmd", "start"].iter().any(|shell| is_host(first, shell));
    let host = HOSTS
        .iter()
        .find(|host| is_host(first, host) || is_wrapped && words.clone().any(|word| is_host(word, host)));
    if host.is_some() {
        return host.copied();
    }
    // AppleScript that hands its text on to a shell.
    if text.contains("osascript") && text.contains("do shell script") {
        return Some("osascript");
    }
    let is_powershell = words.any(|word| is_host(word, "powershell") || is_host(word, "pwsh"));
    let is_hidden = command.behaviours.contains(&BehaviourKind::Hidden) || text.contains("hidden");
    let is_encoded =
        [" -enc ", " -e ", " -ec ", " -encodedcommand "].iter().any(|option| text.contains(option));
    (is_powershell && (is_hidden || is_encoded)).then_some("powershell")
}
