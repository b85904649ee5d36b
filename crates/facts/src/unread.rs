//! What runs and could not be read: the question that reading leaves to running.

use std::collections::BTreeMap;

use stockade_model::Trigger;

use crate::api::{self, Effect};
use crate::facts::{Facts, Locus};
use crate::flow::{ArgumentFact, CallFact, GivenName, Spot};
use crate::vocabulary::Source;

/// A place where something runs, or is named, that is not known from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFact {
    /// What it is that could not be read.
    pub kind: UnreadKind,
    /// Where.
    pub locus: Locus,
    /// What makes it run.
    pub trigger: Trigger,
    /// Whether a decoder has a hand in it: then somebody took care that it cannot be read.
    pub is_decoded: bool,
    /// Whether the package wrote a part of it itself, as compilers of templates do.
    pub is_framed: bool,
    /// Whether a condition that is false as far as is known keeps it from running.
    pub is_dead: bool,
    /// Where it comes from, as far as that is known: a network reply, a file, a decoder.
    pub sources: Vec<Source>,
    /// How many such places the file has: one fact stands for all names of a file.
    pub places: usize,
}

/// What could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadKind {
    /// Text that is made into code.
    Code,
    /// The command line or program that is started.
    Program,
    /// The module that is loaded.
    Module,
    /// Names of members that a function gives for constants: `m[d(7)]`.
    Names,
}

/// Fewest names of a file that make a fact: obfuscators hide all of a file's, and a table of handlers is asked in one
/// or two places.
const NAMES: usize = 6;

impl Facts<'_> {
    /// What runs and could not be read, by kind and place. Rules do not accuse by it; it says where running the
    /// code would tell more than its text.
    #[must_use]
    pub fn unread(&self) -> Vec<UnreadFact> {
        let mut found: Vec<UnreadFact> =
            self.all_calls().iter().filter_map(|call| self.unread_call(call)).collect();
        for load in self.loads().iter().filter(|load| load.specifier.is_none()) {
            let sources = if load.is_hidden { vec![Source::Decoded] } else { Vec::new() };
            found.push(self.unread_at(UnreadKind::Module, load.spot, load.trigger, sources));
        }
        found.extend(self.unread_names());
        found.sort_by(|left, right| {
            (left.kind, &left.locus, left.trigger).cmp(&(right.kind, &right.locus, right.trigger))
        });
        found.dedup_by(|later, first| {
            let is_same = later.kind == first.kind && later.locus == first.locus;
            if is_same {
                first.is_decoded |= later.is_decoded;
            }
            is_same
        });
        found
    }

    fn unread_call(&self, call: &CallFact) -> Option<UnreadFact> {
        let at = |position: u8| call.arguments.get(usize::from(position));
        let (kind, argument) = match api::find(&call.api)?.effect {
            Effect::Evaluate(position) => (UnreadKind::Code, at(position)),
            Effect::EvaluateLast => (UnreadKind::Code, call.arguments.last()),
            Effect::Shell(position) | Effect::Program(position, _) => (UnreadKind::Program, at(position)),
            Effect::RunScript(position) => (UnreadKind::Program, at(position)),
            _ => return None,
        };
        let argument = argument.filter(|argument| argument.is_open && !argument.is_function)?;
        let mut fact = self.unread_at(kind, call.spot, call.trigger, argument.sources.clone());
        fact.is_framed = is_framed(argument);
        fact.is_dead = call.is_dead;
        Some(fact)
    }

    fn unread_at(&self, kind: UnreadKind, spot: Spot, trigger: Trigger, sources: Vec<Source>) -> UnreadFact {
        let is_decoded = sources.contains(&Source::Decoded);
        UnreadFact {
            kind,
            locus: self.locus(spot),
            trigger,
            is_decoded,
            is_framed: false,
            is_dead: false,
            sources,
            places: 1,
        }
    }

    /// For each script that hides names by a decoder that was not read, the first of them.
    fn unread_names(&self) -> Vec<UnreadFact> {
        let mut by_script: BTreeMap<u32, Vec<(Spot, GivenName)>> = BTreeMap::new();
        for (spot, name) in self.effects.given_names.iter().filter(|(_, name)| !name.is_read) {
            by_script.entry(spot.script).or_default().push((*spot, *name));
        }
        let of_script = |names: Vec<(Spot, GivenName)>| {
            let (spot, _) = names.first().copied().filter(|_| names.len() >= NAMES)?;
            let trigger = names.iter().map(|(_, name)| name.trigger).min()?;
            let fact = self.unread_at(UnreadKind::Names, spot, trigger, vec![Source::Decoded]);
            Some(UnreadFact { places: names.len(), ..fact })
        };
        by_script.into_values().filter_map(of_script).collect()
    }
}

/// Whether the package wrote a part of a text itself.
fn is_framed(argument: &ArgumentFact) -> bool {
    let is_own = |character: char| character != crate::vocabulary::HOLE && !character.is_whitespace();
    argument.texts.iter().any(|text| text.chars().any(is_own))
}

#[cfg(test)]
mod tests {
    use stockade_model::Limits;

    use super::*;
    use crate::imported::imported;
    use crate::{Context, gather};

    fn unread(script: &str) -> Vec<UnreadFact> {
        let tree = imported(script);
        let context = Context::default();
        gather(&tree, &context, &Limits::default()).unread()
    }

    fn kinds(script: &str) -> Vec<UnreadKind> {
        unread(script).iter().map(|fact| fact.kind).collect()
    }

    #[test]
    fn what_is_run_and_not_known_is_told() {
        for (script, kind) in [
            ("eval(globalThis.x)", UnreadKind::Code),
            ("new Function('a', 'return ' + globalThis.x)", UnreadKind::Code),
            ("require('child_process').exec(globalThis.x)", UnreadKind::Program),
            ("require('child_process').spawn(globalThis.x, ['a'])", UnreadKind::Program),
            ("require(globalThis.x)", UnreadKind::Module),
        ] {
            assert_eq!(kinds(script), [kind], "{script}");
        }
    }

    #[test]
    fn what_is_known_is_not() {
        for script in [
            "eval('1 + 1')",
            "require('child_process').exec('id')",
            "require('f' + 's').readFileSync('a')",
            "const d = i => ['readFileSync', 'join'][i]; require('fs')[d(0)]('x')",
        ] {
            assert!(kinds(script).is_empty(), "{script}");
        }
    }

    #[test]
    fn a_decoder_that_was_not_read_is_told_once() {
        let names: String = (0..8).map(|index| format!("x[d({index}, 'k')](1);")).collect();
        let found =
            unread(&format!("const d = (i, k) => globalThis.t[i] + k; const x = require('fs'); {names}"));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, found[0].places, found[0].is_decoded), (UnreadKind::Names, 8, true));
        assert_eq!(found[0].trigger, Trigger::Import);
    }

    #[test]
    fn what_a_decoder_gives_is_told_apart() {
        let found = unread("eval(atob(globalThis.x))");
        assert!(found.first().is_some_and(|fact| fact.is_decoded), "{found:?}");
    }
}
