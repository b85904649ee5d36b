//! The packages of a rule's page, judged.

#[path = "detonated.rs"]
mod detonated;

use std::collections::BTreeSet;

use stockade_facts::{Context, Facts, Origin, gather, gather_observed, registry};
use stockade_model::{Judgement, Limits, ReleaseId, Tier, Tree, Verdict};
use stockade_rules::Rule;
use stockade_unpack::Fence;

/// One fence of a page.
pub(crate) struct Example {
    pub(crate) number: usize,
    pub(crate) is_bad: bool,
    pub(crate) tree: Tree,
    pub(crate) marks: BTreeSet<(String, u32)>,
    pub(crate) context: Context,
    /// Whether its rule needs its code to be run.
    pub(crate) is_observed: bool,
}

/// All fences of a page, in order.
pub(crate) fn of_page(id: &str, page: &str) -> Vec<Example> {
    let fences = stockade_unpack::fences(page);
    let packages = fences.iter().filter(|fence| fence.info.starts_with("package"));
    let example = |(number, fence): (usize, &Fence)| {
        Example::new(id, number, fence.heading.starts_with("Bad"), &fence.info, &fence.text)
    };
    (1..).zip(packages).map(example).collect()
}

impl Example {
    fn new(id: &str, number: usize, is_bad: bool, info: &str, text: &str) -> Self {
        let whole =
            stockade_unpack::text(text).unwrap_or_else(|error| panic!("{id} example {number}: {error}"));
        let (tree, packument) = without_packument(whole, info);
        let marks = stockade_unpack::marks(text).unwrap_or_default().into_iter().collect();
        let origin = if info.contains("project") {
            Origin::Project
        } else if info.contains("git") {
            Origin::GitDependency
        } else {
            Origin::RegistryDependency
        };
        let release = asked(info).or_else(|| identity(&tree));
        let registry_entry = packument.map(|bytes| {
            let entry = release.as_ref().zip(PROMISED.parse().ok());
            let entry = entry.and_then(|(release, promised)| registry::read(&bytes, release, &promised));
            entry.unwrap_or_else(|| panic!("{id} example {number}: the packument has no entry on it"))
        });
        let context = Context {
            release,
            origin,
            registry_entry,
            configured_registries: vec!["https://registry.example/".to_owned()],
            ..Context::default()
        };
        let is_observed = stockade_rules::find(id).is_some_and(|rule| rule.meta().tier == Tier::Emulation);
        Self { number, is_bad, tree, marks, context, is_observed }
    }

    fn facts(&self) -> Facts<'_> {
        gather(&self.tree, &self.context, &Limits::default())
    }

    /// The facts of running it in fake worlds.
    fn observed(&self) -> Facts<'_> {
        let worlds = detonated::worlds(&self.tree);
        gather_observed(&self.tree, &self.context, &Limits::default(), &worlds, &BTreeSet::new())
    }

    /// The places that `rule` reports.
    pub(crate) fn reported_by(&self, rule: &dyn Rule) -> BTreeSet<(String, u32)> {
        let is_observed = rule.meta().tier == Tier::Emulation;
        let facts = if is_observed { self.observed() } else { self.facts() };
        let findings = stockade_rules::check(rule, &facts);
        findings
            .iter()
            .filter_map(|finding| finding.place())
            .map(|place| (place.file.clone(), place.line))
            .collect()
    }

    fn judgement(&self) -> Judgement {
        let facts = self.facts();
        let (mut findings, gaps) = stockade_rules::run(&facts);
        let gaps = facts.gaps().iter().cloned().chain(gaps).collect();
        if self.is_observed {
            findings.extend(stockade_rules::run_observed(&self.observed()).0);
        }
        stockade_verdict::judge(findings, gaps, facts.capabilities().clone())
    }

    /// What the whole ruleset believes of it.
    pub(crate) fn verdict(&self) -> Verdict {
        self.judgement().verdict
    }

    /// The stories the whole ruleset tells of it.
    pub(crate) fn stories(&self) -> Vec<String> {
        self.judgement().chains.into_iter().map(|chain| chain.story).collect()
    }

    /// Whether a chain is told with a finding of the rule `id`.
    pub(crate) fn weighs(&self, id: &str) -> bool {
        let Judgement { chains, findings, .. } = self.judgement();
        let mut told = chains.iter().flat_map(|chain| &chain.findings).filter_map(|at| findings.get(*at));
        told.any(|finding| finding.rule == id)
    }

    /// The same package, built from its files in the other order.
    pub(crate) fn with_files_reversed(&self) -> Self {
        let files = self.tree.files().iter().rev().cloned().collect();
        Self { tree: Tree::new(files), marks: self.marks.clone(), context: self.context.clone(), ..*self }
    }
}

/// The integrity that packuments in fences promise.
const PROMISED: &str = "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=";

/// A fence `package with packument` holds the registry's document beside the package's files.
fn without_packument(tree: Tree, info: &str) -> (Tree, Option<Vec<u8>>) {
    if !info.contains("with packument") {
        return (tree, None);
    }
    let (packuments, files): (Vec<_>, Vec<_>) =
        tree.files().iter().cloned().partition(|file| file.path == "packument.json");
    (Tree::new(files), packuments.first().map(|file| file.bytes.to_vec()))
}

/// The release that the fence says was asked for: `package as name@version`.
fn asked(info: &str) -> Option<ReleaseId> {
    let (name, version) = info.split_once(" as ")?.1.trim().rsplit_once('@')?;
    Some(ReleaseId { name: name.parse().ok()?, version: Some(version.parse().ok()?) })
}

fn identity(tree: &Tree) -> Option<ReleaseId> {
    let manifest = tree.file("package.json")?;
    let document = stockade_parse::json::read(&manifest.bytes, &Limits::default()).ok()?;
    let text = |key: &str| document.value.get(key).and_then(|value| value.as_str().map(str::to_owned));
    Some(ReleaseId {
        name: text("name")?.parse().ok()?,
        version: text("version").and_then(|version| version.parse().ok()),
    })
}
