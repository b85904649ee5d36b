//! Where code is entered, and by what.

use std::collections::BTreeMap;

use serde_json::Value;
use stockade_model::{Tree, Trigger};
use stockade_parse::manifest::Manifest;

use crate::context::Origin;
use crate::resolve;

/// Files of the tree that something enters, each with the strongest trigger that does.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    files: BTreeMap<String, Trigger>,
}

impl Entries {
    /// Notes that `trigger` enters the file that `path` names.
    pub(crate) fn add(&mut self, tree: &Tree, path: &str, trigger: Trigger) {
        if let Some(file) = resolve::file(tree, path) {
            let known = self.files.entry(file).or_insert(trigger);
            *known = (*known).min(trigger);
        }
    }

    /// The entered files by trigger, strongest first.
    pub(crate) fn in_order(&self) -> Vec<(String, Trigger)> {
        let mut files: Vec<(String, Trigger)> =
            self.files.iter().map(|(file, trigger)| (file.clone(), *trigger)).collect();
        files.sort_by(|left, right| (left.1, &left.0).cmp(&(right.1, &right.0)));
        files
    }
}

/// What a manifest says is loaded or started, hooks excluded.
pub(crate) fn of_manifest(manifest: Option<&Manifest>, tree: &Tree, origin: Origin) -> Entries {
    let mut entries = Entries::default();
    let Some(manifest) = manifest else {
        entries.add(tree, "index", Trigger::Import);
        return entries;
    };
    let declared = &manifest.entries;
    match &declared.main {
        Some(main) if resolve::file(tree, main).is_some() => entries.add(tree, main, Trigger::Import),
        _ => entries.add(tree, "index", Trigger::Import),
    }
    for path in declared.module.iter().chain(&declared.others) {
        entries.add(tree, path, Trigger::Import);
    }
    for value in [&declared.browser, &declared.exports, &declared.imports].into_iter().flatten() {
        add_paths(&mut entries, tree, value);
    }
    for path in manifest.bin.values() {
        entries.add(tree, path, Trigger::Bin);
    }
    if let Some(folder) = manifest.bin_folder.as_deref().filter(|_| manifest.bin.is_empty()) {
        let prefix = format!("{}/", folder.trim_start_matches("./").trim_matches('/'));
        for file in tree.files().iter().filter(|file| file.path.starts_with(&prefix)) {
            entries.add(tree, &file.path, Trigger::Bin);
        }
    }
    if origin == Origin::Project {
        add_configuration(&mut entries, tree);
    }
    entries
}

/// Every path inside `exports`, `imports` or `browser`, whatever its conditions; types excluded.
fn add_paths(entries: &mut Entries, tree: &Tree, value: &Value) {
    match value {
        Value::String(path) if path.contains('*') => add_pattern(entries, tree, path),
        Value::String(path) if !path.ends_with(".d.ts") => entries.add(tree, path, Trigger::Import),
        Value::Array(items) => items.iter().for_each(|item| add_paths(entries, tree, item)),
        Value::Object(items) => {
            for (_, item) in items.iter().filter(|(condition, _)| condition.as_str() != "types") {
                add_paths(entries, tree, item);
            }
        }
        _ => {}
    }
}

/// `./lib/*.js`: every script that the pattern lets through.
fn add_pattern(entries: &mut Entries, tree: &Tree, pattern: &str) {
    let Some((prefix, suffix)) = pattern.trim_start_matches("./").split_once('*') else { return };
    let suffix = suffix.rsplit('*').next().unwrap_or_default();
    let is_match = |path: &str| path.starts_with(prefix) && path.ends_with(suffix) && is_script(path);
    for file in tree.files().iter().filter(|file| is_match(&file.path)) {
        entries.add(tree, &file.path, Trigger::Import);
    }
}

/// Configuration that tools of a project run as code.
const CONFIGURATION: &[&str] = &[
    "vite",
    "vitest",
    "webpack",
    "rollup",
    "next",
    "nuxt",
    "tailwind",
    "postcss",
    "babel",
    "jest",
    "eslint",
    "prettier",
    "svelte",
    "astro",
    "metro",
    "craco",
    "gulpfile",
    "gruntfile",
    "karma",
    "cypress",
    "playwright",
    "stylelint",
    "commitlint",
    "lint-staged",
    "release",
    "remix",
    "gatsby-config",
    "gatsby-node",
    "vue",
    "quasar",
    "ember-cli-build",
    "truffle",
    "hardhat",
];

fn add_configuration(entries: &mut Entries, tree: &Tree) {
    for file in tree.files().iter().filter(|file| is_script(&file.path)) {
        let name =
            file.path.rsplit('/').next().unwrap_or(&file.path).trim_start_matches('.').to_ascii_lowercase();
        let is_tool = CONFIGURATION.iter().any(|tool| {
            name.strip_prefix(tool).is_some_and(|rest| rest.starts_with('.') || rest.starts_with("rc."))
        });
        let is_configuration = name.contains(".config.")
            || name.contains("rc.")
            || name.starts_with("gulpfile")
            || name.starts_with("gruntfile")
            || name.starts_with("gatsby-");
        if is_tool && is_configuration {
            entries.add(tree, &file.path, Trigger::Build);
        }
    }
}

/// Whether a file is a script by its name; type declarations are not.
pub(crate) fn is_script(path: &str) -> bool {
    let Some((_, ending)) = path.rsplit_once('.') else { return false };
    let is_declaration = path.ends_with(".d.ts") || path.ends_with(".d.mts") || path.ends_with(".d.cts");
    matches!(ending, "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx") && !is_declaration
}
