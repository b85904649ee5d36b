//! The specimens that no rule's author wrote, laid out and judged as they are.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::eval::judge::{self, Judged, Target};
use crate::eval::recall::layout::Form;
use crate::program::Program;
use crate::repository::Repository;
use crate::rule_file;

/// Where the pages are: one for each technique.
const PAGES: &str = "eval/specimens";

/// An inert package or project that shows one technique.
#[derive(Clone)]
pub(super) struct Specimen {
    /// The technique and the number on its page: `collect-env-dump-1`.
    pub(super) name: String,
    /// The technique of the catalogue.
    pub(super) technique: String,
    /// Where it lies as it was written.
    pub(super) target: Target,
}

/// Writes each *Bad* specimen under `folder`, sorted.
///
/// # Errors
/// When a page is malformed or the folder cannot be written.
pub(super) fn lay_out_all(repository: &Repository, folder: &Path) -> Result<Vec<Specimen>> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("cannot remove the specimens of the last evaluation")?;
    }
    let mut specimens = Vec::new();
    for page in repository.files(PAGES, ".md")? {
        let technique = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if technique == "README" {
            continue;
        }
        let examples = rule_file::examples(&repository.read(&page)?);
        for (number, example) in (1..).zip(examples.iter().filter(|example| example.is_bad)) {
            let name = format!("{technique}-{number}");
            let tree = stockade_unpack::text(&example.text)
                .with_context(|| format!("specimen {name} is no tree"))?;
            let form = Form::of(&example.info, &tree)?;
            let laid_out = form.lay_out(&tree, &folder.join(&name), &folder.join("npm-cache"))?;
            let target = Target { path: laid_out.target, kind: laid_out.kind };
            specimens.push(Specimen { name, technique: technique.clone(), target });
        }
    }
    Ok(specimens)
}

/// Each specimen with what the program says of it as it was written.
///
/// # Errors
/// When the program gives no result.
pub(super) fn judge_all(program: &Program, specimens: Vec<Specimen>) -> Result<Vec<(Specimen, Judged)>> {
    let targets: Vec<_> = specimens.iter().map(|specimen| specimen.target.clone()).collect();
    let mut judged = judge::judge(program, &targets, &[])?;
    let with_answer = |specimen: Specimen| {
        let judged = judged.remove(&specimen.target).context("every specimen is judged")?;
        Ok((specimen, judged))
    };
    specimens.into_iter().map(with_answer).collect()
}
