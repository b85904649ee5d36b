//! Progress and notes on standard error, for whoever watches.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use stockade_model::ReleaseId;
use stockade_model::escape::Escaped;

use crate::output::tell;

/// A bar on a terminal; notes in any case, unless silenced.
#[derive(Debug)]
pub(crate) struct Terminal {
    bar: ProgressBar,
    is_quiet: bool,
}

impl Terminal {
    /// For a run that shows nothing when `is_quiet`.
    pub(crate) fn new(is_quiet: bool) -> Self {
        let is_shown = !is_quiet && io::stderr().is_terminal();
        let target =
            if is_shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("judging {pos}/{len} {bar:24} {wide_msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, is_quiet }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl stockade_scan::Progress for Terminal {
    fn resolved(&self, releases: usize, remembered: usize) {
        self.bar.set_length(releases as u64);
        self.bar.set_position(remembered as u64);
    }

    fn judged(&self, release: Option<&ReleaseId>) {
        if let Some(release) = release {
            self.bar.set_message(release.to_string());
        }
        self.bar.inc(1);
    }

    fn note(&self, text: &str) {
        if !self.is_quiet {
            self.bar.suspend(|| tell(&format!("note: {}\n", Escaped(text))));
        }
    }
}
