//! Names that are taken for other names.
//!
//! A look-alike is told by how it differs from a popular name: by a slip of the fingers, a character that looks
//! like another, a separator, a suffix, a lost scope. A distance alone says little (`preact`, `vitest` and
//! `oxlint` are near and honest), so only slips that people make count, and a popular name is never one.

pub mod borrowed;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Popular names, one a line; see the folder's README for where they come from.
const POPULAR: &str = include_str!("lookalike/popular.txt");

/// A name that is easily taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The popular name, or scope with its `@`.
    pub target: &'static str,
    /// How they differ.
    pub slip: Slip,
}

/// How a look-alike differs from what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// Two neighbouring characters change places.
    Swapped,
    /// A character is missing.
    Dropped,
    /// A character stands twice.
    Doubled,
    /// A neighbouring key was hit.
    Keyboard,
    /// A character looks like another: `0` and `o`, `1` and `l`, `rn` and `m`.
    Confusable,
    /// Separators differ, or a scope is part of the name.
    Separator,
    /// `.js` is added.
    Suffix,
}

impl Slip {
    /// What is said of it: `with two letters swapped`.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Swapped => "with two letters swapped",
            Self::Dropped => "with a letter missing",
            Self::Doubled => "with a letter doubled",
            Self::Keyboard => "with a neighbouring key hit",
            Self::Confusable => "with a character that looks like another",
            Self::Separator => "with other separators",
            Self::Suffix => "with `.js` behind it",
        }
    }
}

/// Shorter names are near each other by chance: there are honest packages at nearly every four letters.
const SHORTEST: usize = 5;

/// Whether a package of this name is among the popular ones.
#[must_use]
pub fn is_popular(name: &str) -> bool {
    index().names.contains(name)
}

/// Whether this scope, without its `@`, is one of a popular package.
#[must_use]
pub fn is_popular_scope(scope: &str) -> bool {
    index().scopes.contains_key(scope)
}

/// The popular name that `name` is easily taken for. Scoped names are judged by [`scope`].
#[must_use]
pub fn name(name: &str) -> Option<LookAlike> {
    let name = name.to_ascii_lowercase();
    if name.starts_with('@') || name.len() < SHORTEST || is_popular(&name) {
        return None;
    }
    let index = index();
    if let Some(target) = name.strip_suffix(".js").and_then(|base| index.names.get(base)) {
        return Some(LookAlike { target, slip: Slip::Suffix }).filter(|found| found.target.len() >= SHORTEST);
    }
    let letters = bare(&name);
    let same = index.bare.get(&letters).filter(|_| letters.len() >= SHORTEST);
    if let Some(target) = same {
        return Some(LookAlike { target, slip: Slip::Separator });
    }
    slipped(&name, |candidate| index.names.get(candidate).copied())
}

/// The popular scope that the scope of `name` is easily taken for.
#[must_use]
pub fn scope(name: &str) -> Option<LookAlike> {
    let (scope, _) = name.strip_prefix('@')?.split_once('/')?;
    let scope = scope.to_ascii_lowercase();
    let index = index();
    if scope.len() < SHORTEST || index.scopes.contains_key(scope.as_str()) {
        return None;
    }
    let found = |candidate: &str| index.scopes.get(candidate).copied();
    let same = index.bare_scopes.get(&bare(&scope)).map(|target| LookAlike { target, slip: Slip::Separator });
    same.or_else(|| slipped(&scope, found))
}

/// The target of which `name` is one slip away.
fn slipped(name: &str, find: impl Fn(&str) -> Option<&'static str>) -> Option<LookAlike> {
    let characters: Vec<char> = name.chars().collect();
    let variants = [
        (Slip::Swapped, swapped(&characters)),
        (Slip::Doubled, undoubled(&characters)),
        (Slip::Confusable, confusable(name)),
        (Slip::Dropped, completed(&characters)),
        (Slip::Keyboard, retyped(&characters)),
    ];
    for (slip, candidates) in variants {
        for candidate in candidates.iter().filter(|candidate| candidate.len() >= SHORTEST) {
            if let Some(target) = find(candidate) {
                return Some(LookAlike { target, slip });
            }
        }
    }
    None
}

fn swapped(characters: &[char]) -> Vec<String> {
    let swaps = (1..characters.len()).filter_map(|at| {
        let mut swapped = characters.to_vec();
        swapped.swap(at - 1, at);
        let is_word = |at: usize| characters.get(at).is_some_and(char::is_ascii_alphabetic);
        (is_word(at) && is_word(at - 1)).then(|| swapped.into_iter().collect())
    });
    swaps.collect()
}

