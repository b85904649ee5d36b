//! What transformed code hides and disturbs: each inert specimen and some honest packages through minifiers,
//! bundlers and obfuscators, and honest bundles with a few bad lines in their middle.
//!
//! Variants are written outside the tree, are never run, and are made anew when what they are made from
//! changes.

mod honest;
mod plan;
mod results;
mod specimens;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::judge::{self, Judged, Target};
use crate::program::Program;
use crate::repository::Repository;
use plan::{Plan, Report};
use results::{Cell, Matrix, Row};
use specimens::Specimen;

/// Writes each *Bad* specimen that shows one technique under `folder`.
///
/// # Errors
/// When a page is malformed or the folder cannot be written.
pub(crate) fn lay_out_specimens(repository: &Repository, folder: &Path) -> Result<()> {
    specimens::lay_out_all(repository, folder).map(drop)
}

/// Where specimens and variants are laid out.
const FOLDER: &str = "target/xtask/matrix";

/// The last results.
const RESULTS: &str = "eval/results/matrix.json";

/// The table.
const PATH: &str = "docs/matrix.md";

/// Measures, prints what changed, and keeps the results.
///
/// # Errors
/// When the transformers or corpora are not there, a variant cannot be made for a reason of ours, or the
/// program gives no result.
pub(super) fn run(repository: &Repository, program: &Program) -> Result<()> {
    let specimens = specimens::lay_out_all(repository, &repository.path(FOLDER).join("plain"))?;
    let specimens = specimens::judge_all(program, specimens)?;
    let plan = Plan::of(repository, &specimens)?;
    let report = plan.carry_out(repository)?;
    let mut now = Matrix { transformers: report.transformers.clone(), ..Matrix::default() };
    for transformer in &report.transformers {
        println!("{transformer}: scanning");
        recall(program, &plan, &report, transformer, &specimens, &mut now)?;
    }
    noise(program, &plan, &report, &mut now)?;
    println!("injected: scanning");
    injected(program, &plan, &report, &mut now)?;
    let last: Option<Matrix> = match repository.read_if_any(RESULTS)? {
        Some(text) => Some(serde_json::from_str(&text).with_context(|| format!("{RESULTS} is malformed"))?),
        None => None,
    };
    let text = table::table(&now);
    println!("{text}\n{}", results::difference(last.as_ref(), &now));
    repository.write(RESULTS, &(serde_json::to_string_pretty(&now)? + "\n"))?;
    repository.write(PATH, &text)
}

/// Fills the column `transformer` of the specimens.
fn recall(
    program: &Program,
    plan: &Plan,
    report: &Report,
    transformer: &str,
    specimens: &[(Specimen, Judged)],
    now: &mut Matrix,
) -> Result<()> {
    let variant = |specimen: &Specimen| Target {
        path: plan.variant(transformer, &specimen.name),
        kind: specimen.target.kind,
    };
    let made = specimens.iter().filter(|(specimen, _)| report.refusal(&specimen.name, transformer).is_none());
    let judged =
        judge::judge(program, &made.map(|(specimen, _)| variant(specimen)).collect::<Vec<_>>(), &[])?;
    for (specimen, plain) in specimens {
        let cell = match report.refusal(&specimen.name, transformer) {
            Some(reason) => Cell::Refused(reason.to_owned()),
            None => Cell::of(answer(&judged, &variant(specimen))?, plain),
        };
        let row = now.specimens.entry(specimen.name.clone()).or_insert_with(|| Row::of(specimen, plain));
        row.variants.insert(transformer.to_owned(), cell);
    }
    Ok(())
}

fn answer<'a>(judged: &'a BTreeMap<Target, Judged>, target: &Target) -> Result<&'a Judged> {
    judged.get(target).with_context(|| format!("{} was not judged", target.path.display()))
}

/// Fills the rows of the honest packages.
fn noise(program: &Program, plan: &Plan, report: &Report, now: &mut Matrix) -> Result<()> {
    for package in &plan.honest {
        println!("{}: scanning", package.name);
        let mut targets = vec![("as published", Target::package(package.folder.clone()))];
        let mut row = BTreeMap::new();
        for transformer in &report.transformers {
            match report.refusal(&package.name, transformer) {
                Some(reason) => {
                    row.insert(transformer.clone(), Cell::Refused(reason.to_owned()));
                }
                None => {
                    targets.push((transformer, Target::package(plan.variant(transformer, &package.name))));
                }
            }
        }
        let judged = judge::judge(
            program,
            &targets.iter().map(|(_, target)| target.clone()).collect::<Vec<_>>(),
            &[],
        )?;
        for (column, target) in &targets {
            row.insert((*column).to_owned(), Cell::of_honest(answer(&judged, target)?));
        }
        now.honest.insert(package.name.clone(), row);
    }
    Ok(())
}

/// Fills the table of bundles with and without bad lines.
fn injected(program: &Program, plan: &Plan, report: &Report, now: &mut Matrix) -> Result<()> {
    for (host, payloads) in &report.injected {
        let target = |payload: &str| Target::package(plan.injected(host, payload));
        let made: Vec<_> =
            payloads.iter().filter(|(_, reason)| reason.is_none()).map(|(payload, _)| payload).collect();
        let is_honest = plan.hosts.iter().any(|known| known.name == *host);
        let untouched = is_honest.then(|| target(plan::UNTOUCHED));
        let targets: Vec<_> = made.iter().map(|payload| target(payload)).chain(untouched.clone()).collect();
        let judged = judge::judge(program, &targets, &[])?;
        if let Some(untouched) = untouched {
            now.hosts.insert(host.clone(), Cell::of_honest(answer(&judged, &untouched)?));
        }
        for (payload, reason) in payloads {
            let cell = match reason {
                Some(reason) => Cell::Refused(reason.clone()),
                None => Cell::of_honest(answer(&judged, &target(payload))?),
            };
            now.injected.entry(payload.clone()).or_default().insert(host.clone(), cell);
        }
    }
    Ok(())
}
