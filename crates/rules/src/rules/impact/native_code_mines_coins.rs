//! # Machine code talks to a mining pool
//!
//! A native module or program of the package holds the address of a mining pool in the pools' own protocol.
//!
//! ## Why it matters
//!
//! Nothing but a miner speaks it. A miner inside a library spends its users' machines and money.
//!
//! ## Known benign uses
//!
//! Packages whose purpose is mining, which nobody has among the dependencies of something else.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./addon.node");
//! == addon.node elf //~ 1
//! randomx
//! stratum+tcp://pool.invalid:3333
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs");
//! WebAssembly.instantiate(fs.readFileSync(__dirname + "/hash.wasm"), {});
//! == hash.wasm hex //~ 1
//! 0061736d0100000000007374726174756d2b73736c3a2f2f706f6f6c2e696e76616c69643a34343300
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("bindings")("multihashing");
//! == build/Release/multihashing.node elf
//! randomx_calculate_hash
//! cryptonight
//! ```
//!
//! ## References
//!
//! - MITRE ATT&CK T1496, Resource Hijacking

use stockade_facts::native::HeldKind;

use crate::prelude::*;

/// Machine code talks to a mining pool.
pub struct NativeCodeMinesCoins;

impl Rule for NativeCodeMinesCoins {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-mines-coins",
            title: "Machine code talks to a mining pool",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1496",
            covers: &["impact-cryptominer", "native-node-binary", "wasm-payload"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for native in facts.natives() {
            if let Some(held) = native.held.iter().find(|held| held.kind == HeldKind::MiningPool) {
                let does =
                    format!("is machine code that names the mining pool `{}`", excerpt(&held.text, 120));
                found.at(facts.native_trigger(&native.path), &Locus::whole(native.path.as_str()), &does);
            }
        }
    }
}
