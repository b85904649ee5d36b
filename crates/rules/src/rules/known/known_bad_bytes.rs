//! # A file is known to be malicious byte for byte
//!
//! The hash of a file, or of the packed artifact, stands in a published record of malware.
//!
//! ## Why it matters
//!
//! Equal hashes are equal bytes: this is the one finding that is proof by itself. The record names the campaign, and
//! so what to do next.
//!
//! ## Known benign uses
//!
//! None. The test line below is harmless and is recorded so that an installation can be tested without malware.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0"}
//! == stockade-selftest.txt //~ 1
//! STOCKADE-SELFTEST: this harmless line stands for the bytes of known malware
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0"}
//! == notes.txt
//! STOCKADE-SELFTEST: this harmless line stands for the bytes of known malware, with a word more
//! ```
//!
//! ## References
//!
//! - The sources named in the finding

use stockade_model::KnownMatch;

use crate::prelude::*;

/// A file is known to be malicious byte for byte.
pub struct KnownBadBytes;

impl Rule for KnownBadBytes {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "known-bad-bytes",
            title: "A file is known to be malicious byte for byte",
            tier: Tier::FileList,
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
            if let KnownMatch::ExactHash { record, file, hash } = known {
                let advisories = if record.advisories.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", record.advisories.join(", "))
                };
                let what = file
                    .as_deref()
                    .map_or_else(|| "the archive".to_owned(), |file| format!("`{}`", excerpt(file, 120)));
                let clause = format!(
                    "{what} has the hash `{hash}` of the campaign `{}`{advisories}",
                    record.campaign_name
                );
                found.known_bad_bytes(file.as_deref().unwrap_or("package.json"), clause);
            }
        }
    }
}
