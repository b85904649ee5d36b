//! What is made of what: the plan that the transformers are given, and what they report.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use super::honest::{self, Bundle, Package};
use super::specimens::Specimen;
use crate::corpora;
use crate::eval::judge::Judged;
use crate::repository::Repository;

/// The transformers: their lockfile and the program that runs them.
const TRANSFORMERS: &str = "eval/transformers";

/// The name of a bundle's variant that nothing was put into.
pub(super) const UNTOUCHED: &str = "untouched";

/// What is to be made.
pub(super) struct Plan {
    /// The honest packages.
    pub(super) honest: Vec<Package>,
    /// The honest bundles.
    pub(super) hosts: Vec<Bundle>,
    output: PathBuf,
    document: Value,
}

/// What was made.
#[derive(Deserialize)]
pub(super) struct Report {
    /// The transformers, in the order of the columns.
    pub(super) transformers: Vec<String>,
    /// By bundle and payload, why there is no variant; none where there is one.
    pub(super) injected: BTreeMap<String, BTreeMap<String, Option<String>>>,
    variants: BTreeMap<String, BTreeMap<String, Option<String>>>,
}

impl Plan {
    /// Every specimen and honest package through every transformer, and what is bad in one script alone into
    /// every bundle.
    ///
    /// # Errors
    /// When a corpus is not installed.
    pub(super) fn of(repository: &Repository, specimens: &[(Specimen, Judged)]) -> Result<Self> {
        let output = repository.path(super::FOLDER).join("variants");
        let (honest, hosts) = (honest::packages(repository)?, honest::bundles(repository)?);
        let entry = |name: &str, folder: &Path, is_honest| json!({"name": name, "folder": folder, "isHonest": is_honest});
        let bad = specimens.iter().map(|(specimen, _)| entry(&specimen.name, &specimen.target.path, false));
        let good = honest.iter().map(|package| entry(&package.name, &package.folder, true));
        let hosts_listed =
            hosts.iter().map(|host| json!({"name": host.name, "file": host.file, "manifest": host.manifest}));
        let document = json!({
            "output": output,
            "packages": bad.chain(good).collect::<Vec<_>>(),
            "hosts": hosts_listed.collect::<Vec<_>>(),
            "payloads": payloads(specimens),
        });
        Ok(Self { honest, hosts, output, document })
    }

    /// Where the variant of the package `name` lies.
    pub(super) fn variant(&self, transformer: &str, name: &str) -> PathBuf {
        self.output.join(transformer).join(name)
    }

    /// Where the bundle `host` with the payload `name` lies.
    pub(super) fn injected(&self, host: &str, name: &str) -> PathBuf {
        self.output.join("injected").join(host).join(name)
    }

    /// Makes the variants, unless they are there and would be the same.
    ///
    /// # Errors
    /// When the transformers cannot be installed or end badly.
    pub(super) fn carry_out(&self, repository: &Repository) -> Result<Report> {
        corpora::install(repository, &repository.path(TRANSFORMERS))?;
        let stamp_file = self.output.join("stamp");
        let stamp = self.stamp(repository)?;
        if fs::read_to_string(&stamp_file).ok().as_deref() != Some(stamp.as_str()) {
            if self.output.exists() {
                fs::remove_dir_all(&self.output).context("cannot remove the last variants")?;
            }
            fs::create_dir_all(&self.output).context("cannot create the folder of the variants")?;
            let file = self.output.join("plan.json");
            fs::write(&file, self.document.to_string()).context("cannot write the plan")?;
            println!("making variants: some minutes");
            let program = repository.path(TRANSFORMERS).join("transform.mjs");
            let status = repository.command("node").arg(program).arg(file).status();
            let status = status.context("cannot start node")?;
            if !status.success() {
                bail!("the transformers ended with {status}");
            }
            fs::write(&stamp_file, stamp).context("cannot write the stamp")?;
        }
        let report = fs::read_to_string(self.output.join("report.json")).context("there is no report")?;
        serde_json::from_str(&report).context("the report is malformed")
    }

