//! The matrix as a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use stockade_model::escape::Escaped;

use super::results::{Cell, Matrix, Row};

/// What share of the specimens must be found, in percent, for each transformer.
const GOALS: &[(&str, usize)] = &[("obfuscator-low", 95), ("obfuscator-medium", 80), ("obfuscator-high", 60)];

/// The goal of a transformer that `GOALS` does not name. Self-defending code has none of its own: it is the
/// highest preset with more.
const GOAL: usize = 100;

/// How the names of techniques start that take a secret away or run what the network sends, where nothing but the
/// code's own condition stands before it: what running the code can prove.
const THEFT_AND_REMOTE_CODE: &[&str] = &[
    "blockchain-c2",
    "collect-",
    "curl-pipe-shell",
    "dead-drop",
    "error-body",
    "exfil-",
    "fetch-then-eval",
    "forge-search",
    "function-constructor",
    "import-time",
    "lifecycle-",
    "python-download",
];

/// How much of a story is shown.
const STORY_CHARACTERS: usize = 160;

/// The page: totals, recall by technique, what is missed, noise, and bundles with bad lines in them.
pub(super) fn table(matrix: &Matrix) -> String {
    let mut text = String::from("<!-- written by `cargo xtask eval --matrix` -->\n");
    totals(&mut text, matrix);
    recall(&mut text, matrix);
    missed(&mut text, matrix);
    noise(&mut text, matrix);
    injected(&mut text, matrix);
    text
}

fn column<'a>(matrix: &'a Matrix, transformer: &str) -> Vec<(&'a String, &'a Cell)> {
    matrix.counted().filter_map(|(name, row)| Some((name, row.variants.get(transformer)?))).collect()
}

fn totals(text: &mut String, matrix: &Matrix) {
    let counted = matrix.counted().count();
    let _ = write!(text, "\n## Recall\n\n{counted} of {} specimens have variants.", matrix.specimens.len());
    let mut left_out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, row) in &matrix.specimens {
        if let Some(reason) = &row.left_out {
            left_out.entry(reason).or_default().push(name);
        }
    }
    for (reason, names) in left_out {
        let _ = write!(text, " Of {} {reason}: {}.", names.len(), names.join(", "));
    }
    text.push_str(
        "\n\n*Found* is suspicious or worse, *proven* is malicious: seen doing harm when it was run. *By its rule*: \
         suspicious by a rule that tells the plain specimen too.",
    );
    text.push_str("\n\n| transformer | goal | share | variants | found | proven | of theft and remote code | by its rule | unknown | clean | not taken |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
    for transformer in &matrix.transformers {
        let cells = column(matrix, transformer);
        let count = |wanted: &dyn Fn(&Cell) -> bool| cells.iter().filter(|(_, cell)| wanted(cell)).count();
        let (made, found) = (count(&Cell::is_made), count(&Cell::is_found));
        let goal = GOALS.iter().find(|(name, _)| name == transformer).map_or(GOAL, |(_, goal)| *goal);
        let goal =
            if transformer == "obfuscator-self-defending" { String::new() } else { format!("{goal} %") };
        let named = |name: &str| count(&|cell: &Cell| cell.name() == name);
        let _ = writeln!(
            text,
            "| {transformer} | {goal} | {} | {made} | {found} | {} | {} | {} | {} | {} | {} |",
            percent(found, made),
            named("malicious"),
            proven_of_theft(matrix, transformer),
            named("told"),
            named("unknown"),
            named("clean"),
            named("refused"),
        );
    }
}

/// How many variants of specimens that steal or run what the network sends are proven, of those made.
fn proven_of_theft(matrix: &Matrix, transformer: &str) -> String {
    let is_meant = |row: &&Row| THEFT_AND_REMOTE_CODE.iter().any(|start| row.technique.starts_with(start));
    let rows = matrix.counted().map(|(_, row)| row).filter(is_meant);
    let cells: Vec<&Cell> =
        rows.filter_map(|row| row.variants.get(transformer)).filter(|cell| cell.is_made()).collect();
    let proven = cells.iter().filter(|cell| matches!(cell, Cell::Malicious(_))).count();
    format!("{proven}/{}", cells.len())
}

