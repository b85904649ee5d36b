//! # The user's credentials are seen publishing
//!
//! Run in a fake world, the code published a package, made a repository or wrote a workflow in the user's name.
//!
//! ## Why it matters
//!
//! This is how worms spread: each victim's token carries the code to the packages and repositories of that victim.
//!
//! ## Known benign uses
//!
//! Release tools publish when a person runs their command: a finding of theirs is no proof.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const { execSync } = require("child_process");
//! execSync(["npm", "publish", "--access", "public"].join(" ")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const { execSync } = require("child_process");
//! exports.release = () => execSync("npm publish");
//! ```
//!
//! ## References
//!
//! - Shai-Hulud worm (September 2025)

use crate::prelude::*;

/// The user's credentials are seen publishing.
pub struct CredentialsSeenSpreading;

impl Rule for CredentialsSeenSpreading {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "credentials-seen-spreading",
            title: "The user's credentials are seen publishing",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1195.002",
            covers: &["worm-npm-publish", "exfil-github-repo", "worm-repo-injection"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let spreads = |proof: &&Proof| proof.kind == ProofKind::Spread && proof.trigger.runs_unasked();
        facts.proofs().iter().filter(spreads).for_each(|proof| found.seen(proof));
    }
}
