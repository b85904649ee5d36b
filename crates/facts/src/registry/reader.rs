//! The registry's document, read release by release so that its size costs no memory.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use stockade_model::{Algorithm, Integrity, ReleaseId};

use super::RegistryEntry;
use super::history::{self, Listed};

/// The fields of a manifest that are compared, or that say what the registry's client did to it.
const FIELDS: [&str; 14] = [
    "name",
    "version",
    "type",
    "main",
    "module",
    "bin",
    "directories",
    "scripts",
    "gypfile",
    "dependencies",
    "optionalDependencies",
    "peerDependencies",
    "bundleDependencies",
    "bundledDependencies",
];

/// Hooks that run in a release from a registry.
const HOOKS: [&str; 3] = ["preinstall", "install", "postinstall"];

/// Most releases that are read. The largest packages known have some ten thousand.
const RELEASES: usize = 100_000;

/// The registry's entry on `release` in the document `bytes`; none where the document is of another package, does
/// not list the release, makes no sense, or is not about the bytes with the integrity `promised`.
#[must_use]
pub fn read(bytes: &[u8], release: &ReleaseId, promised: &Integrity) -> Option<RegistryEntry> {
    let version = release.version.as_ref()?.as_str();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let document = DocumentSeed { wanted: version }.deserialize(&mut reader).ok()?;
    if document.name.is_some_and(|name| name != release.name.as_str()) {
        return None;
    }
    let own = document.wanted?;
    if !integrities(&own).any(|integrity| integrity == *promised) {
        return None;
    }
    let mut listed = document.listed;
    for one in &mut listed {
        one.published = document.time.get(&one.version).cloned();
    }
    let own_listed = listed.iter().find(|one| one.version == version)?.clone();
    // Only the abbreviated form says that it has a hook, and it shows no scripts.
    let is_full = !document.time.is_empty() || own.contains_key("scripts") || own.contains_key("_id");
    let history = history::of(&own_listed, listed);
    let mut manifest = own;
    let text = |field: &str| manifest.get("_npmUser")?.get(field)?.as_str().map(str::to_owned);
    let publisher = text("name");
    manifest.retain(|field, _| FIELDS.contains(&field.as_str()));
    Some(RegistryEntry { manifest, is_full, published: own_listed.published, publisher, history })
}

/// Every integrity that the registry names for the release.
fn integrities(manifest: &Map<String, Value>) -> impl Iterator<Item = Integrity> {
    let dist = manifest.get("dist");
    let text = move |field: &str| dist?.get(field)?.as_str();
    let strong = text("integrity").and_then(|text| text.parse().ok());
    let weak = text("shasum").and_then(|text| Integrity::from_hex(Algorithm::Sha1, text).ok());
    [strong, weak].into_iter().flatten()
}

#[derive(Default)]
struct Document {
    name: Option<String>,
    time: BTreeMap<String, String>,
    listed: Vec<Listed>,
    wanted: Option<Map<String, Value>>,
}

struct DocumentSeed<'a> {
    wanted: &'a str,
}

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a packument")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut document = Document::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => document.name = map.next_value::<Value>()?.as_str().map(str::to_owned),
                "time" => document.time = times(map.next_value()?),
                "versions" => {
                    map.next_value_seed(VersionsSeed { wanted: self.wanted, document: &mut document })?
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(document)
    }
}

fn times(value: Value) -> BTreeMap<String, String> {
    let Value::Object(object) = value else { return BTreeMap::new() };
    let texts = object.into_iter().filter_map(|(version, time)| Some((version, time.as_str()?.to_owned())));
    texts.take(RELEASES).collect()
}

struct VersionsSeed<'a> {
    wanted: &'a str,
    document: &'a mut Document,
}

impl<'de> DeserializeSeed<'de> for VersionsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for VersionsSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("releases by version")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(version) = map.next_key::<String>()? {
            let Value::Object(manifest) = map.next_value()? else { continue };
            if self.document.listed.len() < RELEASES {
                self.document.listed.push(listed(&version, &manifest));
            }
            if version == self.wanted {
                self.document.wanted = Some(manifest);
            }
        }
        Ok(())
    }
}

