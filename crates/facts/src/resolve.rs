//! Finding the file that a path inside a package names, as Node and bundlers would.

use stockade_model::Tree;

/// Endings tried after a path that names no file, in order.
const ENDINGS: [&str; 11] =
    [".js", ".json", ".node", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".mts", ".cts", ""];

/// The path of the file that `path` names: itself, with an ending, or a folder's index.
#[must_use]
pub(crate) fn file(tree: &Tree, path: &str) -> Option<String> {
    let normal = normal(path.trim_start_matches("./").trim_matches('/'));
    let path = normal.as_str();
    if tree.file(path).is_some() {
        return Some(path.to_owned());
    }
    let with_ending =
        ENDINGS.iter().map(|ending| format!("{path}{ending}")).find(|path| tree.file(path).is_some());
    if with_ending.is_some() {
        return with_ending;
    }
    // TypeScript sources import each other under the names that their output will have.
    if let Some(base) = path.strip_suffix(".js").or_else(|| path.strip_suffix(".mjs")) {
        let typed = [".ts", ".tsx", ".mts"]
            .iter()
            .map(|ending| format!("{base}{ending}"))
            .find(|path| tree.file(path).is_some());
        if typed.is_some() {
            return typed;
        }
    }
    let main = folder_main(tree, path);
    let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
    main.or_else(|| {
        ENDINGS.iter().map(|ending| format!("{folder}index{ending}")).find(|path| tree.file(path).is_some())
    })
}

/// A path without `.` and `..` between its folders.
fn normal(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// The `main` of a folder that has a manifest of its own.
fn folder_main(tree: &Tree, path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let manifest = tree.file(&format!("{path}/package.json"))?;
    let document: serde_json::Value = serde_json::from_slice(&manifest.bytes).ok()?;
    let main = document.get("main")?.as_str()?.trim_start_matches("./").trim_matches('/');
    if main.is_empty() || main.starts_with("..") {
        return None;
    }
    let full = format!("{path}/{main}");
    let candidates = ENDINGS.iter().rev().map(|ending| format!("{full}{ending}"));
    candidates.chain([format!("{full}/index.js")]).find(|path| tree.file(path).is_some())
}
