//! # The private repositories of an account are listed and copied
//!
//! Code that nobody asked for lists the repositories of a forge account and clones them or sends them on.
//!
//! ## Why it matters
//!
//! Private source holds keys, and is worth money by itself. The first Shai-Hulud wave made such copies public.
//!
//! ## Known benign uses
//!
//! Backup tools do this when they are called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node mirror.js"}}
//! == mirror.js
//! const { execSync } = require("child_process");
//! (async () => {
//!   const headers = { authorization: "token " + process.env.GITHUB_TOKEN };
//!   const list = await fetch("https://api.github.com/user/repos?visibility=private&per_page=100", { headers });
//!   for (const one of await list.json()) execSync("git clone --mirror " + one.ssh_url); //~ here
//! })();
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "gh repo list --visibility private --json nameWithOwner --jq '.[].nameWithOwner' | xargs -n1 gh repo clone"}} //~ here
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
//! exports.backup = async (token) => {
//!   const reply = await fetch("https://api.github.com/user/repos", { headers: { authorization: "token " + token } });
//!   for (const one of await reply.json()) execFileSync("git", ["clone", "--mirror", one.clone_url]);
//! };
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud migration repositories (September 2025)

use crate::prelude::*;

/// The private repositories of an account are listed and copied.
pub struct PrivateRepositoriesCopied;

impl Rule for PrivateRepositoriesCopied {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "private-repositories-copied",
            title: "The private repositories of an account are listed and copied",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1213.003",
            covers: &["collect-private-repos"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_list = |source: &Source| match source {
            Source::Network(Some(host)) => host.class() == HostClass::Forge && is_own_list(&host.path),
            Source::CommandOutput(command) => command.contains("gh repo list"),
            _ => false,
        };
        let takes = |sink: &Sink| sink.leaves_machine() || matches!(sink, Sink::Command(_));
        for flow in facts.flows(is_list, takes).filter(|flow| flow.trigger.runs_unasked()) {
            found.flow(flow);
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.runs.iter().any(lists) && command.text.contains("clone") {
                found.at(command.trigger, &command.locus, "copies every repository of an account");
            }
        }
    }
}

/// Whether an address of a forge's interface lists the repositories of the token's own account.
fn is_own_list(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path).trim_end_matches('/');
    path.ends_with("/user/repos") || path.ends_with("/user/orgs") || path.ends_with("/user/memberships/orgs")
}

fn lists(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    name == "gh"
        && match words.as_slice() {
            ["repo", "list", ..] => true,
            ["api", path, ..] => is_own_list(path) || is_own_list(&format!("/{path}")),
            _ => false,
        }
}
