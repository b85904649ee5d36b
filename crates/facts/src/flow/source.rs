//! Functions as texts: code that looks at its own source, or hands it on to be run elsewhere.

use std::rc::Rc;

use super::engine::Engine;
use super::value::{ClosureId, Item, Value};

/// Longest source that is given, in bytes.
const SOURCE_BYTES: usize = 256 << 10;

impl Engine<'_> {
    /// The source of a function of the package, as `toString` gives it.
    pub(super) fn source_of(&mut self, closure: ClosureId) -> Option<Rc<str>> {
        let closure = self.closures.get(closure.0 as usize)?;
        let state = self.scripts.get(closure.script as usize)?;
        let span = state.script.function(closure.function)?.span;
        let (start, end) = (span.start as usize, span.end as usize);
        if end.saturating_sub(start) > SOURCE_BYTES {
            return None;
        }
        let text = match &state.surroundings.text {
            Some(text) => Rc::from(text.get(start..end)?),
            None => Rc::from(std::str::from_utf8(self.tree.file(&state.path)?.bytes.get(start..end)?).ok()?),
        };
        self.spend(1 + (end - start) as u64 / 16).then_some(text)
    }

    /// The source of a value that is exactly one function.
    pub(super) fn exact_source(&mut self, value: &Value) -> Option<Value> {
        let Some(Item::Function(closure)) = value.exact() else { return None };
        let closure = *closure;
        self.source_of(closure).map(|text| Value::text(text).with_labels(value.labels))
    }
}
