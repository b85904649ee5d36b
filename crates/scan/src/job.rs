//! What one judgement needs: an artifact and what is known of it from outside.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use stockade_facts::Context;
use stockade_model::{Gap, Tree, WorldRun};

/// What a packed byte weighs: unpacked, four; of these some in one large script.
const ARCHIVE_WEIGHT: u64 = 8;

/// What a byte of the largest script weighs beside itself.
const SCRIPT_WEIGHT: u64 = 16;

/// One release to judge.
#[derive(Clone, Debug)]
pub struct Job {
    /// The release's bytes.
    pub artifact: JobArtifact,
    /// What the parent knows of the release beside its bytes.
    pub context: Context,
    /// When its code is run.
    pub emulation: Emulation,
}

impl Job {
    /// A release whose code is never run.
    #[must_use]
    pub fn new(artifact: JobArtifact, context: Context) -> Self {
        Self { artifact, context, emulation: Emulation::Never }
    }
}

/// When a release's code is run in fake worlds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Emulation {
    /// Never: where reading leaves open what code does, that is a gap.
    Never,
    /// Where reading leaves a question that running answers.
    #[default]
    WhereNeeded,
    /// Always.
    Always,
}

/// What running a release's code showed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ran {
    /// What each world saw.
    pub worlds: Vec<WorldRun>,
    /// What was not seen, and why.
    pub gaps: Vec<Gap>,
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
    /// How much memory judging it is expected to take, in bytes, for deciding what is judged at once. A syntax
    /// tree takes 25 to 50 bytes for each byte of source (docs/src/limits.md), one file at a time, so the largest
    /// file counts most; packed code unpacks to about four times its size.
    #[must_use]
    pub fn weight_bytes(&self) -> u64 {
        match self {
            Self::Archive(bytes) => (bytes.len() as u64).saturating_mul(ARCHIVE_WEIGHT),
            Self::Tree(tree) => {
                let scripts = tree.files().iter().filter(|file| is_script(&file.path));
                let largest = scripts.map(|file| file.bytes.len() as u64).max().unwrap_or(0);
                tree.size_bytes().saturating_add(largest.saturating_mul(SCRIPT_WEIGHT))
            }
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

/// Whether a file's name is one that Node loads as code.
fn is_script(path: &str) -> bool {
    [".js", ".cjs", ".mjs", ".ts", ".jsx", ".tsx"].iter().any(|ending| path.ends_with(ending))
}
