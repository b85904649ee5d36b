//! `stockade scan`: judge, report, exit.

use std::io;

use stockade_acquire::Environment;
use stockade_model::{ExitCode, ScanResult};
use stockade_report::RuleHelp;
use stockade_scan::ScanError;

use crate::arguments::{ColorWhen, ScanArguments};
use crate::failure::{Failure, with_causes};
use crate::output::write_result;
use crate::progress::Terminal;
use crate::settings::ScanSettings;

/// Scans, writes the result and says how the program should end.
pub(crate) fn run(arguments: ScanArguments, color: ColorWhen) -> Result<ExitCode, Failure> {
    let environment = Environment::current();
    let settings = ScanSettings::new(arguments, color, &environment)?;
    let progress = Terminal::new(settings.is_quiet);
    let result = stockade_scan::run(&settings.request, &environment, &progress);
    progress.finish();
    let result = result.map_err(|error| failure(&error))?;
    report(&result, &settings)?;
    Ok(if settings.exits_zero { ExitCode::Clean } else { result.exit_code() })
}

fn report(result: &ScanResult, settings: &ScanSettings) -> Result<(), Failure> {
    let rules: Vec<RuleHelp> = stockade_rules::all().iter().map(|rule| help(rule.meta())).collect();
    write_result(settings.output.as_deref(), |output| {
        stockade_report::write(result, &rules, settings.format, settings.style, output)
            .map_err(|error| io::Error::new(error.kind(), with_causes(&error)))
    })
}

fn help(rule: &stockade_model::RuleMeta) -> RuleHelp {
    RuleHelp {
        id: rule.id.to_owned(),
        title: rule.title.to_owned(),
        page_markdown: stockade_rules::page(rule.id).unwrap_or_default().to_owned(),
        severity: rule.severity,
        specificity: rule.specificity,
        role: rule.role,
        technique: rule.technique.to_owned(),
    }
}

/// A scan that could not begin, as users see it.
pub(crate) fn failure(error: &ScanError) -> Failure {
    let message = with_causes(error);
    Failure { code: error.code(), exit: error.exit_code(), message, help: error.next_step().to_owned() }
}
