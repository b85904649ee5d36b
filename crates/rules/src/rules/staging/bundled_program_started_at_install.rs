//! # A bundled program is started at install
//!
//! A hook, or code that a hook starts, runs a native program or library that lies in the package.
//!
//! ## Why it matters
//!
//! Machine code does what it likes and cannot be read. A library has no reason to start it before anybody
//! uses the library.
//!
//! ## Known benign uses
//!
//! Add-ons ship compiled modules for several systems, which are loaded when the add-on is. Hardly any starts a
//! program at install.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "./tools/setup"}}
//! == tools/setup elf
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node install.js"}}
//! == install.js
//! const { spawn } = require("child_process");
//! spawn("rundll32", [__dirname + "/node-gyp.dll,main"]); //~ here
//! == node-gyp.dll elf
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node install.js"}}
//! == install.js
//! const path = require("path");
//! require("child_process").spawn(path.join(__dirname, "bin", process.platform, "tool"), []); //~ here
//! == bin/linux/tool elf
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"install": "node-gyp-build"}}
//! == index.js
//! module.exports = require("node-gyp-build")(__dirname);
//! == prebuilds/linux-x64/a.node elf
//! ```
//!
//! ## References
//!
//! - JFrog: IronWorm, a Rust worm in npm packages (June 2026)

use stockade_facts::native::NativeFact;
use stockade_facts::vocabulary::HOLE;

use crate::prelude::*;

/// A bundled program is started at install.
pub struct BundledProgramStartedAtInstall;

impl Rule for BundledProgramStartedAtInstall {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "bundled-program-started-at-install",
            title: "A bundled program is started at install",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1204.002",
            covers: &["native-node-binary", "dll-by-rundll"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for command in facts.commands().iter().filter(|command| command.trigger == Trigger::Install) {
            let words = command.runs.iter().filter_map(|run| match run {
                Run::Program { name, arguments } => Some((name, arguments.as_slice())),
                _ => None,
            });
            for (name, arguments) in words {
                let is_loader = is_system_loader(name);
                let is_started = |native: &&NativeFact| {
                    names(name, &native.path)
                        || is_loader && arguments.iter().any(|word| names(word, &native.path))
                };
                if let Some(native) =
                    facts.natives().iter().filter(|native| is_machine_code(native)).find(is_started)
                {
                    let does = format!("starts the bundled program `{}`", excerpt(&native.path, 80));
                    found.at(command.trigger, &command.locus, &does);
                }
            }
        }
    }
}

fn is_machine_code(native: &NativeFact) -> bool {
    use stockade_facts::read::native::Format;
    matches!(
        native.format,
        Format::Elf | Format::Pe | Format::MachO | Format::MachOFat | Format::CompoundFile
    )
}

/// Programs of the system that start the library they are given.
fn is_system_loader(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(
        name.trim_end_matches(".exe"),
        "rundll32" | "regsvr32" | "installutil" | "msiexec" | "start" | "ld-linux.so"
    )
}

/// Whether a word of a command names the file of the package.
fn names(word: &str, path: &str) -> bool {
    let word = word.replace('\\', "/");
    let word = word.split(',').next().unwrap_or_default();
    let word = word.trim_start_matches(|next: char| !next.is_alphanumeric() && !matches!(next, '_' | '@'));
    !word.is_empty() && (word == path || word.ends_with(&format!("/{path}")) || fits(word, path))
}

/// Whether a word with parts that are not known, such as the platform, stands for the path.
fn fits(word: &str, path: &str) -> bool {
    let (words, parts) = (word.split('/'), path.split('/'));
    let is_name = |word: &str| !word.contains(HOLE);
    let is_fit = |(word, part): (&str, &str)| match word.split_once(HOLE) {
        Some((start, end)) => part.starts_with(start) && part.ends_with(end.trim_start_matches(HOLE)),
        None => word == part,
    };
    word.contains(HOLE)
        && words.clone().count() == parts.clone().count()
        && words.clone().next_back().is_some_and(is_name)
        && words.zip(parts).all(is_fit)
}
