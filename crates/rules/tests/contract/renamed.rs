//! A package whose variables have other names and whose white space is gone.

use super::example::Example;
use stockade_model::{Tree, TreeFile};

/// The same package re-printed, or nothing when it has no script that can be.
pub(crate) fn renamed(example: &Example) -> Option<Example> {
    let mut is_changed = false;
    let files: Vec<TreeFile> = example
        .tree
        .files()
        .iter()
        .map(|file| {
            let is_script = [".js", ".mjs", ".cjs"].iter().any(|ending| file.path.ends_with(ending));
            let text = std::str::from_utf8(&file.bytes).ok().filter(|_| is_script);
            match text.and_then(|text| stockade_parse::script::reprinted(text, &file.path)) {
                Some(printed) => {
                    is_changed = true;
                    TreeFile { bytes: printed.into_bytes().into(), ..file.clone() }
                }
                None => file.clone(),
            }
        })
        .collect();
    is_changed.then(|| Example {
        tree: Tree::new(files),
        marks: example.marks.clone(),
        context: example.context.clone(),
        ..*example
    })
}
