//! # A scanner for secrets is run unasked
//!
//! At install or import, a program is started that searches files for credentials.
//!
//! ## Why it matters
//!
//! Worms bring a known scanner along and send its report, which finds more than any list of paths.
//!
//! ## Known benign uses
//!
//! Security tools run such a scanner when a person starts them or a commit is made, and keep the report on
//! the machine.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { spawnSync } = require("child_process");
//! const { stdout } = spawnSync("/tmp/.cache/trufflehog", ["filesystem", "/home", "--json"]); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "npx -y gitleaks detect -s $HOME -r /tmp/r.json"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! require("child_process").spawnSync("gitleaks", ["detect", "--source", "."], { stdio: "inherit" });
//! ```
//!
//! ## References
//!
//! - Wiz: Shai-Hulud npm Supply Chain Attack (September 2025)

use crate::prelude::*;

/// A scanner for secrets is run unasked.
pub struct SecretScannerRun;

impl Rule for SecretScannerRun {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-scanner-run",
            title: "A scanner for secrets is run unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-trufflehog"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.unasked_commands() {
            if command.runs.iter().any(is_scanner) {
                found.at(command.trigger, &command.locus, "starts a scanner for secrets");
            }
        }
    }
}

fn is_scanner(run: &Run) -> bool {
    const SCANNERS: [&str; 6] =
        ["trufflehog", "gitleaks", "noseyparker", "detect-secrets", "ggshield", "whispers"];
    let (Run::Program { name, .. } | Run::Package { name }) = run else { return false };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    SCANNERS.iter().any(|scanner| name.starts_with(scanner))
}
