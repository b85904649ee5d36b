//! # Plain words are written as escapes
//!
//! Letters and digits that need no escape are written as `\x72` or `\u0072`, and make up much of a script.
//!
//! ## Why it matters
//!
//! It hides names of modules, hosts and commands from a search, and serves nothing else.
//!
//! ## Known benign uses
//!
//! Parsers and tables escape what is not ASCII.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = ["\x74\x68\x69\x73\x20\x69\x73\x20\x61\x20\x67\x72\x65\x65\x74\x69\x6e\x67", "\x61\x6e\x64\x20\x73\x6f\x6d\x65\x20\x6d\x6f\x72\x65\x20\x70\x6c\x61\x69\x6e\x20\x77\x6f\x72\x64\x73", "\x74\x6f\x20\x73\x68\x6f\x77\x20\x74\x68\x65\x20\x70\x61\x74\x74\x65\x72\x6e"]; //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = { "\u00e4": "&auml;", "\u2028": "", "\x00": "" };
//! ```
//!
//! ## References
//!
//! - Socket: HexEval (2025)

use crate::prelude::*;

/// Plain words are written as escapes.
pub struct TextEscapedPlainWords;

impl Rule for TextEscapedPlainWords {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-escaped-plain-words",
            title: "Plain words are written as escapes",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027.013",
            covers: &["obf-charcode-hex"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let hidden = facts
            .concealments()
            .iter()
            .filter(|concealment| concealment.kind == ConcealmentKind::EscapedWords);
        for concealment in hidden.filter(|concealment| concealment.trigger != Trigger::Dormant) {
            found.at(concealment.trigger, &concealment.locus, "writes plain words as escapes");
        }
    }
}
