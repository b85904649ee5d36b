//! How the text report looks.

/// How the text report looks; settled by the program from arguments, environment and terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are written.
    pub color: bool,
    /// Width in columns that lines are wrapped to.
    pub width: usize,
    /// How much is shown.
    pub verbosity: Verbosity,
}

impl Default for Style {
    /// As a file or a pipe gets it: no colour, 100 columns, normal.
    fn default() -> Self {
        Self { color: false, width: 100, verbosity: Verbosity::Normal }
    }
}

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Verdicts, stories and the summary.
    Quiet,
    /// With source, rules, gaps and capabilities of what is not clean.
    Normal,
    /// Everything, clean releases and findings outside chains included.
    Verbose,
}

impl Style {
    /// `text` in `color`, where colours are written.
    pub(crate) fn paint(self, color: anstyle::Style, text: &str) -> String {
        if self.color { format!("{color}{text}{color:#}") } else { text.to_owned() }
    }
}
