//! # A program is started by a function whose name is hidden
//!
//! Code that runs at install or import starts a program with a function whose name stands nowhere in the package.
//!
//! ## Why it matters
//!
//! The name is decoded or put together so that a search for `exec` finds nothing.
//!
//! ## Known benign uses
//!
//! Wrappers that add `Sync` to a name still show the name.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const name = [115, 112, 97, 119, 110].map((code) => String.fromCharCode(code)).join("");
//! require("child_process")[name]("node", ["a.js"]); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const processes = require("child_process");
//! const wrap = (name) => processes[name + "Sync"];
//! wrap("exec")("git --version");
//! ```
//!
//! ## References
//!
//! - Socket: HexEval (2025)

use crate::prelude::*;

/// A program is started by a function whose name is hidden.
pub struct HiddenFunctionName;

impl Rule for HiddenFunctionName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "hidden-function-name",
            title: "A program is started by a function whose name is hidden",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-split-concat", "obf-runtime-decoder", "obf-charcode-hex"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            let Some(name) = call.api.strip_prefix("child_process.").filter(|name| !name.contains('.'))
            else {
                continue;
            };
            let stem = name.trim_start_matches('_').trim_end_matches("Sync");
            if !facts.scripts().iter().any(|script| facts.text(&script.path).contains(stem)) {
                found.call(call, "starts a program with a function whose name is hidden");
            }
        }
    }
}
