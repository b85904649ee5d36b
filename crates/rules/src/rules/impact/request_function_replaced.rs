//! # The browser's request function is replaced
//!
//! Code that runs at import stores its own function over `fetch` or a method of `XMLHttpRequest`.
//!
//! ## Why it matters
//!
//! It then sees and may change every request and answer of the page.
//!
//! ## Known benign uses
//!
//! Polyfills, tracers, error reporters and mocks do so. It says something only beside what else is found.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { send } = XMLHttpRequest.prototype;
//! XMLHttpRequest.prototype.send = function (body) { //~ here
//!   return send.call(this, String(body).replace("a", "b"));
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.get = async (address) => (await fetch(address)).json();
//! ```
//!
//! ## References
//!
//! - Aikido: chalk, debug and others compromised (September 2025)

use crate::prelude::*;

/// The browser's request function is replaced.
pub struct RequestFunctionReplaced;

impl Rule for RequestFunctionReplaced {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "request-function-replaced",
            title: "The browser's request function is replaced",
            tier: Tier::Source,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1185",
            covers: &["impact-browser-hook"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_request = |api: &str| {
            api == "fetch" || api.starts_with("XMLHttpRequest.") || api == "WebSocket.prototype.send"
        };
        for patch in facts.patches().iter().filter(|patch| patch.trigger.runs_unasked()) {
            if is_request(&patch.api) {
                found.at(patch.trigger, &facts.locus(patch.spot), "replaces a function that makes requests");
            }
        }
    }
}
