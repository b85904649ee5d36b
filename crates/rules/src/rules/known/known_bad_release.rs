//! # A release of this name and version is known to be malicious
//!
//! A published record says that this version of this package is malicious. The bytes at hand may be others.
//!
//! ## Why it matters
//!
//! Removal from the registry is not removal from lockfiles, caches and images. The record names the campaign,
//! and so what to do next.
//!
//! ## Known benign uses
//!
//! A private package of the same name and version.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 1
//! {"name": "is-buffer-validator", "version": "1.0.0"}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "is-buffer", "version": "2.0.5"}
//! ```
//!
//! ## References
//!
//! - The sources named in the finding

use stockade_model::KnownMatch;

use crate::prelude::*;

/// A release of this name and version is known to be malicious.
pub struct KnownBadRelease;

impl Rule for KnownBadRelease {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "known-bad-release",
            title: "A release of this name and version is known to be malicious",
            tier: Tier::Metadata,
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
        for known in facts.known() {
            if let KnownMatch::NameAndVersion { record } = known {
                let advisories = if record.advisories.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", record.advisories.join(", "))
                };
                found.release(
                    Trigger::Install,
                    format!(
                        "this name and version belong to the campaign `{}`{advisories}",
                        record.campaign_name
                    ),
                );
            }
        }
    }
}
