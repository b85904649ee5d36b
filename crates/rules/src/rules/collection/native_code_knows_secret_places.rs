//! # Machine code knows where secrets lie
//!
//! A native module or program of the package holds the paths of several kinds of secrets: wallets, browsers' stores, key
//! stores, sessions, keys, tokens.
//!
//! ## Why it matters
//!
//! Machine code is the part of a package that nobody reads, and thieves have moved there. The files it opens still stand
//! in it as texts, and no add-on has a use for wallets and browsers' passwords together.
//!
//! ## Known benign uses
//!
//! A whole browser inside a package knows its own stores. Scanners for leaked secrets know the places of tokens, and
//! no wallets. One kind of secret alone is not reported: clients of clouds know their credentials.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./build/Release/addon.node");
//! == build/Release/addon.node hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 006f70656e002f4c6f67696e2044617461002f4c6f63616c20457874656e73696f6e2053657474696e67732f6e6b6269
//! 686662656f676165616f65686c65666e6b6f646265666770676b6e6e00
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "./tools/setup"}}
//! == tools/setup hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 002e7373682f69645f65643235353139002e6177732f63726564656e7469616c73002f2e6e706d7263002e6769742d63
//! 726564656e7469616c7300
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const file = `./lib/${process.platform}.node`;
//! module.exports = require(file);
//! == lib/win32.node hex //~ 1
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 005c00450078006f006400750073005c00650078006f006400750073002e00770061006c006c0065007400005c006400
//! 6900730063006f00720064005c004c006f00630061006c002000530074006f0072006100670065005c006c0065007600
//! 65006c006400620000
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "aws-crt", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./dist/bin/linux-x64/aws-crt-nodejs.node");
//! == dist/bin/linux-x64/aws-crt-nodejs.node hex
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 007e2f2e6177732f63726564656e7469616c73004157535f50524f46494c4500687474703a2f2f3136392e3235342e31
//! 36392e32353400
//! ```
//!
//! ```package
//! == package.json
//! {"name": "keytar", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("bindings")("keytar.node");
//! == build/Release/keytar.node hex
//! 7f454c4602010100000000000000000003003e0001000000780040000000000040000000000000000000000000000000
//! 007365637265745f70617373776f72645f73746f72655f73796e63006c69627365637265742d312e736f2e30006f7267
//! 2e667265656465736b746f702e5365637265742e47656e6572696300
//! ```
//!
//! ## References
//!
//! - JFrog: IronWorm, a Rust worm in npm packages (June 2026)
//! - MITRE ATT&CK T1555, Credentials from Password Stores

use std::collections::BTreeSet;

use stockade_facts::native::{Held, HeldKind, NativeFact};

use crate::prelude::*;

/// Machine code knows where secrets lie.
pub struct NativeCodeKnowsSecretPlaces;

impl Rule for NativeCodeKnowsSecretPlaces {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "native-code-knows-secret-places",
            title: "Machine code knows where secrets lie",
            tier: Tier::FileList,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1555",
            covers: &["native-node-binary", "collect-browser-profiles", "collect-wallet-files"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for native in facts.natives() {
            let classes = secrets(native);
            let weight: usize = classes.iter().map(|class| weight(*class)).sum();
            if weight >= LEAST_WEIGHT {
                let names: Vec<&str> = classes.iter().map(|class| class.phrase()).collect();
                let does = format!("is machine code that knows the places of {}", names.join(", "));
                found.at(facts.native_trigger(&native.path), &Locus::whole(native.path.as_str()), &does);
            }
        }
    }
}

/// Two kinds of what only a thief wants together, or one beside two kinds of keys, or four kinds of keys. The most that
/// an honest native file holds of 417 measured ones is two kinds of keys (bun, deno, sentry-cli).
const LEAST_WEIGHT: usize = 4;

/// What the kind of secret counts for.
fn weight(class: FileClass) -> usize {
    match class {
        FileClass::Wallet
        | FileClass::BrowserProfile
        | FileClass::Keychain
        | FileClass::ApplicationSession => 2,
        _ => 1,
    }
}

/// The kinds of secrets whose places the file names, sorted.
fn secrets(native: &NativeFact) -> BTreeSet<FileClass> {
    let class = |held: &Held| match held.kind {
        HeldKind::Secret(class) => Some(class),
        _ => None,
    };
    native.held.iter().filter_map(class).collect()
}
