//! # A dangerous function is reached through reflection
//!
//! Code that nobody asked for reaches what runs text or starts programs by `Reflect`, as `Reflect.get(globalThis,
//! "eval")`.
//!
//! ## Why it matters
//!
//! No call of the function stands in the text, so a search finds none.
//!
//! ## Known benign uses
//!
//! Frameworks reflect on objects of their own; what they reach runs nothing by itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const run = Reflect.get(globalThis, "eval");
//! Reflect.construct(Function, ["return process.pid"])(); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const words = ["child", "process"];
//! Reflect.get(require(words.join("_")), "exec")("id"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.make = (type, given) => Reflect.construct(type, given);
//! exports.keys = (object) => Reflect.ownKeys(object);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! exports.compile = (text) => Reflect.construct(Function, ["row", text]);
//! ```
//!
//! ## References
//!
//! - GuardDog: threat-runtime-obfuscation-api

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// A dangerous function is reached through reflection.
pub struct CallThroughReflection;

impl Rule for CallThroughReflection {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "call-through-reflection",
            title: "A dangerous function is reached through reflection",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-proxy-reflect"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            let effect = api::find(&call.api).map(|api| api.effect);
            let is_dangerous = matches!(
                effect,
                Some(Effect::Evaluate(_) | Effect::EvaluateLast | Effect::Shell(_) | Effect::Program(..))
            );
            if is_dangerous && facts.spelled(call.spot).starts_with("Reflect") {
                found.call(call, "reaches what runs text or programs through reflection");
            }
        }
    }
}
