//! Whether each rule's *Bad* examples are found, through the whole program, and told as they should be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use stockade_model::{Finding, Judgement, PackageName, Place, ReleaseResult, Tree, Verdict};
use stockade_unpack::TextError;

use super::results::Specimen;
use crate::program::Program;
use crate::repository::Repository;
use crate::rule_file::{Example, RuleFile};

/// Where specimens are laid out to be scanned.
const FOLDER: &str = "target/xtask/specimens";

/// The registry that specimens are told to be installed from, as in the rules' contract.
const REGISTRY: &str = "https://registry.example/";

/// Scans every *Bad* example of `rules`.
///
/// # Errors
/// When a specimen cannot be laid out or the program gives no result.
pub(super) fn measure(
    repository: &Repository,
    program: &Program,
    rules: &[RuleFile],
) -> Result<BTreeMap<String, Specimen>> {
    let root = repository.path(FOLDER);
    if root.exists() {
        fs::remove_dir_all(&root).context("cannot remove the specimens of the last evaluation")?;
    }
    let mut specimens = BTreeMap::new();
    for rule in rules {
        let bad = rule.examples.iter().filter(|example| example.is_bad);
        for (number, example) in bad.enumerate() {
            let name = format!("{} {}", rule.id, number + 1);
            let folder = root.join(format!("{}-{}", rule.id, number + 1));
            let specimen = judge(program, rule, example, &folder);
            specimens.insert(name.clone(), specimen.with_context(|| format!("specimen {name}"))?);
        }
    }
    Ok(specimens)
}

fn judge(program: &Program, rule: &RuleFile, example: &Example, folder: &Path) -> Result<Specimen> {
    let standing = Standing::of(&example.info);
    lay_out(&example.text, standing, folder)?;
    let result = program.scan(folder, &["--registry", REGISTRY, "--as", standing.kind()])?;
    let worst = result.releases.iter().max_by_key(|release| release.judgement.verdict);
    let worst = worst.context("the scan lists no release")?;
    Ok(Specimen {
        techniques: rule.constants.covers.clone(),
        verdict: worst.judgement.verdict.name().to_owned(),
        fault: fault(rule, example, &result.releases, worst),
        story: worst.judgement.chains.first().map(|chain| chain.story.clone()),
    })
}

/// What a specimen is in the scan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A release from a registry.
    Package,
    /// The user's own tree.
    Project,
    /// A dependency from a git repository.
    GitDependency,
}

impl Standing {
    /// As the words after a fence's `package` say.
    fn of(info: &str) -> Self {
        if info.contains("project") {
            Self::Project
        } else if info.contains("git") {
            Self::GitDependency
        } else {
            Self::Package
        }
    }

    /// How the program is told to read its folder.
    fn kind(self) -> &'static str {
        if self == Self::Package { "package" } else { "project" }
    }
}

/// Writes the files of a fence under `folder`, or under `node_modules` of a project there that depends on them.
fn lay_out(text: &str, standing: Standing, folder: &Path) -> Result<()> {
    let tree = stockade_unpack::text(text)?;
    let folder =
        if standing == Standing::GitDependency { depend_on(&tree, folder)? } else { folder.to_path_buf() };
    for file in tree.files() {
        let is_inside = file.path.split('/').all(|part| part != ".." && !part.is_empty());
        ensure!(is_inside, "`{}` leads out of the specimen", file.path);
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        fs::write(path, &file.bytes)?;
    }
    Ok(())
}

/// Writes a project in `folder` that has the package `tree` from a git repository; returns where it lies.
fn depend_on(tree: &Tree, folder: &Path) -> Result<PathBuf> {
    let manifest = tree.file("package.json").context("a git dependency needs a manifest")?;
    let manifest: Value = serde_json::from_slice(&manifest.bytes)?;
    let name: PackageName = manifest.get("name").and_then(Value::as_str).unwrap_or_default().parse()?;
    let place = format!("node_modules/{name}");
    let address = format!("git+https://git.invalid/{}.git", name.base());
    let project = json!({"name": "specimen", "version": "1.0.0", "dependencies": {name.as_str(): address}});
    let locked = json!({"version": "1.0.0", "resolved": format!("{address}#{}", "0".repeat(40))});
    let lockfile =
        json!({"name": "specimen", "lockfileVersion": 3, "packages": {"": project, &place: locked}});
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), project.to_string())?;
    fs::write(folder.join("package-lock.json"), lockfile.to_string())?;
    Ok(folder.join(place))
}

