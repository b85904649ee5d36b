//! Code that was hidden and shows itself when it is read: whether there was anything to hide.
//!
//! Hiding a program is no harm by itself. What a package gives its users may be packed, and then the rules judge what
//! the packed code does. What is left to accuse is hidden code that could not be read, that acts on its own, or that
//! is there for nothing the package gives.

use stockade_model::Capability;
use stockade_parse::script::Lexical;

use crate::api::{self, Effect};
use crate::facts::{Facts, Locus, ScriptFact};
use crate::flow::{ArgumentFact, CallFact, Spot};
use crate::unread::UnreadFact;

/// How deep code that makes code is followed.
const DEPTH: usize = 8;

impl Facts<'_> {
    /// Whether all code that is made at `spot` was read to its end, gives the package something, and does nothing to
    /// the outside without being asked: then hiding it is all that is strange about it.
    #[must_use]
    pub fn is_revealed_as_quiet(&self, spot: Spot) -> bool {
        self.is_quiet(spot, &self.unread(), DEPTH)
    }

    /// Whether the release does something to the outside with the module `name` without being asked: a module under a
    /// hidden name that is handed on or waits for a call is a packed program's own.
    #[must_use]
    pub fn acts_unasked_with(&self, name: &str) -> bool {
        let module = api::builtin(name).map_or_else(|| name.to_owned(), |module| module.replace('/', "."));
        let is_of = |path: &str| {
            path.strip_prefix(&*module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut calls = self.all_calls().iter().filter(|call| call.trigger.runs_unasked());
        calls.any(|call| is_of(&call.api) && reaches_out(call))
    }

    /// Whether what is said of a spot holds of all code that is made in the stretch of a file, and some is.
    #[must_use]
    pub fn is_quiet_within(&self, locus: &Locus) -> bool {
        let unread = self.unread();
        let mut calls = self.all_calls().iter().filter(|call| {
            let place = self.locus(call.spot);
            let is_inside = locus.end == 0 || locus.start <= place.start && place.end <= locus.end;
            place.file == locus.file && is_inside && is_evaluation(call)
        });
        let mut calls = calls.by_ref().peekable();
        calls.peek().is_some() && calls.all(|call| self.is_quiet(call.spot, &unread, DEPTH))
    }

    /// Whether the same holds of the code that stands at a stretch of a file in characters nobody sees.
    #[must_use]
    pub fn is_quiet_hidden(&self, locus: &Locus) -> bool {
        let unread = self.unread();
        let mut layers = (0_u32..).zip(&self.scripts).filter(|(_, script)| script.layer.is_some());
        layers.any(|(number, script)| {
            script.made_at.is_some_and(|spot| self.locus(spot) == *locus)
                && self.is_quiet_layer(number, script, &unread, DEPTH)
        })
    }

    fn is_quiet(&self, spot: Spot, unread: &[UnreadFact], depth: usize) -> bool {
        let is_read = |call: &CallFact| {
            let mut arguments = call.arguments.iter();
            arguments.any(|argument| !argument.is_open && self.layers_of(argument).next().is_some())
        };
        let mut calls =
            self.all_calls().iter().filter(|call| call.spot == spot && is_evaluation(call)).peekable();
        depth > 0
            && calls.peek().is_some()
            && calls.all(|call| {
                let mut layers = call.arguments.iter().flat_map(|argument| self.layers_of(argument));
                is_read(call)
                    && layers.all(|(number, script)| self.is_quiet_layer(number, script, unread, depth))
            })
    }

    /// The scripts whose code an argument is, the same text at other places included.
    fn layers_of(&self, argument: &ArgumentFact) -> impl Iterator<Item = (u32, &ScriptFact)> {
        (0_u32..)
            .zip(&self.scripts)
            .filter(|(_, script)| script.layer.as_ref().is_some_and(|layer| argument.texts.contains(layer)))
    }

    fn is_quiet_layer(&self, number: u32, script: &ScriptFact, unread: &[UnreadFact], depth: usize) -> bool {
        let is_unread = self.gaps.iter().any(|gap| gap.file.as_deref() == Some(&*script.path))
            || unread
                .iter()
                .any(|fact| fact.locus.file == *script.path && fact.trigger.runs_unasked() && !fact.is_dead);
        let patches = self.patches().iter().any(|patch| {
            patch.spot.script == number && patch.trigger.runs_unasked() && is_of_others(&patch.api)
        });
        let mut calls = self.all_calls().iter().filter(|call| call.spot.script == number);
        let acts = calls.any(|call| {
            let is_loud = match is_evaluation(call) {
                true => !call.is_dead && !self.is_quiet(call.spot, unread, depth - 1),
                false => reaches_out(call),
            };
            is_loud && call.trigger.runs_unasked()
        });
        (gives(script) || names_nothing(script)) && !(is_unread || patches || acts)
    }
}

/// Whether a name of the outside world was there before: a new global is the package's own.
fn is_of_others(name: &str) -> bool {
    name.contains('.') || api::find(name).is_some()
}

/// Parts of Node's inside that only tell or compute.
const QUIET_BINDINGS: [&str; 5] = ["config", "constants", "natives", "util", "uv"];

/// Whether a call does something to the outside, beyond looking at files and the host.
fn reaches_out(call: &CallFact) -> bool {
    if &*call.api == "process.binding"
        && let Some(argument) = call.arguments.first().filter(|argument| !argument.is_open)
    {
        return argument.texts.iter().any(|name| !QUIET_BINDINGS.contains(&&**name));
    }
    let capability = api::find(&call.api).and_then(|entry| entry.effect.capability());
    capability.is_some_and(|capability| !matches!(capability, Capability::FileRead | Capability::HostFacts))
}

fn is_evaluation(call: &CallFact) -> bool {
    let effect = api::find(&call.api).map(|entry| entry.effect);
    matches!(effect, Some(Effect::Evaluate(_) | Effect::EvaluateLast))
}

/// Whether code is there for what it gives: a module, other code, or the global object. What neither acts nor
/// gives is hidden for no reason that can be read.
fn gives(script: &ScriptFact) -> bool {
    let Some(text) = &script.layer else { return false };
    let tokens = Lexical::of(text).tokens;
    let is_return = tokens.first().is_some_and(|token| token.text == "return");
    is_return && (text.contains("this") || !text.contains(['(', '.']) || text.starts_with("return new Date("))
        || tokens.iter().any(|token| matches!(token.text.as_str(), "exports" | "eval"))
}

/// Whether code is made of keywords alone, as what stops debuggers is: it can do nothing.
fn names_nothing(script: &ScriptFact) -> bool {
    const WORDS: [&str; 8] = ["debugger", "do", "false", "for", "if", "return", "true", "while"];
    let Some(text) = &script.layer else { return false };
    Lexical::of(text).tokens.iter().all(|token| WORDS.contains(&token.text.as_str()))
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, Tree, TreeFile};

    use crate::{Context, gather};

    /// Whether what the one evaluation of a script makes is quiet.
    fn is_quiet(code: &str) -> bool {
        let script = format!("eval({code:?})");
        let file = |path: &str, text: &str| TreeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let tree = Tree::new(vec![
            file("package.json", r#"{"name": "x", "version": "1.0.0", "main": "index.js"}"#),
            file("index.js", &script),
        ]);
        let context = Context::default();
        let facts = gather(&tree, &context, &Limits::default());
        let call = facts.all_calls().iter().find(|call| call.spot.script == 0).unwrap();
        facts.is_revealed_as_quiet(call.spot)
    }

    #[test]
    fn a_module_is_quiet() {
        assert!(is_quiet("module.exports = (a, b) => a + require('path').join(b)"));
        assert!(is_quiet("eval('module.exports = 12')"));
        assert!(is_quiet("while (true) { debugger; }"));
        assert!(is_quiet("module.exports = () => fetch('https://a.invalid')"));
        assert!(is_quiet("const { spawn } = require('child_process'); exports.run = name => spawn(name)"));
    }

    #[test]
    fn code_that_acts_unasked_or_cannot_be_read_is_not() {
        for code in [
            "require('child_process').exec('id')",
            "module.exports = fetch('https://a.invalid')",
            "require(process.argv[2])",
            "eval('fetch(`https://a.invalid`)')",
            "eval(process.argv[2])",
            "JSON.parse = text => text",
            "this is (no script",
            "console.log(1)",
        ] {
            assert!(!is_quiet(code), "{code}");
        }
    }
}
