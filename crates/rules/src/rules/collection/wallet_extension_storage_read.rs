//! # Storage of wallet extensions is read from the disk
//!
//! The folder in which a browser keeps an extension's data is listed, read or copied.
//!
//! ## Why it matters
//!
//! It holds the encrypted seed of the wallets a person uses. Thieves carry lists of extension ids and try
//! all of them.
//!
//! ## Known benign uses
//!
//! Wallet connectors find a wallet in the page, never on the disk.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const ids = ["nkbihfbeogaeaoehlefnkodbefgpgknn", "bfnaelmomeimhlpmgjnjophhpkkoljpa"];
//! for (const id of ids) {
//!   const folder = path.join(os.homedir(), ".config/google-chrome/Default/Local Extension Settings", id);
//!   for (const name of fs.readdirSync(folder)) { //~ here
//!     globalThis.held = fs.readFileSync(path.join(folder, name)); //~ and here
//!   }
//! }
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs");
//! const base = process.env.LOCALAPPDATA + "\\Microsoft\\Edge\\User Data\\Default\\IndexedDB\\";
//! fs.cpSync(base + "chrome-extension_ejbalbakoplchlghecdalmeeeajnimhm_0.indexeddb.leveldb", "./cache", { recursive: true }); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! exports.ids = { MetaMask: "nkbihfbeogaeaoehlefnkodbefgpgknn" };
//! exports.detect = () => Boolean(globalThis.ethereum && globalThis.ethereum.isMetaMask);
//! ```
//!
//! ## References
//!
//! - Socket: BeaverTail packages (March 2025)

use stockade_facts::api::{self, Effect};

use crate::prelude::*;

/// Storage of wallet extensions is read from the disk.
pub struct WalletExtensionStorageRead;

impl Rule for WalletExtensionStorageRead {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "wallet-extension-storage-read",
            title: "Storage of wallet extensions is read from the disk",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1555.003",
            covers: &["collect-wallet-extensions"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for call in facts.all_calls().iter().filter(|call| call.trigger != Trigger::Dormant && opens(call)) {
            let texts = call.arguments.iter().take(1).flat_map(|argument| &argument.texts);
            if texts.map(|text| text.replace('\\', "/").to_ascii_lowercase()).any(|text| is_storage(&text)) {
                found.call(call, "reads the storage of browser extensions");
            }
        }
    }
}

fn opens(call: &CallFact) -> bool {
    let effect = api::find(&call.api).map(|api| api.effect);
    effect.is_some_and(|effect| effect.reads_file() || matches!(effect, Effect::ListFolder(_)))
}

/// Where browsers of the Chromium family keep what extensions store. Source: Chromium's user data directory.
fn is_storage(path: &str) -> bool {
    [
        "local extension settings",
        "sync extension settings",
        "indexeddb/chrome-extension",
        "storage/default/moz-extension",
    ]
    .iter()
    .any(|part| path.contains(part))
}
