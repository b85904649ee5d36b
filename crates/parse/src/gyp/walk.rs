//! From a literal to what a build runs.

use super::literal::{Value, ValueKind};
use super::{Gyp, GypAction, GypActionKind, GypCondition, GypTarget, GypText, condition, expansion};

/// Collects what `value`, the whole of `text`, says.
pub(super) fn walk(text: &str, value: &Value) -> Gyp {
    let mut walker = Walker { file: text, gyp: Gyp::default(), target: None };
    walker.value(value, "");
    walker.gyp
}

struct Walker<'text> {
    file: &'text str,
    gyp: Gyp,
    target: Option<usize>,
}

impl Walker<'_> {
    /// Walks a value that stands under `key`. The literal's own depth limit bounds the recursion.
    fn value(&mut self, value: &Value, key: &str) {
        match &value.kind {
            ValueKind::Dictionary(entries) => self.dictionary(entries, key),
            ValueKind::List(items) => {
                for item in items {
                    match key {
                        "targets" => self.target(item),
                        "conditions" | "target_conditions" => self.condition(item, key),
                        _ => self.value(item, key),
                    }
                }
            }
            ValueKind::Text { text, is_verbatim } => self.text(text, *is_verbatim, value.span),
            ValueKind::Atom => {}
        }
    }

    fn text(&mut self, text: &str, is_verbatim: bool, span: (usize, usize)) {
        let mut found = expansion::find(text, |offset| span.0 + 1 + offset);
        if !is_verbatim {
            found.iter_mut().for_each(|expansion| expansion.span = span);
        }
        self.gyp.expansions.extend(found);
    }

    fn target(&mut self, value: &Value) {
        let ValueKind::Dictionary(entries) = &value.kind else { return self.value(value, "") };
        let named = |name: &str| {
            let entry = entries.iter().find(|(key, _)| key.text == name);
            entry.and_then(|(_, value)| value.as_text()).map(|text| text.text).unwrap_or_default()
        };
        let target = GypTarget { name: named("target_name"), kind: named("type"), ..GypTarget::default() };
        self.target = Some(self.gyp.targets.len());
        self.gyp.targets.push(target);
        self.value(value, "target");
        self.target = None;
    }

    /// `[expression, then, else]`, or expressions and dictionaries in turn.
    fn condition(&mut self, value: &Value, key: &str) {
        for item in value.items() {
            if let Some(text) = item.as_text() {
                let oddities = condition::oddities(&text.text);
                self.gyp.conditions.push(GypCondition { text, oddities });
            }
            self.value(item, key);
        }
        if value.items().is_empty() {
            self.value(value, key);
        }
    }

    fn dictionary(&mut self, entries: &[(GypText, Value)], parent: &str) {
        for (key, value) in entries {
            let is_verbatim = self.file.get(key.span.0 + 1..key.span.1.saturating_sub(1)) == Some(&key.text);
            self.text(&key.text, is_verbatim, key.span);
            let name = key.text.trim_end_matches(['+', '=', '?', '!', '/', '%']);
            match name {
                "sources" | "dependencies" => self.paths(name, value),
                "includes" => self.gyp.includes.extend(value.items().iter().filter_map(Value::as_text)),
                "action" => self.action(action_kind(parent), entries, value),
                "make_global_settings" => self.global_settings(value),
                "CommandLine" | "Command" => self.action(GypActionKind::BuildEvent, entries, value),
                _ => {}
            }
            // A condition's branches belong to the place of the condition.
            let inner =
                if matches!(name, "conditions" | "target_conditions" | "targets") { name } else { &key.text };
            self.value(value, inner);
        }
    }

    fn paths(&mut self, name: &str, value: &Value) {
        let Some(target) = self.target.and_then(|target| self.gyp.targets.get_mut(target)) else { return };
        let list = if name == "sources" { &mut target.sources } else { &mut target.dependencies };
        list.extend(value.items().iter().filter_map(Value::as_text));
    }

    fn action(&mut self, kind: GypActionKind, entries: &[(GypText, Value)], value: &Value) {
        let arguments: Vec<GypText> = match value.as_text() {
            Some(text) => vec![text],
            None => value.items().iter().filter_map(Value::as_text).collect(),
        };
        let is_name = |key: &str| matches!(key, "action_name" | "rule_name" | "postbuild_name");
        let name = entries.iter().find(|(key, _)| is_name(&key.text)).and_then(|(_, value)| value.as_text());
        let name = name.map(|text| text.text).unwrap_or_default();
        self.gyp.actions.push(GypAction { kind, name, arguments, span: value.span });
    }

    fn global_settings(&mut self, value: &Value) {
        for pair in value.items() {
            let texts: Vec<GypText> = pair.items().iter().filter_map(Value::as_text).collect();
            if let [name, setting] = texts.as_slice() {
                let (name, arguments) = (name.text.clone(), vec![setting.clone()]);
                let kind = GypActionKind::GlobalSetting;
                self.gyp.actions.push(GypAction { kind, name, arguments, span: pair.span });
            }
        }
    }
}

fn action_kind(parent: &str) -> GypActionKind {
    match parent.trim_end_matches(['+', '=', '?', '!', '/', '%']) {
        "rules" => GypActionKind::Rule,
        "postbuilds" => GypActionKind::Postbuild,
        _ => GypActionKind::Action,
    }
}