/// What is wrong with the answer to a specimen.
fn fault(
    rule: &RuleFile,
    example: &Example,
    releases: &[ReleaseResult],
    worst: &ReleaseResult,
) -> Option<String> {
    let of_rule = |judgement: &Judgement| judgement.findings.iter().any(|finding| finding.rule == rule.id);
    let Some(judgement) =
        releases.iter().map(|release| &release.judgement).find(|judgement| of_rule(judgement))
    else {
        return Some("the rule does not report it".to_owned());
    };
    match unreported_line(rule, example, judgement) {
        Ok(None) => {}
        Ok(Some((file, line))) => return Some(format!("{file}:{line} is not reported")),
        Err(error) => return Some(error.to_string()),
    }
    if rule.constants.role == "capability" || rule.constants.status != "stable" {
        return None;
    }
    if worst.judgement.verdict < Verdict::Suspicious {
        return Some(format!("the verdict is {}", worst.judgement.verdict.name()));
    }
    let told = judgement.chains.iter().any(|chain| {
        let findings = chain.findings.iter().filter_map(|index| judgement.findings.get(*index));
        findings.filter(|finding| finding.rule == rule.id).any(|finding| is_told(finding, &chain.story))
    });
    (!told).then(|| "no story names its trigger, source and sink".to_owned())
}

/// Whether `story` names what makes the code of `finding` run, and the first and last of its places.
fn is_told(finding: &Finding, story: &str) -> bool {
    // What concerns a whole file, or the release, has no line to name.
    let is_named = |place: &Place| {
        *place == Place::whole_file(&place.file) || story.contains(&format!("{}:{}", place.file, place.line))
    };
    let ends = [finding.evidence.first(), finding.evidence.last()];
    story.contains(finding.trigger.phrase())
        && ends.into_iter().flatten().all(|evidence| is_named(&evidence.place))
}

/// The first marked line that no finding of the rule is about.
fn unreported_line(
    rule: &RuleFile,
    example: &Example,
    judgement: &Judgement,
) -> Result<Option<(String, u32)>, TextError> {
    let findings = judgement.findings.iter().filter(|finding| finding.rule == rule.id);
    let places: Vec<_> = findings.filter_map(Finding::place).collect();
    let is_reported = |file: &str, line| places.iter().any(|place| place.file == file && place.line == line);
    Ok(stockade_unpack::marks(&example.text)?.into_iter().find(|(file, line)| !is_reported(file, *line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_laid_out_inside_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        lay_out("== a/b.js\nx\n", Standing::Package, folder.path()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a/b.js")).unwrap(), "x\n");
        assert!(lay_out("== ../c.js\ny\n", Standing::Package, folder.path()).is_err());
    }

    #[test]
    fn a_git_dependency_is_laid_out_in_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let text = "== package.json\n{\"name\": \"@a/b\"}\n";
        lay_out(text, Standing::of("package git"), folder.path()).unwrap();
        assert!(folder.path().join("node_modules/@a/b/package.json").is_file());
        let lockfile = fs::read_to_string(folder.path().join("package-lock.json")).unwrap();
        assert!(lockfile.contains("git+https://git.invalid/b.git#0000"));
    }

    #[test]
    fn a_story_names_source_and_sink() {
        let place = |line| stockade_model::Evidence {
            place: Place { file: "a.js".to_owned(), line, column: 3, length: 1 },
            note: String::new(),
            snippet: String::new(),
            snippet_offset: 0,
        };
        let finding = Finding {
            rule: "thing-done".to_owned(),
            title: String::new(),
            role: stockade_model::Role::Threat,
            severity: stockade_model::Level::High,
            specificity: stockade_model::Level::High,
            status: stockade_model::RuleStatus::Stable,
            trigger: stockade_model::Trigger::Install,
            technique: String::new(),
            clause: String::new(),
            evidence: vec![place(2), place(7)],
            is_known_bad_bytes: false,
        };
        assert!(is_told(&finding, "at install, `a.js:2` reads x and `a.js:7` sends it"));
        assert!(!is_told(&finding, "at import, `a.js:2` reads x and `a.js:7` sends it"));
        assert!(!is_told(&finding, "at install, `a.js:7` sends x"));
    }

    #[test]
    fn an_unmarked_finding_is_not_enough() {
        let rule = crate::rule_file::tests::rule();
        let example =
            Example { is_bad: true, info: "package".to_owned(), text: "== a.js\nx(); //~ here\n".to_owned() };
        let nothing = Judgement::unexamined(stockade_model::Gap::new(stockade_model::GapKind::Unpack, "x"));
        let missed = unreported_line(&rule, &example, &nothing).unwrap();
        assert_eq!(missed, Some(("a.js".to_owned(), 1)));
    }
}
