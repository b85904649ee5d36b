//! # A shell start-up file is changed unasked
//!
//! Code that runs at install or import writes `.bashrc`, `.zshrc`, a PowerShell profile or one of their kin.
//!
//! ## Why it matters
//!
//! Every new terminal then runs the line. In August 2025 the worm in nx left one that shut the machine down.
//!
//! ## Known benign uses
//!
//! Version managers and completion scripts change profiles when a person runs their command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node hook.js"}}
//! == hook.js
//! const { appendFileSync } = require("node:fs");
//! const { join } = require("node:path");
//! for (const name of [".bashrc", ".zshrc"]) appendFileSync(join(process.env.HOME, name), "\nnode ~/.x/a.js &\n"); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "echo 'node ~/.x/a.js &' >> ~/.profile"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! const fs = require("fs");
//! if (process.argv[2] === "completion") fs.appendFileSync(require("os").homedir() + "/.bashrc", "source <(x completion)\n");
//! ```
//!
//! ## References
//!
//! - Nx: s1ngularity postmortem (August 2025)

use crate::prelude::*;

/// A shell start-up file is changed unasked.
pub struct ShellProfileWritten;

impl Rule for ShellProfileWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "shell-profile-written",
            title: "A shell start-up file is changed unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546.004",
            covers: &["persist-shell-rc"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let written = facts
            .file_changes()
            .filter(|change| change.is_write() && change.class() == FileClass::ShellProfile);
        for change in written.filter(|change| change.trigger().runs_unasked() && change.own_path().is_none())
        {
            found.call(change.call, "changes a file that every new shell runs");
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            let profile = BehaviourKind::Persists { place: PersistencePlace::ShellProfile };
            if command.behaviours.contains(&profile) {
                found.at(command.trigger, &command.locus, "changes a file that every new shell runs");
            }
        }
    }
}
