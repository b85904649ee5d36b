//! What is already known to be bad: exact bytes, releases, and values that betray a campaign.
//!
//! A verdict comes from the bytes and needs none of this; an exact match saves the doubt and names the actor.
//! The records are those of `intel/`, in the compact form that `cargo xtask gen` writes.

mod document;
pub mod indicators;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use stockade_model::{Algorithm, Integrity, KnownMatch, ReleaseId, Tree, TreeFile};

use document::Document;
pub use indicators::{Confidence, Indicator, IndicatorKind, IndicatorPlace, Indicators};

/// The compact form of `intel/`.
const SEED: &str = include_str!("known/seed.json");

/// Records of known-bad releases, bytes and values, indexed for matching.
#[derive(Debug)]
pub struct Intelligence {
    document: Document,
    /// Positions in the document's hashes.
    hashes: FxHashMap<Integrity, Vec<usize>>,
    algorithms: Vec<Algorithm>,
    indicators: Indicators,
}

/// Why a document of records cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KnownError {
    /// Not JSON of the expected shape.
    #[error("malformed records of known-bad releases")]
    Malformed(#[from] serde_json::Error),
    /// A schema this program does not read.
    #[error("unknown schema `{0}` of known-bad records")]
    Schema(String),
    /// A row points at a campaign or source that the document lacks.
    #[error("the known-bad record `{0}` points at a campaign or source that is not there")]
    Dangling(String),
    /// A hash is not hexadecimal of its algorithm's length.
    #[error("malformed hash in a known-bad record")]
    Hash(#[from] stockade_model::IntegrityError),
    /// The values are too many or too long to be matched together.
    #[error("the known-bad values cannot be matched together")]
    Patterns(#[from] aho_corasick::BuildError),
}

impl Intelligence {
    /// The records built into the program; read on first use.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test reads the same constant")]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Intelligence> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::from_json(SEED).expect("the built-in records are well-formed"))
    }

    /// Records from the compact form that `cargo xtask gen` writes.
    ///
    /// # Errors
    /// When the document is malformed or refers to what it does not hold.
    pub fn from_json(text: &str) -> Result<Self, KnownError> {
        let document = Document::read(text)?;
        let mut hashes: FxHashMap<Integrity, Vec<usize>> = FxHashMap::default();
        for (position, row) in document.hashes.iter().enumerate() {
            let hash = Integrity::from_hex(row.algorithm.into(), &row.digest)?;
            hashes.entry(hash).or_default().push(position);
        }
        let algorithms = [Algorithm::Sha256, Algorithm::Sha1].into_iter();
        let is_used = |algorithm: &Algorithm| hashes.keys().any(|hash| hash.algorithm() == *algorithm);
        let algorithms = algorithms.filter(is_used).collect();
        let indicators = Indicators::read(&document)?;
        Ok(Self { document, hashes, algorithms, indicators })
    }

    /// Every way in which a release is known to be bad, exact bytes first, sorted.
    ///
    /// `release` is its identity, where it has one. `artifact` holds hashes of the packed artifact, of any
    /// algorithm; sources publish SHA-256 and SHA-1, so give those where the packed bytes are at hand. `tree`
    /// is its files; all are hashed but those that [`is_only_read_by_people`].
    #[must_use]
    pub fn matches(
        &self,
        release: Option<&ReleaseId>,
        artifact: &[Integrity],
        tree: &Tree,
    ) -> Vec<KnownMatch> {
        let mut found = Vec::new();
        for hash in artifact {
            self.push_exact(&mut found, hash, None);
        }
        for file in tree.files().iter().filter(|file| !is_only_read_by_people(file)) {
            for algorithm in &self.algorithms {
                self.push_exact(&mut found, &Integrity::of(*algorithm, &file.bytes), Some(&file.path));
            }
        }
        found.extend(release.into_iter().flat_map(|release| self.by_name(release)));
        found.sort();
        found.dedup();
        found
    }

    /// The records of `release`'s name and version. A package of which every version is bad matches without a
    /// version too; a record that lists versions matches these alone.
    #[must_use]
    pub fn by_name(&self, release: &ReleaseId) -> Vec<KnownMatch> {
        let version = release.version.as_ref().map(|version| without_build(version.as_str()));
        let is_bad = |bad: &str| bad == "*" || version.is_some_and(|version| without_build(bad) == version);
        let rows = self.document.releases_of(release.name.as_str()).iter();
        rows.filter(|row| row.versions.iter().any(|bad| is_bad(bad)))
            .filter_map(|row| self.document.record(&row.statement))
            .map(|record| KnownMatch::NameAndVersion { record })
            .collect()
    }

    /// Hosts, addresses, wallets and texts of known campaigns.
    #[must_use]
    pub fn indicators(&self) -> &Indicators {
        &self.indicators
    }

    fn push_exact(&self, found: &mut Vec<KnownMatch>, hash: &Integrity, file: Option<&str>) {
        let rows = self.hashes.get(hash).into_iter().flatten();
        let rows = rows.filter_map(|position| self.document.hashes.get(*position));
        for record in rows.filter_map(|row| self.document.record(&row.statement)) {
            found.push(KnownMatch::ExactHash { record, file: file.map(str::to_owned), hash: hash.hex() });
        }
    }
}

/// Endings of files that nothing runs by itself: type declarations, source maps, documents, style sheets.
/// They hold about half of the bytes of an installed project, and no published hash names one.
const READ_BY_PEOPLE: [&str; 9] =
    [".d.ts", ".d.mts", ".d.cts", ".map", ".md", ".markdown", ".css", ".scss", ".less"];

/// Whether a file is left out of the comparison with known hashes. Renaming a payload to such an ending
/// escapes only that comparison, as changing one byte of it would; the rules read it all the same.
///
/// Hashing costs about 1 ms for each 900 kB and core (measured: SHA-256 1.7 GB/s, SHA-1 1.9 GB/s with the
/// processor's SHA instructions), so nothing else is left out, whatever its size.
#[must_use]
pub fn is_only_read_by_people(file: &TreeFile) -> bool {
    let ends_with = |ending: &&str| {
        let start = file.path.len().checked_sub(ending.len());
        start.and_then(|start| file.path.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    file.bytes.is_empty() || READ_BY_PEOPLE.iter().any(ends_with)
}

/// A version without its build metadata, which names no other release (semver 2.0.0, item 10).
fn without_build(version: &str) -> &str {
    version.split('+').next().unwrap_or(version)
}

#[cfg(test)]
mod tests;
