//! Whether a run is worth variations: whether its code has anything that a gate could hide.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use stockade_model::{Observation, Operation, Tree};

use crate::detonate::Detonation;

/// Words without which code neither reaches out nor makes code, unless it is written to be unreadable; the words
/// of that writing are among them.
const WORDS: &[&str] = &[
    "child_process",
    "\"http",
    "'http",
    "`http",
    "node:net",
    "\"net\"",
    "'net'",
    "\"tls\"",
    "'tls'",
    "dns",
    "dgram",
    "fetch",
    "XMLHttp",
    "WebSocket",
    "socket",
    "axios",
    "\"request\"",
    "'request'",
    "'got'",
    "\"got\"",
    "eval",
    "Function(",
    "Function.",
    ".constructor(",
    "_compile",
    "runIn",
    "writeFile",
    "appendFile",
    "createWriteStream",
    "unlink",
    "rmdir",
    "rmSync",
    "fs.rm",
    "worker_threads",
    "ethereum",
    "solana",
    "fromCharCode",
    "atob",
    "base64",
    "_0x",
    "\\x6",
    "\\x7",
    "\\u006",
    "import(",
];

/// Whether any code of the release, tests aside, has anything to hide.
pub(crate) fn can_reach_out(tree: &Tree) -> bool {
    tree.files().iter().any(|file| !is_test(&file.path) && is_code(&file.path) && has_word(&file.bytes))
}

fn has_word(bytes: &[u8]) -> bool {
    static AUTOMATON: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    AUTOMATON
        .get_or_init(|| AhoCorasick::new(WORDS).ok())
        .as_ref()
        .is_none_or(|automaton| automaton.is_match(bytes))
}

/// The texts of the release's own code, tests aside.
pub(super) fn code(tree: &Tree) -> impl Iterator<Item = &str> {
    let files = tree.files().iter().filter(|file| is_code(&file.path) && !is_test(&file.path));
    files.filter_map(|file| std::str::from_utf8(&file.bytes).ok())
}

fn is_test(path: &str) -> bool {
    ["test/", "tests/", "__tests__/", "docs/"].iter().any(|folder| path.starts_with(folder))
}

fn is_code(path: &str) -> bool {
    [".js", ".cjs", ".mjs", ".ts", ".cts", ".mts"].iter().any(|ending| path.ends_with(ending))
}

/// Whether the package's own code that ran, or what it made, has anything to hide.
pub(super) fn is_worth_it(tree: &Tree, observations: &[Observation], detonation: &Detonation) -> bool {
    detonation.layers.iter().any(|layer| has_word(layer.text.as_bytes()))
        || observations
            .iter()
            .filter(|observation| observation.operation == Operation::ModuleLoad)
            .filter_map(|observation| observation.subject.rsplit_once("/node_modules/").map(|(_, path)| path))
            .any(|path| {
                tree.files()
                    .iter()
                    .any(|file| path.ends_with(&file.path) && is_code(&file.path) && has_word(&file.bytes))
            })
}
