//! Values of known campaigns in a release's own text.

use std::collections::BTreeMap;

use stockade_model::{Tree, Trigger};

use crate::command::CommandFact;
use crate::facts::{Locus, ScriptFact};
use crate::known::{Confidence, Indicator, IndicatorKind, IndicatorPlace, Indicators, Intelligence};
use crate::native::NativeFact;

/// A host, wallet, text or file name of a known campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownValueFact {
    /// Where it stands; the whole file for a file's name.
    pub locus: Locus,
    /// What makes that file run.
    pub trigger: Trigger,
    /// What it is, and whose.
    pub indicator: &'static Indicator,
}

impl KnownValueFact {
    /// Whether it proves the campaign as much as a value can: stated by a primary source or several, and no
    /// mere file name, which anyone may choose.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.indicator.confidence == Confidence::High && self.indicator.kind != IndicatorKind::Filename
    }
}

/// More campaigns than this in one text are a list of indicators, not malware: no campaign shares its hosts
/// with three others.
const CAMPAIGNS: usize = 3;

/// Bytes of a native file that are looked through at once, and how far two such parts overlap: no value is longer.
const PART_BYTES: usize = 4 << 20;
const OVERLAP_BYTES: usize = 1 << 10;

/// The values in native files; a place in machine code says nothing, so each stands for its whole file.
pub(crate) fn find_native(tree: &Tree, natives: &[NativeFact]) -> Vec<KnownValueFact> {
    let mut facts: Vec<KnownValueFact> = Vec::new();
    for native in natives {
        let bytes = tree.file(&native.path).map(|file| &*file.bytes).unwrap_or_default();
        let mut start = 0;
        while let Some(part) = bytes.get(start..bytes.len().min(start + PART_BYTES + OVERLAP_BYTES)) {
            for found in in_text(&native.path, &String::from_utf8_lossy(part), Trigger::Call) {
                let fact = KnownValueFact { locus: Locus::whole(native.path.as_str()), ..found };
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
            start += PART_BYTES;
            if start >= bytes.len() {
                break;
            }
        }
    }
    facts
}

/// Looks through the manifest, every script, decoded ones included, and what else says or holds commands:
/// build files, shell files, settings of editors, agents and forges.
pub(crate) fn find(tree: &Tree, scripts: &[ScriptFact], commands: &[CommandFact]) -> Vec<KnownValueFact> {
    let mut facts = Vec::new();
    if let Some(file) = tree.file("package.json") {
        facts.extend(in_text("package.json", &String::from_utf8_lossy(&file.bytes), Trigger::Install));
    }
    for script in scripts {
        let text = match &script.layer {
            Some(layer) => String::from(&**layer).into(),
            None => {
                tree.file(&script.path).map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default()
            }
        };
        facts.extend(in_text(&script.path, &text, script.trigger));
    }
    let mut others: BTreeMap<&str, Trigger> = BTreeMap::new();
    for command in commands.iter().filter(|command| command.locus.file != "package.json") {
        let trigger = others.entry(&command.locus.file).or_insert(command.trigger);
        *trigger = command.trigger.min(*trigger);
    }
    others.retain(|path, _| !scripts.iter().any(|script| &*script.path == *path));
    for (path, trigger) in &others {
        let text = tree.file(path).map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default();
        facts.extend(in_text(path, &text, *trigger));
    }
    for (path, indicator) in Intelligence::embedded().indicators().named_files(tree) {
        let script = scripts.iter().find(|script| *script.path == *path).map(|script| script.trigger);
        let trigger = script.or_else(|| others.get(path).copied()).unwrap_or(Trigger::Dormant);
        facts.push(KnownValueFact { locus: Locus::whole(path), trigger, indicator });
    }
    facts
}

fn in_text(path: &str, text: &str, trigger: Trigger) -> Vec<KnownValueFact> {
    let known: &'static Indicators = Intelligence::embedded().indicators();
    let places = known.find(text);
    let mut campaigns: Vec<&str> =
        places.iter().map(|place| place.indicator.record.campaign.as_str()).collect();
    campaigns.sort_unstable();
    campaigns.dedup();
    if campaigns.len() > CAMPAIGNS {
        return Vec::new();
    }
    let locus =
        |offset: usize, length: usize| Locus { file: path.to_owned(), start: offset, end: offset + length };
    let fact = |place: &IndicatorPlace<'static>| KnownValueFact {
        locus: locus(place.offset, place.length),
        trigger,
        indicator: place.indicator,
    };
    places.iter().map(fact).collect()
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, TreeFile};

    use super::*;

    const SURE: &str = "stockade-selftest.invalid";

    #[test]
    fn a_value_is_found_where_it_stands() {
        let text = format!("fetch('https://{SURE}/x')");
        let facts = in_text("a.js", &text, Trigger::Import);
        assert_eq!(facts.len(), 1);
        assert_eq!(text.get(facts[0].locus.start..facts[0].locus.end), Some(SURE));
        assert!(facts[0].is_sure());
    }

    #[test]
    fn a_value_in_machine_code_is_found_wherever_it_lies() {
        for at in [100, PART_BYTES - 5, PART_BYTES + OVERLAP_BYTES + 7] {
            let mut bytes = vec![0xff; at];
            bytes.splice(..4, *b"\x7fELF");
            bytes.extend(SURE.as_bytes());
            bytes.push(0);
            let file =
                TreeFile { path: "a.node".into(), bytes: bytes.into(), is_executable: false, reading: 0 };
            let tree = Tree::new(vec![file]);
            let natives = crate::native::find(&tree, &Limits::default());
            assert_eq!(find_native(&tree, &natives).len(), 1, "{at}");
        }
    }

    #[test]
    fn a_list_of_many_campaigns_is_a_list() {
        let all = Intelligence::embedded().indicators().all();
        let list: Vec<&str> = all.iter().map(|indicator| indicator.value.as_str()).collect();
        assert!(in_text("a.js", &list.join("\n"), Trigger::Import).is_empty());
    }
}
