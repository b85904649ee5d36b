//! What native build files run.

use stockade_model::{Gap, GapKind, Limits, Tree};
use stockade_parse::gyp::{self, Gyp};

/// One `binding.gyp` or `.gypi`.
#[derive(Clone, Debug)]
pub struct BuildFileFact {
    /// Its path.
    pub path: String,
    /// What it says.
    pub gyp: Gyp,
    /// Whether a package manager builds it by itself: `binding.gyp` at the root.
    pub is_root: bool,
}

/// Reads every gyp file of the tree.
pub(crate) fn read(tree: &Tree, limits: &Limits, gaps: &mut Vec<Gap>) -> Vec<BuildFileFact> {
    let is_gyp = |path: &str| path.ends_with(".gyp") || path.ends_with(".gypi");
    let mut facts = Vec::new();
    for file in tree.files().iter().filter(|file| is_gyp(&file.path)) {
        let is_root = file.path == "binding.gyp";
        match gyp::read(&file.bytes, limits) {
            Ok(gyp) => {
                if gyp.code.is_some() && is_root {
                    let reason = "the build file is Python code rather than a literal; read it by hand";
                    gaps.push(Gap::new(GapKind::Unsupported, reason).in_file(&file.path));
                }
                facts.push(BuildFileFact { path: file.path.clone(), gyp, is_root });
            }
            Err(error) => {
                let gap = Gap::new(GapKind::Unparsed, error.to_string()).in_file(&file.path);
                gaps.push(if is_root { gap } else { gap.harmless() });
            }
        }
    }
    facts
}
