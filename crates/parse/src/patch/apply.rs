//! A patch applied to a release's files in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use stockade_model::escape::excerpt;
use stockade_model::{Tree, TreeFile};

use super::{Change, FilePatch, Hunk, Line, Patch, PatchError};

/// How many lines from its place a hunk is looked for (patch-package and pnpm: 20 either way).
const OFFSET_LINES: usize = 20;

/// `tree` with `patch` applied. Lines are found as patch-package finds them: equal but for blanks at their ends,
/// at most [`OFFSET_LINES`] away. A tree that has the patch already, as installed packages do, stays as it is.
///
/// # Errors
/// When the patch does not fit, as a whole: nothing is applied in part.
pub fn apply(tree: &Tree, patch: &Patch) -> Result<Tree, PatchError> {
    let files: BTreeMap<&str, &TreeFile> =
        tree.files().iter().filter(|file| file.reading == 0).map(|file| (file.path.as_str(), file)).collect();
    match patched(&files, patch.files.iter().cloned()) {
        Ok(changes) => Ok(changed(tree, changes)),
        // It fits backwards: it was applied before.
        Err(error) => {
            let backwards = patch.files.iter().rev().map(FilePatch::reversed);
            let is_applied =
                patch.files.iter().all(FilePatch::leaves_a_trace) && patched(&files, backwards).is_ok();
            if is_applied { Ok(tree.clone()) } else { Err(error) }
        }
    }
}

/// What a path becomes: a file, or none.
type Changes = BTreeMap<String, Option<TreeFile>>;

fn changed(tree: &Tree, mut changes: Changes) -> Tree {
    let is_kept = |file: &&TreeFile| file.reading != 0 || !changes.contains_key(&file.path);
    let mut files: Vec<TreeFile> = tree.files().iter().filter(is_kept).cloned().collect();
    files.extend(std::mem::take(&mut changes).into_values().flatten());
    let mut patched = Tree::new(files);
    patched.anomalies.clone_from(&tree.anomalies);
    patched.gaps.clone_from(&tree.gaps);
    patched
}

fn patched(
    files: &BTreeMap<&str, &TreeFile>,
    patches: impl Iterator<Item = FilePatch>,
) -> Result<Changes, PatchError> {
    let mut changes = Changes::new();
    for patch in patches {
        let current = |path: &str| match changes.get(path) {
            Some(change) => change.clone(),
            None => files.get(path).map(|file| TreeFile::clone(file)),
        };
        let (old, shown) = match &patch.old {
            Some(path) => {
                let missing = || PatchError::Missing { path: excerpt(path, 200).to_string() };
                (Some(current(path).ok_or_else(missing)?), path)
            }
            None => (None, patch.new.as_ref().ok_or(PatchError::Empty)?),
        };
        let is_taken = patch.old.is_none() && current(shown).is_some();
        let before = old.as_ref().map(|file| Arc::clone(&file.bytes)).unwrap_or_default();
        let mismatch = |line: usize| PatchError::Mismatch { path: excerpt(shown, 200).to_string(), line };
        if is_taken {
            return Err(mismatch(1));
        }
        let bytes = rewritten(&before, &patch.hunks).map_err(mismatch)?;
        if patch.new.is_none() && !bytes.is_empty() {
            return Err(mismatch(1));
        }
        if let Some(path) = &patch.old {
            changes.insert(path.clone(), None);
        }
        if let Some(path) = patch.new {
            let was_executable = old.is_some_and(|file| file.is_executable);
            let is_executable = patch.is_executable.unwrap_or(was_executable);
            let file = TreeFile { path: path.clone(), bytes: bytes.into(), is_executable, reading: 0 };
            changes.insert(path, Some(file));
        }
    }
    Ok(changes)
}

/// The text with every hunk applied; the line, from 1, near which one does not fit.
fn rewritten(text: &[u8], hunks: &[Hunk]) -> Result<Vec<u8>, usize> {
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    let mut written = Vec::with_capacity(text.len());
    let mut next = 0;
    for hunk in hunks {
        let at = position(&lines, hunk, next).ok_or(hunk.start + 1)?;
        let before = lines.get(next..at).ok_or(at + 1)?;
        before.iter().for_each(|line| written.extend_from_slice(line));
        next = at;
        for line in &hunk.lines {
            if line.change == Change::Added {
                written.extend_from_slice(line.text.as_bytes());
                written.extend(line.is_ended.then_some(b'\n'));
                continue;
            }
            if line.change == Change::Kept {
                written.extend_from_slice(lines.get(next).copied().unwrap_or_default());
            }
            next += 1;
        }
    }
    lines.get(next..).unwrap_or_default().iter().for_each(|line| written.extend_from_slice(line));
    Ok(written)
}

/// Where a hunk fits, nearest to its own place, at `first` or later.
fn position(lines: &[&[u8]], hunk: &Hunk, first: usize) -> Option<usize> {
    let offsets = (0..=OFFSET_LINES).flat_map(|offset| {
        [hunk.start.checked_sub(offset), hunk.start.checked_add(offset)].into_iter().flatten()
    });
    offsets.into_iter().find(|at| *at >= first && *at <= lines.len() && fits(lines, hunk, *at))
}

fn fits(lines: &[&[u8]], hunk: &Hunk, at: usize) -> bool {
    let expected = hunk.lines.iter().filter(|line| line.change != Change::Added);
    (at..).zip(expected).all(|(index, line)| {
        lines.get(index).is_some_and(|found| found.trim_ascii_end() == line.text.as_bytes().trim_ascii_end())
    })
}

impl FilePatch {
    /// Whether every hunk leaves lines by which one can tell that it was applied.
    fn leaves_a_trace(&self) -> bool {
        let leaves = |hunk: &Hunk| hunk.lines.iter().any(|line| line.change != Change::Removed);
        self.new.is_none() || self.hunks.iter().all(leaves)
    }

    /// What undoes it. Whether a file may be executed is not undone: it is not what the patch is known by.
    fn reversed(&self) -> Self {
        let reversed = |line: &Line| {
            let change = match line.change {
                Change::Kept => Change::Kept,
                Change::Removed => Change::Added,
                Change::Added => Change::Removed,
            };
            Line { change, ..line.clone() }
        };
        let mut shift = 0_isize;
        let hunks = self.hunks.iter().map(|hunk| {
            let start = hunk.start.saturating_add_signed(shift);
            let count = |change| hunk.lines.iter().filter(|line| line.change == change).count();
            shift += count(Change::Added).cast_signed() - count(Change::Removed).cast_signed();
            Hunk { start, lines: hunk.lines.iter().map(reversed).collect() }
        });
        let hunks = hunks.collect();
        Self { old: self.new.clone(), new: self.old.clone(), is_executable: None, hunks }
    }
}

#[cfg(test)]
mod tests;
