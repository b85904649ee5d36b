//! # A value of a known campaign stands in the code
//!
//! A host, address, wallet or text that a primary source, or several, ascribe to a campaign stands in a script or manifest.
//!
//! ## Why it matters
//!
//! Code is rewritten from wave to wave; the host that it reports to, or the marker that it looks for, often is not. The
//! campaign's name says what to do next.
//!
//! ## Known benign uses
//!
//! Scanners and blocklists hold such values too: a text with values of more than three campaigns counts as a list. Test
//! data in code that nothing runs changes no verdict.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.home = "https://api.stockade-selftest.invalid/v1"; //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "sh tools/run.sh"}}
//! == tools/run.sh
//! home=stockade-selftest.invalid #~ here
//! echo "$home"
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.home = "https://not-stockade-selftest.invalid/v1";
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == README.md
//! The campaign reported to stockade-selftest.invalid.
//! == index.js
//! module.exports = {};
//! ```
//!
//! ## References
//!
//! - The sources named in the finding

use crate::prelude::*;

/// A value of a known campaign stands in the code.
pub struct KnownBadIndicator;

impl Rule for KnownBadIndicator {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "known-bad-indicator",
            title: "A value of a known campaign stands in the code",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.002",
            covers: &[],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for value in facts.known_values().iter().filter(|value| value.is_sure()) {
            let indicator = value.indicator;
            let does = format!(
                "holds `{}` of the campaign `{}`",
                excerpt(&indicator.value, 80),
                indicator.record.campaign_name
            );
            found.at(value.trigger, &value.locus, &does);
        }
    }
}
