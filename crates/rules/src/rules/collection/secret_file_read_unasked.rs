//! # A file that holds secrets is read unasked
//!
//! At install or import, keys, tokens, wallets or histories in the home folder are read. Where they go
//! could not be followed.
//!
//! ## Why it matters
//!
//! A hidden way out is still a way out: what is read beside concealed code or another threat is likely
//! stolen.
//!
//! ## Known benign uses
//!
//! Package managers and clients read their own settings when they are loaded.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const key = fs.readFileSync(os.homedir() + "/.ssh/id_ed25519"); //~ here
//! fetch("http://169.254.170.2/v2/credentials/x").then((reply) => globalThis.done(reply, key));
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.settings = fs.readFileSync(os.homedir() + "/.npmrc", "utf8").split("\n").length;
//! exports.key = (name) => fs.readFileSync(os.homedir() + "/.ssh/" + name);
//! ```
//!
//! ## References
//!
//! - OWASP: npm supply chain worms of 2025

use crate::prelude::*;

/// A file that holds secrets is read unasked.
pub struct SecretFileReadUnasked;

impl Rule for SecretFileReadUnasked {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-file-read-unasked",
            title: "A file that holds secrets is read unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1552.001",
            covers: &[
                "collect-ssh-keys",
                "collect-cloud-files",
                "collect-git-tokens",
                "collect-wallet-files",
                "collect-keychain",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for read in
            facts.reads().iter().filter(|read| read.trigger.runs_unasked() && is_private(&read.source))
        {
            found.at(read.trigger, &facts.locus(read.spot), &read.source.phrase());
        }
    }
}

/// Files that belong to a person and not to the tools of a package: settings of the registry, `.env` files and
/// an agent's folder are read by honest tools when they are loaded.
fn is_private(source: &Source) -> bool {
    matches!(
        source,
        Source::SecretFile(
            FileClass::SshKey
                | FileClass::CloudCredential
                | FileClass::GitCredential
                | FileClass::Wallet
                | FileClass::Keychain
                | FileClass::ShellHistory
                | FileClass::ApplicationSession
        )
    )
}
