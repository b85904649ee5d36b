//! `stockade rules`: what is looked for.

use std::io::{self, Write};

use stockade_model::{ExitCode, Level, Role, RuleMeta, RuleStatus};

use crate::arguments::{ListFormat, RulesArguments};
use crate::failure::Failure;
use crate::output::write_result;

/// Prints all rules, sorted by id.
pub(crate) fn run(arguments: &RulesArguments) -> Result<ExitCode, Failure> {
    let mut rules: Vec<&'static RuleMeta> = stockade_rules::all().iter().map(|rule| rule.meta()).collect();
    rules.sort_by_key(|rule| rule.id);
    write_result(None, |output| match arguments.format {
        ListFormat::Text => write_table(&rules, output),
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *output, &rules)?;
            writeln!(output)
        }
    })?;
    Ok(ExitCode::Clean)
}

fn write_table(rules: &[&RuleMeta], output: &mut dyn Write) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let preview = if rule.status == RuleStatus::Stable { "" } else { " (preview)" };
        let (role, severity) = (role_name(rule.role), level_name(rule.severity));
        writeln!(output, "{:width$}  {role:10}  {severity:6}  {}{preview}", rule.id, rule.title)?;
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
