//! # Invisible characters stand beside what makes text into code
//!
//! A script that runs holds a long run of invisible characters and makes text into code.
//!
//! ## Why it matters
//!
//! GlassWorm kept whole programs so, in files that look empty.
//!
//! ## Known benign uses
//!
//! None.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const decode = (text) => [...text].map((c) => c.codePointAt(0) - 0xe0100 + 16);
//! eval(Buffer.from(decode(`󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟󠅓󠅟`)).toString()); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.list = ["❤️", "☀️"];
//! exports.run = (text) => new Function(text)();
//! ```
//!
//! ## References
//!
//! - Koi: GlassWorm (October 2025)

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// Invisible characters stand beside what makes text into code.
pub struct TextInvisibleEvaluated;

impl Rule for TextInvisibleEvaluated {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-invisible-evaluated",
            title: "Invisible characters stand beside what makes text into code",
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
        let evaluates = |call: &&CallFact| {
            let effect = api::find(&call.api).map(|api| api.effect);
            call.trigger != Trigger::Dormant
                && matches!(effect, Some(Effect::Evaluate(_) | Effect::EvaluateLast))
        };
        for concealment in facts
            .concealments()
            .iter()
            .filter(|concealment| concealment.kind == ConcealmentKind::InvisibleText)
        {
            // It was read without the code's own decoder, and the rules judge what it does.
            let file = &concealment.locus.file;
            let mut programs = facts
                .concealments()
                .iter()
                .filter(|fact| fact.kind == ConcealmentKind::InvisibleProgram && fact.locus.file == *file)
                .peekable();
            let is_read =
                programs.peek().is_some() && programs.all(|fact| facts.is_quiet_hidden(&fact.locus));
            let calls = facts.all_calls().iter().filter(evaluates);
            let own = calls.filter(|call| facts.locus(call.spot).file == concealment.locus.file);
            let own = own.filter(|call| {
                call.trigger == Trigger::Install || !(is_read || facts.is_revealed_as_quiet(call.spot))
            });
            for call in own {
                found.call(call, "makes text into code beside a run of invisible characters");
            }
        }
    }
}
