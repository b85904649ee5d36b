//! What the rules find and what they disturb: recall on the rules' own inert specimens, noise on honest
//! corpora. The last results are kept, so that a change of a rule shows its cost.

mod containment;
mod determinism;
mod evasion;
mod judge;
mod matrix;
mod noise;
mod recall;
mod results;
mod table;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::corpora;
use crate::generate::coverage;
use crate::program::Program;
use crate::repository::Repository;
use crate::rule_file::RuleFile;
use results::Results;

pub(crate) use matrix::lay_out_specimens;

/// What to evaluate.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// The corpora; all when none is named. Partial results are printed, not kept.
    #[arg(long = "corpus")]
    corpora: Vec<String>,
    /// Measure recall only. Partial results are printed, not kept.
    #[arg(long)]
    no_corpora: bool,
    /// What to measure instead.
    #[command(flatten)]
    instead: Instead,
    /// The cargo profile of the program; `dev` builds sooner and scans slower, with the same results.
    #[arg(long, default_value = "release")]
    profile: String,
}

/// Other evaluations than that of recall and noise; each writes a page of its own.
#[derive(Debug, Args)]
#[group(multiple = false, conflicts_with_all = ["corpora", "no_corpora"])]
struct Instead {
    /// Measure what transformed code hides and disturbs, and write `docs/matrix.md`.
    #[arg(long)]
    matrix: bool,
    /// Measure what gates hide from emulation, and write `docs/evasion.md`.
    #[arg(long)]
    evasion: bool,
    /// Run hostile scripts in the jail, and write what ended each to `docs/containment.md`.
    #[arg(long)]
    containment: bool,
    /// Compare so many runs on an idle machine and as many on a busy one, a hundred unless said otherwise, and write
    /// `docs/determinism.md`.
    #[arg(long, value_name = "ROUNDS", num_args = 0..=1, default_missing_value = "100")]
    determinism: Option<usize>,
}

/// The last results.
const RESULTS: &str = "eval/results/latest.json";

/// What people said of the releases that were stopped, by purl.
const JUDGED: &str = "eval/judged.json";

/// The table.
const PATH: &str = "docs/evaluation.md";

/// Measures, prints what changed, and keeps the results.
///
/// # Errors
/// When the program does not build or answer, or a corpus is not installed.
pub(crate) fn run(repository: &Repository, settings: &Settings) -> Result<()> {
    if settings.instead.containment {
        return containment::run(repository);
    }
    let program =
        Program::build(repository, &settings.profile)?.remembering_in(&repository.path("target/xtask/eval"));
    match &settings.instead {
        Instead { matrix: true, .. } => return matrix::run(repository, &program),
        Instead { evasion: true, .. } => return evasion::run(repository, &program),
        Instead { determinism: Some(rounds), .. } => return determinism::run(repository, &program, *rounds),
        _ => {}
    }
    let rules = RuleFile::all(repository)?;
    let mut now = Results { recall: recall::measure(repository, &program, &rules)?, ..Results::default() };
    if !settings.no_corpora {
        for name in corpora::installed(repository, &settings.corpora)? {
            println!("{name}: scanning");
            // What lies there: builds for other systems are listed in the lockfile and not installed.
            let result = program.scan(&corpora::folder(repository, &name), &["--installed"])?;
            now.ruleset = result.tool.ruleset.clone();
            now.noise.insert(name, noise::measure(&result));
        }
    }
    let last: Option<Results> = match repository.read_if_any(RESULTS)? {
        Some(text) => Some(serde_json::from_str(&text).with_context(|| format!("{RESULTS} is malformed"))?),
        None => None,
    };
    let catalogue = repository.read(coverage::CATALOGUE)?;
    let catalogue: coverage::Catalogue = serde_json::from_str(&catalogue)?;
    let judged = repository.read_if_any(JUDGED)?.unwrap_or_else(|| "{}".to_owned());
    let judged = serde_json::from_str(&judged).with_context(|| format!("{JUDGED} is malformed"))?;
    let text = table::table(&now, &catalogue, &judged);
    println!("{text}");
    println!("{}", results::difference(last.as_ref(), &now));
    if settings.corpora.is_empty() && !settings.no_corpora {
        repository.write(RESULTS, &(serde_json::to_string_pretty(&now)? + "\n"))?;
        repository.write(PATH, &text)?;
    }
    Ok(())
}
