//! # The machine's defence is switched off
//!
//! Code that nobody asked for stops a protection program, excludes itself from its sight, opens the firewall, or
//! changes the list of hosts.
//!
//! ## Why it matters
//!
//! What comes after is not seen and not stopped. The second wave of Shai-Hulud removed the hardening of build
//! runners before it read their memory.
//!
//! ## Known benign uses
//!
//! Tools of administrators do such things when they are called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node pre.js"}}
//! == pre.js
//! const { execSync } = require("child_process");
//! execSync("powershell -NoProfile -Command \"Add-MpPreference -ExclusionPath C:\\specimen\""); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const cp = require("node:child_process");
//! for (const agent of ["specimen-falcon-sensor", "specimen-auditd"]) cp.spawnSync("sudo", ["systemctl", "stop", agent]); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! require("fs").appendFileSync("/etc/hosts", "\n0.0.0.0 scanner.example"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { execFileSync } = require("child_process");
//! exports.allow = (folder) => execFileSync("powershell", ["-Command", `Add-MpPreference -ExclusionPath '${folder}'`]);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! require("child_process").execSync("ps aux | grep falcon");
//! require("child_process").execSync("pkill -f vite");
//! ```
//!
//! ## References
//!
//! - StepSecurity: Shai-Hulud 2 and hardened runners (November 2025)
//! - MITRE ATT&CK T1562.001

use crate::prelude::*;

/// The machine's defence is switched off.
pub struct DefenceSwitchedOff;

impl Rule for DefenceSwitchedOff {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "defence-switched-off",
            title: "The machine's defence is switched off",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1562.001",
            covers: &["disable-security-tools"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.unasked_commands() {
            if command.runs.iter().any(switches_off) {
                found.at(command.trigger, &command.locus, "switches the machine's defence off");
            }
        }
        for change in facts.file_changes().filter(|change| change.trigger().runs_unasked()) {
            let path = change.path.replace('\\', "/").to_ascii_lowercase();
            if change.is_write() && (path == "/etc/hosts" || path.ends_with("drivers/etc/hosts")) {
                found.call(change.call, "changes where the machine finds hosts");
            }
        }
    }
}

/// Programs that protect a machine or a build runner, by the names of their processes and services.
const AGENTS: &[&str] = &[
    "defender",
    "windefend",
    "msmpeng",
    "crowdstrike",
    "falcon",
    "csagent",
    "sentinelone",
    "sentineld",
    "sentinelagent",
    "carbonblack",
    "cbdaemon",
    "osquery",
    "wazuh",
    "ossec",
    "clamav",
    "clamd",
    "avast",
    "kaspersky",
    "bitdefender",
    "sophos",
    "mcafee",
    "malwarebytes",
    "auditd",
    "fail2ban",
    "apparmor",
    "harden-runner",
    "stepsecurity",
    "xprotect",
    "littlesnitch",
    "sysmon",
    "santad",
    "tetragon",
    "falco",
];

fn switches_off(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let words: Vec<String> = arguments.iter().map(|argument| argument.to_ascii_lowercase()).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let names_agent = || words.iter().any(|word| AGENTS.iter().any(|agent| word.contains(agent)));
    match name.strip_suffix(".exe").unwrap_or(&name) {
        "add-mppreference" => words.iter().any(|word| word.starts_with("-exclusion")),
        "set-mppreference" => words.iter().any(|word| word.starts_with("-disable")),
        "kill" | "pkill" | "killall" | "taskkill" | "stop-process" | "stop-service" | "sc" | "net" => {
            names_agent()
        }
        "systemctl" | "service" | "rc-service" => has(&["stop", "disable", "mask", "kill"]) && names_agent(),
        "launchctl" => has(&["unload", "bootout", "remove", "disable"]) && names_agent(),
        "docker" | "podman" => has(&["kill", "stop", "rm"]) && names_agent(),
        "setenforce" => has(&["0", "permissive"]),
        "ufw" => has(&["disable"]),
        "iptables" | "ip6tables" => has(&["-f", "--flush"]),
        "netsh" => has(&["advfirewall"]) && has(&["off"]),
        "csrutil" => has(&["disable"]),
        "spctl" => has(&["--master-disable", "--global-disable"]),
        "auditctl" => has(&["-e"]) && has(&["0"]),
        _ => false,
    }
}
