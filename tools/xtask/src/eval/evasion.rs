//! What gates hide: inert payloads that act only when the machine, the user, the date or the caller suits them.
//!
//! Each gate of `eval/evasion/gates.md` stands before each payload of `eval/evasion/payloads.md`, as the main module of
//! a package that is scanned with `--deep`, and once more as users scan. A payload counts as proven where the verdict is
//! `malicious`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use stockade_model::Verdict;
use stockade_unpack::{Fence, fences};

use super::judge::{self, Judged, Target};
use super::recall::layout::Form;
use crate::program::Program;
use crate::repository::Repository;

/// Where gates and payloads are.
const GATES: &str = "eval/evasion/gates.md";
const PAYLOADS: &str = "eval/evasion/payloads.md";

/// Where the packages are laid out.
const FOLDER: &str = "target/xtask/evasion";

/// The table.
const PATH: &str = "docs/evasion.md";

/// The mark that a payload takes the place of.
const MARK: &str = "PAYLOAD";

/// One gate before every payload.
struct Row {
    gate: Fence,
    /// With each payload, where every release is run.
    judged: Vec<Judged>,
    /// With each payload, where only what reading leaves open is run.
    plain: Vec<Judged>,
}

/// Measures and writes the table.
///
/// # Errors
/// When a page is malformed or the program gives no result.
pub(super) fn run(repository: &Repository, program: &Program) -> Result<()> {
    let (gates, payloads) = (fences(&repository.read(GATES)?), fences(&repository.read(PAYLOADS)?));
    let targets = lay_out(repository, &gates, &payloads)?;
    let all = targets.concat();
    let (judged, plain) = (judge::judge(program, &all, &["--deep"])?, judge::judge(program, &all, &[])?);
    let answers = |judged: &BTreeMap<Target, Judged>, targets: &[Target]| {
        let answer = |target| judged.get(target).cloned().context("every package is judged");
        targets.iter().map(answer).collect::<Result<Vec<_>>>()
    };
    let rows = gates.into_iter().zip(&targets).map(|(gate, targets)| {
        Ok(Row { gate, judged: answers(&judged, targets)?, plain: answers(&plain, targets)? })
    });
    let text = table(&rows.collect::<Result<Vec<_>>>()?, &payloads);
    println!("{text}");
    repository.write(PATH, &text)
}

/// Writes a package for each gate and payload.
fn lay_out(repository: &Repository, gates: &[Fence], payloads: &[Fence]) -> Result<Vec<Vec<Target>>> {
    let folder = repository.path(FOLDER);
    let package = |gate: (usize, &Fence), payload: (usize, &Fence)| {
        ensure!(gate.1.text.contains(MARK), "the gate {} has no place for a payload", gate.1.heading);
        let script = gate.1.text.replace(MARK, payload.1.text.trim_end());
        let name = format!("gate-{}-{}", gate.0, payload.0);
        let manifest = format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}");
        let tree = stockade_unpack::text(&format!("== package.json\n{manifest}\n== index.js\n{script}"))?;
        let laid_out = Form::Package.lay_out(&tree, &folder.join(&name), &folder)?;
        Ok(Target::package(laid_out.target))
    };
    let row = |gate| (1..).zip(payloads).map(|payload| package(gate, payload)).collect();
    (1..).zip(gates).map(row).collect()
}

fn table(rows: &[Row], payloads: &[Fence]) -> String {
    let all = rows.len() * payloads.len();
    let of = |verdict, cells: fn(&Row) -> &Vec<Judged>| {
        rows.iter().flat_map(cells).filter(|judged| judged.verdict >= verdict).count()
    };
    let proven = of(Verdict::Malicious, |row| &row.judged);
    let mut text = String::from("<!-- written by `cargo xtask eval --evasion` -->\n\n");
    let _ = writeln!(
        text,
        "{proven} of {all} gated payloads are proven ({} %; the goal is 90 %), {} are at least suspicious. Without `--deep`: {} and {}.\n",
        (proven * 100).checked_div(all).unwrap_or_default(),
        of(Verdict::Suspicious, |row| &row.judged),
        of(Verdict::Malicious, |row| &row.plain),
        of(Verdict::Suspicious, |row| &row.plain),
    );
    let headings: Vec<&str> = payloads.iter().map(|payload| payload.heading.as_str()).collect();
    let _ = writeln!(text, "| gate | opens on | {} | seen in |", headings.join(" | "));
    let _ = writeln!(text, "|---|---{}|---|", "|---".repeat(headings.len()));
    for row in rows {
        let cells: Vec<&str> = row.judged.iter().map(cell).collect();
        let worlds = row.judged.iter().filter_map(world).next().unwrap_or_default();
        let (gate, code) = (&row.gate.heading, code(&row.gate.text));
        let _ = writeln!(text, "| {gate} | {code} | {} | {worlds} |", cells.join(" | "));
    }
    let is_proven = |judged: &Judged| judged.verdict == Verdict::Malicious;
    let missed: Vec<_> = rows.iter().filter(|row| !row.judged.iter().all(is_proven)).collect();
    if !missed.is_empty() {
        text.push_str("\nNot proven, and why:\n\n");
    }
    for row in missed {
        let why = if row.gate.prose.is_empty() { "no reason is known" } else { &row.gate.prose };
        let _ = writeln!(text, "- {}, {}: {why}", row.gate.heading, code(&row.gate.text));
    }
    text
}

fn cell(judged: &Judged) -> &'static str {
    match judged.verdict {
        Verdict::Malicious => "proven",
        Verdict::Suspicious => "**suspicious**",
        Verdict::Unknown => "**unknown**",
        Verdict::Clean => "**clean**",
    }
}

/// The world in which it was seen, as the story names it.
fn world(judged: &Judged) -> Option<&str> {
    Some(judged.why.split_once("world “")?.1.split_once('”')?.0)
}

/// A gate's condition: the line that holds the payload or, where that is nothing else, the one before it.
fn code(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let at = lines.iter().position(|line| line.contains(MARK)).unwrap_or_default();
    let at = if lines.get(at) == Some(&MARK) { at.saturating_sub(1) } else { at };
    let line = lines.get(at).copied().unwrap_or_default();
    format!("`{}`", line.replace(MARK, "…").replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_shown_by_the_line_that_decides() {
        assert_eq!(code("const a = 1;\nif (a || b) { PAYLOAD }\n"), "`if (a \\|\\| b) { … }`");
        assert_eq!(code("if (!ready) return;\nPAYLOAD\n"), "`if (!ready) return;`");
    }

    #[test]
    fn what_is_not_proven_is_listed_with_its_reason() {
        let judged = |verdict, why: &str| Judged {
            verdict,
            rules: Default::default(),
            files: Default::default(),
            triggers: Default::default(),
            why: why.to_owned(),
        };
        let gate = fences("## sleep\n\nToo long.\n\n```js\nif (x) { PAYLOAD }\n```\n").remove(0);
        let judged = vec![
            judged(Verdict::Malicious, "at import, x (seen, world “CI, later”)"),
            judged(Verdict::Clean, ""),
        ];
        let payloads = fences("## a\n\n```js\n1\n```\n\n## b\n\n```js\n2\n```\n");
        let plain = judged.clone();
        let text = table(&[Row { gate, judged, plain }], &payloads);
        assert!(text.contains("1 of 2 gated payloads are proven (50 %"), "{text}");
        assert!(text.contains("| sleep | `if (x) { … }` | proven | **clean** | CI, later |"), "{text}");
        assert!(text.ends_with("- sleep, `if (x) { … }`: Too long.\n"), "{text}");
    }
}
