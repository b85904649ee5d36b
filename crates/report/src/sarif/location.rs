//! Places of findings and gaps as SARIF locations.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use stockade_model::{Evidence, Gap, ReleaseResult};

use super::document::{ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region};
use crate::subject;

/// What a path in a URI reference leaves as it is (RFC 3986 §2.3, and the `/` between segments).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The location of `evidence` in `release`.
pub(super) fn of_evidence(release: &ReleaseResult, evidence: &Evidence, note: Option<&str>) -> Location {
    let place = &evidence.place;
    let (line, column) = (place.line.max(1), place.column.max(1));
    let region = Region {
        start_line: line,
        start_column: column,
        end_column: column.saturating_add(place.length),
        snippet: snippet(&marked(evidence)),
    };
    Location {
        physical_location: Some(PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(release, &place.file) },
            region: Some(region),
            context_region: context(evidence, line, column),
        }),
        logical_locations: vec![logical(release)],
        message: note.map(|note| Message::new(&subject::told(note))),
    }
}

/// The location of `gap`, where it has one.
pub(super) fn of_gap(release: Option<&ReleaseResult>, gap: &Gap) -> Option<Location> {
    let uri = match (release, &gap.file) {
        (Some(release), Some(file)) => Some(uri(release, file)),
        (None, Some(file)) => Some(encoded(file)),
        (_, None) => None,
    };
    if uri.is_none() && release.is_none() {
        return None;
    }
    Some(Location {
        physical_location: uri.map(|uri| PhysicalLocation {
            artifact_location: ArtifactLocation { uri },
            region: None,
            context_region: None,
        }),
        logical_locations: release.map(logical).into_iter().collect(),
        message: None,
    })
}

/// The marked text, as far as it was kept.
pub(super) fn marked(evidence: &Evidence) -> String {
    let characters = evidence.snippet.chars().skip(evidence.snippet_offset as usize);
    characters.take(evidence.place.length as usize).collect()
}

/// The line around the marked text (§3.29.5), as far as it was kept.
fn context(evidence: &Evidence, line: u32, column: u32) -> Option<Region> {
    let length = u32::try_from(evidence.snippet.chars().count()).ok()?;
    let start_column = column.checked_sub(evidence.snippet_offset).filter(|start| *start > 0)?;
    let snippet = snippet(&evidence.snippet)?;
    let end_column = start_column.saturating_add(length);
    Some(Region { start_line: line, start_column, end_column, snippet: Some(snippet) })
}

fn snippet(text: &str) -> Option<Message> {
    (!text.is_empty()).then(|| Message { text: text.to_owned() })
}

fn logical(release: &ReleaseResult) -> LogicalLocation {
    LogicalLocation {
        name: subject::name(release),
        fully_qualified_name: release.purl.clone(),
        kind: "package",
    }
}

/// Where a reviewer finds `file`: under the release's folder when it was read from one, else under the
/// release's name.
fn uri(release: &ReleaseResult, file: &str) -> String {
    let folder = match release.from.as_str() {
        "." => String::new(),
        from if is_folder(from) => format!("{}/", from.trim_end_matches('/')),
        _ => format!("npm/{}/", subject::name(release)),
    };
    encoded(&format!("{folder}{file}"))
}

/// Whether `from` is a folder relative to the project, not an address, archive or cache entry.
fn is_folder(from: &str) -> bool {
    let is_archive = [".tgz", ".tar.gz", ".tar", ".zip"].iter().any(|end| from.ends_with(end));
    let is_relative = !from.starts_with('/') && !from.contains([':', '\\', ' ']);
    is_relative && !is_archive && !from.split('/').any(|segment| segment == "..")
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use stockade_model::Verdict;

    use super::*;
    use crate::sample::release;

    fn uri_from(from: &str, file: &str) -> String {
        let mut release = release("pkg:npm/%40x/y@1.0.0", Verdict::Clean);
        release.from = from.into();
        uri(&release, file)
    }

    #[test]
    fn an_installed_file_is_found_under_its_folder() {
        assert_eq!(uri_from("node_modules/@x/y", "lib/a b.js"), "node_modules/%40x/y/lib/a%20b.js");
        assert_eq!(uri_from(".", ".vscode/tasks.json"), ".vscode/tasks.json");
    }

    #[test]
    fn what_was_not_read_from_a_folder_is_named_by_its_release() {
        let named = "npm/%40x/y%401.0.0/a.js";
        for from in ["https://registry.example/y.tgz", "cache: npm", "y-1.0.0.tgz", "/tmp/y", "../y"] {
            assert_eq!(uri_from(from, "a.js"), named, "{from}");
        }
    }

    #[test]
    fn a_layer_and_a_hostile_name_stay_one_path() {
        assert_eq!(uri_from("node_modules/y", "layer:1"), "node_modules/y/layer%3A1");
        assert_eq!(uri_from(".", "a?b#c\u{202e}.js"), "a%3Fb%23c%E2%80%AE.js");
    }
}
