//! From an artifact's files to its facts.

mod run;

use std::rc::Rc;

use stockade_model::{Algorithm, Capabilities, Capability, Gap, GapKind, Integrity, Limits, Tree, Trigger};
use stockade_parse::lockfile::{self, LockfileKind};
use stockade_parse::manifest::{self, Manifest};

use crate::api;
use crate::autorun;
use crate::build_file;
use crate::command::CommandOrigin;
use crate::context::{Context, Origin};
use crate::entries::{self, Entries};
use crate::facts::Facts;
use crate::flow::Effects;
use crate::known::Intelligence;
use crate::known_value;
use crate::native;
use crate::vocabulary::Source;

/// Gathers the facts of the release whose files are `tree`.
#[must_use]
pub fn gather<'t>(tree: &'t Tree, context: &'t Context, limits: &Limits) -> Facts<'t> {
    let mut facts = empty(tree, context, limits);
    let is_project = context.origin == Origin::Project;
    let mut gaps = std::mem::take(&mut facts.gaps);
    facts.auto_runs = if is_project { autorun::read(tree, limits, &mut gaps) } else { Vec::new() };
    facts.build_files = build_file::read(tree, limits, &mut gaps);
    let entries = entries::of_manifest(facts.manifest.as_ref(), tree, context.origin);
    let started = run::Started {
        manifest: facts.manifest.as_ref(),
        auto_runs: &facts.auto_runs,
        build_files: &facts.build_files,
        entries,
    };
    let ran = run::run(tree, context, limits, started, &mut gaps);
    take(&mut facts, ran);
    facts.known_values = known_value::find(tree, &facts.scripts, &facts.commands);
    facts.natives = native::find(tree, limits);
    facts.known_values.extend(known_value::find_native(tree, &facts.natives));
    facts.lockfiles = if is_project { read_lockfiles(tree, limits, &mut gaps) } else { Vec::new() };
    facts.known = known(tree, context);
    gaps.sort();
    gaps.dedup();
    facts.gaps = gaps;
    facts.capabilities = capabilities(&facts);
    facts
}

/// What the manifest and the tree say before any code is read.
pub(crate) fn empty<'t>(tree: &'t Tree, context: &'t Context, limits: &Limits) -> Facts<'t> {
    let mut gaps = tree.gaps.clone();
    let manifest = read_manifest(tree, context, limits, &mut gaps);
    Facts {
        tree,
        context,
        manifest,
        effects: Effects::default(),
        scripts: Vec::new(),
        commands: Vec::new(),
        build_files: Vec::new(),
        auto_runs: Vec::new(),
        concealments: Vec::new(),
        guards: Vec::new(),
        namings: Vec::new(),
        natives: Vec::new(),
        lockfiles: Vec::new(),
        known: Vec::new(),
        known_values: Vec::new(),
        proofs: Vec::new(),
        gaps,
        capabilities: Capabilities::new(),
    }
}

/// Adds to `facts` what the code of `code` does, entered by `entries` alone.
pub(crate) fn run_entries(facts: &mut Facts<'_>, code: &Tree, entries: Entries, limits: &Limits) {
    let started = run::Started { manifest: None, auto_runs: &[], build_files: &[], entries };
    let ran = run::run(code, facts.context, limits, started, &mut facts.gaps);
    take(facts, ran);
    facts.known_values = known_value::find(code, &facts.scripts, &facts.commands);
    facts.capabilities = capabilities(facts);
}

fn take(facts: &mut Facts<'_>, ran: run::Ran) {
    facts.effects = ran.effects;
    facts.scripts = ran.scripts;
    facts.commands = ran.commands;
    facts.concealments = ran.concealments;
    facts.guards = ran.guards;
    facts.namings = ran.namings;
}

fn read_manifest(tree: &Tree, context: &Context, limits: &Limits, gaps: &mut Vec<Gap>) -> Option<Manifest> {
    let Some(file) = tree.file("package.json") else {
        if context.origin != Origin::Project {
            let reason = "the release has no `package.json`, so nothing says how it is entered";
            gaps.push(Gap::new(GapKind::Unparsed, reason).in_file("package.json"));
        }
        return None;
    };
    match manifest::read(&file.bytes, limits) {
        Ok(manifest) => Some(manifest),
        Err(error) => {
            gaps.push(Gap::new(GapKind::Unparsed, error.to_string()).in_file("package.json"));
            None
        }
    }
}

fn read_lockfiles(tree: &Tree, limits: &Limits, gaps: &mut Vec<Gap>) -> Vec<(String, lockfile::Lockfile)> {
    let mut lockfiles = Vec::new();
    for file in tree.files().iter().filter(|file| file.reading == 0 && LockfileKind::of(&file.path).is_some())
    {
        match lockfile::read(&file.path, &file.bytes, limits) {
            Ok(lockfile) => lockfiles.push((file.path.clone(), lockfile)),
            // It hides releases, not code of this tree: whoever lists the releases tells of it as a gap of theirs.
            Err(error) => {
                gaps.push(Gap::new(GapKind::Lockfile, error.to_string()).in_file(&file.path).harmless());
            }
        }
    }
    lockfiles
}

fn known(tree: &Tree, context: &Context) -> Vec<stockade_model::KnownMatch> {
    let artifact: Vec<Integrity> = context
        .artifact_integrity
        .iter()
        .filter(|integrity| matches!(integrity.algorithm(), Algorithm::Sha1 | Algorithm::Sha256))
        .cloned()
        .collect();
    Intelligence::embedded().matches(context.release.as_ref(), &artifact, tree)
}

/// What the release can do, from what its code calls and its commands start.
fn capabilities(facts: &Facts<'_>) -> Capabilities {
    let mut capabilities = Capabilities::new();
    let mut add = |trigger: Trigger, capability: Capability| {
        capabilities.entry(trigger).or_default().insert(capability);
    };
    for call in &facts.effects.calls {
        if let Some(capability) = api::find(&call.api).and_then(|api| api.effect.capability()) {
            add(call.trigger, capability);
        }
    }
    for read in &facts.effects.reads {
        let capability = match read.source {
            Source::Environment | Source::Variable(_) => Capability::Environment,
            _ => Capability::FileRead,
        };
        add(read.trigger, capability);
    }
    for patch in &facts.effects.patches {
        add(patch.trigger, Capability::GlobalPatch);
    }
    for command in &facts.commands {
        if !matches!(command.origin, CommandOrigin::Script(_)) {
            add(command.trigger, Capability::Process);
        }
    }
    capabilities
}

/// A file's text as Node reads it: UTF-8, what is not replaced, a byte-order mark dropped.
fn script_text(bytes: &[u8]) -> Rc<str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Rc::from(text),
        Err(_) => Rc::from(String::from_utf8_lossy(bytes).as_ref()),
    }
}
