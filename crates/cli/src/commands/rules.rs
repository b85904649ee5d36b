//! `stockade rules`: what is looked for.

use std::io::{self, Write};

use serde::Serialize;
use stockade_model::{ExitCode, Level, Role, RuleMeta, RuleStatus};
use stockade_rules::Rule;

use crate::arguments::{ListFormat, RulesArguments};
use crate::failure::Failure;
use crate::output::write_result;

/// Prints all rules, sorted by id.
pub(crate) fn run(arguments: &RulesArguments) -> Result<ExitCode, Failure> {
    let mut rules: Vec<Listed> = stockade_rules::all().iter().map(|rule| Listed::of(*rule)).collect();
    rules.sort_by_key(|rule| rule.meta.id);
    write_result(None, |output| match arguments.format {
        ListFormat::Text => write_table(&rules, output),
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *output, &rules)?;
            writeln!(output)
        }
    })?;
    Ok(ExitCode::Clean)
}

/// A rule as it is listed.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    meta: &'static RuleMeta,
    former_ids: &'static [&'static str],
}

impl Listed {
    fn of(rule: &'static dyn Rule) -> Self {
        Self { meta: rule.meta(), former_ids: rule.former_ids() }
    }
}

fn write_table(rules: &[Listed], output: &mut dyn Write) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.meta.id.len()).max().unwrap_or(0);
    for Listed { meta: rule, former_ids } in rules {
        let status = match rule.status {
            RuleStatus::Stable => "",
            RuleStatus::Preview => " (preview)",
            RuleStatus::Deprecated => " (deprecated)",
        };
        let (role, severity) = (role_name(rule.role), level_name(rule.severity));
        write!(output, "{:width$}  {role:10}  {severity:6}  {}{status}", rule.id, rule.title)?;
        for former in *former_ids {
            write!(output, " (formerly {former})")?;
        }
        writeln!(output)?;
    }
    Ok(())
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Capability => "capability",
        Role::Threat => "threat",
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_listed_with_its_place_in_life_and_its_former_ids() {
        let meta = stockade_rules::find("env-sent-to-network").unwrap().meta();
        let mut old = meta.clone();
        old.status = RuleStatus::Deprecated;
        let old: &'static RuleMeta = Box::leak(Box::new(old));
        let rules =
            [Listed { meta, former_ids: &["environment-sent"] }, Listed { meta: old, former_ids: &[] }];
        let mut shown = Vec::new();
        write_table(&rules, &mut shown).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[0].ends_with(&format!("{} (formerly environment-sent)", meta.title)));
        assert!(lines[1].ends_with(" (deprecated)"));
        let json = serde_json::to_value(&rules).unwrap();
        assert_eq!(json[0]["former_ids"][0], "environment-sent");
        assert_eq!(json[0]["status"], "stable");
    }
}
