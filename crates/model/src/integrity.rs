//! Integrity strings: the name of an artifact's exact bytes.
//!
//! Format: W3C Subresource Integrity, as npm's `ssri` writes it: `sha512-<base64>`, several separated by
//! white space, options after `?` ignored.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha1::Digest as _;

/// A hash algorithm of an integrity string, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// SHA-1, in lockfiles of old releases. Collisions are practical: weak.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512, what npm writes.
    Sha512,
}

impl Algorithm {
    /// The name used in integrity strings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The digest's length in bytes.
    #[must_use]
    pub fn digest_bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512].into_iter().find(|known| known.name() == name)
    }

    fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => sha1::Sha1::digest(bytes).to_vec(),
            Self::Sha256 => sha2::Sha256::digest(bytes).to_vec(),
            Self::Sha384 => sha2::Sha384::digest(bytes).to_vec(),
            Self::Sha512 => sha2::Sha512::digest(bytes).to_vec(),
        }
    }
}

/// The hash of an artifact's bytes. Two artifacts with equal SHA-512 integrity are the same artifact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Integrity {
    algorithm: Algorithm,
    digest: Vec<u8>,
}

/// Why a text is no integrity string.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntegrityError {
    /// No hash in the text uses an algorithm we know.
    #[error("no known hash algorithm in integrity `{0}`")]
    UnknownAlgorithm(String),
    /// A digest is not base64 or hexadecimal, or not as long as its algorithm makes it.
    #[error("malformed digest in integrity `{0}`")]
    MalformedDigest(String),
}

impl Integrity {
    /// The integrity of `bytes` under `algorithm`.
    #[must_use]
    pub fn of(algorithm: Algorithm, bytes: &[u8]) -> Self {
        Self { algorithm, digest: algorithm.digest(bytes) }
    }

    /// An integrity from a hexadecimal digest, as registries give `dist.shasum`.
    ///
    /// # Errors
    /// When the text is not hexadecimal of the algorithm's length.
    pub fn from_hex(algorithm: Algorithm, text: &str) -> Result<Self, IntegrityError> {
        match hex::decode(text) {
            Ok(digest) if digest.len() == algorithm.digest_bytes() => Ok(Self { algorithm, digest }),
            _ => Err(IntegrityError::MalformedDigest(text.to_owned())),
        }
    }

    /// Whether `bytes` are the bytes this integrity names.
    #[must_use]
    pub fn matches(&self, bytes: &[u8]) -> bool {
        self.algorithm.digest(bytes) == self.digest
    }

    /// The algorithm used.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The digest as lower-case hexadecimal, as package-manager caches name their files.
    #[must_use]
    pub fn hex(&self) -> String {
        hex::encode(&self.digest)
    }
}

impl FromStr for Integrity {
    type Err = IntegrityError;

    /// Reads an integrity string and keeps its strongest hash.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut strongest: Option<Self> = None;
        for hash in text.split_ascii_whitespace() {
            let hash = hash.split('?').next().unwrap_or(hash);
            let Some((algorithm, digest)) =
                hash.split_once('-').and_then(|(name, digest)| Some((Algorithm::from_name(name)?, digest)))
            else {
                continue;
            };
            let digest = STANDARD
                .decode(digest)
                .ok()
                .filter(|digest| digest.len() == algorithm.digest_bytes())
                .ok_or_else(|| IntegrityError::MalformedDigest(hash.to_owned()))?;
            if strongest.as_ref().is_none_or(|best| best.algorithm < algorithm) {
                strongest = Some(Self { algorithm, digest });
            }
        }
        strongest.ok_or_else(|| IntegrityError::UnknownAlgorithm(text.to_owned()))
    }
}

impl TryFrom<String> for Integrity {
    type Error = IntegrityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Integrity> for String {
    fn from(integrity: Integrity) -> Self {
        integrity.to_string()
    }
}

impl fmt::Display for Integrity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.algorithm.name(), STANDARD.encode(&self.digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_hash_of_several_is_kept() {
        let weak = Integrity::of(Algorithm::Sha1, b"x");
        let strong = Integrity::of(Algorithm::Sha512, b"x");
        let both: Integrity = format!("{weak} {strong}").parse().unwrap();
        assert_eq!(both, strong);
        assert!(both.matches(b"x") && !both.matches(b"y"));
    }

    #[test]
    fn a_short_digest_is_refused() {
        assert!(matches!("sha512-AAAA".parse::<Integrity>(), Err(IntegrityError::MalformedDigest(_))));
    }

    #[test]
    fn an_unknown_algorithm_is_refused() {
        assert!(matches!("md5-AAAA".parse::<Integrity>(), Err(IntegrityError::UnknownAlgorithm(_))));
    }
}
