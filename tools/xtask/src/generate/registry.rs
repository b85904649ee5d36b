//! The list of all rules, written from the folder they are in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, ensure};

use super::Files;
use crate::rule_file::RuleFile;

/// Where the list is kept.
const PATH: &str = "crates/rules/src/registry.rs";

/// Adds the registry of `rules`.
///
/// # Errors
/// When two rules claim one id, former ids included.
pub(super) fn add(files: &mut Files, rules: &[RuleFile]) -> Result<()> {
    let mut owners: BTreeMap<&str, &str> =
        rules.iter().map(|rule| (rule.id.as_str(), rule.id.as_str())).collect();
    for (former, current) in former_ids(rules) {
        let other = owners.insert(former, current);
        ensure!(other.is_none(), "`{former}`, the former id of `{current}`, is that of another rule");
    }
    files.insert(PATH.into(), text(rules));
    Ok(())
}

/// Each former id with the id that took its place, sorted.
fn former_ids(rules: &[RuleFile]) -> Vec<(&str, &str)> {
    let mut former = Vec::new();
    for rule in rules {
        former.extend(rule.former_ids.iter().map(|former| (former.as_str(), rule.id.as_str())));
    }
    former.sort_unstable();
    former
}

fn text(rules: &[RuleFile]) -> String {
    let mut text = String::from(
        "//! All rules, from the folder they are in.\n\
         //!\n\
         //! size: one list, written by `cargo xtask gen`\n\n\
         use crate::rule::Rule;\n",
    );
    let mut tactics: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rule in rules {
        tactics.entry(&rule.tactic).or_default().push(&rule.module);
    }
    for (tactic, modules) in &tactics {
        let _ = write!(
            text,
            "\n/// Rules of the tactic {tactic}.\n#[path = \"rules/{tactic}\"]\npub mod {tactic} {{\n"
        );
        for module in modules {
            let _ = writeln!(text, "    pub mod {module};");
        }
        text.push_str("}\n");
    }
    text.push_str("\n/// All rules, sorted by tactic, then by id.\n#[rustfmt::skip]\npub static RULES: &[&dyn Rule] = &[\n");
    for rule in rules {
        let _ = writeln!(text, "    &{}::{}::{},", rule.tactic, rule.module, rule.type_name);
    }
    text.push_str("];\n\n/// Each rule's id and page, in the order of `RULES`.\n#[rustfmt::skip]\n");
    text.push_str("pub static PAGES: &[(&str, &str)] = &[\n");
    for rule in rules {
        let _ =
            writeln!(text, "    (\n        \"{}\",\n        {},\n    ),", rule.id, raw_string(&rule.page));
    }
    text.push_str("];\n\n/// Ids that rules had before, each with the id that took its place, sorted.\n#[rustfmt::skip]\n");
    text.push_str("pub static FORMER_IDS: &[(&str, &str)] = &[\n");
    for (former, current) in former_ids(rules) {
        let _ = writeln!(text, "    (\"{former}\", \"{current}\"),");
    }
    text.push_str("];\n");
    text
}

/// `text` as a raw string literal with as many marks as it needs.
fn raw_string(text: &str) -> String {
    let mut marks = String::from("#");
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_listed_with_its_page() {
        let text = text(&[crate::rule_file::tests::rule()]);
        assert!(text.contains("pub mod execution {\n    pub mod thing_done;\n}"));
        assert!(text.contains("    &execution::thing_done::ThingDone,\n"));
        assert!(text.contains("\"thing-done\",\n        r#\"# A thing is done\n"));
    }

    #[test]
    fn former_ids_are_listed_and_never_shared() {
        let renamed = || {
            let mut rule = crate::rule_file::tests::rule();
            rule.former_ids = vec!["deed-done".to_owned()];
            rule
        };
        assert!(text(&[renamed()]).contains("    (\"deed-done\", \"thing-done\"),\n"));
        assert!(add(&mut Files::new(), &[renamed()]).is_ok());
        assert!(add(&mut Files::new(), &[renamed(), renamed()]).is_err());
    }

    #[test]
    fn a_page_with_raw_strings_is_quoted_deeper() {
        assert_eq!(raw_string("a\"#b"), "r##\"a\"#b\"##");
    }
}
