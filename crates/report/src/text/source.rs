//! Source with the places marked that support a finding.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use stockade_model::{Evidence, Finding, Verdict};

use super::layout::Page;
use crate::marked;
use crate::style::Verbosity;
use crate::subject::shown;

/// How many places of a finding are drawn unless everything is asked for: the first ones and the last.
const PLACES: usize = 6;

/// Drawings narrower than this show nothing.
const LEAST_WIDTH: usize = 40;

/// Draws the places of `finding` in the order in which the code goes through them.
pub(super) fn show(page: &mut Page, verdict: Verdict, finding: &Finding) {
    let all = finding.evidence.len();
    let marks =
        finding.evidence.iter().enumerate().map(|(index, evidence)| Mark::new(evidence, index + 1, all));
    if all <= PLACES || page.is_at_least(Verbosity::Verbose) {
        draw(page, verdict, marks);
    } else {
        draw(page, verdict, marks.clone().take(PLACES - 1));
        page.line(&format!("   ... {} more places between: --verbose shows all", all - PLACES));
        draw(page, verdict, marks.skip(all - 1));
    }
}

fn draw(page: &mut Page, verdict: Verdict, marks: impl Iterator<Item = Mark>) {
    let blocks = blocks(marks);
    let gutter = blocks.iter().map(Block::gutter).max().unwrap_or_default();
    for block in &blocks {
        block.draw(page, verdict, gutter);
    }
}

/// One place, safe to print.
#[derive(Clone)]
struct Mark {
    path: String,
    line: usize,
    column: usize,
    text: String,
    marked: Range<usize>,
    label: String,
    is_about: bool,
}

impl Mark {
    fn new(evidence: &Evidence, number: usize, of: usize) -> Self {
        let (text, marked) = marked::line(evidence);
        let note = shown(&evidence.note);
        Self {
            path: shown(&evidence.place.file),
            line: evidence.place.line as usize,
            column: evidence.place.column as usize,
            text,
            marked,
            label: if of > 1 { format!("{number}. {note}") } else { note },
            is_about: number == of,
        }
    }
}

/// Marks in one line, or in lines that follow each other.
struct Block {
    path: String,
    first_line: usize,
    last_line: usize,
    column: usize,
    last_text: String,
    source: String,
    marks: Vec<(Range<usize>, String, bool)>,
}

fn blocks(marks: impl Iterator<Item = Mark>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for mark in marks {
        match blocks.last_mut().filter(|block| block.takes(&mark)) {
            Some(block) => block.push(mark),
            None => blocks.push(Block::new(mark)),
        }
    }
    blocks
}

impl Block {
    fn new(mark: Mark) -> Self {
        Self {
            path: mark.path,
            first_line: mark.line,
            last_line: mark.line,
            column: mark.column,
            source: mark.text.clone(),
            last_text: mark.text,
            marks: vec![(mark.marked, mark.label, mark.is_about)],
        }
    }

    fn takes(&self, mark: &Mark) -> bool {
        let is_same_line = mark.line == self.last_line && mark.text == self.last_text;
        let is_next_line = self.last_line.checked_add(1) == Some(mark.line);
        let has_source = !self.last_text.is_empty() && !mark.text.is_empty();
        mark.path == self.path && has_source && (is_same_line || is_next_line)
    }

    fn push(&mut self, mark: Mark) {
        if mark.line != self.last_line {
            self.source.push('\n');
            self.source.push_str(&mark.text);
            self.last_line = mark.line;
            self.last_text = mark.text;
        }
        let shift = self.source.len() - self.last_text.len();
        self.marks.push((mark.marked.start + shift..mark.marked.end + shift, mark.label, mark.is_about));
    }

    /// How wide its line numbers are; nothing where there is no source.
    fn gutter(&self) -> usize {
        if self.source.is_empty() { 0 } else { self.last_line.to_string().len() }
    }

    fn draw(&self, page: &mut Page, verdict: Verdict, gutter: usize) {
        let indent = " ".repeat(gutter);
        if self.source.is_empty() {
            page.line(&format!("  --> {}{}", self.path, self.position()));
            return;
        }
        page.line(&format!("{indent}--> {}:{}:{}", self.path, self.first_line, self.column));
        let level = if verdict == Verdict::Malicious { Level::ERROR } else { Level::WARNING };
        let annotations = self.marks.iter().map(|(range, label, is_about)| {
            let kind = if *is_about { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range.clone()).label(label.as_str())
        });
        let snippet =
            Snippet::source(self.source.as_str()).line_start(self.first_line).annotations(annotations);
        let style = page.style();
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(style.width.max(LEAST_WIDTH));
        let drawing = renderer.render(&[Group::with_level(level).element(snippet)]);
        let narrower = " ".repeat(gutter - self.gutter());
        drawing.lines().for_each(|line| page.line(format!("{narrower}{line}").trim_end()));
    }

    /// `:3:7`, or nothing for a whole file.
    fn position(&self) -> String {
        if (self.first_line, self.column) == (1, 1) {
            String::new()
        } else {
            format!(":{}:{}", self.first_line, self.column)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(evidence: &[Evidence]) -> String {
        let mut page = Page::new(crate::Style::default());
        let all = evidence.len();
        draw(
            &mut page,
            Verdict::Suspicious,
            evidence.iter().enumerate().map(|(index, one)| Mark::new(one, index + 1, all)),
        );
        page.finish()
    }

    fn at(text: &str, marked: &str) -> Evidence {
        let start = text.find(marked).unwrap();
        let place = stockade_model::Place::in_text("a.js", text, start, start + marked.len());
        Evidence::in_text(place, marked, text)
    }

    #[test]
    fn places_of_following_lines_are_one_drawing() {
        let text = "one(two);\nthree();\n\nfour();";
        let places = ["one", "two", "three", "four"].map(|marked| at(text, marked));
        insta::assert_snapshot!(drawn(&places));
    }

    #[test]
    fn the_address_is_the_files_even_where_the_line_is_cut() {
        let text = format!("{}\n{}eval(x)", "\n".repeat(8), "y".repeat(9_000));
        assert!(
            drawn(&[at(&text, "eval")]).starts_with("  --> a.js:10:9001\n"),
            "{}",
            drawn(&[at(&text, "eval")])
        );
    }

    proptest! {
        #[test]
        fn any_evidence_is_drawn(
            places in proptest::collection::vec((".{0,200}", 0_u32..300, any::<u32>(), 0_u32..4, any::<u32>()), 1..5),
        ) {
            let evidence = places.into_iter().map(|(snippet, snippet_offset, length, line, column)| {
                let place = stockade_model::Place { file: "a.js".into(), line, column, length };
                Evidence { place, note: "note".into(), snippet, snippet_offset }
            });
            prop_assert!(drawn(&evidence.collect::<Vec<_>>()).contains("a.js"));
        }
    }
}
