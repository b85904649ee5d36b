//! # The package makes itself start at login or boot
//!
//! A cron table, a systemd unit, a launch agent, a Run key or a start-up folder is written by code that nobody asked to run.
//!
//! ## Why it matters
//!
//! The payload then outlives the package: removing it from `node_modules` removes nothing. Such entries also
//! guard stolen tokens, and strike when one is revoked.
//!
//! ## Known benign uses
//!
//! Service managers write units when a person tells them to. An install hook or an import is not asked.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"postinstall": "node setup.js"}}
//! == index.js
//! exports.x = 1;
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const unit = os.homedir() + "/.config/systemd/user/sync.service";
//! fs.writeFileSync(unit, "[Service]\nExecStart=/bin/true\n"); //~ here
//! require("child_process").execSync("systemctl --user enable --now sync.service"); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "main": "index.js"}
//! == index.js
//! import { execFile } from "node:child_process";
//! execFile("reg", ["add", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "/v", "Up", "/d", "node up.js"]); //~ here
//! export const x = 1;
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "(crontab -l; echo '@reboot node ~/.x/m.js') | crontab -"}}
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
//! if (process.argv[2] === "startup") fs.writeFileSync(os.homedir() + "/.config/systemd/user/x.service", "[Service]\n");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), path = require("path");
//! exports.enable = (folder, unit) => fs.writeFileSync(path.join(folder, "systemd/user/app.service"), unit);
//! ```
//!
//! ## References
//!
//! - Snyk: Node.js third-party modules that install cron jobs
//! - StepSecurity: the axios compromise of March 2026

use crate::prelude::*;

/// The package makes itself start at login or boot.
pub struct AutostartEntryWritten;

impl Rule for AutostartEntryWritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "autostart-entry-written",
            title: "The package makes itself start at login or boot",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1547",
            covers: &["persist-cron-systemd", "persist-launchagent", "persist-windows-run"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let written =
            facts.file_changes().filter(|change| change.is_write() && change.class() == FileClass::Autostart);
        for change in written.filter(|change| change.trigger().runs_unasked() && change.own_path().is_none())
        {
            found.call(change.call, "writes what starts at login or boot");
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            if command.behaviours.iter().any(starts_again) {
                found.at(
                    command.trigger,
                    &command.locus,
                    "makes something start at login, boot or a set time",
                );
            }
        }
    }
}

fn starts_again(kind: &BehaviourKind) -> bool {
    use PersistencePlace::{Cron, LaunchAgent, ScheduledTask, Systemd, WindowsRun};
    matches!(
        kind,
        BehaviourKind::Persists { place: Cron | Systemd | LaunchAgent | ScheduledTask | WindowsRun }
    )
}
