//! From what a person types to one release: `name`, `name@version`, `name@range`, `name@tag`, a package URL.

use std::fmt;
use std::str::FromStr;

use nodejs_semver::{Range, Version as Semver};
use stockade_model::escape::excerpt;
use stockade_model::{DependencyKind, LockedRelease, PackageName, ReleaseId, ReleaseSource, Version};

use crate::client::{Client, PackumentForm};
use crate::error::ClientError;
use crate::packument::{Packument, PublishedRelease};

/// A package and which of its releases is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageSpec {
    /// The package.
    pub name: PackageName,
    /// Which release: a version, a range or a tag; none means the tag `latest`.
    pub wanted: Option<String>,
}

/// Why a spec leads to no release.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// The text is no spec.
    #[error("`{}` is no package; write `name`, `name@version`, `name@range`, `name@tag` or a package URL", excerpt(.0, 80))]
    Malformed(String),
    /// No release of the package is meant by it.
    #[error("no release of `{name}` is `{}`; it has {versions} releases, the latest is {latest}", excerpt(.wanted, 80))]
    NoMatch {
        /// The package.
        name: PackageName,
        /// What was wanted.
        wanted: String,
        /// How many releases it has.
        versions: usize,
        /// The version tagged `latest`, or `not tagged`.
        latest: String,
    },
    /// The registry could not say.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl FromStr for PackageSpec {
    type Err = ResolveError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let malformed = || ResolveError::Malformed(text.to_owned());
        if text.starts_with("pkg:") {
            let release = ReleaseId::from_purl(text).map_err(|_| malformed())?;
            return Ok(Self { name: release.name, wanted: release.version.map(String::from) });
        }
        // npm's own prefix is allowed: `npm:name@range`.
        let text = text.strip_prefix("npm:").unwrap_or(text);
        let at = text.char_indices().skip(1).find(|(_, character)| *character == '@').map(|(at, _)| at);
        let (name, wanted) = match at {
            Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
            None => (text, None),
        };
        let wanted = wanted.map(str::trim).filter(|wanted| !wanted.is_empty());
        if wanted.is_some_and(|wanted| wanted.contains("://") || wanted.contains(char::is_control)) {
            return Err(malformed());
        }
        Ok(Self { name: name.parse().map_err(|_| malformed())?, wanted: wanted.map(str::to_owned) })
    }
}

impl fmt::Display for PackageSpec {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.name)?;
        self.wanted.iter().try_for_each(|wanted| write!(formatter, "@{}", excerpt(wanted, 80)))
    }
}

/// What a spec means.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The release.
    pub release: LockedRelease,
    /// The packument it was chosen from.
    pub document: Vec<u8>,
}

/// The release that `spec` means, as the registry has it. The packument is asked for in its full form, as npm does:
/// the abbreviated one has no scripts, times and accounts.
///
/// # Errors
/// When the registry cannot say, or has no such release.
pub fn resolve(client: &Client, spec: &PackageSpec) -> Result<Resolved, ResolveError> {
    let (packument, document) = client.document(&spec.name, PackumentForm::Full)?;
    let release = choose(&packument, spec.wanted.as_deref().unwrap_or("latest")).ok_or_else(|| {
        let latest = packument.dist_tags.get("latest").map_or("not tagged", Version::as_str);
        ResolveError::NoMatch {
            name: spec.name.clone(),
            wanted: spec.wanted.clone().unwrap_or_else(|| "latest".to_owned()),
            versions: packument.releases.len(),
            latest: latest.to_owned(),
        }
    })?;
    Ok(Resolved { release: locked(&spec.name, release), document })
}

fn locked(name: &PackageName, release: &PublishedRelease) -> LockedRelease {
    LockedRelease {
        name: name.clone(),
        version: Some(release.version.clone()),
        source: ReleaseSource::Registry {
            resolved: release.tarball.as_ref().map(|tarball| tarball.on_the_wire()),
        },
        integrity: release.integrity.clone(),
        install_path: String::new(),
        kind: DependencyKind::Production,
        is_bundled: false,
        dependency_path: vec![name.to_string()],
        line: 0,
    }
}

