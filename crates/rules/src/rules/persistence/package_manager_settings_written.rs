//! # The package manager's settings are changed unasked
//!
//! Code that runs at install or import writes the user's `.npmrc` or its kin, or sets the registry or options for every
//! Node process.
//!
//! ## Why it matters
//!
//! All later installs may then come from elsewhere, or load a file of the attacker first.
//!
//! ## Known benign uses
//!
//! Log-in helpers of private registries write settings when a person runs them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! fs.appendFileSync(path.join(os.homedir(), ".npmrc"), "registry=https://mirror.invalid/\n"); //~ here
//! exports.x = 1;
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "npm config set registry https://mirror.invalid/"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! const fs = require("fs"), os = require("os");
//! fs.appendFileSync(os.homedir() + "/.npmrc", `//${process.argv[2]}/:_authToken=${process.argv[3]}`);
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"postinstall": "npm config get registry"}}
//! == index.js
//! exports.settings = () => require("fs").readFileSync(".npmrc", "utf8");
//! ```
//!
//! ## References
//!
//! - npm: config
//! - Node.js: NODE_OPTIONS

use crate::prelude::*;

/// The package manager's settings are changed unasked.
pub struct PackageManagerSettingsWritten;

impl Rule for PackageManagerSettingsWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "package-manager-settings-written",
            title: "The package manager's settings are changed unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1574",
            covers: &["npmrc-git-config", "node-options-preload"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            let is_user = change.path.starts_with('~')
                && [".npmrc", ".yarnrc", ".bunfig.toml"].iter().any(|name| change.path.contains(name));
            if is_user && change.own_path().is_none() {
                found.call(change.call, "changes the package manager's settings");
            }
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.runs.iter().any(sets) {
                found.at(
                    command.trigger,
                    &command.locus,
                    "changes the settings of every later install or Node process",
                );
            }
        }
    }
}

/// Settings that decide what a later install fetches or what a later process loads.
const KEYS: &[&str] = &[
    "registry",
    "proxy",
    "https-proxy",
    "strict-ssl",
    "script-shell",
    "node-options",
    "ignore-scripts",
    "NODE_OPTIONS",
];

fn sets(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let is_key = |word: &&str| KEYS.contains(&word.split('=').next().unwrap_or(word));
    match (name.as_str(), words.as_slice()) {
        ("npm" | "pnpm" | "yarn", ["config", "set", rest @ ..]) => rest.iter().any(is_key),
        ("setx", [key, ..]) => is_key(key),
        _ => false,
    }
}
