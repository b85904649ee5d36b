//! JSON and YAML as one tree with places.

use super::AutoRunError;
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// A value and the bytes it stands in.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub value: NodeValue,
    pub span: (usize, usize),
}

#[derive(Clone, Debug, Default)]
pub(super) enum NodeValue {
    #[default]
    Null,
    Boolean(bool),
    Text(String),
    List(Vec<Node>),
    /// Keys in the order of the file; one may occur twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The last value of `key`, which is the one that readers take.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The value at the end of a path of keys.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    pub(super) fn entries(&self) -> &[(String, Node)] {
        match &self.value {
            NodeValue::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            NodeValue::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).and_then(Node::text)
    }

    pub(super) fn is_true(&self) -> bool {
        match &self.value {
            NodeValue::Boolean(value) => *value,
            NodeValue::Text(text) => matches!(text.as_str(), "true" | "on"),
            _ => false,
        }
    }

    /// Every text below this node, itself included. The readers' depth limits bound the recursion.
    pub(super) fn any_text(&self, is: &mut impl FnMut(&str) -> bool) -> bool {
        match &self.value {
            NodeValue::Text(text) => is(text),
            NodeValue::List(items) => items.iter().any(|item| item.any_text(is)),
            NodeValue::Map(entries) => entries.iter().any(|(_, node)| node.any_text(is)),
            NodeValue::Null | NodeValue::Boolean(_) => false,
        }
    }
}

/// Reads JSON with comments and trailing commas, as editors do.
pub(super) fn json(text: &str) -> Result<Node, AutoRunError> {
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = text.get(offset..).unwrap_or_default();
    let parsed =
        jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()).map_err(|error| {
            AutoRunError::Malformed {
                format: "JSON",
                reason: format!("{} at byte {}", error.kind(), error.range().start),
            }
        })?;
    Ok(parsed.value.map(|value| from_json(value, offset)).unwrap_or_default())
}

fn from_json(value: ast::Value<'_>, offset: usize) -> Node {
    let range = value.range();
    let span = (range.start + offset, range.end + offset);
    let value = match value {
        ast::Value::StringLit(text) => NodeValue::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => NodeValue::Text(number.value.to_owned()),
        ast::Value::BooleanLit(boolean) => NodeValue::Boolean(boolean.value),
        ast::Value::NullKeyword(_) => NodeValue::Null,
        ast::Value::Array(list) => {
            NodeValue::List(list.elements.into_iter().map(|item| from_json(item, offset)).collect())
        }
        ast::Value::Object(map) => {
            let entry =
                |entry: ast::ObjectProp<'_>| (entry.name.into_string(), from_json(entry.value, offset));
            NodeValue::Map(map.properties.into_iter().map(entry).collect())
        }
    };
    Node { value, span }
}

/// Deepest YAML read; workflows stay under 12.
const YAML_DEPTH: usize = 64;

/// Most values of a YAML file, aliases followed.
const YAML_NODES: usize = 200_000;

/// Reads one YAML document.
pub(super) fn yaml(text: &str) -> Result<Node, AutoRunError> {
    let mut budget = serde_saphyr::Budget::default();
    budget.max_depth = YAML_DEPTH;
    budget.max_nodes = YAML_NODES;
    let options = serde_saphyr::options! {
        budget: Some(budget),
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
    };
    let malformed = |error: serde_saphyr::Error| {
        let reason = match error.location() {
            Some(location) => format!("line {}, column {}", location.line(), location.column()),
            None => "the whole".to_owned(),
        };
        AutoRunError::Malformed { format: "YAML", reason }
    };
    let read: Spanned<YamlNode> = serde_saphyr::from_str_with_options(text, options).map_err(malformed)?;
    Ok(placed(read))
}

fn placed(read: Spanned<YamlNode>) -> Node {
    let span = read.defined.span();
    let start = span.byte_offset().and_then(|start| usize::try_from(start).ok()).unwrap_or(0);
    let length = span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    Node { value: read.value.0, span: (start, start.saturating_add(length)) }
}

struct YamlNode(NodeValue);

impl<'de> Deserialize<'de> for YamlNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor).map(Self)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = NodeValue;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<NodeValue, E> {
        Ok(NodeValue::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<NodeValue, E> {
        Ok(NodeValue::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<NodeValue, E> {
        Ok(NodeValue::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<NodeValue, E> {
        Ok(NodeValue::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<NodeValue, E> {
        Ok(NodeValue::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<NodeValue, E> {
        Ok(NodeValue::Null)
    }

    fn visit_none<E>(self) -> Result<NodeValue, E> {
        Ok(NodeValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<NodeValue, D::Error> {
        deserializer.deserialize_any(Self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<NodeValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element::<Spanned<YamlNode>>()? {
            items.push(placed(item));
        }
        Ok(NodeValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeValue, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Spanned<YamlNode>>()? {
            entries.push((key, placed(value)));
        }
        Ok(NodeValue::Map(entries))
    }
}