/// Rounded down, so that 100 means all.
fn percent(part: usize, whole: usize) -> String {
    (part * 100).checked_div(whole).map_or_else(String::new, |share| format!("{share} %"))
}

fn recall(text: &mut String, matrix: &Matrix) {
    text.push_str(
        "\nBy technique: variants found, of variants made; a dash where none was made.\n\n| technique |",
    );
    for transformer in &matrix.transformers {
        let _ = write!(text, " {transformer} |");
    }
    let _ = writeln!(text, "\n|---|{}", "---|".repeat(matrix.transformers.len()));
    let techniques: BTreeSet<&str> = matrix.counted().map(|(_, row)| row.technique.as_str()).collect();
    for technique in techniques {
        let rows: Vec<&Row> =
            matrix.counted().map(|(_, row)| row).filter(|row| row.technique == technique).collect();
        let _ = write!(text, "| {technique} |");
        for transformer in &matrix.transformers {
            let cells = rows.iter().filter_map(|row| row.variants.get(transformer));
            let made = cells.clone().filter(|cell| cell.is_made()).count();
            let found = cells.filter(|cell| cell.is_found()).count();
            let _ = match made {
                0 => write!(text, " – |"),
                _ if found < made => write!(text, " **{found}/{made}** |"),
                _ => write!(text, " {found}/{made} |"),
            };
        }
        text.push('\n');
    }
}

fn missed(text: &mut String, matrix: &Matrix) {
    text.push_str("\n### Missed\n\n");
    for transformer in &matrix.transformers {
        let cells = column(matrix, transformer);
        for word in ["clean", "unknown"] {
            let names: Vec<&str> =
                cells.iter().filter(|(_, cell)| cell.name() == word).map(|(name, _)| name.as_str()).collect();
            if !names.is_empty() {
                let _ = writeln!(text, "- {transformer}, {word}: {}", names.join(", "));
            }
        }
    }
    text.push_str("\n### Not taken\n\n");
    for transformer in &matrix.transformers {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, cell) in column(matrix, transformer) {
            if let Cell::Refused(reason) = cell {
                reasons.entry(reason).or_default().push(name);
            }
        }
        for (reason, names) in reasons {
            let _ = writeln!(text, "- {transformer}, {}: {}", Escaped(reason), names.join(", "));
        }
    }
}

fn noise(text: &mut String, matrix: &Matrix) {
    text.push_str("\n## Noise\n\nHonest packages by the same transformers.\n\n| transformer |");
    for package in matrix.honest.keys() {
        let _ = write!(text, " {package} |");
    }
    let _ = writeln!(text, "\n|---|{}", "---|".repeat(matrix.honest.len()));
    let columns = std::iter::once("as published").chain(matrix.transformers.iter().map(String::as_str));
    let mut stories = String::new();
    for transformer in columns {
        let _ = write!(text, "| {transformer} |");
        for (package, row) in &matrix.honest {
            let cell = row.get(transformer);
            let _ = write!(text, " {} |", cell.map_or("", shown));
            if let Some(why) = cell.and_then(why) {
                let _ = writeln!(stories, "- {package}, {transformer}: {}", story(why));
            }
        }
        text.push('\n');
    }
    if !stories.is_empty() {
        let _ = write!(text, "\nWhat is not clean, and what is not taken:\n\n{stories}");
    }
}

/// The cell's word; what stops an honest package stands out.
fn shown(cell: &Cell) -> &'static str {
    match cell {
        Cell::Suspicious(_) | Cell::Told => "**suspicious**",
        Cell::Malicious(_) => "**malicious**",
        Cell::Unknown(_) => "*unknown*",
        Cell::Clean => "clean",
        Cell::Refused(_) => "–",
    }
}

fn why(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Suspicious(why) | Cell::Malicious(why) | Cell::Unknown(why) | Cell::Refused(why) => Some(why),
        Cell::Told | Cell::Clean => None,
    }
}

fn story(why: &str) -> String {
    let shown: String = why.chars().take(STORY_CHARACTERS).collect();
    let dots = if shown.len() < why.len() { "…" } else { "" };
    format!("{}{dots}", Escaped(&shown))
}