/// The name with one of two equal neighbours left out. A final `s` is a plural, and `js` behind a name a habit.
fn undoubled(characters: &[char]) -> Vec<String> {
    let doubles = (1..characters.len()).filter(|at| characters.get(*at) == characters.get(at - 1));
    doubles.map(|at| without(characters, at)).collect()
}

/// The name with a letter put in. What only lacks its first or last letter is another word or a singular.
fn completed(characters: &[char]) -> Vec<String> {
    let mut candidates = Vec::new();
    for at in 1..characters.len() {
        for letter in 'a'..='z' {
            let (before, after) = characters.split_at(at);
            candidates.push(before.iter().chain([&letter]).chain(after).collect());
        }
    }
    candidates
}

/// The keys of a keyboard, row by row.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

fn are_neighbours(one: char, other: char) -> bool {
    ROWS.iter()
        .any(|row| row.find(one).zip(row.find(other)).is_some_and(|(one, other)| one.abs_diff(other) == 1))
}

/// The name with a key replaced by its neighbour, or with a key left out that was hit beside its neighbour.
fn retyped(characters: &[char]) -> Vec<String> {
    let mut candidates = Vec::new();
    for (at, typed) in characters.iter().enumerate().skip(1) {
        for meant in ('a'..='z').filter(|meant| are_neighbours(*typed, *meant)) {
            let mut candidate = characters.to_vec();
            if let Some(place) = candidate.get_mut(at) {
                *place = meant;
            }
            candidates.push(candidate.into_iter().collect());
        }
        let before = characters.get(at - 1).is_some_and(|before| are_neighbours(*before, *typed));
        let after = characters.get(at + 1).is_some_and(|after| are_neighbours(*after, *typed));
        if before && after {
            candidates.push(without(characters, at));
        }
    }
    candidates
}

/// Characters and pairs that look alike in many fonts, the deceiving one first. The last are letters of other
/// scripts (Unicode Technical Standard 39).
const CONFUSABLE: [(&str, &str); 22] = [
    ("0", "o"),
    ("1", "l"),
    ("1", "i"),
    ("3", "e"),
    ("4", "a"),
    ("5", "s"),
    ("7", "t"),
    ("rn", "m"),
    ("vv", "w"),
    ("l", "i"),
    ("i", "l"),
    ("\u{430}", "a"),
    ("\u{435}", "e"),
    ("\u{43e}", "o"),
    ("\u{440}", "p"),
    ("\u{441}", "c"),
    ("\u{443}", "y"),
    ("\u{445}", "x"),
    ("\u{456}", "i"),
    ("\u{455}", "s"),
    ("\u{3bf}", "o"),
    ("\u{501}", "d"),
];

fn confusable(name: &str) -> Vec<String> {
    let mut candidates = Vec::new();
    for (seen, meant) in CONFUSABLE {
        candidates.extend(name.match_indices(seen).map(|(at, _)| {
            let (before, after) =
                (name.get(..at).unwrap_or_default(), name.get(at + seen.len()..).unwrap_or_default());
            format!("{before}{meant}{after}")
        }));
        candidates.push(name.replace(seen, meant));
    }
    candidates.retain(|candidate| candidate != name);
    candidates
}

fn without(characters: &[char], left_out: usize) -> String {
    characters.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, character)| character).collect()
}

/// A name without what separates its parts.
fn bare(name: &str) -> String {
    name.chars().filter(|character| !matches!(character, '-' | '_' | '.' | '/' | '@')).collect()
}

/// The popular names, ready to be asked.
struct Index {
    names: FxHashSet<&'static str>,
    bare: FxHashMap<String, &'static str>,
    /// With the `@`, by the scope without it.
    scopes: FxHashMap<&'static str, &'static str>,
    bare_scopes: FxHashMap<String, &'static str>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let names: FxHashSet<&str> = POPULAR.lines().collect();
        // Of two names with the same letters the first counts: any of them is a target.
        let letters = POPULAR.lines().rev().map(|name| (bare(name), name)).collect();
        let mut scopes: FxHashMap<&'static str, &'static str> = FxHashMap::default();
        for at_scope in POPULAR.lines().filter_map(|name| name.split_once('/').map(|(scope, _)| scope)) {
            scopes.entry(at_scope.strip_prefix('@').unwrap_or(at_scope)).or_insert(at_scope);
        }
        let bare_scopes = scopes.iter().map(|(scope, at_scope)| (bare(scope), *at_scope)).collect();
        Index { names, bare: letters, scopes, bare_scopes }
    })
}

#[cfg(test)]
mod tests;
