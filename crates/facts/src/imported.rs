//! A release of one script, for tests of what its code shows.

use stockade_model::{Tree, TreeFile};

/// The files of a release whose main module is `script`.
pub(crate) fn imported(script: &str) -> Tree {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    Tree::new(vec![
        file("package.json", r#"{"name": "x", "version": "1.0.0", "main": "index.js"}"#),
        file("index.js", script),
    ])
}
