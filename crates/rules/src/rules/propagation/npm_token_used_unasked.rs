//! # The npm token is used unasked
//!
//! Code that runs at install or import reads the registry's token and sends it to a registry, or hands it to a
//! command.
//!
//! ## Why it matters
//!
//! A worm asks the registry who the token belongs to and which packages it may publish. The host looks honest;
//! nobody asked for the request.
//!
//! ## Known benign uses
//!
//! Registry clients and package managers do so when they are run.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node who.js"}}
//! == who.js
//! const fs = require("fs"), os = require("os");
//! const token = /_authToken=(.+)/.exec(fs.readFileSync(os.homedir() + "/.npmrc", "utf8"))[1];
//! fetch("https://registry.example/-/whoami", { headers: { authorization: `Bearer ${token}` } }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.whoami = async () => {
//!   const token = /_authToken=(.+)/.exec(fs.readFileSync(os.homedir() + "/.npmrc", "utf8"))[1];
//!   return fetch("https://registry.example/-/whoami", { headers: { authorization: `Bearer ${token}` } });
//! };
//! ```
//!
//! ## References
//!
//! - StepSecurity: Shai-Hulud (September 2025)

use crate::prelude::*;

/// The npm token is used unasked.
pub struct NpmTokenUsedUnasked;

impl Rule for NpmTokenUsedUnasked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "npm-token-used-unasked",
            title: "The npm token is used unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.002",
            covers: &["worm-npm-publish", "collect-npmrc-tokens"],
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
        let is_use = |sink: &Sink| match sink {
            Sink::Network(Some(host)) => facts.is_registry(host),
            Sink::Command(_) => true,
            _ => false,
        };
        for flow in facts.flows(is_token, is_use).filter(|flow| flow.trigger.runs_unasked()) {
            found.flow(flow);
        }
    }
}
