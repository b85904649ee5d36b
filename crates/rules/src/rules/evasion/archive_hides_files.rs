//! # The archive shows different files to different readers
//!
//! The archive holds a path twice, climbs out of its folder, has bytes behind its end, or says one thing in two ways.
//!
//! ## Why it matters
//!
//! A registry, a scanner and a package manager may then each read another program.
//!
//! ## Known benign uses
//!
//! Old packing programs wrote a file twice.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = 1;
//! == index.js //~ 1
//! exports.x = 2;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.x = 1;
//! ```
//!
//! ## References
//!
//! - POSIX.1-2001: pax headers

use stockade_model::AnomalyKind;

use crate::prelude::*;

/// The archive shows different files to different readers.
pub struct ArchiveHidesFiles;

impl Rule for ArchiveHidesFiles {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "archive-hides-files",
            title: "The archive shows different files to different readers",
            tier: Tier::FileList,
            role: Role::Capability,
            severity: Level::Medium,
            specificity: Level::High,
            technique: "T1036",
            covers: &[],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for file in facts.tree().files().iter().filter(|file| file.reading > 0) {
            found.at(
                trigger_of(facts, &file.path),
                &Locus::whole(&*file.path),
                "is in the archive twice, with different contents",
            );
        }
        for anomaly in &facts.tree().anomalies {
            use AnomalyKind::{AbsolutePath, EscapingLink, ExtraGzipMember, HeaderMismatch, PathTraversal};
            let does = match anomaly.kind {
                PathTraversal | AbsolutePath | EscapingLink => "leads out of the package's folder",
                ExtraGzipMember => "comes in an archive with a second part that some readers skip",
                HeaderMismatch => "is described in two ways by the archive",
                _ => continue,
            };
            let file = if anomaly.path.is_empty() { "package.json" } else { anomaly.path.as_str() };
            found.at(trigger_of(facts, file), &Locus::whole(file), does);
        }
    }
}

fn trigger_of(facts: &Facts<'_>, file: &str) -> Trigger {
    facts
        .scripts()
        .iter()
        .find(|script| &*script.path == file)
        .map_or(Trigger::Import, |script| script.trigger)
}
