//! What the targets came to, before anything is fetched.

use stockade_facts::Context;
use stockade_facts::registry::RegistryEntry;
use stockade_model::{Gap, Integrity, ReleaseId};

use crate::job::JobArtifact;

/// One release to be judged and reported, at one place.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<Source> {
    /// The release, where its name is known to be one.
    pub(crate) release: Option<ReleaseId>,
    /// Its package URL.
    pub(crate) purl: String,
    /// The integrity promised.
    pub(crate) integrity: Option<Integrity>,
    /// The place it is reported under until its bytes say where they came from.
    pub(crate) from: String,
    /// What brought it in, the project first.
    pub(crate) dependency_path: Vec<String>,
    /// What the judge is told beside the bytes.
    pub(crate) context: Context,
    /// How to get its bytes.
    pub(crate) source: Source,
}

/// The bytes of a candidate.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// The bytes.
    pub(crate) artifact: JobArtifact,
    /// Where they came from, when it is another place than the candidate names.
    pub(crate) from: Option<String>,
    /// The integrity of an archive's bytes.
    pub(crate) integrity: Option<Integrity>,
    /// Whether they are the bytes that the candidate's identity names: a judgement of others must not be
    /// remembered under it.
    pub(crate) is_as_identified: bool,
    /// What a packument that this machine keeps says of the release.
    pub(crate) registry_entry: Option<RegistryEntry>,
}

impl Fetched {
    /// What the judge is told beside the bytes: what was `known` before, and what came with them.
    pub(crate) fn context(&self, known: &Context) -> Context {
        let mut context = known.clone();
        if self.integrity.is_some() {
            context.artifact_integrity.clone_from(&self.integrity);
        }
        context.registry_entry = context.registry_entry.or_else(|| self.registry_entry.clone());
        context
    }
}

/// Where candidates' bytes are got from.
pub(crate) trait Supply: Sync {
    /// How to get one candidate's bytes.
    type Source: Sync + Send;

    /// A name of the candidate's exact bytes, and of what this machine keeps about them, that costs no reading of
    /// them: a strong integrity, or the fingerprint of a folder. None where there is no such name.
    fn identity(&self, candidate: &Candidate<Self::Source>) -> Option<String>;

    /// Whether fetching reads this machine's disk only.
    fn is_local(&self, candidate: &Candidate<Self::Source>) -> bool;

    /// Gets the bytes; a gap says why they could not be had.
    fn fetch(&self, candidate: &Candidate<Self::Source>) -> Result<Fetched, Gap>;
}
