//! Code that was made at run time, read as code: what it would do elsewhere, or when it is called.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use stockade_model::{Limits, Operation, Tree, TreeFile, Trigger, WorldRun};

use super::proofs;
use crate::context::Context;
use crate::entries::Entries;
use crate::facts::Facts;
use crate::gather;

/// Different texts that are read: loaders make a handful, compilers of templates thousands that are alike.
const LAYERS: usize = 16;

/// The facts of what `worlds` saw the release do: what they prove, and what the code does that was made at run
/// time by code that nobody asked for. Texts in `known` have been read already.
#[must_use]
pub fn gather_observed<'t>(
    tree: &'t Tree,
    context: &'t Context,
    limits: &Limits,
    worlds: &[WorldRun],
    known: &BTreeSet<[u8; 32]>,
) -> Facts<'t> {
    let mut facts = gather::empty(tree, context, limits);
    facts.proofs = proofs(worlds, facts.package_name());
    let layers = layers(worlds, known);
    let names = (1..).map(|number| format!("layer:seen-{number}"));
    let files = layers.into_iter().zip(names).map(|((text, trigger), path)| {
        (TreeFile { path, bytes: text.as_bytes().into(), is_executable: false, reading: 0 }, trigger)
    });
    let (files, triggers): (Vec<TreeFile>, Vec<Trigger>) = files.unzip();
    if files.is_empty() {
        return facts;
    }
    let code = Tree::new(files);
    let mut entries = Entries::default();
    for (file, trigger) in code.files().iter().zip(triggers) {
        entries.add(&code, &file.path, trigger);
    }
    gather::run_entries(&mut facts, &code, entries, limits);
    facts
}

/// A hash by which a text is known again.
#[must_use]
pub fn text_hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// The texts that were evaluated where nobody asked, longest first, each with its strongest trigger.
fn layers<'w>(worlds: &'w [WorldRun], known: &BTreeSet<[u8; 32]>) -> Vec<(&'w str, Trigger)> {
    let mut found: BTreeMap<&str, Trigger> = BTreeMap::new();
    for world in worlds {
        let evaluated = world.observations.iter().filter(|one| one.operation == Operation::CodeEval);
        let mut triggers: BTreeMap<&str, Trigger> = BTreeMap::new();
        for observation in evaluated {
            if let Some(bytes) = &observation.bytes {
                let trigger = triggers.entry(&bytes.sha256).or_insert(observation.trigger);
                *trigger = observation.trigger.min(*trigger);
            }
        }
        for layer in &world.layers {
            let hash = text_hash(&layer.text);
            let Some(trigger) = triggers.get(hex::encode(hash).as_str()) else { continue };
            if trigger.runs_unasked() && !known.contains(&hash) {
                let strongest = found.entry(&layer.text).or_insert(*trigger);
                *strongest = (*strongest).min(*trigger);
            }
        }
    }
    let mut found: Vec<(&str, Trigger)> = found.into_iter().collect();
    found.sort_by_key(|(text, _)| (std::cmp::Reverse(text.len()), *text));
    found.truncate(LAYERS);
    found
}
