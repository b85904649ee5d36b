//! # A program stands in invisible characters
//!
//! A run of variation selectors, tags or characters without width spells a program, a byte, letter or bit in each.
//!
//! ## Why it matters
//!
//! Neither editors nor forges show it. GlassWorm and its successors kept whole loaders so, in files that look
//! empty. It is read here without its decoder, which may lie in another file or another package.
//!
//! ## Known benign uses
//!
//! None. Emoji and joined letters use single such characters, and watermarks spell no program.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const s = (v) => [...v].map((w) => w.codePointAt(0)).map((w) => (w < 0xfe10 ? w - 0xfe00 : w - 0xe0100 + 16));
//! require("x-run")(s(`󠅓󠅟󠅞󠅣󠅟󠅜󠅕󠄞󠅜󠅟󠅗󠄘󠅠󠅢󠅟󠅓󠅕󠅣󠅣󠄞󠅤󠅙󠅤󠅜󠅕󠄙`)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.theme = { name: "dark", key: "ﾠㅤㅤㅤﾠﾠㅤﾠﾠㅤㅤﾠﾠㅤﾠㅤﾠㅤㅤㅤﾠﾠﾠㅤﾠㅤㅤㅤﾠㅤﾠㅤﾠㅤㅤﾠㅤﾠﾠㅤﾠㅤㅤㅤﾠﾠㅤﾠﾠㅤㅤﾠﾠㅤﾠㅤﾠﾠㅤﾠㅤﾠﾠﾠﾠㅤㅤﾠﾠﾠㅤㅤﾠㅤㅤﾠㅤﾠﾠﾠﾠㅤㅤㅤﾠﾠㅤﾠﾠﾠㅤﾠㅤﾠﾠﾠﾠﾠㅤㅤﾠﾠﾠㅤﾠﾠㅤㅤﾠﾠﾠﾠﾠﾠㅤﾠㅤﾠﾠㅤﾠﾠㅤﾠㅤﾠﾠㅤ" }; //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.list = ["❤️", "👩‍💻"]; // می‌خواهم
//! ```
//!
//! ## References
//!
//! - Koi: GlassWorm (October 2025)
//! - Aikido: invisible code in npm packages (2025 to 2026)

use crate::prelude::*;

/// A program stands in invisible characters.
pub struct TextInvisibleProgram;

impl Rule for TextInvisibleProgram {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-invisible-program",
            title: "A program stands in invisible characters",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["unicode-invisible"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let programs =
            facts.concealments().iter().filter(|fact| fact.kind == ConcealmentKind::InvisibleProgram);
        for fact in programs {
            // It was read: the rules judge what it does.
            if fact.trigger != Trigger::Install && facts.is_quiet_hidden(&fact.locus) {
                continue;
            }
            found.at(fact.trigger, &fact.locus, "holds a program in invisible characters");
        }
    }
}
