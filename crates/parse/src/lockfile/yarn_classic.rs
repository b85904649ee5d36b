//! yarn 1's `yarn.lock`: a line-based format of its own, which looks like YAML and is not.
//!
//! It lists releases by the ranges that were asked for, and does not say what the project itself asks for.

use stockade_model::{DependencyKind, ReleaseSource};

use super::descriptors::Descriptors;
use super::graph::{Draft, Graph};
use super::{LockfileError, LockfileKind, ProjectManifest, Read, origin};

/// An entry: the descriptors it answers, and what it says.
#[derive(Debug, Default)]
struct Entry {
    descriptors: Vec<String>,
    line: u32,
    version: Option<String>,
    resolved: Option<String>,
    integrity: Option<String>,
    dependencies: Vec<(String, String, DependencyKind)>,
}

/// Reads a yarn 1 lockfile; with the project's manifests, chains start at what they ask for.
pub(super) fn read(text: &str, manifests: &[ProjectManifest<'_>]) -> Result<Read, LockfileError> {
    let entries = entries(text)?;
    let mut graph = Graph::default();
    let mut index = Descriptors::default();
    for entry in &entries {
        let node = graph.add(draft_of(entry));
        for descriptor in &entry.descriptors {
            index.insert(descriptor, node);
        }
    }
    for (from, entry) in entries.iter().enumerate() {
        for (name, range, kind) in &entry.dependencies {
            let found = index.find(name, range);
            if found.is_empty() {
                graph.unresolved(&shown(entry), name, *kind);
            }
            found.iter().for_each(|to| graph.connect(from, *to, *kind));
        }
    }
    start_from(manifests, &index, &mut graph);
    let format_version = text.lines().find_map(|line| line.strip_prefix("# yarn lockfile v"));
    let format_version = format_version.unwrap_or("1").trim().to_owned();
    Ok(Read { kind: LockfileKind::YarnClassic, format_version, graph })
}

fn shown(entry: &Entry) -> String {
    entry.descriptors.first().cloned().unwrap_or_default()
}

fn start_from(manifests: &[ProjectManifest<'_>], index: &Descriptors, graph: &mut Graph) {
    if manifests.is_empty() {
        return;
    }
    graph.starts = Some(Vec::new());
    for ProjectManifest { folder, manifest } in manifests {
        let member = (!folder.is_empty()).then(|| {
            let name = manifest.name.clone().unwrap_or_else(|| (*folder).to_owned());
            let mut draft = Draft::new(name, manifest.version.clone(), 0);
            draft.source = ReleaseSource::Workspace { path: (*folder).to_owned() };
            draft.install_path = (*folder).to_owned();
            let node = graph.add(draft);
            graph.start(node, DependencyKind::Production);
            node
        });
        let sections = [
            (&manifest.dependencies.production, DependencyKind::Production),
            (&manifest.dependencies.optional, DependencyKind::Optional),
            (&manifest.dependencies.development, DependencyKind::Development),
        ];
        for (section, kind) in sections {
            for (name, range) in section {
                for to in index.find(name, range) {
                    match member {
                        Some(from) => graph.connect(from, to, kind),
                        None => graph.start(to, kind),
                    }
                }
            }
        }
    }
}

fn draft_of(entry: &Entry) -> Draft {
    let descriptor = entry.descriptors.first().map_or("", String::as_str);
    let (alias, range) = origin::split_at_name(descriptor).unwrap_or((descriptor, ""));
    let aliased = range
        .strip_prefix("npm:")
        .map(|target| origin::split_at_name(target).map_or(target, |(name, _)| name));
    let mut draft = Draft::new(aliased.unwrap_or(alias), entry.version.clone(), entry.line);
    let resolved = entry.resolved.as_deref().unwrap_or_default();
    draft.source = source_of(range, resolved);
    draft.integrity = entry.integrity.clone().or_else(|| match &draft.source {
        ReleaseSource::Git { .. } => None,
        _ => resolved.split_once('#').and_then(|(_, hash)| sha1_integrity(hash)),
    });
    draft
}

/// The source of a release asked for as `range` and found at `resolved`. A range that is an address or a path
/// says so itself; else it comes from a registry.
fn source_of(range: &str, resolved: &str) -> ReleaseSource {
    if let Some(git) = origin::repository(resolved).filter(|_| !is_registry_range(range)) {
        return git;
    }
    if let Some(file) = origin::local(resolved).or_else(|| origin::local(range)) {
        return file;
    }
    if !is_registry_range(range)
        && let Some(source) = origin::origin_of(resolved).or_else(|| origin::origin_of(range))
    {
        return source;
    }
    let address = resolved.split('#').next().filter(|address| !address.is_empty());
    ReleaseSource::Registry { resolved: address.map(str::to_owned) }
}

/// Whether a range is a version, a tag or an alias: `owner/name` and all addresses have a slash.
fn is_registry_range(range: &str) -> bool {
    range.starts_with("npm:") || !range.contains(['/', ':'])
}

/// yarn 1 keeps the registry's SHA-1 behind the address.
fn sha1_integrity(hash: &str) -> Option<String> {
    let integrity = stockade_model::Integrity::from_hex(stockade_model::Algorithm::Sha1, hash).ok()?;
    Some(integrity.to_string())
}

/// Splits the lockfile into entries, by indentation as yarn 1's own parser does.
fn entries(text: &str) -> Result<Vec<Entry>, LockfileError> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut section = None;
    for (number, line) in (1_u32..).zip(text.lines()) {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let body = body.trim_end();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let malformed = |reason: &str| LockfileError::Malformed {
            line: number as usize,
            column: indent + 1,
            reason: reason.to_owned(),
        };
        let words = words(body).ok_or_else(|| malformed("a quote is not closed"))?;
        match (indent, entries.last_mut()) {
            (0, _) => {
                let is_header = body.ends_with(':');
                let descriptors =
                    if is_header { words } else { return Err(malformed("an entry's name must end in `:`")) };
                entries.push(Entry { descriptors, line: number, ..Entry::default() });
                section = None;
            }
            (2, Some(entry)) => match (body.ends_with(':'), <[String; 2]>::try_from(words)) {
                (true, words) => {
                    section = Some(words.err().and_then(|words| words.into_iter().next()).unwrap_or_default())
                }
                (false, Ok([key, value])) => entry.set(&key, value),
                (false, Err(_)) => return Err(malformed("expected a key and a value")),
            },
            (4.., Some(entry)) => {
                let [name, range] =
                    <[String; 2]>::try_from(words).map_err(|_| malformed("expected a name and a range"))?;
                entry.depend(section.as_deref(), name, range);
            }
            _ => return Err(malformed("unexpected indentation")),
        }
    }
    match entries.iter().find(|entry| entry.version.is_none()) {
        Some(entry) => Err(LockfileError::Malformed {
            line: entry.line as usize,
            column: 1,
            reason: "the entry has no version".to_owned(),
        }),
        None if entries.is_empty() && !text.contains("# yarn lockfile") => {
            Err(LockfileError::Shape("a yarn.lock has entries or yarn's own first line"))
        }
        None => Ok(entries),
    }
}

impl Entry {
    fn set(&mut self, key: &str, value: String) {
        match key {
            "version" => self.version = Some(value),
            "resolved" => self.resolved = Some(value),
            "integrity" => self.integrity = Some(value),
            _ => {}
        }
    }

    fn depend(&mut self, section: Option<&str>, name: String, range: String) {
        let kind = match section {
            Some("dependencies") => DependencyKind::Production,
            Some("optionalDependencies") => DependencyKind::Optional,
            _ => return,
        };
        self.dependencies.push((name, range, kind));
    }
}

/// The words of a line, quoted or bare, without the commas and the colon that separate them.
fn words(body: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = body;
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        if rest.is_empty() || rest == ":" {
            return Some(words);
        }
        let length = if rest.starts_with('"') {
            let length = quoted_length(rest)?;
            let quoted = rest.get(..length)?;
            words.push(serde_json::from_str(quoted).ok()?);
            length
        } else {
            let length = rest.find([' ', ',']).unwrap_or(rest.len());
            let word = rest.get(..length)?;
            let is_last = length == rest.len();
            words.push(if is_last { word.strip_suffix(':').unwrap_or(word) } else { word }.to_owned());
            length
        };
        rest = rest.get(length..)?;
    }
}

fn quoted_length(rest: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_and_bare_words_are_told_apart() {
        assert_eq!(words(r#""a@1 || 2", b@^1:"#).unwrap(), ["a@1 || 2", "b@^1"]);
        assert_eq!(
            words(r#"resolved "https://h.example/a b#x""#).unwrap(),
            ["resolved", "https://h.example/a b#x"]
        );
        assert_eq!(words("dependencies:").unwrap(), ["dependencies"]);
        assert_eq!(words(r#""open"#), None);
    }

    #[test]
    fn the_sha1_behind_an_address_is_an_integrity() {
        let text = "a@1:\n  version \"1.0.0\"\n  resolved \"https://registry.example/a.tgz#59adcd22edc543f7b5381862d31387b1f4bc9473\"\n";
        let graph = read(text, &[]).unwrap().graph;
        assert_eq!(graph.nodes[0].integrity.as_deref(), Some("sha1-Wa3NIu3FQ/e1OBhi0xOHsfS8lHM="));
    }
}
