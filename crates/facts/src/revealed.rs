//! Code that was hidden and shows itself when it is read: whether there was anything to hide.

use stockade_model::Capability;
use stockade_parse::script::Lexical;

use crate::api::{self, Effect};
use crate::facts::{Facts, ScriptFact};
use crate::flow::{ArgumentFact, CallFact, Spot};

/// Modules that start programs or make code: one that is handed on acts wherever it ends.
const RUNNERS: [&str; 6] = ["child_process", "cluster", "inspector", "module", "vm", "worker_threads"];

/// How deep code that makes code is followed.
const DEPTH: usize = 8;

impl Facts<'_> {
    /// Whether all code that is made at `spot` was read to its end, gives the package something, conceals nothing
    /// itself, and sends, writes and starts nothing: then hiding it is all that is strange about it.
    #[must_use]
    pub fn is_revealed_as_idle(&self, spot: Spot) -> bool {
        self.is_idle(spot, DEPTH)
    }

    fn is_idle(&self, spot: Spot, depth: usize) -> bool {
        let is_read =
            |call: &CallFact| call.arguments.iter().any(|argument| self.layers_of(argument).next().is_some());
        let mut calls =
            self.all_calls().iter().filter(|call| call.spot == spot && is_evaluation(call)).peekable();
        depth > 0
            && calls.peek().is_some()
            && calls.all(|call| {
                let mut layers = call.arguments.iter().flat_map(|argument| self.layers_of(argument));
                is_read(call) && layers.all(|(number, script)| self.is_idle_layer(number, script, depth))
            })
    }

    /// The scripts whose code an argument is, the same text at other places included.
    fn layers_of(&self, argument: &ArgumentFact) -> impl Iterator<Item = (u32, &ScriptFact)> {
        (0_u32..)
            .zip(&self.scripts)
            .filter(|(_, script)| script.layer.as_ref().is_some_and(|layer| argument.texts.contains(layer)))
    }

    fn is_idle_layer(&self, number: u32, script: &ScriptFact, depth: usize) -> bool {
        let is_unread = self.gaps.iter().any(|gap| gap.file.as_deref() == Some(&*script.path));
        let conceals = self.concealments().iter().any(|fact| *fact.locus.file == *script.path);
        let patches = self.patches().iter().any(|patch| patch.spot.script == number);
        let loads = self.loads().iter().filter(|load| load.spot.script == number);
        let loads_acting = loads.map(|load| load.specifier.as_deref()).any(|name| {
            name.is_none_or(|name| api::builtin(name).is_some_and(|module| RUNNERS.contains(&&*module)))
        });
        let acts = self.all_calls().iter().filter(|call| call.spot.script == number).any(|call| {
            if is_evaluation(call) {
                return !self.is_idle(call.spot, depth - 1);
            }
            let capability = api::find(&call.api).and_then(|entry| entry.effect.capability());
            capability
                .is_some_and(|capability| !matches!(capability, Capability::FileRead | Capability::HostFacts))
        });
        gives(script) && !(is_unread || conceals || patches || loads_acting || acts)
    }
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
    is_return && text.contains("this")
        || tokens.iter().any(|token| matches!(token.text.as_str(), "exports" | "eval"))
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, Tree, TreeFile};

    use crate::{Context, gather};

    /// Whether what the one evaluation of a script makes is idle.
    fn is_idle(code: &str) -> bool {
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
        facts.is_revealed_as_idle(call.spot)
    }

    #[test]
    fn code_that_computes_is_idle() {
        assert!(is_idle("module.exports = (a, b) => a + require('path').join(b)"));
        assert!(is_idle("eval('module.exports = 12')"));
    }

    #[test]
    fn code_that_acts_or_cannot_be_read_is_not() {
        for code in [
            "require('child_process').exec('id')",
            "module.exports = () => fetch('https://a.invalid')",
            "require(process.argv[2])",
            "eval('fetch(`https://a.invalid`)')",
            "eval(process.argv[2])",
            "JSON.parse = text => text",
            "this is (no script",
            "console.log(1)",
        ] {
            assert!(!is_idle(code), "{code}");
        }
    }
}
