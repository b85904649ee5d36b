//! # A command of the package has the name of a system tool
//!
//! `bin` gives a command of the package the name of a tool that every developer types, such as `node`, `git` or `ls`, and
//! the package is not that tool.
//!
//! ## Why it matters
//!
//! Package managers link commands even with scripts switched off. From then on the package's code runs wherever a script
//! of the project, or a person, calls the tool.
//!
//! ## Known benign uses
//!
//! Packages that bring the tool itself, which are named after it, and Corepack.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 5
//! {
//!   "name": "left-pad-utils", "version": "1.0.0",
//!   "bin": {
//!     "left-pad-utils": "cli.js",
//!     "npm": "cli.js"
//!   }
//! }
//! == cli.js
//! console.log("npm");
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "left-pad-utils", "version": "1.0.0", "directories": {"bin": "./tools"}}
//! == tools/git
//! console.log("git");
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "left-pad-utils", "version": "1.0.0", "bin": {"claude": "cli.js"}}
//! == cli.js
//! console.log("claude");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "@scope/typescript-fork", "version": "1.0.0", "bin": {"tsc": "tsc.js"}}
//! == tsc.js
//! console.log("tsc");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "git-tools", "version": "1.0.0", "bin": {"git-tools": "cli.js", "git": "cli.js"}}
//! == cli.js
//! console.log("git");
//! ```
//!
//! ## References
//!
//! - OX Security, Checkmarx: command confusion and entry points (2024 to 2025)

use crate::prelude::*;

/// A command of the package has the name of a system tool.
pub struct BinShadowsCommand;

impl Rule for BinShadowsCommand {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "bin-shadows-command",
            title: "A command of the package has the name of a system tool",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1574.007",
            covers: &["bin-shadowing"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let (Some(name), Some(manifest)) = (facts.published_name(), facts.manifest()) else { return };
        for (command, _) in manifest.bin.iter().filter(|(command, _)| COMMANDS.contains(&command.as_str())) {
            if !is_the_tool(name, command) {
                let does = format!("installs its own `{command}`");
                found.at(Trigger::Bin, &facts.in_manifest(&["bin", command]), &does);
            }
        }
        let folder = manifest.bin_folder.as_deref().filter(|_| manifest.bin.is_empty()).unwrap_or("/");
        let folder = folder.trim_start_matches("./").trim_end_matches('/');
        for command in COMMANDS.iter().filter(|command| !is_the_tool(name, command)) {
            let path = format!("{folder}/{command}");
            if facts.tree().file(&path).is_some() {
                found.at(
                    Trigger::Bin,
                    &facts.in_manifest(&["directories", "bin"]),
                    &format!("installs its own `{command}`"),
                );
            }
        }
    }
}

/// Tools that developers and build scripts call by their bare name.
const COMMANDS: [&str; 50] = [
    "node",
    "npm",
    "npx",
    "yarn",
    "pnpm",
    "git",
    "ssh",
    "scp",
    "sudo",
    "sh",
    "bash",
    "zsh",
    "ls",
    "cat",
    "curl",
    "wget",
    "python",
    "python3",
    "pip",
    "pip3",
    "docker",
    "kubectl",
    "env",
    "whoami",
    "powershell",
    "cp",
    "mv",
    "rm",
    "make",
    "tar",
    "grep",
    "find",
    "ps",
    "kill",
    "chmod",
    "systemctl",
    "openssl",
    "gpg",
    "brew",
    "gh",
    "aws",
    "gcloud",
    "az",
    "terraform",
    "code",
    "cursor",
    "claude",
    "gemini",
    "codex",
    "tsc",
];

/// Whether the package's name says that it brings the tool: the tool's name is in it.
fn is_the_tool(package: &str, command: &str) -> bool {
    let tool = match command {
        "npx" => "npm",
        "python3" => "python",
        "pip3" => "pip",
        "tsc" => "typescript",
        command => command,
    };
    let is_word = package.split(|next: char| !next.is_ascii_alphanumeric()).any(|word| word == tool);
    is_word || package == "corepack" || (tool.len() >= 4 && package.contains(tool))
}
