//! The compact form of `intel/`, as it is written.

use serde::Deserialize;
use stockade_model::{Algorithm, KnownBad};

use super::KnownError;
use super::indicators::{Confidence, IndicatorKind};

/// The schema that [`Document`] reads.
const SCHEMA: &str = "stockade.known/1";

/// Every record; each is an array in JSON, in the order of its fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    schema: String,
    /// Titles.
    sources: Vec<String>,
    /// Id and name.
    campaigns: Vec<(String, String)>,
    /// Sorted by name.
    releases: Vec<ReleaseRow>,
    pub(super) hashes: Vec<HashRow>,
    pub(super) indicators: Vec<IndicatorRow>,
}

/// The versions of one package that one campaign made bad.
#[derive(Debug, Deserialize)]
pub(super) struct ReleaseRow {
    name: String,
    /// Exact versions; `*` is every version.
    pub(super) versions: Vec<String>,
    pub(super) statement: Statement,
}

/// The hash of bad bytes.
#[derive(Debug, Deserialize)]
pub(super) struct HashRow {
    pub(super) algorithm: HashAlgorithm,
    /// Hexadecimal.
    pub(super) digest: String,
    pub(super) statement: Statement,
}

/// A value that betrays a campaign.
#[derive(Debug, Deserialize)]
pub(super) struct IndicatorRow {
    pub(super) kind: IndicatorKind,
    /// Network values are defanged.
    pub(super) value: String,
    pub(super) confidence: Confidence,
    pub(super) statement: Statement,
}

/// Who says so: positions in `campaigns` and `sources`, and advisory ids.
#[derive(Debug, Deserialize)]
pub(super) struct Statement {
    campaign: usize,
    sources: Vec<usize>,
    advisories: Vec<String>,
}

/// The algorithms of published hashes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum HashAlgorithm {
    Sha1,
    Sha256,
}

impl From<HashAlgorithm> for Algorithm {
    fn from(algorithm: HashAlgorithm) -> Self {
        match algorithm {
            HashAlgorithm::Sha1 => Self::Sha1,
            HashAlgorithm::Sha256 => Self::Sha256,
        }
    }
}

impl Document {
    /// A document of which every statement points at what is there.
    pub(super) fn read(text: &str) -> Result<Self, KnownError> {
        let mut document: Self = serde_json::from_str(text)?;
        if document.schema != SCHEMA {
            return Err(KnownError::Schema(document.schema));
        }
        document.releases.sort_by(|left, right| left.name.cmp(&right.name));
        let releases = document.releases.iter().map(|row| (&row.name, &row.statement));
        let hashes = document.hashes.iter().map(|row| (&row.digest, &row.statement));
        let indicators = document.indicators.iter().map(|row| (&row.value, &row.statement));
        let mut statements = releases.chain(hashes).chain(indicators);
        match statements.find(|(_, statement)| !document.holds(statement)) {
            Some((subject, _)) => Err(KnownError::Dangling(subject.clone())),
            None => Ok(document),
        }
    }

    /// The rows of one package.
    pub(super) fn releases_of(&self, name: &str) -> &[ReleaseRow] {
        let first = self.releases.partition_point(|row| row.name.as_str() < name);
        let after = self.releases.partition_point(|row| row.name.as_str() <= name);
        self.releases.get(first..after).unwrap_or_default()
    }

    /// A statement in full; none when it points at what the document lacks, which [`Self::read`] refuses.
    pub(super) fn record(&self, statement: &Statement) -> Option<KnownBad> {
        let (id, name) = self.campaigns.get(statement.campaign)?;
        let titles = statement.sources.iter().map(|source| self.sources.get(*source).cloned());
        Some(KnownBad {
            campaign: id.clone(),
            campaign_name: name.clone(),
            advisories: statement.advisories.clone(),
            sources: titles.collect::<Option<_>>()?,
        })
    }

    fn holds(&self, statement: &Statement) -> bool {
        statement.campaign < self.campaigns.len()
            && statement.sources.iter().all(|source| *source < self.sources.len())
    }
}
