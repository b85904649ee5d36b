//! Lines of the text report: indented, wrapped at words, coloured where wanted.

use anstyle::{AnsiColor, Effects};
use stockade_model::Verdict;

use crate::style::{Style, Verbosity};

/// Narrower than this nothing is readable, so text is not wrapped further.
const LEAST_WIDTH: usize = 40;

/// Text of the report as it grows.
pub(crate) struct Page {
    style: Style,
    text: String,
}

impl Page {
    pub(crate) fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    pub(crate) fn style(&self) -> Style {
        self.style
    }

    pub(crate) fn is_at_least(&self, verbosity: Verbosity) -> bool {
        self.style.verbosity >= verbosity
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `label` and `text` on one line however long: something to copy.
    pub(crate) fn unwrapped(&mut self, indent: usize, label: &str, text: &str) {
        let label = self.style.paint(anstyle::Style::new().effects(Effects::DIMMED), label);
        self.line(&format!("{}{label}{text}", " ".repeat(indent)));
    }

    /// `label` and `text`, wrapped; further lines are indented to where the text began.
    pub(crate) fn labelled(&mut self, indent: usize, label: &str, text: &str) {
        let label_width = label.chars().count();
        let label = self.style.paint(anstyle::Style::new().effects(Effects::DIMMED), label);
        self.wrapped(&format!("{}{label}", " ".repeat(indent)), indent + label_width, text);
    }

    /// `lead`, which shows as `lead_width` columns, then `text`, wrapped with hanging indent.
    pub(crate) fn wrapped(&mut self, lead: &str, lead_width: usize, text: &str) {
        let width = self.style.width.max(LEAST_WIDTH).saturating_sub(lead_width).max(LEAST_WIDTH / 2);
        for (number, line) in wrap(text, width).iter().enumerate() {
            let start = if number == 0 { lead.to_owned() } else { " ".repeat(lead_width) };
            self.line(&format!("{start}{line}"));
        }
    }
}

/// A verdict's word in its colour.
pub(crate) fn verdict(style: Style, verdict: Verdict) -> String {
    let color = match verdict {
        Verdict::Malicious => AnsiColor::Red,
        Verdict::Suspicious => AnsiColor::Yellow,
        Verdict::Unknown => AnsiColor::Magenta,
        Verdict::Clean => AnsiColor::Green,
    };
    style.paint(color.on_default().effects(Effects::BOLD), verdict.name())
}

/// `text` in lines of at most `width` characters, broken at spaces, and inside words that are longer.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        let is_first = used == 0;
        if !is_first && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        } else if !is_first {
            push(&mut lines, ' ');
            used += 1;
        }
        for character in word.chars() {
            if used == width {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, character);
            used += 1;
        }
    }
    lines
}

fn push(lines: &mut [String], character: char) {
    if let Some(line) = lines.last_mut() {
        line.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_nothing_is_lost() {
        assert_eq!(wrap("ab cdefghij", 4), ["ab", "cdef", "ghij"]);
    }

    #[test]
    fn a_narrow_terminal_is_no_loop() {
        let mut page = Page::new(Style { width: 0, ..Style::default() });
        page.labelled(2, "from ", &"x".repeat(100));
        assert_eq!(page.finish().matches('x').count(), 100);
    }
}
