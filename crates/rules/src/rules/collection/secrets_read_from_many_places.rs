//! # Secrets of many kinds are read unasked
//!
//! At install or import, secrets of three or more kinds are read: keys, tokens, profiles, wallets,
//! histories.
//!
//! ## Why it matters
//!
//! Honest code knows the one file it needs. Who reads SSH keys and the npm token and cloud credentials
//! collects, whatever way they leave by.
//!
//! ## Known benign uses
//!
//! Backup and audit tools do this when a person starts them.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}}
//! == setup.js
//! const fs = require("fs"), os = require("os"), path = require("path");
//! const held = {};
//! const take = (name) => { held[name] = fs.readFileSync(path.join(os.homedir(), name)); }; //~ here
//! take(".npmrc");
//! take(".ssh/id_rsa");
//! take(".aws/credentials");
//! fs.writeFileSync("held.json", JSON.stringify(held));
//! ```
//!
//! ```package
//! == package.json //~ 1
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "cat ~/.ssh/id_rsa ~/.npmrc ~/.bash_history > /tmp/x"}}
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! const fs = require("fs"), os = require("os");
//! const registry = /registry=(.*)/.exec(fs.readFileSync(os.homedir() + "/.npmrc", "utf8"));
//! exports.registry = registry && registry[1];
//! exports.backup = (to) => [".ssh/config", ".aws/config", ".netrc"].forEach((name) => fs.copyFileSync(os.homedir() + "/" + name, to + name));
//! ```
//!
//! ## References
//!
//! - OWASP: npm supply chain worms of 2025

use std::collections::BTreeMap;

use stockade_facts::read::shell::SecretClass;

use crate::prelude::*;

/// Secrets of many kinds are read unasked.
pub struct SecretsReadFromManyPlaces;

impl Rule for SecretsReadFromManyPlaces {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "secrets-read-from-many-places",
            title: "Secrets of many kinds are read unasked",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,
            specificity: Level::High,
            technique: "T1005",
            covers: &[
                "collect-ssh-keys",
                "collect-cloud-files",
                "collect-npmrc-tokens",
                "collect-git-tokens",
                "collect-browser-profiles",
                "collect-wallet-files",
                "collect-dotenv-sweep",
            ],
            status: RuleStatus::Stable,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        let mut kinds: BTreeMap<SecretClass, (Trigger, Locus)> = BTreeMap::new();
        for read in facts.reads().iter().filter(|read| read.trigger.runs_unasked()) {
            if let Source::SecretFile(class) = read.source
                && let Some(kind) = kind(class)
            {
                kinds.entry(kind).or_insert_with(|| (read.trigger, facts.locus(read.spot)));
            }
        }
        for command in facts.commands().iter().filter(|command| command.trigger.runs_unasked()) {
            for behaviour in &command.behaviours {
                if let BehaviourKind::ReadsSecret { class, .. } = behaviour {
                    kinds.entry(*class).or_insert_with(|| (command.trigger, command.locus.clone()));
                }
            }
        }
        if kinds.len() >= KINDS {
            let trigger = kinds.values().map(|(trigger, _)| *trigger).min().unwrap_or(Trigger::Import);
            let steps: Vec<(Locus, &str)> =
                kinds.iter().map(|(kind, (_, locus))| (locus.clone(), phrase(*kind))).collect();
            found.path(trigger, &steps);
        }
    }
}

/// So many kinds no honest package of the corpora reads when it is loaded.
const KINDS: usize = 3;

/// The kind of a file in the shell reader's words, in which files and commands are counted together.
fn kind(class: FileClass) -> Option<SecretClass> {
    Some(match class {
        FileClass::NpmToken => SecretClass::NpmToken,
        FileClass::SshKey => SecretClass::Ssh,
        FileClass::CloudCredential => SecretClass::Cloud,
        FileClass::GitCredential => SecretClass::Git,
        FileClass::BrowserProfile => SecretClass::Browser,
        FileClass::Wallet => SecretClass::Wallet,
        FileClass::Keychain => SecretClass::Keychain,
        FileClass::ShellHistory => SecretClass::ShellHistory,
        FileClass::DotEnv => SecretClass::Dotenv,
        FileClass::SystemAccount => SecretClass::Accounts,
        _ => return None,
    })
}

fn phrase(kind: SecretClass) -> &'static str {
    match kind {
        SecretClass::Ssh => "reads SSH keys",
        SecretClass::NpmToken => "reads the npm token",
        SecretClass::Cloud => "reads cloud credentials",
        SecretClass::Git => "reads git credentials",
        SecretClass::Browser => "reads browser profiles",
        SecretClass::Wallet => "reads wallet files",
        SecretClass::Keychain => "reads the key store",
        SecretClass::ShellHistory => "reads the shell's history",
        SecretClass::Dotenv => "reads a `.env` file",
        SecretClass::Accounts => "reads the system's accounts",
        SecretClass::Process => "reads another process",
    }
}