fn injected(text: &mut String, matrix: &Matrix) {
    text.push_str(
        "\n## Bad lines in honest bundles\n\nThe script of a specimen in a function of its own, between two statements in the middle of the bundle;\n`alone` is the same function as a whole package. What is not found alone says nothing of the bundle.\n\n",
    );
    let bundles: Vec<&String> = matrix.hosts.keys().collect();
    text.push_str("| lines | alone |");
    for bundle in &bundles {
        let _ = write!(text, " {bundle} |");
    }
    let _ = write!(text, "\n|---|---|{}\n| none | |", "---|".repeat(bundles.len()));
    for cell in matrix.hosts.values() {
        let _ = write!(text, " {} |", cell.name());
    }
    text.push('\n');
    for (payload, row) in &matrix.injected {
        let alone = row.get("alone");
        let _ = write!(text, "| {payload} | {} |", alone.map_or("–", Cell::name));
        for bundle in &bundles {
            let cell = row.get(*bundle);
            let is_lost = alone.is_some_and(Cell::is_found) && cell.is_some_and(|cell| !cell.is_found());
            let name = cell.map_or("–", Cell::name);
            let _ = if is_lost { write!(text, " **{name}** |") } else { write!(text, " {name} |") };
        }
        text.push('\n');
    }
    let found_alone: Vec<_> =
        matrix.injected.values().filter(|row| row.get("alone").is_some_and(Cell::is_found)).collect();
    let _ = write!(text, "| **found** | {} |", found_alone.len());
    for bundle in &bundles {
        let found = found_alone.iter().filter(|row| row.get(*bundle).is_some_and(Cell::is_found)).count();
        let _ = write!(text, " {found} |");
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix() -> Matrix {
        let row = |technique: &str, cell: Cell| Row {
            technique: technique.to_owned(),
            left_out: None,
            variants: BTreeMap::from([("packer".to_owned(), cell)]),
        };
        let left_out = Row {
            left_out: Some("no JavaScript".to_owned()),
            ..row("three", Cell::Refused("none".to_owned()))
        };
        let specimens = [
            ("one-1", row("one", Cell::Told)),
            ("one-2", row("one", Cell::Clean)),
            ("two-1", row("two", Cell::Refused("top-level await".to_owned()))),
            ("three-1", left_out),
        ];
        let suspicious = Cell::Suspicious("at import, \u{1b}x".to_owned());
        let pair = |alone: Cell, bundle: Cell| {
            BTreeMap::from([("alone".to_owned(), alone), ("rollup".to_owned(), bundle)])
        };
        Matrix {
            transformers: vec!["packer".to_owned()],
            specimens: specimens.into_iter().map(|(name, row)| (name.to_owned(), row)).collect(),
            honest: BTreeMap::from([(
                "lodash@4.0.0".to_owned(),
                BTreeMap::from([
                    ("as published".to_owned(), Cell::Clean),
                    ("packer".to_owned(), suspicious.clone()),
                ]),
            )]),
            hosts: BTreeMap::from([("rollup".to_owned(), Cell::Clean)]),
            injected: BTreeMap::from([
                ("one-1".to_owned(), pair(suspicious.clone(), suspicious)),
                ("one-2".to_owned(), pair(Cell::Told, Cell::Clean)),
            ]),
        }
    }

    #[test]
    fn what_is_found_is_counted_among_what_was_made() {
        let text = table(&matrix());
        assert!(text.contains("3 of 4 specimens have variants. Of 1 no JavaScript: three-1."));
        assert!(text.contains("| packer | 100 % | 50 % | 2 | 1 | 0 | 0/0 | 1 | 0 | 1 | 1 |"));
        assert!(text.contains("| one | **1/2** |\n| two | – |"));
        assert!(text.contains("- packer, clean: one-2"));
        assert!(text.contains("- packer, top-level await: two-1"));
    }

    #[test]
    fn noise_stands_out_with_its_story_escaped() {
        let text = table(&matrix());
        assert!(text.contains("| as published | clean |\n| packer | **suspicious** |"));
        assert!(text.contains("- lodash@4.0.0, packer: at import, "));
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn lines_that_a_bundle_hides_stand_out() {
        let text = table(&matrix());
        assert!(text.contains(
            "| one-1 | suspicious | suspicious |\n| one-2 | told | **clean** |\n| **found** | 2 | 1 |"
        ));
    }
}
