//! # Names are mangled by an obfuscator
//!
//! A script is full of names like `_0x3fa2`, as the common obfuscator writes them.
//!
//! ## Why it matters
//!
//! Nearly every npm stealer is written so. Minifiers shorten names and never write such.
//!
//! ## Known benign uses
//!
//! Some vendors protect their product so.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! var _0x1a2b = ["log", "a"]; function _0x2c3d(_0x4e5f) { return _0x1a2b[_0x4e5f]; } //~ here
//! var _0x5a6b = _0x2c3d(0), _0x6b7c = _0x2c3d(1), _0x7c8d = [_0x5a6b, _0x6b7c];
//! exports.x = _0x7c8d;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! var e=0x1f,t=function(n){return n^e};exports.x=t;
//! ```
//!
//! ## References
//!
//! - javascript-obfuscator: its options

use crate::prelude::*;

/// Names are mangled by an obfuscator.
pub struct TextMangledNames;

impl Rule for TextMangledNames {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-mangled-names",
            title: "Names are mangled by an obfuscator",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-string-array", "obf-control-flow"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let hidden = facts
            .concealments()
            .iter()
            .filter(|concealment| concealment.kind == ConcealmentKind::MangledNames);
        for concealment in hidden.filter(|concealment| concealment.trigger != Trigger::Dormant) {
            found.at(concealment.trigger, &concealment.locus, "is written with an obfuscator's names");
        }
    }
}
