//! Releases and bytes already known to be bad.

use serde::{Deserialize, Serialize};

/// A published statement that something is bad, as `intel/` records it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KnownBad {
    /// The campaign it belongs to, as its id: `lazarus-beavertail-2025-03`.
    pub campaign: String,
    /// The campaign's name in words.
    pub campaign_name: String,
    /// Advisory ids, if any.
    pub advisories: Vec<String>,
    /// Where the statement comes from.
    pub sources: Vec<String>,
}

/// How a release matches a known-bad record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "match", rename_all = "kebab-case")]
pub enum KnownMatch {
    /// A file, or the whole artifact, has a hash known to be bad.
    ExactHash {
        /// The record.
        record: KnownBad,
        /// The file with the hash; none when the artifact itself has it.
        file: Option<String>,
        /// The hash, lower-case hexadecimal.
        hash: String,
    },
    /// The name and version are known to be bad; the bytes at hand may be others.
    NameAndVersion {
        /// The record.
        record: KnownBad,
    },
}
