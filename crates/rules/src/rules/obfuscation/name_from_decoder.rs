//! # A decoder gives the names of what is loaded or called
//!
//! Code that runs at install or import loads a module, or starts, sends or evaluates something, under a name that a
//! function of its own gives for a number or a code.
//!
//! ## Why it matters
//!
//! Each name is hidden from a search and from a reader. Obfuscators write every call so.
//!
//! ## Known benign uses
//!
//! Tables of names are read with readable keys. Protected products are not loaded unasked to start programs.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const table = ["child_process", "log", "exec", "node a.js"];
//! function name(at) { return table[at - 7]; }
//! const load = require(name(7));
//! load[name(9)](name(10)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node a.js"}}
//! == a.js
//! const plain = (code) => Buffer.from(code, "hex").toString("utf8");
//! require(plain("6368696c645f70726f63657373")).exec("node b.js"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const names = { win32: "win", linux: "unix" };
//! const pick = (platform) => names[platform];
//! exports.open = require("./" + pick("linux"));
//! exports.load = (name) => require(name(1));
//! == unix.js
//! module.exports = 1;
//! ```
//!
//! ## References
//!
//! - javascript-obfuscator: string array
//! - Socket: HexEval (2025)

use stockade_facts::api::{self, Effect};
use stockade_facts::spelling::{is_given_decoded, reads_decoded};

use crate::prelude::*;

/// A decoder gives the names of what is loaded or called.
pub struct NameFromDecoder;

impl Rule for NameFromDecoder {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "name-from-decoder",
            title: "A decoder gives the names of what is loaded or called",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1027",
            covers: &["obf-string-array", "obf-runtime-decoder", "obf-charcode-hex", "obf-per-string-crypto"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        // A hidden name that was read says no more than what is done under it; at install nobody hides without cause.
        for load in facts.loads().iter().filter(|load| load.trigger == Trigger::Install) {
            let text = facts.spelled(load.spot);
            let name = load.specifier.as_deref();
            let is_hidden = match name.and_then(api::builtin) {
                Some(module) => api::acts(&module) && !text.contains(&*module),
                None => name.is_none() && load.is_hidden,
            };
            if is_hidden && is_given_decoded(&text) {
                found.at(load.trigger, &facts.locus(load.spot), "loads a module whose name a decoder gives");
            }
        }
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked() && acts(call)) {
            let is_evaluation = matches!(
                api::find(&call.api).map(|api| api.effect),
                Some(Effect::Evaluate(_) | Effect::EvaluateLast)
            );
            // Code that was not read is for others to judge: by where it comes from, or by running it.
            let is_unread = || call.arguments.iter().any(|argument| argument.is_open);
            let is_quiet = || call.is_dead || is_unread() || facts.is_revealed_as_quiet(call.spot);
            if is_evaluation && call.trigger != Trigger::Install && is_quiet() {
                continue;
            }
            let text = facts.spelled(call.spot);
            let name = call.api.rsplit('.').next().unwrap_or_default();
            if !text.contains(name) && reads_decoded(&text) {
                found.call(call, "calls a function whose name a decoder gives");
            }
        }
    }
}

fn acts(call: &CallFact) -> bool {
    use Effect::{Evaluate, EvaluateLast, Program, RunScript, Send, Shell};
    let effect = api::find(&call.api).map(|api| api.effect);
    matches!(effect, Some(Send(_) | Shell(_) | Program(..) | RunScript(_) | Evaluate(_) | EvaluateLast))
}