    /// A hash of everything that the variants are made from.
    fn stamp(&self, repository: &Repository) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        self.document.to_string().hash(&mut hasher);
        let sources = [("eval/specimens", ".md"), (TRANSFORMERS, ".mjs"), (TRANSFORMERS, ".json")];
        for (folder, ending) in sources {
            for path in repository.files(folder, ending)? {
                repository.read(path)?.hash(&mut hasher);
            }
        }
        Ok(format!("{:016x}", hasher.finish()))
    }
}

impl Report {
    /// Why `transformer` made no variant of the package `name`; none when it made one.
    pub(super) fn refusal(&self, name: &str, transformer: &str) -> Option<&str> {
        match self.variants.get(name).and_then(|outcome| outcome.get(transformer)) {
            Some(outcome) => outcome.as_deref(),
            None => Some("it is not in the report"),
        }
    }
}

/// The first specimen of each technique that can be put into a bundle.
fn payloads(specimens: &[(Specimen, Judged)]) -> Vec<Value> {
    let mut first = BTreeMap::new();
    for specimen in specimens {
        if let Some(payload) = payload(specimen) {
            first.entry(&specimen.0.technique).or_insert(payload);
        }
    }
    first.into_values().collect()
}

/// The specimen as lines for a bundle: where all that is bad in it stands in one script, which runs by itself.
fn payload((specimen, plain): &(Specimen, Judged)) -> Option<Value> {
    let mut files = plain.files.iter();
    let (Some(file), None) = (files.next(), files.next()) else { return None };
    let runs_by_itself = plain.triggers.contains("install") || plain.triggers.contains("import");
    let is_suitable = runs_by_itself && is_script(file) && specimen.target.kind == Some("package");
    is_suitable.then(|| json!({"name": specimen.name, "file": specimen.target.path.join(file)}))
}

/// Whether transformers change the file.
pub(super) fn is_script(file: &str) -> bool {
    [".js", ".cjs", ".mjs"].iter().any(|ending| file.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use stockade_model::Verdict;

    use super::*;
    use crate::eval::judge::Target;

    fn specimen(kind: &'static str, file: &str, trigger: &str) -> (Specimen, Judged) {
        let target = Target { path: "folder".into(), kind: Some(kind) };
        let judged = Judged {
            verdict: Verdict::Suspicious,
            rules: BTreeSet::new(),
            files: BTreeSet::from([file.to_owned()]),
            triggers: BTreeSet::from([trigger.to_owned()]),
            why: String::new(),
        };
        (Specimen { name: "one-1".to_owned(), technique: "one".to_owned(), target }, judged)
    }

    #[test]
    fn lines_for_a_bundle_are_one_script_that_runs_by_itself() {
        let wanted = json!({"name": "one-1", "file": "folder/a.js"});
        assert_eq!(payload(&specimen("package", "a.js", "install")), Some(wanted));
        assert_eq!(payload(&specimen("package", "a.js", "call")), None);
        assert_eq!(payload(&specimen("package", "package.json", "install")), None);
        assert_eq!(payload(&specimen("project", "a.js", "import")), None);
        let mut two = specimen("package", "a.js", "import");
        two.1.files.insert("b.js".to_owned());
        assert_eq!(payload(&two), None);
    }

    #[test]
    fn one_specimen_of_a_technique_is_put_into_bundles() {
        let specimens = [specimen("package", "a.js", "call"), specimen("package", "b.js", "import")];
        let specimens = [&specimens[..], &[specimen("package", "c.js", "import")]].concat();
        assert_eq!(payloads(&specimens), [json!({"name": "one-1", "file": "folder/b.js"})]);
    }

    #[test]
    fn a_variant_without_a_reason_was_made() {
        let report: Report = serde_json::from_value(json!({
            "transformers": ["packer"],
            "injected": {},
            "variants": {"a": {"packer": null}, "b": {"packer": "no JavaScript"}},
        }))
        .unwrap();
        assert_eq!(report.refusal("a", "packer"), None);
        assert_eq!(report.refusal("b", "packer"), Some("no JavaScript"));
        assert!(report.refusal("c", "packer").is_some());
    }
}