fn listed(version: &str, manifest: &Map<String, Value>) -> Listed {
    let names =
        |field: &str| manifest.get(field).and_then(Value::as_object).map(|object| object.keys().cloned());
    let mut dependencies: Vec<String> =
        ["dependencies", "optionalDependencies"].into_iter().filter_map(names).flatten().collect();
    dependencies.sort();
    dependencies.dedup();
    let script = |hook: &&str| manifest.get("scripts")?.get(*hook)?.as_str().filter(|text| !text.is_empty());
    let says_so = manifest.get("hasInstallScript").and_then(Value::as_bool).unwrap_or(false);
    Listed {
        version: version.to_owned(),
        published: None,
        publisher: manifest.get("_npmUser").and_then(|user| user.get("name")?.as_str().map(str::to_owned)),
        dependencies,
        has_install_hook: says_so || HOOKS.iter().any(|hook| script(hook).is_some()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn release() -> ReleaseId {
        ReleaseId { name: "x".parse().unwrap(), version: Some("1.1.0".parse().unwrap()) }
    }

    fn promised() -> Integrity {
        Integrity::from_hex(Algorithm::Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709").unwrap()
    }

    const DOCUMENT: &str = r#"{"name":"x","versions":{
        "1.0.0":{"scripts":{"install":"x"},"dependencies":{"b":"1"},"optionalDependencies":{"a":"1"}},
        "odd":7,
        "1.1.0":{"name":"x","main":"m.js","readme":"long","dist":{"shasum":"da39a3ee5e6b4b0d3255bfef95601890afd80709"},
                 "_npmUser":{"name":"ann","email":"ann@mail.invalid"}}},
        "time":{"created":"2020-01-01T00:00:00Z","1.0.0":"2020-01-01T00:00:00Z","1.1.0":"2021-01-01T00:00:00Z"}}"#;

    #[test]
    fn an_entry_has_its_manifest_and_what_came_before() {
        let entry = read(DOCUMENT.as_bytes(), &release(), &promised()).unwrap();
        assert_eq!(entry.manifest.keys().collect::<Vec<_>>(), ["name", "main"]);
        assert_eq!((entry.is_full, entry.publisher.as_deref()), (true, Some("ann")));
        let previous = entry.history.previous.unwrap();
        assert_eq!(previous.dependencies, ["a", "b"]);
        assert!(previous.has_install_hook && entry.history.earlier_with_hook == 1);
        assert_eq!(entry.history.silence_days, Some(366));
    }

    #[test]
    fn other_packages_releases_and_bytes_have_no_entry() {
        let other = Integrity::from_hex(Algorithm::Sha1, &"0".repeat(40)).unwrap();
        assert_eq!(read(DOCUMENT.as_bytes(), &release(), &other), None);
        let text = DOCUMENT.replacen("\"name\":\"x\"", "\"name\":\"y\"", 1);
        assert_eq!(read(text.as_bytes(), &release(), &promised()), None);
        let unlisted = ReleaseId { version: Some("9.0.0".parse().unwrap()), ..release() };
        assert_eq!(read(DOCUMENT.as_bytes(), &unlisted, &promised()), None);
    }

    #[test]
    fn an_abbreviated_document_is_told_from_a_full_one() {
        let text = r#"{"name":"x","versions":{"1.1.0":{"name":"x","hasInstallScript":true,
            "dist":{"shasum":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}"#;
        assert!(!read(text.as_bytes(), &release(), &promised()).unwrap().is_full);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, &release(), &promised());
        }

        #[test]
        fn any_change_of_a_document_is_read_without_panic(at in 0..DOCUMENT.len(), byte in any::<u8>()) {
            let mut bytes = DOCUMENT.as_bytes().to_vec();
            bytes[at] = byte;
            let _ = read(&bytes, &release(), &promised());
        }
    }
}
