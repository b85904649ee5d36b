//! # A hook starts a command that the package brought in `node_modules/.bin`
//!
//! An install hook calls a command by its bare name, and the package itself holds a file of that name in
//! `node_modules/.bin`, which stands before every other command of that name.
//!
//! ## Why it matters
//!
//! Publishing leaves `node_modules/.bin` out, so someone put the file there. `node-gyp rebuild` in the manifest then means
//! a file that no reader of the manifest thinks of.
//!
//! ## Known benign uses
//!
//! None known: no release of the corpora holds the folder.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node-gyp rebuild"}}
//! == node_modules/.bin/node-gyp
//! #!/bin/sh
//! exec ./build.out
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"postinstall": "prebuild-install || node-gyp rebuild"}}
//! == index.js
//! module.exports = require("bindings")("x");
//! == node_modules/.bin/prebuild-install
//! #!/usr/bin/env node
//! require("../../index.js");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node-gyp rebuild"}, "bundleDependencies": ["a"], "dependencies": {"a": "1"}}
//! == binding.gyp
//! {"targets": [{"target_name": "x", "sources": ["x.cc"]}]}
//! == x.cc
//! int main() { return 0; }
//! == node_modules/a/package.json
//! {"name": "a", "version": "1.0.0", "main": "a.js"}
//! == node_modules/a/a.js
//! module.exports = 1;
//! ```
//!
//! ```package project
//! == package.json
//! {"name": "app", "version": "1.0.0", "scripts": {"postinstall": "husky"}}
//! == node_modules/.bin/husky
//! #!/usr/bin/env node
//! console.log("husky");
//! ```
//!
//! ## References
//!
//! - npm: the PATH of lifecycle scripts

use crate::prelude::*;

/// A hook starts a command that the package brought in `node_modules/.bin`.
pub struct HookCommandBroughtAlong;

impl Rule for HookCommandBroughtAlong {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "hook-command-brought-along",
            title: "A hook starts a command that the package brought in `node_modules/.bin`",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1574.007",
            covers: &["bin-shadowing", "lifecycle-install"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_own = |command: &&CommandFact| matches!(command.origin, CommandOrigin::Hook(_));
        for command in facts.commands().iter().filter(is_own).filter(|_| facts.published_name().is_some()) {
            let names = command.runs.iter().filter_map(|run| match run {
                Run::Program { name, .. } => Some(name.as_str()),
                _ => None,
            });
            for name in names.filter(|name| !name.contains(['/', '\\'])) {
                if facts.tree().file(&format!("node_modules/.bin/{name}")).is_some() {
                    let does = format!("starts the package's own `{}` by that name", excerpt(name, 60));
                    found.at(Trigger::Install, &command.locus, &does);
                }
            }
        }
    }
}
