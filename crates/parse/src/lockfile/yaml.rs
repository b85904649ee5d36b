//! YAML as lockfiles use it: ordered pairs, texts that stay texts, and a bound on what aliases may unfold to.

use std::fmt;
use std::marker::PhantomData;

use rustc_hash::FxHashMap;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::LockfileError;

/// The entries of a mapping in the order of the document; of a key given twice, both.
#[derive(Clone, Debug)]
pub(super) struct Pairs<V>(pub(super) Vec<(String, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
            type Value = Pairs<V>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a mapping")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Pairs(Vec::new()))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

/// A text that a mapping may stand in the place of, of which one key counts: pnpm 6 and newer write
/// `{specifier, version}` where pnpm 5 wrote the version.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference(pub(super) String);

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ReferenceVisitor;
        impl<'de> Visitor<'de> for ReferenceVisitor {
            type Value = Reference;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a version, or a mapping with one")
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Reference(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Reference(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Reference(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Reference(number.to_string()))
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut version = String::new();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "version" || key == "path" {
                        version = map.next_value()?;
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Reference(version))
            }
        }
        deserializer.deserialize_any(ReferenceVisitor)
    }
}

/// A value of which it counts only whether it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present;

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// Reads every document in `text`.
pub(super) fn documents<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, LockfileError> {
    let mut budget = serde_saphyr::Budget::default();
    // A node takes at least two bytes of honest text; what goes beyond was unfolded from aliases, of which no
    // package manager writes more than a few.
    budget.max_nodes = budget.max_nodes.max(text.len());
    budget.max_events = budget.max_events.max(text.len().saturating_mul(2));
    budget.max_total_scalar_bytes = budget.max_total_scalar_bytes.max(text.len().saturating_mul(2));
    let options = serde_saphyr::options! {
        budget: Some(budget),
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
    };
    serde_saphyr::from_multiple_with_options(text, options).map_err(|error| malformed(&error))
}

fn malformed(error: &serde_saphyr::Error) -> LockfileError {
    let location = error.location();
    let part = |part: Option<u64>| part.and_then(|part| usize::try_from(part).ok()).unwrap_or(0);
    let message = error.without_snippet().to_string();
    let reason = message.lines().next().unwrap_or_default();
    // The parser writes its position in front or behind, and wraps a spent budget where an alias was unfolded.
    let reason = reason
        .strip_prefix("error: line ")
        .and_then(|rest| rest.split_once(": "))
        .map_or(reason, |(_, reason)| reason);
    let reason = reason.split_once(" at line ").map_or(reason, |(reason, _)| reason).to_owned();
    if reason.contains("budget breached") {
        return LockfileError::Exhausting(reason);
    }
    LockfileError::Malformed {
        line: part(location.map(|location| location.line())),
        column: part(location.map(|location| location.column())),
        reason,
    }
}

/// The lines, from 1, of the keys of the outermost mappings (section empty) and of those directly inside
/// them (by section), for documents that indent by two spaces, as package managers write them.
pub(super) fn key_lines(text: &str) -> FxHashMap<(&str, String), u32> {
    let mut lines = FxHashMap::default();
    let mut section = "";
    for (number, line) in (1_u32..).zip(text.lines()) {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if indent > 2 || body.is_empty() || body.starts_with('#') {
            continue;
        }
        let Some(key) = key_of(body) else { continue };
        if indent == 0 {
            section = body.split(':').next().unwrap_or_default();
            lines.entry(("", key)).or_insert(number);
        } else {
            lines.entry((section, key)).or_insert(number);
        }
    }
    lines
}

fn key_of(body: &str) -> Option<String> {
    let body = body.strip_prefix("? ").unwrap_or(body).trim_end();
    match body.chars().next()? {
        quote @ ('"' | '\'') => {
            let inner = body.get(1..)?;
            Some(inner.get(..inner.find(quote)?)?.to_owned())
        }
        _ => {
            let end = body.find(": ").or_else(|| body.ends_with(':').then(|| body.len() - 1));
            Some(body.get(..end.unwrap_or(body.len()))?.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_spelling_have_lines() {
        let text =
            "packages:\n\n  /a/1.0.0:\n    x: 1\n  '@s/b@1': {}\n  ? \"c@1, c@2\"\n  : x: 1\nother: 1\n";
        let lines = key_lines(text);
        let line = |section, key: &str| lines.get(&(section, key.to_owned())).copied();
        assert_eq!(line("packages", "/a/1.0.0"), Some(3));
        assert_eq!(line("packages", "@s/b@1"), Some(5));
        assert_eq!(line("packages", "c@1, c@2"), Some(6));
        assert_eq!(line("", "other"), Some(8));
    }

    #[test]
    fn a_large_honest_document_is_within_the_budget() {
        let text: String = (0..130_000).map(|number| format!("k{number}: v\n")).collect();
        let read = documents::<Pairs<String>>(&text).unwrap();
        assert_eq!(read.iter().map(|document| document.0.len()).sum::<usize>(), 130_000);
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut text = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for level in 1..9 {
            let before = level - 1;
            let list = vec![format!("*a{before}"); 9].join(",");
            text.push_str(&format!("a{level}: &a{level} [{list}]\n"));
        }
        let read = documents::<Pairs<serde_json::Value>>(&text);
        assert!(matches!(read, Err(LockfileError::Exhausting(_))), "{read:?}");
    }
}