/// The release npm would choose: an exact version, else a tag, else the highest in the range, where the one
/// tagged `latest` wins if it is in the range, and releases that are not deprecated go before others.
///
/// Source: `npm-pick-manifest`.
#[must_use]
pub fn choose<'a>(packument: &'a Packument, wanted: &str) -> Option<&'a PublishedRelease> {
    let exact = wanted.trim_start_matches(['v', '=']).trim();
    if let Some(release) = packument.releases.get(exact) {
        return Some(release);
    }
    if let Some(tagged) = packument.dist_tags.get(wanted) {
        return packument.releases.get(tagged.as_str());
    }
    let range = Range::parse(wanted).ok()?;
    let in_range = |release: &&PublishedRelease| {
        semver(&release.version).is_some_and(|version| range.satisfies(&version))
    };
    let latest = packument.dist_tags.get("latest").and_then(|latest| packument.releases.get(latest.as_str()));
    if let Some(latest) = latest.filter(|release| release.deprecated.is_none() && in_range(release)) {
        return Some(latest);
    }
    packument
        .releases
        .values()
        .filter(in_range)
        .max_by_key(|release| (release.deprecated.is_none(), semver(&release.version)))
}

/// The version as semver orders it. The semver reader accepts leading zeros, which npm's does not; such
/// versions are in no range.
fn semver(version: &Version) -> Option<Semver> {
    let text = version.as_str();
    let core = text.split(['-', '+']).next().unwrap_or(text);
    let has_leading_zero = core.split('.').any(|part| part.len() > 1 && part.starts_with('0'));
    if has_leading_zero { None } else { Semver::parse(text).ok() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spec(text: &str) -> (String, Option<String>) {
        let spec: PackageSpec = text.parse().unwrap();
        (spec.name.to_string(), spec.wanted)
    }

    fn packument() -> Packument {
        let text = r#"{"name":"x","dist-tags":{"latest":"1.1.0","next":"3.0.0-rc.1","gone":"9.9.9"},"versions":{
            "1.0.0":{},"1.1.0":{},"1.2.0":{},"2.0.0":{},"2.1.0":{"deprecated":"broken"},"3.0.0-rc.1":{},"02.9.0":{}}}"#;
        Packument::parse(&"x".parse().unwrap(), text.as_bytes()).unwrap()
    }

    fn chosen(wanted: &str) -> Option<String> {
        choose(&packument(), wanted).map(|release| release.version.to_string())
    }

    #[test]
    fn names_ranges_tags_and_purls_are_read() {
        assert_eq!(spec("x"), ("x".into(), None));
        assert_eq!(spec("@a/b@^1 || 2"), ("@a/b".into(), Some("^1 || 2".into())));
        assert_eq!(spec("@a/b"), ("@a/b".into(), None));
        assert_eq!(spec("pkg:npm/%40a/b@1.0.0"), ("@a/b".into(), Some("1.0.0".into())));
        assert_eq!(spec("npm:x@next"), ("x".into(), Some("next".into())));
    }

    #[test]
    fn what_is_no_spec_is_refused() {
        for text in ["", "@", "../x", "x@https://evil.invalid/", "pkg:pypi/x", "a b", "@a"] {
            assert!(text.parse::<PackageSpec>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_exact_version_is_chosen_even_if_deprecated() {
        assert_eq!(chosen("2.1.0").as_deref(), Some("2.1.0"));
        assert_eq!(chosen("v1.0.0").as_deref(), Some("1.0.0"));
    }

    #[test]
    fn a_tag_is_followed_and_a_dangling_one_is_not() {
        assert_eq!(chosen("next").as_deref(), Some("3.0.0-rc.1"));
        assert_eq!(chosen("gone"), None);
        assert_eq!(chosen("nothing"), None);
    }

    #[test]
    fn the_release_tagged_latest_wins_within_a_range() {
        assert_eq!(chosen("^1.0.0").as_deref(), Some("1.1.0"));
        assert_eq!(chosen("*").as_deref(), Some("1.1.0"));
    }

    #[test]
    fn a_deprecated_release_is_the_last_choice() {
        assert_eq!(chosen("^2.0.0").as_deref(), Some("2.0.0"));
        assert_eq!(chosen("^2.1.0").as_deref(), Some("2.1.0"));
    }

    #[test]
    fn a_version_with_a_leading_zero_is_in_no_range() {
        assert_eq!(chosen(">=2.5.0 <3.0.0-0"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".*") {
            if let Ok(spec) = text.parse::<PackageSpec>() {
                let _ = choose(&packument(), spec.wanted.as_deref().unwrap_or("latest"));
            }
            let _ = choose(&packument(), &text);
        }
    }
}
