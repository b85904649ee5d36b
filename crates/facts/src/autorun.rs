//! What a tree makes editors, agents, git and forges run by themselves.

use stockade_model::{Gap, GapKind, Limits, Tree};
use stockade_parse::autorun::{self, AutoRun};

use crate::facts::Locus;

/// Something that runs, or may act, without being asked when a person opens, pulls or pushes the tree.
#[derive(Clone, Debug)]
pub struct AutoRunFact {
    /// Where it stands.
    pub locus: Locus,
    /// What it says.
    pub entry: AutoRun,
}

/// Reads every settings file of the tree.
pub(crate) fn read(tree: &Tree, limits: &Limits, gaps: &mut Vec<Gap>) -> Vec<AutoRunFact> {
    let mut facts = Vec::new();
    for file in tree.files().iter().filter(|file| file.reading == 0 && autorun::recognises(&file.path)) {
        match autorun::read(&file.path, &file.bytes, limits) {
            Ok(entries) => facts.extend(entries.into_iter().map(|entry| AutoRunFact {
                locus: Locus { file: file.path.clone(), start: entry.span.0, end: entry.span.1 },
                entry,
            })),
            // The program that would act on the file reads it no better, so it cannot act.
            Err(error) => {
                gaps.push(Gap::new(GapKind::Unparsed, error.to_string()).in_file(&file.path).harmless())
            }
        }
    }
    facts
}
