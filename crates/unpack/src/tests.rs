//! Every refusal and every oddity of archives, each by name.

mod build;
mod gzip;
mod limits;
mod members;
mod names;
mod properties;
mod zip;

use stockade_model::{AnomalyKind, GapKind, Limits, Tree};

use crate::archive;

fn unpack(bytes: &[u8]) -> Tree {
    archive(bytes, &Limits::default())
}

/// Path, reading and contents of every file.
fn files(tree: &Tree) -> Vec<(&str, u32, String)> {
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    tree.files().iter().map(|file| (file.path.as_str(), file.reading, shown(&file.bytes))).collect()
}

fn installed<'a>(tree: &'a Tree, path: &str) -> &'a [u8] {
    &tree.file(path).unwrap_or_else(|| panic!("{path} is missing: {:?}", files(tree))).bytes
}

fn kinds(tree: &Tree) -> Vec<AnomalyKind> {
    let mut kinds: Vec<AnomalyKind> = tree.anomalies.iter().map(|anomaly| anomaly.kind).collect();
    kinds.dedup();
    kinds
}

fn gaps(tree: &Tree) -> Vec<GapKind> {
    tree.gaps.iter().map(|gap| gap.kind).collect()
}

fn assert_honest(tree: &Tree) {
    assert!(tree.anomalies.is_empty(), "{:?}", tree.anomalies);
    assert!(tree.gaps.is_empty(), "{:?}", tree.gaps);
}
