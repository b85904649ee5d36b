//! What decoders compute: each expression must be known to be the text that it is.

#![expect(clippy::panic, reason = "a test that fails says which line of its table did")]

mod buffers;
mod machines;
mod modules;
mod patterns;

use stockade_facts::{Context, Facts, gather};
use stockade_model::{Limits, Tree, TreeFile};

/// Checks every line of a table: code, whose last expression is a text, and that text.
#[track_caller]
fn check(table: &[(&str, &str)]) {
    let failures: Vec<String> = table.iter().filter_map(|(code, text)| failure(code, text)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failure(code: &str, expected: &str) -> Option<String> {
    let (before, last) = code.rsplit_once("; ").unwrap_or(("", code));
    let tree = tree(&[("index.js", &format!("{before}\n;require('child_process').exec({last});"))]);
    let found = texts(&analysed(&tree));
    (found != [expected]).then(|| format!("{code}\n    expected {expected:?}, found {found:?}"))
}

/// A package of these files.
fn tree(files: &[(&str, &str)]) -> Tree {
    let manifest = ("package.json", r#"{"name":"x","version":"1.0.0","main":"index.js"}"#);
    let files = std::iter::once(&manifest).chain(files).map(|(path, text)| TreeFile {
        path: (*path).to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    });
    Tree::new(files.collect())
}

fn analysed(tree: &Tree) -> Facts<'_> {
    static CONTEXT: std::sync::LazyLock<Context> = std::sync::LazyLock::new(Context::default);
    let facts = gather(tree, &CONTEXT, &Limits::default());
    if let Some(gap) = facts.gaps().iter().find(|gap| gap.file.as_deref() == Some("index.js")) {
        panic!("{gap:?}");
    }
    facts
}

/// The command lines that it runs, as far as they are known.
fn texts(facts: &Facts<'_>) -> Vec<String> {
    let calls = facts.calls(&["child_process.exec"]);
    calls.flat_map(|call| call.arguments.first()).flat_map(|it| &it.texts).map(ToString::to_string).collect()
}
