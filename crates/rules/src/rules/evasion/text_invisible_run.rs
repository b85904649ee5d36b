//! # Code holds a long run of invisible characters
//!
//! A script holds a dozen or more characters in a row that no editor shows.
//!
//! ## Why it matters
//!
//! Each can stand for a byte. A decoder of two lines turns them into a program.
//!
//! ## Known benign uses
//!
//! Emoji, and scripts that join letters, use single ones.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.text = "󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟"; //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.list = ["❤️", "☀️"];
//! ```
//!
//! ## References
//!
//! - Veracode: os-info-checker-es6 (May 2025)

use crate::prelude::*;

/// Code holds a long run of invisible characters.
pub struct TextInvisibleRun;

impl Rule for TextInvisibleRun {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-invisible-run",
            title: "Code holds a long run of invisible characters",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["unicode-invisible"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for concealment in facts.concealments() {
            if concealment.kind == ConcealmentKind::InvisibleText {
                found.at(concealment.trigger, &concealment.locus, "holds a run of invisible characters");
            }
        }
    }
}
