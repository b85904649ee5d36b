//! Starts a rule: a file that asks its author for everything the contract checks.

use anyhow::{Result, ensure};
use clap::Args;

use crate::repository::Repository;
use crate::rule_file::{FOLDER, camel_case};

/// Tactics a rule can belong to: the folders of the rules.
const TACTICS: &[&str] = &[
    "execution",
    "staging",
    "obfuscation",
    "evasion",
    "collection",
    "exfiltration",
    "persistence",
    "propagation",
    "impact",
    "disguise",
    "lockfile",
    "known",
];

/// The rule to start.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// The rule's id: kebab-case, names the pattern, reads well after "allow".
    id: String,
    /// The part of an attack that the pattern serves.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(TACTICS))]
    tactic: String,
}

/// Writes the file of a new rule.
///
/// # Errors
/// When the id is no rule's id, or the file exists.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    let Settings { id, tactic } = settings;
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    ensure!(id.contains('-') && id.split('-').all(is_word), "`{id}` is no id: several words in kebab-case");
    let path = format!("{FOLDER}/{tactic}/{}.rs", id.replace('-', "_"));
    ensure!(repository.read_if_any(&path)?.is_none(), "{path} exists");
    repository.write(&path, &scaffold(id))?;
    println!(
        "wrote {path}\n\
         Fill it in, then: cargo xtask gen --sources-only && cargo xtask test -p stockade-rules\n\
         At the end: cargo xtask gen, and cargo xtask eval to see what the rule costs."
    );
    Ok(())
}

fn scaffold(id: &str) -> String {
    SCAFFOLD.replace("RULE_ID", id).replace("RuleType", &camel_case(id))
}

/// What starts a sentence of the scaffold. No page is generated from a rule that still has one.
pub(crate) const UNWRITTEN: &str = "WRITE:";

/// The sentences tell the author what to write.
const SCAFFOLD: &str = r#"//! # WRITE: what was seen, in one line without a full stop
//!
//! WRITE: one or two sentences that say exactly what the rule reports.
//!
//! ## Why it matters
//!
//! WRITE: what an attacker gains by this, and in which campaigns it was seen.
//!
//! ## Known benign uses
//!
//! WRITE: honest code that looks alike, and how the rule tells it apart.
//!
//! ## Bad
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
//! == setup.js
//! write("the smallest inert package that must be reported, on a `.invalid` host"); //~ here
//! ```
//!
//! ## Good
//!
//! ```package
//! == package.json
//! {"name": "x", "version": "1.0.0", "main": "index.js"}
//! == index.js
//! write("the nearest honest package, which must not be reported");
//! ```
//!
//! ## References
//!
//! - WRITE: the advisory or write-up that prompted the rule

use crate::prelude::*;

/// WRITE: the title again, as a sentence.
pub struct RuleType;

impl Rule for RuleType {
    fn meta(&self) -> &'static RuleMeta {
        &RuleMeta {
            id: "RULE_ID",
            title: "WRITE: what was seen, in one line without a full stop",
            tier: Tier::Source,
            role: Role::Threat,
            severity: Level::High,    // harm, if true
            specificity: Level::High, // how particular to malware
            technique: "WRITE: the ATT&CK technique, as T1059.007",
            covers: &["WRITE: ids from intel/techniques.json"],
            status: RuleStatus::Preview,
            since: "0.1.0",
        }
    }

    fn check(&self, facts: &Facts<'_>, found: &mut Found<'_>) {
        // WRITE: ask `facts` what is true of the release and give `found` the places: `found.flow`, `.call`, `.at`.
        // CONTRIBUTING.md lists what can be asked. If no fact fits, add one to the facts crate: a rule reads no
        // source text itself.
        let _ = (facts, found);
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_file::RuleFile;

    #[test]
    fn the_scaffold_has_a_rules_shape() {
        let path = "crates/rules/src/rules/execution/thing_done.rs".into();
        let rule = RuleFile::parse(path, &scaffold("thing-done")).unwrap();
        assert_eq!((rule.id.as_str(), rule.type_name.as_str()), ("thing-done", "ThingDone"));
        assert!(
            rule.examples.iter().any(|example| example.is_bad)
                && rule.examples.iter().any(|example| !example.is_bad)
        );
    }
}
