//! # The package rewrites its own manifest at install
//!
//! Code that an install hook runs writes, or puts another file over, the package's own `package.json`.
//!
//! ## Why it matters
//!
//! The hook vanishes from the installed copy, so that a later look finds a clean package of a lower version.
//!
//! ## Known benign uses
//!
//! Publishing tools rewrite manifests before packing, on the maintainer's machine.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == package.md
//! {"name": "x", "version": "0.9.0"}
//! == setup.js
//! const fs = require("fs");
//! fs.renameSync("package.md", "package.json"); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), path = require("path");
//! const file = path.join(__dirname, "package.json");
//! const own = JSON.parse(fs.readFileSync(file));
//! delete own.scripts;
//! fs.writeFileSync(file, JSON.stringify(own)); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node a.js; npm pkg delete scripts"}}
//! == a.js
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}, "scripts": {"prepublishOnly": "npm pkg delete devDependencies"}}
//! == cli.js
//! #!/usr/bin/env node
//! const fs = require("fs");
//! fs.writeFileSync("package.json", JSON.stringify({ name: process.argv[2] }));
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node post.js"}}
//! == post.js
//! const fs = require("fs");
//! fs.writeFileSync(process.env.INIT_CWD + "/package.json", "{}");
//! ```
//!
//! ## References
//!
//! - StepSecurity: the axios compromise of March 2026

use crate::prelude::*;

/// The package rewrites its own manifest at install.
pub struct OwnManifestRewritten;

impl Rule for OwnManifestRewritten {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "own-manifest-rewritten",
            title: "The package rewrites its own manifest at install",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1070",
            covers: &["manifest-rewrite"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        if matches!(facts.context().origin, Origin::Project | Origin::GitDependency) {
            return;
        }
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            if change.own_path().as_deref() == Some("package.json") {
                found.call(change.call, "rewrites the package's own manifest");
            }
        }
        for command in
            facts.commands().iter().filter(|command| matches!(command.origin, CommandOrigin::Hook(_)))
        {
            if command.runs.iter().any(rewrites) {
                found.at(command.trigger, &command.locus, "rewrites the package's own manifest");
            }
        }
    }
}

fn rewrites(run: &Run) -> bool {
    let Run::Program { name, arguments } = run else { return false };
    let is_manifest = |word: &String| word.trim_start_matches("./") == "package.json";
    match name.as_str() {
        "npm" | "pnpm" => {
            arguments.first().is_some_and(|word| word == "pkg")
                && arguments.iter().any(|word| word == "set" || word == "delete")
        }
        "mv" | "cp" | "move" | "copy" | "ren" => arguments.last().is_some_and(is_manifest),
        "sed" => arguments.iter().any(|word| word.starts_with("-i")) && arguments.iter().any(is_manifest),
        _ => false,
    }
}
