//! The part of SARIF 2.1.0 that is written, as types.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// A property bag (§3.8).
pub(crate) type Properties = BTreeMap<&'static str, Value>;

/// The document (§3.13).
#[derive(Serialize)]
pub(crate) struct Log {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: Vec<Run>,
}

/// One run of the tool (§3.14).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Run {
    pub(super) tool: Tool,
    pub(super) invocations: Vec<Invocation>,
    pub(super) results: Vec<SarifResult>,
    pub(super) column_kind: &'static str,
    pub(super) properties: Properties,
}

#[derive(Serialize)]
pub(crate) struct Tool {
    pub(super) driver: Driver,
}

/// The program and its rules (§3.19).
#[derive(Serialize)]
pub(crate) struct Driver {
    pub(super) name: &'static str,
    pub(super) version: String,
    pub(super) rules: Vec<Descriptor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notifications: Vec<Descriptor>,
}

/// A rule, or a kind of notification (§3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Descriptor {
    pub(super) id: String,
    pub(super) short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<Help>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_configuration: Option<Configuration>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) properties: Properties,
}

impl Descriptor {
    /// A kind of gap.
    pub(super) fn notification(kind: &str) -> Self {
        Self {
            id: kind.to_owned(),
            short_description: Message { text: format!("not examined: {}", kind.replace('-', " ")) },
            help: None,
            default_configuration: None,
            properties: BTreeMap::new(),
        }
    }
}

/// A rule's page.
#[derive(Serialize)]
pub(crate) struct Help {
    pub(super) text: String,
    pub(super) markdown: String,
}

#[derive(Serialize)]
pub(crate) struct Configuration {
    pub(super) level: &'static str,
}

/// Plain text (§3.11).
#[derive(Serialize)]
pub(crate) struct Message {
    pub(super) text: String,
}

impl Message {
    /// `text` with its brackets escaped: in a message they would make links (§3.11.6).
    pub(super) fn new(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        let mut backslashes = 0;
        for character in text.chars() {
            if matches!(character, '[' | ']') {
                // Those before it would escape the escape.
                escaped.extend(std::iter::repeat_n('\\', backslashes + 1));
            }
            escaped.push(character);
            backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        }
        Self { text: escaped }
    }
}

/// How the program ran (§3.20).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) exit_code: u8,
    pub(super) exit_code_description: &'static str,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

/// A gap (§3.58).
#[derive(Serialize)]
pub(crate) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) descriptor: Reference,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Location>,
}

#[derive(Serialize)]
pub(crate) struct Reference {
    pub(super) id: &'static str,
}

/// A finding (§3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifResult {
    pub(super) rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) code_flows: Vec<CodeFlow>,
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    pub(super) properties: Properties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeFlow {
    pub(super) thread_flows: Vec<ThreadFlow>,
}

#[derive(Serialize)]
pub(crate) struct ThreadFlow {
    pub(super) locations: Vec<ThreadFlowLocation>,
}

#[derive(Serialize)]
pub(crate) struct ThreadFlowLocation {
    pub(super) location: Location,
}

/// A place in a release (§3.28).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) physical_location: Option<PhysicalLocation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogicalLocation {
    pub(super) name: String,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) context_region: Option<Region>,
}

#[derive(Serialize)]
pub(crate) struct ArtifactLocation {
    pub(super) uri: String,
}

/// Part of a line (§3.30): lines and columns from 1, the end column excluded.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(super) start_line: u32,
    pub(super) start_column: u32,
    pub(super) end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) snippet: Option<Message>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_makes_no_link() {
        assert_eq!(Message::new("[x](1)").text, "\\[x\\](1)");
        assert_eq!(Message::new("\\[x\\](1)").text, "\\\\\\[x\\\\\\](1)");
        assert_eq!(Message::new("\\u{1b}").text, "\\u{1b}");
    }
}
