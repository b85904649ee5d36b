//! # Code is written so that parsers refuse it
//!
//! A script that runs holds what Node accepts and parsers refuse: an assignment to a call, or nesting without end.
//!
//! ## Why it matters
//!
//! A scanner that gives up on the file reports nothing.
//!
//! ## Known benign uses
//!
//! Generated tables can nest deep.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js //~ 1
//! function never() {}
//! if (process.argv.length > 99) never() = 1;
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = [[[[[[1]]]]]];
//! ```
//!
//! ## References
//!
//! - STACK: what Node runs and parsers refuse

use crate::prelude::*;

/// Code is written so that parsers refuse it.
pub struct TextUnreadableToParsers;

impl Rule for TextUnreadableToParsers {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-unreadable-to-parsers",
            title: "Code is written so that parsers refuse it",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["scanner-and-llm-tricks"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let hidden = facts
            .concealments()
            .iter()
            .filter(|concealment| concealment.kind == ConcealmentKind::ParserEvasion);
        for concealment in hidden.filter(|concealment| concealment.trigger != Trigger::Dormant) {
            found.at(concealment.trigger, &concealment.locus, "is written so that parsers refuse it");
        }
    }
}
