//! How much of a hostile release is examined before it is refused.

use serde::{Deserialize, Serialize};

/// Limits of every reader of hostile bytes. A reader that meets one refuses and says so as a gap; none
/// truncates silently. All are counts of work, so the outcome is the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limits {
    /// Largest compressed artifact, in bytes. The largest package of the measured corpora (next) packs to
    /// about 30 MB; a registry's own limit is near 200 MB.
    pub archive_bytes: u64,
    /// Largest unpacked size of all files together, in bytes.
    pub unpacked_bytes: u64,
    /// Largest single file kept, in bytes.
    pub file_bytes: u64,
    /// Most files in one artifact.
    pub files: usize,
    /// Largest ratio of unpacked to packed bytes, applied above 10 MB unpacked. Honest packages of the
    /// measured corpora stay under 20; runs of zeros reach 1,000 (docs/src/limits.md).
    pub expansion_ratio: u64,
    /// Longest path, in bytes.
    pub path_bytes: usize,
    /// Largest script given to the syntax tree, in bytes: 25 to 50 bytes of memory for each
    /// (docs/src/limits.md).
    pub script_bytes: usize,
    /// Deepest nesting of brackets, and longest run of one prefix operator, given to the syntax tree. 5,000
    /// passes on an 8 MB stack, 20,000 aborts (docs/src/limits.md).
    pub script_depth: usize,
    /// Largest JSON or YAML document read, in bytes.
    pub document_bytes: usize,
    /// Steps of the value analysis for one file.
    pub file_steps: u64,
    /// Steps of the value analysis for one release.
    pub release_steps: u64,
    /// How often decoded code is decoded again.
    pub layer_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            archive_bytes: 256 << 20,
            unpacked_bytes: 1 << 30,
            file_bytes: 128 << 20,
            files: 100_000,
            expansion_ratio: 200,
            path_bytes: 1_024,
            script_bytes: 10 << 20,
            script_depth: 5_000,
            document_bytes: 128 << 20,
            file_steps: 4_000_000,
            release_steps: 120_000_000,
            layer_depth: 4,
        }
    }
}
