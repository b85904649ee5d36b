//! What the arguments of a scan mean on this machine.

use std::num::NonZero;
use std::path::PathBuf;
use std::{io, thread};

use stockade_acquire::target::read_list;
use stockade_acquire::{AsKind, Environment};
use stockade_report::{Format, Style, Verbosity};
use stockade_scan::worker::WorkerSettings;
use stockade_scan::{Emulation, ScanRequest};

use crate::arguments::{ColorWhen, CommonArguments, FolderKind, ResultFormat, ScanArguments};
use crate::failure::Failure;
use crate::output::is_coloured;

/// A scan, ready to run, and what becomes of its result.
#[derive(Debug)]
pub struct ScanSettings {
    /// What to judge, and how.
    pub request: ScanRequest,
    /// The result's form.
    pub format: Format,
    /// How text looks.
    pub style: Style,
    /// The file it is written to; standard output where there is none.
    pub output: Option<PathBuf>,
    /// Whether progress and notes are left out.
    pub is_quiet: bool,
    /// Whether findings and gaps leave the exit status at 0.
    pub exits_zero: bool,
}

impl ScanSettings {
    /// Settles `arguments` in `environment`; reads the list on standard input when a target asks for it.
    ///
    /// # Errors
    /// When standard input cannot be read, or this program's own file is unknown.
    pub fn new(
        arguments: ScanArguments,
        color: ColorWhen,
        environment: &Environment,
    ) -> Result<Self, Failure> {
        let style = style(&arguments.common, color, environment);
        let request = ScanRequest {
            targets: targets(arguments.targets)?,
            as_kind: arguments.as_kind.map(|kind| match kind {
                FolderKind::Package => AsKind::Package,
                FolderKind::Project => AsKind::Project,
            }),
            judges_installed: arguments.installed,
            is_offline: arguments.common.offline,
            cache: cache(&arguments.common, environment),
            registry: arguments.common.registry,
            worker_count: arguments.jobs.map_or_else(cores, usize::from),
            workers: workers()?,
            limits: stockade_model::Limits::default(),
            emulation: match (arguments.deep, arguments.no_emulation) {
                (true, _) => Emulation::Always,
                (_, true) => Emulation::Never,
                _ => Emulation::WhereNeeded,
            },
        };
        Ok(Self {
            request,
            format: match arguments.format {
                ResultFormat::Text => Format::Text,
                ResultFormat::Json => Format::Json,
                ResultFormat::Ndjson => Format::Ndjson,
                ResultFormat::Sarif => Format::Sarif,
                ResultFormat::Markdown => Format::Markdown,
            },
            style,
            output: arguments.common.output,
            is_quiet: arguments.common.quiet,
            exits_zero: arguments.common.exit_zero,
        })
    }
}

/// How a result's text looks.
pub(crate) fn style(arguments: &CommonArguments, color: ColorWhen, environment: &Environment) -> Style {
    let (no_color, terminal) = (environment.variable("NO_COLOR"), environment.variable("TERM"));
    Style {
        color: is_coloured(color, arguments.output.is_some(), no_color, terminal),
        verbosity: match (arguments.quiet, arguments.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        },
        ..Style::default()
    }
}

/// Where things are remembered between runs, if they are.
pub(crate) fn cache(arguments: &CommonArguments, environment: &Environment) -> Option<PathBuf> {
    if arguments.no_cache { None } else { environment.cache_dir() }
}

/// Worker processes of this same program.
///
/// # Errors
/// When the system does not say which file that is.
pub fn workers() -> Result<WorkerSettings, Failure> {
    let program = std::env::current_exe().map_err(|error| {
        Failure::internal(
            "S040",
            format!("this program's own file is unknown: {error}"),
            "start stockade by its full path",
        )
    })?;
    Ok(WorkerSettings::of(program))
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The targets as said, with the lines of standard input in place of `-`.
fn targets(said: Vec<String>) -> Result<Vec<String>, Failure> {
    let mut targets = Vec::new();
    for target in said {
        if target == "-" {
            targets.extend(list()?);
        } else {
            targets.push(target);
        }
    }
    if targets.is_empty() {
        return Err(Failure::usage(
            "S005",
            "the list on standard input names no target",
            "give one name@version, purl or path a line",
        ));
    }
    Ok(targets)
}

/// The list on standard input.
fn list() -> Result<Vec<String>, Failure> {
    read_list(io::stdin().lock())
        .map_err(|error| Failure::usage("S006", error.to_string(), error.next_step()))
}
