//! Other replies than the ones that a run got.

use std::collections::BTreeMap;

use stockade_model::escape::excerpt;

use super::super::pattern;
use super::Texts;
use crate::answer::{Answer, Reply, Spelling};
use crate::question::{Asked, Question};
use crate::world::WorldSpec;

/// Other replies: as the code was seen to read them, then failures.
pub(super) fn of(world: &WorldSpec, questions: &[Question], texts: &Texts<'_>) -> Vec<Answer> {
    let base = &world.reply;
    let mut all = Vec::new();
    let fields = fields(questions, &texts.asking(questions));
    if !fields.is_empty() && base.fields.is_empty() {
        all.push(Reply { fields, ..base.clone() });
    }
    for question in questions {
        match &question.asked {
            Asked::ReplyText(text) => {
                all.push(Reply { before: text.clone(), ..base.clone() });
                all.push(Reply { after: text.clone(), ..base.clone() });
            }
            Asked::ReplyPattern(source) => all.extend(like(source, base)),
            _ => {}
        }
    }
    all.push(Reply { status: 404, ..base.clone() });
    all.push(Reply { status: 500, ..base.clone() });
    all.push(Reply { is_offline: true, ..base.clone() });
    all.retain(|reply| reply != base);
    all.into_iter().map(Answer::Reply).collect()
}

/// A reply that a pattern, with its flags before it, accepts.
fn like(source: &str, base: &Reply) -> Option<Reply> {
    let source = source.split_once('/').map_or(source, |(_, source)| source);
    if source.contains("a-zA-Z0-9+") || source.contains("A-Za-z0-9+") || source.contains("A-Z0-9+") {
        return Some(Reply { spelling: Spelling::Base64, ..base.clone() });
    }
    if ["0-9a-f", "a-f0-9", "0-9A-F", "a-fA-F0-9"].iter().any(|class| source.contains(class)) {
        return Some(Reply { spelling: Spelling::Hex, ..base.clone() });
    }
    let example = pattern::example(source)?;
    let (start, end) = example.group.unwrap_or((example.text.len(), example.text.len()));
    let before = example.text.get(..start)?.to_owned();
    let after = example.text.get(end..)?.to_owned();
    Some(Reply { before, after, ..base.clone() })
}

/// Properties of a reply that the code compares with a constant: `reply.status === "ok"`.
fn fields(questions: &[Question], texts: &[&str]) -> BTreeMap<String, serde_json::Value> {
    let asked = questions.iter().filter_map(|question| match &question.asked {
        Asked::ReplyField(name) => name.rsplit('.').next(),
        _ => None,
    });
    let mut found = BTreeMap::new();
    for name in asked {
        if let Some(value) = texts.iter().find_map(|text| compared_with(text, name)) {
            found.insert(excerpt(name, 60), value);
        }
    }
    found
}

fn compared_with(text: &str, name: &str) -> Option<serde_json::Value> {
    for (at, _) in text.match_indices(name) {
        let Some(rest) = text.get(at + name.len()..) else { continue };
        let rest = rest.trim_start();
        let Some(value) = ["===", "!==", "==", "!="].iter().find_map(|sign| rest.strip_prefix(sign)) else {
            continue;
        };
        let value = value.trim_start();
        let end = value.find([')', '&', '|', ';', ',', '?', '\n', '}']).unwrap_or(value.len());
        let value = value.get(..end)?.trim().replace(['\'', '`'], "\"");
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&value)
            && !value.is_null()
        {
            return Some(value);
        }
    }
    None
}
