//! # A function of the language gives wrong results by chance
//!
//! A script that runs at import replaces a method of arrays, strings, numbers or storage by a function that asks
//! for a random number.
//!
//! ## Why it matters
//!
//! Results become wrong now and then, far from the package that does it. Nobody finds such a fault by reading their
//! own code.
//!
//! ## Known benign uses
//!
//! Polyfills define missing methods, with right results every time.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const whole = Array.prototype.filter;
//! Array.prototype.filter = function (test) { //~ here
//!   const kept = whole.call(this, test);
//!   return Math.random() < 0.05 ? kept.slice(1) : kept;
//! };
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "browser": "editor.js"}
//! == editor.js
//! const keep = localStorage.setItem;
//! localStorage.setItem = (key, value) => keep.call(localStorage, key, Math.random() > 0.9 ? "" : value); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! if (!Array.prototype.at) {
//!   Array.prototype.at = function (n) {
//!     return this[n < 0 ? this.length + n : n];
//!   };
//! }
//! exports.shuffle = (list) => list.sort(() => Math.random() - 0.5);
//! ```
//!
//! ## References
//!
//! - Socket: js-hood and quill-image-downloader (2025)

use stockade_facts::naming::NamingKind;

use crate::prelude::*;

/// A function of the language gives wrong results by chance.
pub struct BuiltInFalsified;

impl Rule for BuiltInFalsified {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "built-in-falsified",
            title: "A function of the language gives wrong results by chance",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1565.001",
            covers: &["impact-data-corruption"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for (kind, trigger, locus) in facts.namings() {
            if let NamingKind::ByChance(path) = kind
                && trigger != Trigger::Dormant
            {
                found.at(
                    trigger,
                    &locus,
                    &format!("replaces `{}` by a function of chance", excerpt(path, 60)),
                );
            }
        }
        let shared = |api: &str| {
            let base = api.split('.').next().unwrap_or_default();
            BUILT_INS.contains(&base) && api.contains('.') && api != "Math.random"
        };
        for patch in facts.patches().iter().filter(|patch| patch.is_by_chance && shared(&patch.api)) {
            if patch.trigger != Trigger::Dormant {
                let does = format!("replaces `{}` by a function of chance", excerpt(&patch.api, 60));
                found.at(patch.trigger, &facts.locus(patch.spot), &does);
            }
        }
    }
}

/// Constructors and name spaces whose functions every script relies on.
const BUILT_INS: [&str; 9] =
    ["Array", "String", "Number", "Object", "Math", "JSON", "Promise", "localStorage", "sessionStorage"];
