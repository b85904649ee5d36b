//! # The order of statements is kept in a text
//!
//! A script takes the order of its statements from a text as `"3|0|2|1"` that it splits and walks through.
//!
//! ## Why it matters
//!
//! So do obfuscators: the statements stand in a shuffled `switch`, and reading from the top tells nothing.
//!
//! ## Known benign uses
//!
//! None in 60 438 scripts of the corpora.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.sum = (a, b) => {
//!   const order = "2|0|4|1|3".split("|"); //~ here
//!   let at = 0, c;
//!   for (;;) {
//!     switch (order[at++]) {
//!       case "0": c = a; continue;
//!       case "1": c += 0; continue;
//!       case "2": a += 0; continue;
//!       case "3": return c;
//!       case "4": c += b; continue;
//!     }
//!   }
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.columns = "0|1|2".split("|");
//! exports.order = "first|second|third|fourth|fifth".split("|");
//! ```
//!
//! ## References
//!
//! - javascript-obfuscator: control-flow flattening
//! - the corpora of `eval/`, measured

use crate::prelude::*;

/// The order of statements is kept in a text.
pub struct TextFlattenedControlFlow;

impl Rule for TextFlattenedControlFlow {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-flattened-control-flow",
            title: "The order of statements is kept in a text",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-control-flow"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.concealments().iter().filter(|fact| fact.kind == ConcealmentKind::Flattened) {
            found.at(fact.trigger, &fact.locus, "keeps the order of its statements in a text");
        }
    }
}
