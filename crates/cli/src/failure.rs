//! Errors as users see them: a stable code, what went wrong with which thing, and a next step.

use std::fmt::Write as _;

use stockade_model::ExitCode;
use stockade_model::escape::Escaped;

/// Why a command did not do its work.
#[derive(Debug)]
pub struct Failure {
    /// Stable code, `S0xx`.
    pub code: &'static str,
    /// Whose fault: wrong input, or an error of ours.
    pub exit: ExitCode,
    /// What went wrong, with which thing, and why.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl Failure {
    /// A failure that the user can mend.
    #[must_use]
    pub fn usage(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, exit: ExitCode::Usage, message: message.into(), help: help.into() }
    }

    /// A failure of ours or of the machine.
    #[must_use]
    pub fn internal(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, exit: ExitCode::Internal, message: message.into(), help: help.into() }
    }

    /// The two lines for standard error, hostile characters escaped.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut shown = format!("error[{}]: {}\n", self.code, Escaped(&self.message));
        if !self.help.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(shown, "help: {}", Escaped(&self.help));
        }
        shown
    }
}

/// An error with its causes, joined by `: `.
#[must_use]
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !message.contains(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        cause = error.source();
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_is_escaped() {
        let shown = Failure::usage("S010", "no folder \u{1b}[2Jx", "check the path").shown();
        assert_eq!(shown, "error[S010]: no folder \\u{1b}[2Jx\nhelp: check the path\n");
    }
}
