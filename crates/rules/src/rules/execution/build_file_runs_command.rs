//! # A build file without native code runs commands
//!
//! A `binding.gyp` that a package manager builds by itself starts a script, a program text or a download, and
//! the package has nothing to compile; or it hides that it does.
//!
//! ## Why it matters
//!
//! A `binding.gyp` is a hook that no manifest shows: its expansions and actions run at install even where the
//! manifest has no script at all.
//!
//! ## Known benign uses
//!
//! Add-ons ask `node -p` for the folder of their headers, probe for libraries and may run a script that writes
//! sources. They have C or C++ beside it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.chat = async (prompt) => ({ prompt });
//! == binding.gyp //~ 1
//! {"targets": [{"target_name": "noop", "type": "none", "sources": ["<!(node setup.js > /dev/null 2>&1 && echo stub.c)"]}]}
//! == setup.js
//! console.log("ready");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = 1;
//! == binding.gyp //~ 2
//! {"targets": [{"target_name": "events", "type": "none",
//!   "actions": [{"action_name": "go", "inputs": [], "outputs": ["x"], "action": ["node", "worker.js"]}]}]}
//! == worker.js
//! require("fs").writeFileSync("x", "");
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./build/Release/crc.node");
//! == binding.gyp
//! {"targets": [{"target_name": "crc", "sources": ["<!@(node -p \"require('fs').readdirSync('src').join(' ')\")", "src/crc.cc"],
//!   "include_dirs": ["<!@(node -p \"require('node-addon-api').include\")", "<!(node ./util/has_lib.js zlib)"]}]}
//! == util/has_lib.js
//! console.log(true);
//! == src/crc.cc
//! #include <napi.h>
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = 1;
//! == binding.gyp
//! {"targets": [{"target_name": "noop", "type": "none"}]}
//! ```
//!
//! ## References
//!
//! - StepSecurity: Phantom Gyp, a new supply chain attack against npm (June 2026)

use stockade_facts::build_file::BuildFileFact;

use crate::prelude::*;

/// A build file without native code runs commands.
pub struct BuildFileRunsCommand;

impl Rule for BuildFileRunsCommand {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "build-file-runs-command",
            title: "A build file without native code runs commands",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1546.016",
            covers: &["implicit-node-gyp"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let has_source = facts.tree().files().iter().any(|file| is_native_source(&file.path));
        for command in facts.commands() {
            let is_built = command.origin == CommandOrigin::BuildFile && command.trigger == Trigger::Install;
            if is_built && (is_hushed(&command.text) || !has_source && command.runs.iter().any(starts_code)) {
                let does = format!("runs `{}` while it is built", excerpt(&command.text, 80));
                found.at(command.trigger, &command.locus, &does);
            }
        }
        if !has_source {
            facts
                .build_files()
                .iter()
                .filter(|file| file.is_root)
                .for_each(|file| python_modules(facts, file, found));
        }
    }
}

/// Python beside the build file, which gyp imports.
fn python_modules(_facts: &Facts<'_>, file: &BuildFileFact, found: &mut Found<'_>) {
    use stockade_facts::read::gyp::ExpansionKind;
    for expansion in
        file.gyp.expansions.iter().filter(|expansion| expansion.kind == ExpansionKind::PythonModule)
    {
        let locus = Locus { file: file.path.clone(), start: expansion.span.0, end: expansion.span.1 };
        found.at(Trigger::Install, &locus, "imports a Python module while it is built");
    }
}

fn is_native_source(path: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["c", "cc", "cpp", "cxx", "c++", "m", "mm", "s", "asm", "rs", "zig", "go", "swift", "cu"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Output thrown away and a constant said in its place: the expansion is there for what it does alone.
fn is_hushed(command: &str) -> bool {
    let throws_away = command.contains("/dev/null")
        || command.to_ascii_lowercase().contains(">nul")
        || command.contains("> NUL");
    let says = ["echo ", "printf "].iter().any(|word| command.contains(word));
    let runs = ["node ", "bun ", "deno ", "python", "sh ", "bash ", "curl ", "wget "]
        .iter()
        .any(|word| command.contains(word));
    throws_away && says && runs
}

fn starts_code(run: &Run) -> bool {
    match run {
        Run::NodeFile { .. } | Run::InterpreterFile { .. } | Run::InterpreterCode { .. } => true,
        Run::NodeCode { code, .. } => !is_lookup(code),
        Run::Program { name, .. } => is_downloader(name) || name.starts_with("./"),
        _ => false,
    }
}

/// `require('nan')`, `require('node-addon-api').include`: what headers are asked for with.
fn is_lookup(code: &str) -> bool {
    let code = code.trim().trim_end_matches(';');
    code.len() <= 120
        && code.matches("require").count() == 1
        && !code.contains("child_process")
        && !code.contains("http")
}

fn is_downloader(name: &str) -> bool {
    matches!(name, "curl" | "wget" | "powershell" | "pwsh" | "npx")
}
