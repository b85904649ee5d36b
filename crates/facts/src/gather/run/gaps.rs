//! What of a release's scripts was not examined.

use std::collections::BTreeMap;

use stockade_model::{Gap, GapKind, Trigger};
use stockade_parse::script::{Lexical, Refusal};

use super::super::script_text;
use super::Runner;
use crate::concealment::ConcealmentKind;
use crate::facts::ScriptFact;

impl Runner<'_, '_> {
    /// What of the scripts was not read as a tree.
    pub(super) fn script_gaps(&mut self, triggers: &BTreeMap<String, Trigger>) {
        for path in &self.blanked {
            if triggers.contains_key(path) {
                let reason =
                    "a part of this file does not parse and was left out; Node may still run the rest";
                self.gaps.push(Gap::new(GapKind::Unparsed, reason).in_file(path.as_str()));
            }
        }
        for (path, refusal) in std::mem::take(&mut self.refused) {
            let kind = match refusal {
                Refusal::Syntax { .. } => GapKind::Unparsed,
                Refusal::TooLarge { .. } | Refusal::TooDeep { .. } => GapKind::LexicalOnly,
            };
            if matches!(refusal, Refusal::TooDeep { .. }) {
                self.conceal(ConcealmentKind::ParserEvasion, &path);
            }
            let gap = Gap::new(kind, refusal.to_string()).in_file(path.as_str());
            let is_reached = triggers.contains_key(&path);
            let is_quiet =
                self.tree.file(&path).is_some_and(|file| !names_the_world(&script_text(&file.bytes)));
            // `exports` may name a README or a style sheet; Node would fail on it before it ran a word.
            let is_document =
                [".md", ".markdown", ".css", ".scss", ".less"].iter().any(|ending| path.ends_with(ending));
            let may_run = is_reached && !is_quiet && !is_document;
            self.gaps.push(if may_run { gap } else { gap.harmless() });
        }
    }
}

/// A gap for each of the scripts with the numbers `exhausted`.
pub(super) fn of_budget(exhausted: &[u32], scripts: &[ScriptFact], gaps: &mut Vec<Gap>) {
    for script in exhausted.iter().filter_map(|number| scripts.get(*number as usize)) {
        let reason = "the value analysis ran out of steps before the end of this file; read it, or run it with \
                      `stockade detonate` to see what it does";
        let gap = Gap::new(GapKind::Budget, reason).in_file(&*script.path);
        gaps.push(if script.trigger == Trigger::Dormant { gap.harmless() } else { gap });
    }
}

/// Whether the tokens of an unparsed text name anything that acts.
fn names_the_world(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "require",
        "import",
        "eval",
        "Function",
        "process",
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "constructor",
        "globalThis",
        "child_process",
    ];
    Lexical::of(text).tokens.iter().any(|token| WORDS.contains(&token.text.as_str()))
}
