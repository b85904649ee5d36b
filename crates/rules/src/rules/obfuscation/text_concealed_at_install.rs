//! # Code that runs at install is obfuscated
//!
//! A script that an install hook starts is written with an obfuscator's names, in escapes or in invisible characters.
//!
//! ## Why it matters
//!
//! An install hook runs on every machine of every dependant. What it does must be readable.
//!
//! ## Known benign uses
//!
//! None that a reviewer should let pass unread.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! var _0x1a2b = ["log", "a"]; function _0x2c3d(_0x4e5f) { return _0x1a2b[_0x4e5f]; } //~ here
//! var _0x5a6b = _0x2c3d(0), _0x6b7c = _0x2c3d(1), _0x7c8d = [_0x5a6b, _0x6b7c];
//! exports.x = _0x7c8d;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}, "main": "index.js"}
//! == setup.js
//! console.log("thank you");
//! == index.js
//! var _0x1a2b = ["log", "a"]; function _0x2c3d(_0x4e5f) { return _0x1a2b[_0x4e5f]; }
//! var _0x5a6b = _0x2c3d(0), _0x6b7c = _0x2c3d(1), _0x7c8d = [_0x5a6b, _0x6b7c];
//! exports.x = _0x7c8d;
//! ```
//!
//! ## References
//!
//! - Socket: obfuscated install scripts (2025)

use crate::prelude::*;

/// Code that runs at install is obfuscated.
pub struct TextConcealedAtInstall;

impl Rule for TextConcealedAtInstall {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-concealed-at-install",
            title: "Code that runs at install is obfuscated",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-string-array", "obf-charcode-hex", "lifecycle-install", "lifecycle-preinstall"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_hard = |kind: ConcealmentKind| {
            use ConcealmentKind::{EscapedWords, Flattened, InvisibleText, MangledNames, SymbolsOnly};
            matches!(kind, MangledNames | EscapedWords | InvisibleText | SymbolsOnly | Flattened)
        };
        for concealment in facts.concealments().iter().filter(|concealment| is_hard(concealment.kind)) {
            if concealment.trigger == Trigger::Install {
                found.at(
                    concealment.trigger,
                    &concealment.locus,
                    "keeps an install hook's code from being read",
                );
            }
        }
    }
}
