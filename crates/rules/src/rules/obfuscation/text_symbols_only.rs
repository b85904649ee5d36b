//! # Code is made of symbols alone
//!
//! A script that runs consists of brackets, `!` and `+`, and hardly anything else.
//!
//! ## Why it matters
//!
//! Such code spells any program, and no person can read it.
//!
//! ## Known benign uses
//!
//! Toys and tests of decoders, which no package runs.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js //~ 1
//! (+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[])+(+[]);
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = [[], [!0, !1], (1 + 2)];
//! ```
//!
//! ## References
//!
//! - JSFuck: write any JavaScript with six characters

use crate::prelude::*;

/// Code is made of symbols alone.
pub struct TextSymbolsOnly;

impl Rule for TextSymbolsOnly {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-symbols-only",
            title: "Code is made of symbols alone",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-jsfuck"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let hidden = facts
            .concealments()
            .iter()
            .filter(|concealment| concealment.kind == ConcealmentKind::SymbolsOnly);
        for concealment in hidden.filter(|concealment| {
            matches!(concealment.trigger, Trigger::Install | Trigger::Import | Trigger::Bin)
        }) {
            // What the symbols spell was read: the rules judge that.
            let is_install = concealment.trigger == Trigger::Install;
            if !is_install && facts.is_quiet_within(&Locus::whole(&*concealment.locus.file)) {
                continue;
            }
            found.at(concealment.trigger, &concealment.locus, "is made of symbols alone");
        }
    }
}
