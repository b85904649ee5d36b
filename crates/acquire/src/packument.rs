//! The registry's document on a package, read without trusting its shape.
//!
//! Source: the registry's `package-metadata` documentation. One malformed release must not hide the others,
//! so each is read on its own and those that cannot be read are listed.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use stockade_model::{Algorithm, Integrity, PackageName, Version};

use crate::address::Address;

/// What a registry says of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packument {
    /// The package.
    pub name: PackageName,
    /// Versions by tag: `latest`, `beta`. A tag may name a version that is not in `releases`.
    pub dist_tags: BTreeMap<String, Version>,
    /// The published releases, by version as the registry spells it.
    pub releases: BTreeMap<String, PublishedRelease>,
    /// When each version was published, in the registry's words (RFC 3339); empty in the abbreviated form.
    pub published: BTreeMap<String, String>,
    /// Versions whose entries make no sense, sorted.
    pub malformed: Vec<String>,
}

/// What a registry says of one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRelease {
    /// The version.
    pub version: Version,
    /// Where its artifact is.
    pub tarball: Option<Address>,
    /// The integrity promised: the strongest of `dist.integrity` and `dist.shasum`.
    pub integrity: Option<Integrity>,
    /// The publisher's notice of deprecation.
    pub deprecated: Option<String>,
    /// Whether the registry says that it has install scripts. It cannot be trusted to know: a lone
    /// `binding.gyp` is built too.
    pub has_install_script: bool,
}

#[derive(Deserialize)]
struct RawPackument {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, rename = "dist-tags", deserialize_with = "lenient")]
    dist_tags: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    versions: BTreeMap<String, Lenient<RawRelease>>,
    #[serde(default, deserialize_with = "lenient")]
    time: Option<BTreeMap<String, Value>>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<String>,
}

#[derive(Deserialize)]
struct RawRelease {
    #[serde(default, deserialize_with = "lenient")]
    dist: Option<RawDist>,
    #[serde(default, deserialize_with = "lenient")]
    deprecated: Option<Value>,
    #[serde(default, rename = "hasInstallScript", deserialize_with = "lenient")]
    has_install_script: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    scripts: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct RawDist {
    #[serde(default, deserialize_with = "lenient")]
    tarball: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    integrity: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    shasum: Option<String>,
}

/// A value that is none when it has another shape than `T`.
struct Lenient<T>(Option<T>);

impl<'de, T: serde::de::DeserializeOwned> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(Self(serde_json::from_value(value).ok()))
    }
}

fn lenient<'de, T: serde::de::DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Lenient::deserialize(deserializer).map(|read| read.0)
}

impl Packument {
    /// Reads the document on `name`.
    ///
    /// # Errors
    /// When it is no JSON object, is about another package, or lists no release at all: what is wrong with
    /// it, in words.
    pub fn parse(name: &PackageName, bytes: &[u8]) -> Result<Self, String> {
        let raw: RawPackument = serde_json::from_slice(bytes)
            .map_err(|error| format!("not a packument: {:?} error", error.classify()))?;
        if let Some(error) = &raw.error {
            return Err(format!("an error: {}", stockade_model::escape::excerpt(error, 200)));
        }
        if let Some(other) = raw.name.as_deref().filter(|other| *other != name.as_str()) {
            return Err(format!("a packument of `{}`", stockade_model::escape::excerpt(other, 80)));
        }
        if raw.versions.is_empty() {
            return Err("a packument without releases".to_owned());
        }
        let mut releases = BTreeMap::new();
        let mut malformed = Vec::new();
        for (text, release) in raw.versions {
            match (text.parse::<Version>(), release.0) {
                (Ok(version), Some(release)) => {
                    releases.insert(text, published(version, release));
                }
                _ => malformed.push(text),
            }
        }
        let texts = |map: Option<BTreeMap<String, Value>>| {
            map.unwrap_or_default()
                .into_iter()
                .filter_map(|(key, value)| Some((key, value.as_str()?.to_owned())))
        };
        let dist_tags =
            texts(raw.dist_tags).filter_map(|(tag, text)| Some((tag, text.parse().ok()?))).collect();
        let published = texts(raw.time).collect();
        Ok(Self { name: name.clone(), dist_tags, releases, published, malformed })
    }
}

fn published(version: Version, raw: RawRelease) -> PublishedRelease {
    let (mut tarball, mut integrity) = (None, None);
    if let Some(dist) = raw.dist {
        tarball = dist.tarball.and_then(|address| address.parse().ok());
        let strong = dist.integrity.and_then(|text| text.parse().ok());
        integrity = strong.or_else(|| Integrity::from_hex(Algorithm::Sha1, &dist.shasum?).ok());
    }
    let deprecated = match raw.deprecated {
        Some(Value::String(notice)) if !notice.is_empty() => Some(notice),
        Some(Value::Bool(true)) => Some(String::new()),
        _ => None,
    };
    let declares = |hook: &str| raw.scripts.as_ref().is_some_and(|scripts| scripts.contains_key(hook));
    let has_install_script = raw.has_install_script.unwrap_or(false)
        || ["preinstall", "install", "postinstall"].into_iter().any(declares);
    PublishedRelease { version, tarball, integrity, deprecated, has_install_script }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<Packument, String> {
        Packument::parse(&"x".parse().unwrap(), text.as_bytes())
    }

    #[test]
    fn a_malformed_release_does_not_hide_the_others() {
        let text = r#"{"name":"x","dist-tags":{"latest":"1.0.0","odd":3},"versions":{
            "1.0.0":{"dist":{"tarball":"https://registry.example/x.tgz","shasum":"da39a3ee5e6b4b0d3255bfef95601890afd80709"},"deprecated":"no","scripts":{"install":"x"}},
            "2.0.0":7,"../3":{}}}"#;
        let packument = parse(text).unwrap();
        let release = &packument.releases["1.0.0"];
        assert_eq!(release.integrity.as_ref().unwrap().algorithm(), Algorithm::Sha1);
        assert!(release.has_install_script && release.deprecated.is_some() && release.tarball.is_some());
        assert_eq!(packument.malformed, ["../3", "2.0.0"]);
        assert_eq!(packument.dist_tags.len(), 1);
    }

    #[test]
    fn a_document_on_another_package_is_refused() {
        assert!(parse(r#"{"name":"y","versions":{"1.0.0":{}}}"#).unwrap_err().contains('y'));
    }

    #[test]
    fn what_is_no_packument_is_refused() {
        for text in ["", "<html>", "[]", "{}", r#"{"error":"no"}"#, r#"{"versions":[]}"#] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Packument::parse(&"x".parse().unwrap(), &bytes);
        }
    }
}
