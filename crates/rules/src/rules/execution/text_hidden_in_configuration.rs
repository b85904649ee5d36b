//! # A tool's configuration holds hidden code
//!
//! A file that a build tool runs as its configuration has code pushed out of sight, invisible text, or names
//! as an obfuscator writes them.
//!
//! ## Why it matters
//!
//! A configuration runs with every build and every start of the development server, on the machine of whoever
//! was asked to look at the project.
//!
//! ## Known benign uses
//!
//! Configurations are code, and may read files and variables. None is obfuscated.
//!
//! ## Bad
//!
//! ```package project
//! == package.json
//! {"name": "x", "version": "1.0.0", "private": true, "scripts": {"dev": "next dev"}}
//! == postcss.config.js //~ 1
//! module.exports = { plugins: {} };                                                                                                                                                                                                              global.r = require; (function () { return global.r("os").hostname(); })();
//! ```
//!
//! ## Good
//!
//! ```package project
//! == package.json
//! {"name": "x", "version": "1.0.0", "private": true, "scripts": {"build": "vite build"}}
//! == vite.config.js
//! import { readFileSync } from "node:fs";
//! const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8"));
//! export default { define: { __VERSION__: JSON.stringify(version) } };
//! ```
//!
//! ## References
//!
//! - Microsoft: Contagious Interview, malware in developers' projects (2026)

use crate::prelude::*;

/// A tool's configuration holds hidden code.
pub struct TextHiddenInConfiguration;

impl Rule for TextHiddenInConfiguration {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "text-hidden-in-configuration",
            title: "A tool's configuration holds hidden code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1059.007",
            covers: &["config-file-exec", "whitespace-padding"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        if facts.context().origin != Origin::Project {
            return;
        }
        for fact in facts.concealments().iter().filter(|fact| is_configuration(&fact.locus.file)) {
            if fact.trigger <= Trigger::Build {
                found.at(fact.trigger, &fact.locus, "hides code in a tool's configuration");
            }
        }
    }
}

fn is_configuration(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    name.contains(".config.")
        || name.contains("rc.")
        || name.starts_with("gulpfile")
        || name.starts_with("gruntfile")
        || name.starts_with("gatsby-")
}
