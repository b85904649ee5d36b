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
//! == build/Release/addon.node elf //~ 1
//! open
//! /Login Data
//! /Local Extension Settings/nkbihfbeogaeaoehlefnkodbefgpgknn
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "./tools/setup"}}
//! == tools/setup elf //~ 1
//! .ssh/id_ed25519
//! .aws/credentials
//! /.npmrc
//! .git-credentials
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const file = `./lib/${process.platform}.node`;
//! module.exports = require(file);
//! == lib/win32.node elf //~ 1
//! L"\Exodus\exodus.wallet"
//! L"\discord\Local Storage\leveldb"
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "aws-crt", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("./dist/bin/linux-x64/aws-crt-nodejs.node");
//! == dist/bin/linux-x64/aws-crt-nodejs.node elf
//! ~/.aws/credentials
//! AWS_PROFILE
//! http://169.254.169.254
//! ```
//!
//! ```package
//! == package.json
//! {"name": "keytar", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! module.exports = require("bindings")("keytar.node");
//! == build/Release/keytar.node elf
//! secret_password_store_sync
//! libsecret-1.so.0
//! org.freedesktop.Secret.Generic
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
