//! # Other machines and containers are commanded, unasked
//!
//! Code that nobody asked for runs commands in a cluster, on cloud machines, over SSH, or on the host through its
//! container socket.
//!
//! ## Why it matters
//!
//! One poisoned install becomes the whole fleet: the credentials for it lie in the same home folder.
//!
//! ## Known benign uses
//!
//! Deployment tools do this when they are called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node spread.js"}}
//! == spread.js
//! const { execSync } = require("child_process");
//! const pods = execSync("kubectl get pods -A -o name").toString().split("\n");
//! for (const pod of pods) execSync(`kubectl exec ${pod} -- sh -c id`); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { spawn } = require("child_process");
//! spawn("aws", ["ssm", "send-command", "--document-name", "AWS-RunShellScript", "--targets", "Key=tag:env,Values=*"]); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const http = require("http");
//! http.request({ socketPath: "/var/run/docker.sock", method: "POST", path: "/containers/create" }).end("{}"); //~ here
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
//! exports.run = (pod, command) => execFileSync("kubectl", ["exec", pod, "--", ...command]);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"deploy": "ssh host.example 'systemctl restart x'"}}
//! == index.js
//! exports.version = require("child_process").execSync("docker --version").toString();
//! ```
//!
//! ## References
//!
//! - StepSecurity: the AntV wave and the container socket (May 2026)
//! - MITRE ATT&CK T1651, T1021.004

use crate::prelude::*;

/// Other machines and containers are commanded, unasked.
pub struct OtherMachinesCommanded;

impl Rule for OtherMachinesCommanded {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "other-machines-commanded",
            title: "Other machines and containers are commanded, unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1021",
            covers: &["lateral-infra"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.unasked_commands() {
            if command.runs.iter().any(commands) {
                found.at(command.trigger, &command.locus, "runs commands on other machines");
            }
        }
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            let options = call.arguments.iter().flat_map(|argument| &argument.options);
            let mut sockets = options.filter(|(name, _)| &**name == "socketPath");
            if sockets.any(|(_, path)| path.ends_with("/docker.sock") || path.ends_with("/containerd.sock")) {
                found.call(call, "speaks to the host through its container socket");
            }
        }
    }
}

fn commands(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let name = name.rsplit('/').next().unwrap_or(name);
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let plain: Vec<&str> = words.iter().copied().filter(|word| !word.starts_with('-')).collect();
    match name {
        "kubectl" | "oc" => has(&["exec", "apply", "create", "run", "debug", "cp"]),
        "aws" => plain.starts_with(&["ssm", "send-command"]) || plain.starts_with(&["ssm", "start-session"]),
        "gcloud" => plain.starts_with(&["compute", "ssh"]),
        "az" => plain.starts_with(&["vm", "run-command"]),
        "ansible" | "ansible-playbook" => true,
        "ssh" | "sshpass" => plain.len() >= 2 && !plain.iter().any(|word| is_forge(word)),
        "nsenter" => has(&["-t", "--target"]),
        "docker" | "podman" => {
            let mounts_root = words.iter().any(|word| word.starts_with("/:/") || word.contains("=/:/"));
            has(&["run", "exec", "create"]) && (mounts_root || has(&["--privileged"]))
        }
        _ => false,
    }
}

/// A forge answers a login with a greeting and runs nothing.
fn is_forge(word: &str) -> bool {
    word.starts_with("git@")
}
