//! What one judgement needs: an artifact and what is known of it from outside.

use sha2::{Digest as _, Sha256};
use stockade_facts::Context;
use stockade_model::Tree;

/// One release to judge.
#[derive(Clone, Debug)]
pub struct Job {
    /// The release's bytes.
    pub artifact: JobArtifact,
    /// What the parent knows of the release beside its bytes.
    pub context: Context,
}

/// The bytes of a release, in the form in which they were found.
#[derive(Clone, Debug)]
pub enum JobArtifact {
    /// A packed archive, unread: it is unpacked where the judging happens, inside the jail.
    Archive(Vec<u8>),
    /// The files of a folder.
    Tree(Tree),
}

impl JobArtifact {
    /// How many bytes it holds in memory.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        match self {
            Self::Archive(bytes) => bytes.len() as u64,
            Self::Tree(tree) => tree.size_bytes(),
        }
    }

    /// A hash of everything in it that a judgement may depend on.
    pub(crate) fn content_hash(&self) -> [u8; 32] {
        match self {
            Self::Archive(bytes) => Sha256::digest(bytes).into(),
            Self::Tree(tree) => tree_hash(tree),
        }
    }
}

fn tree_hash(tree: &Tree) -> [u8; 32] {
    let mut hash = Sha256::new();
    for file in tree.files() {
        hash.update((file.path.len() as u64).to_le_bytes());
        hash.update(&file.path);
        hash.update((file.bytes.len() as u64).to_le_bytes());
        hash.update(&file.bytes);
        hash.update([u8::from(file.is_executable)]);
        hash.update(file.reading.to_le_bytes());
    }
    hash.update(format!("{:?}{:?}", tree.anomalies, tree.gaps));
    hash.finalize().into()
}
