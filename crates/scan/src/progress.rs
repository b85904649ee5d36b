//! What a scan tells while it runs.

use stockade_model::ReleaseId;

/// Where a scan tells how far it is. Called from several threads.
pub trait Progress: Sync {
    /// The targets came to `releases` releases, of which `remembered` are already judged.
    fn resolved(&self, releases: usize, remembered: usize);

    /// One more release is done.
    fn judged(&self, release: Option<&ReleaseId>);

    /// Something the user should know that changes no result: the memo cannot be written, say. Not escaped.
    fn note(&self, text: &str);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn resolved(&self, _releases: usize, _remembered: usize) {}

    fn judged(&self, _release: Option<&ReleaseId>) {}

    fn note(&self, _text: &str) {}
}
