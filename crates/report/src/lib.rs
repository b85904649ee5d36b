//! The result of a scan, as people and programs read it.
//!
//! One value, [`ScanResult`], is written in five formats. What is shown never depends on time, machine or
//! terminal beyond [`Style`], so two reports of equal results are equal. Whatever a scanned package wrote is
//! escaped before it is shown: it moves no cursor, opens no tag and closes no code fence.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod detonation;
mod help;
mod json;
mod markdown;
mod marked;
mod ndjson;
mod sarif;
mod schema;
mod style;
mod subject;
mod text;

#[cfg(test)]
mod sample;

use std::fmt;
use std::io::{self, Write as _};
use std::str::FromStr;

use stockade_model::ScanResult;

pub use detonation::{write_detonation_json, write_timeline};
pub use help::RuleHelp;
pub use schema::{names, schema};
pub use style::{Style, Verbosity};

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For a person at a terminal, with annotated source.
    Text,
    /// The whole result as one JSON document; schema `scan`.
    Json,
    /// A JSON document for each release on a line of its own, and a closing summary; schema `ndjson`.
    Ndjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Markdown for a pull request's comment.
    Markdown,
}

impl Format {
    /// All formats, in the order help shows them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Ndjson, Self::Sarif, Self::Markdown];

    /// The word that names it in arguments.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|format| format.name() == text);
        known.ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// A text that names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is no report format: use text, json, ndjson, sarif or markdown", stockade_model::escape::excerpt(.0, 40))]
pub struct UnknownFormat(String);

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The output refused the bytes.
    #[error("the report could not be written")]
    Write(#[source] io::Error),
}

impl ReportError {
    /// What the output answered: a broken pipe means that the reader has seen enough.
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        match self {
            Self::Write(error) => error.kind(),
        }
    }
}

impl From<io::Error> for ReportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<serde_json::Error> for ReportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

/// Writes `result` to `out` as `format`; `rules` supplies titles and help, in any order.
///
/// `style` concerns [`Format::Text`] alone. Every format ends with a line end.
///
/// # Errors
/// When `out` refuses the bytes; [`ReportError::kind`] says how.
pub fn write(
    result: &ScanResult,
    rules: &[RuleHelp],
    format: Format,
    style: Style,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let mut out = io::BufWriter::new(out);
    match format {
        Format::Text => text::write(result, style, &mut out)?,
        Format::Json => json::write_pretty(result, &mut out)?,
        Format::Ndjson => ndjson::write(result, &mut out)?,
        Format::Sarif => json::write_pretty(&sarif::log(result, rules), &mut out)?,
        Format::Markdown => out.write_all(markdown::render(result).as_bytes())?,
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sample::{rules, scan};

    /// An output whose reader has gone.
    struct Closed;

    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_broken_pipe_keeps_its_kind_in_every_format() {
        for format in Format::ALL {
            let error = write(&scan(), &rules(), format, Style::default(), &mut Closed).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format}");
        }
    }

    #[test]
    fn every_format_is_named_and_read_back() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("xml".parse::<Format>().is_err());
    }

    /// The sample with every text a package can choose replaced.
    fn hostile(text: &str, number: u32) -> ScanResult {
        let mut result = scan();
        result.gaps.iter_mut().for_each(|gap| gap.reason = text.to_owned());
        for release in &mut result.releases {
            release.purl = stockade_model::release::purl(text, Some(text));
            release.from = text.to_owned();
            release.dependency_path = vec![text.to_owned(); 3];
            let judgement = &mut release.judgement;
            judgement.chains.iter_mut().for_each(|chain| chain.story = format!("at install, {text}"));
            judgement.gaps.iter_mut().for_each(|gap| gap.file = Some(text.to_owned()));
            for finding in &mut judgement.findings {
                finding.clause = text.to_owned();
                for evidence in &mut finding.evidence {
                    evidence.place.file = text.to_owned();
                    evidence.place.column = number;
                    evidence.place.length = number;
                    evidence.snippet = text.to_owned();
                    evidence.note = text.to_owned();
                }
            }
        }
        result
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_a_package_writes_is_reported_and_escaped(
            text in prop_oneof!["\\PC{0,40}", any::<String>(), "[`|<\\\\@\u{202e}\u{1b}\n\t ]{0,30}"],
            number in prop_oneof![0_u32..300, any::<u32>()],
            width in 0_usize..200,
        ) {
            for format in Format::ALL {
                for verbosity in [Verbosity::Quiet, Verbosity::Normal, Verbosity::Verbose] {
                    let style = Style { width, verbosity, ..Style::default() };
                    let mut out = Vec::new();
                    write(&hostile(&text, number), &rules(), format, style, &mut out).unwrap();
                    let shown = String::from_utf8(out).unwrap();
                    let is_deceptive = |one: char| one != '\n' && stockade_model::escape::is_deceptive(one);
                    prop_assert!(!shown.contains(is_deceptive), "{format}");
                }
            }
        }
    }

    #[test]
    fn no_format_shows_a_deceptive_character() {
        for format in Format::ALL {
            let mut out = Vec::new();
            write(&scan(), &rules(), format, Style::default(), &mut out).unwrap();
            let shown = String::from_utf8(out).unwrap();
            let deceptive =
                shown.chars().find(|one| *one != '\n' && stockade_model::escape::is_deceptive(*one));
            assert_eq!(deceptive, None, "{format}");
            assert!(shown.ends_with('\n'), "{format}");
        }
    }
}
