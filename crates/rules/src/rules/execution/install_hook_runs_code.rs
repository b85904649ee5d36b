//! # A hook runs code at install
//!
//! The manifest has a hook that a package manager runs by itself, and the hook starts a script, a program text
//! or a program of the package.
//!
//! ## Why it matters
//!
//! It runs on every machine that installs the package, before anybody decided to use it.
//!
//! ## Known benign uses
//!
//! Building or fetching native code, checks of the version, thanks to sponsors. So this informs; what the
//! hook's code does is for other rules.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! console.log("ready");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node-gyp-build", "test": "node test.js"}}
//! == test.js
//! console.log("tested");
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1546.016, Installer Packages

use crate::prelude::*;

/// A hook runs code at install.
pub struct InstallHookRunsCode;

impl Rule for InstallHookRunsCode {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "install-hook-runs-code",
            title: "A hook runs code at install",
            tier: Tier::Metadata,
            role: Role::Capability,
            severity: Level::Low,
            specificity: Level::Low,
            technique: "T1546.016",
            covers: &["lifecycle-preinstall", "lifecycle-install", "lifecycle-prepare-git"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        if facts.context().origin == Origin::Project {
            return;
        }
        for command in facts.commands() {
            let CommandOrigin::Hook(name) = &command.origin else { continue };
            let is_code = |run: &Run| match run {
                Run::NodeFile { .. }
                | Run::NodeCode { .. }
                | Run::InterpreterFile { .. }
                | Run::InterpreterCode { .. } => true,
                Run::Program { name, .. } => name.contains(['/', '\\']),
                _ => false,
            };
            if command.runs.iter().any(is_code) {
                let does = format!("runs `{}` in the hook `{name}`", excerpt(&command.text, 80));
                found.at(command.trigger, &command.locus, &does);
            }
        }
    }
}
