//! # Code is decoded where it is evaluated
//!
//! Code that runs at install or import hands text to `eval` or its kin, and the decoder stands in the same call.
//!
//! ## Why it matters
//!
//! A shifted alphabet is enough to hide a program from a search. Worms of 2026 peel several such layers.
//!
//! ## Known benign uses
//!
//! Old packers put words into a template and shift nothing.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"preinstall": "node index.js"}}
//! == index.js
//! eval(((text, by) => text.replace(/[a-z]/g, (c) => String.fromCharCode((c.charCodeAt(0) - 97 + by) % 26 + 97)))("frqvroh.orj(1)", 23)); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.shift = (text, by) => text.replace(/[a-z]/g, (c) => String.fromCharCode((c.charCodeAt(0) - 97 + by) % 26 + 97));
//! exports.run = (text) => new Function("return " + text)();
//! ```
//!
//! ## References
//!
//! - Socket: Miasma (June 2026)

use stockade_facts::api::{self, Effect};
use stockade_facts::spelling::uses_name;

use crate::prelude::*;

/// Code is decoded where it is evaluated.
pub struct DecoderInsideEvaluation;

impl Rule for DecoderInsideEvaluation {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "decoder-inside-evaluation",
            title: "Code is decoded where it is evaluated",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1140",
            covers: &["obf-caesar-eval", "decode-then-exec"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            let effect = api::find(&call.api).map(|api| api.effect);
            if !matches!(effect, Some(Effect::Evaluate(_) | Effect::EvaluateLast)) {
                continue;
            }
            let text = facts.spelled(call.spot);
            let takes_apart = uses_name(&text, "charCodeAt") || uses_name(&text, "codePointAt");
            let puts_together = uses_name(&text, "fromCharCode") || uses_name(&text, "fromCodePoint");
            let is_quiet = call.trigger != Trigger::Install && facts.is_revealed_as_quiet(call.spot);
            if takes_apart && puts_together && !is_quiet {
                found.call(call, "decodes text and makes it into code");
            }
        }
    }
}
