//! Many packages in few scans.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use stockade_model::{ReleaseResult, Verdict};

use crate::eval::recall::REGISTRY;
use crate::program::Program;

/// How many packages one scan is given: the bound is that of a command line.
const PACKAGES: usize = 200;

/// What is scanned, and how the program is told to read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::eval) struct Target {
    /// An absolute path.
    pub(in crate::eval) path: PathBuf,
    /// `package` or `project`; none for an archive.
    pub(in crate::eval) kind: Option<&'static str>,
}

impl Target {
    /// The folder of one release.
    pub(in crate::eval) fn package(path: PathBuf) -> Self {
        Self { path, kind: Some("package") }
    }
}

/// What the program says of a target: of several releases, what it says of the worst.
#[derive(Debug, Clone)]
pub(in crate::eval) struct Judged {
    /// The verdict.
    pub(in crate::eval) verdict: Verdict,
    /// The rules whose findings the chains are made of.
    pub(in crate::eval) rules: BTreeSet<String>,
    /// The files that these findings are about.
    pub(in crate::eval) files: BTreeSet<String>,
    /// What makes the chains run.
    pub(in crate::eval) triggers: BTreeSet<String>,
    /// The first story; without one, the first gap that may hide a threat.
    pub(in crate::eval) why: String,
}

/// Judges each of `targets`, with `arguments` besides; nothing is remembered from earlier scans.
///
/// # Errors
/// When the program gives no result, or none for a target.
pub(in crate::eval) fn judge(
    program: &Program,
    targets: &[Target],
    arguments: &[&str],
) -> Result<BTreeMap<Target, Judged>> {
    let (packages, others): (Vec<_>, Vec<_>) =
        targets.iter().partition(|target| target.kind == Some("package"));
    let mut judged = BTreeMap::new();
    let arguments = [&["--registry", REGISTRY, "--no-cache"], arguments].concat();
    for batch in packages.chunks(PACKAGES) {
        let paths: Vec<&Path> = batch.iter().map(|target| target.path.as_path()).collect();
        let result = program.scan_all(&paths, &[&arguments[..], &["--as", "package"]].concat())?;
        for target in batch {
            let here = result.releases.iter().filter(|release| Path::new(&release.from) == target.path);
            judged.insert((*target).clone(), worst(here, &target.path)?);
        }
    }
    // Projects and archives hold several releases, or are named otherwise in the result.
    for target in others {
        let kind = target.kind.into_iter().flat_map(|kind| ["--as", kind]);
        let result =
            program.scan(&target.path, &arguments.iter().copied().chain(kind).collect::<Vec<_>>())?;
        judged.insert(target.clone(), worst(result.releases.iter(), &target.path)?);
    }
    Ok(judged)
}

fn worst<'a>(releases: impl Iterator<Item = &'a ReleaseResult>, path: &Path) -> Result<Judged> {
    let worst = releases.max_by_key(|release| release.judgement.verdict);
    let judgement =
        &worst.with_context(|| format!("the scan lists nothing for {}", path.display()))?.judgement;
    let findings = judgement.chains.iter().flat_map(|chain| &chain.findings);
    let findings: Vec<_> = findings.filter_map(|index| judgement.findings.get(*index)).collect();
    let files = findings.iter().flat_map(|finding| &finding.evidence).map(|evidence| &evidence.place.file);
    let gap = judgement.gaps.iter().find(|gap| gap.may_hide_threat);
    let gap = gap.map(|gap| match &gap.file {
        Some(file) => format!("{file}: {}", gap.reason),
        None => gap.reason.clone(),
    });
    Ok(Judged {
        verdict: judgement.verdict,
        rules: findings.iter().map(|finding| finding.rule.clone()).collect(),
        files: files.cloned().collect(),
        triggers: judgement.chains.iter().map(|chain| chain.trigger.name().to_owned()).collect(),
        why: judgement.chains.first().map(|chain| chain.story.clone()).or(gap).unwrap_or_default(),
    })
}
