//! Names and versions of packages.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A package's name in a registry, with its scope: `express`, `@types/node`.
///
/// Old names with capitals are allowed; what could climb paths, split lines or hide on a screen is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct PackageName(String);

/// One version of a package, as the registry spells it: `1.0.0-rc.1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Version(String);

/// Why a text is no package name or version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseIdError {
    /// Not a name that a registry could hold.
    #[error("`{}` is no package name", crate::escape::excerpt(.0, 80))]
    Name(String),
    /// Not a version that a registry could hold.
    #[error("`{}` is no version", crate::escape::excerpt(.0, 80))]
    Version(String),
    /// Not a package URL of an npm release.
    #[error("`{}` is no npm package URL", crate::escape::excerpt(.0, 80))]
    Purl(String),
}

/// Longest name a registry accepts, in bytes (npm's `validate-npm-package-name`).
const NAME_BYTES: usize = 214;

/// Longest version npm's semver reads, in bytes.
const VERSION_BYTES: usize = 256;

impl PackageName {
    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The scope without its `@`, if there is one.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.0.strip_prefix('@').and_then(|rest| rest.split_once('/')).map(|(scope, _)| scope)
    }

    /// The name without its scope.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, base)| base)
    }
}

impl FromStr for PackageName {
    type Err = ReleaseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scope, base) = match text.strip_prefix('@') {
            Some(rest) => rest.split_once('/').map_or((Some(""), rest), |(scope, base)| (Some(scope), base)),
            None => (None, text),
        };
        let is_part = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~!*'()".contains(&byte))
        };
        if text.len() <= NAME_BYTES && is_part(base) && scope.is_none_or(is_part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ReleaseIdError::Name(text.to_owned()))
        }
    }
}

impl Version {
    /// The version as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Version {
    type Err = ReleaseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().trim_start_matches(['v', '=']);
        let is_version = text.len() <= VERSION_BYTES
            && text.starts_with(|first: char| first.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte));
        if is_version { Ok(Self(text.to_owned())) } else { Err(ReleaseIdError::Version(text.to_owned())) }
    }
}

/// A package and, where known, its version: what a purl names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReleaseId {
    /// The package.
    pub name: PackageName,
    /// The version, where it is known.
    pub version: Option<Version>,
}

/// What a package URL leaves as it is in a name (purl specification, npm type).
const PURL_NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl ReleaseId {
    /// The release's package URL: `pkg:npm/%40types/node@22.0.0`.
    #[must_use]
    pub fn purl(&self) -> String {
        purl(self.name.as_str(), self.version.as_ref().map(Version::as_str))
    }

    /// Reads a package URL of type npm; qualifiers and subpath are ignored.
    ///
    /// # Errors
    /// When it is of another type, or its name or version is malformed.
    pub fn from_purl(text: &str) -> Result<Self, ReleaseIdError> {
        let malformed = || ReleaseIdError::Purl(text.to_owned());
        let rest = text.strip_prefix("pkg:npm/").ok_or_else(malformed)?;
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let decoded = percent_encoding::percent_decode_str(rest).decode_utf8().map_err(|_| malformed())?;
        let at = decoded.rfind('@').filter(|at| *at > 0 && !decoded.get(*at..).unwrap_or("").contains('/'));
        let (name, version) = match at {
            Some(at) => (decoded.get(..at).unwrap_or_default(), decoded.get(at + 1..)),
            None => (decoded.as_ref(), None),
        };
        Ok(Self { name: name.parse()?, version: version.map(str::parse).transpose()? })
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.name)?;
        self.version.iter().try_for_each(|version| write!(formatter, "@{version}"))
    }
}

/// The package URL of any name, valid or not: a project's own manifest may hold any text.
#[must_use]
pub fn purl(name: &str, version: Option<&str>) -> String {
    let encode = |part: &str| utf8_percent_encode(part, PURL_NAME).to_string();
    let name: Vec<String> = name.split('/').map(encode).collect();
    let version = version.map(|version| format!("@{}", encode(version))).unwrap_or_default();
    format!("pkg:npm/{}{version}", name.join("/"))
}

macro_rules! text_type {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = ReleaseIdError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}
text_type!(PackageName);
text_type!(Version);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_or_hide_are_refused() {
        for name in ["", "../x", "@a/../b", "a/b", "a\u{1b}[31m", "a b", ".bin", "@/x", "a\\b"] {
            assert!(name.parse::<PackageName>().is_err(), "{name:?}");
        }
    }

    #[test]
    fn old_and_scoped_names_are_read() {
        for name in ["JSONStream", "@types/node", "_", "a.b~c"] {
            assert!(name.parse::<PackageName>().is_ok(), "{name:?}");
        }
        assert_eq!("@types/node".parse::<PackageName>().unwrap().scope(), Some("types"));
    }

    #[test]
    fn a_purl_survives_the_round_trip() {
        for text in ["pkg:npm/%40types/node@22.0.0", "pkg:npm/express@4.0.0-rc.1", "pkg:npm/lodash"] {
            assert_eq!(ReleaseId::from_purl(text).unwrap().purl(), text);
        }
    }
}
