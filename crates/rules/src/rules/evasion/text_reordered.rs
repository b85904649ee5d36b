//! # An editor shows the code in another order than it runs
//!
//! A line of a script holds characters that turn the direction of what follows and does not turn it back.
//!
//! ## Why it matters
//!
//! What a reviewer takes for a comment runs, and what seems to run is a comment.
//!
//! ## Known benign uses
//!
//! Texts for languages that are written from the right, which turn back within their own quotes. Of 60 438 scripts
//! in the corpora none holds such a character outside of escapes.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js base64 //~ 2
//! ZXhwb3J0cy5pc0FkbWluID0gZmFsc2U7Ci8q4oCuIH0g4oGmaWYgKGV4cG9ydHMuaXNBZG1pbinigakg4oGmIGJlZ2luIGFkbWlucyBvbmx5ICovCmV4cG9ydHMub3BlbiA9ICgpID0+IDE7Ci8qIGVuZCBhZG1pbnMgb25seSDigK4geyDigaYqLwo=
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js base64
//! ZXhwb3J0cy5tYXJrID0geyBydGw6ICLigKsiLCBwb3A6ICLigKwiLCBuYW1lOiAi4oGmYWJj4oGpIiB9Owo=
//! ```
//!
//! ## References
//!
//! - Boucher and Anderson: Trojan Source (2021)

use crate::prelude::*;

/// An editor shows the code in another order than it runs.
pub struct TextReordered;

impl Rule for TextReordered {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-reordered",
            title: "An editor shows the code in another order than it runs",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1036.002",
            covers: &["bidi-trojan-source"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fact in facts.concealments().iter().filter(|fact| fact.kind == ConcealmentKind::Reordered) {
            found.at(
                fact.trigger,
                &fact.locus,
                "holds characters that change the order in which it is shown",
            );
        }
    }
}
