//! Small packages written as text: the form of every rule's examples.
//!
//! A line `== path` starts a file; everything until the next such line is its contents. After the path may
//! come `base64` or `hex`, for contents that are no text, or `elf`, for machine code whose texts are the lines, in
//! `L"…"` those in Windows' two-byte characters; and `//~ LINE[,LINE]`, which marks lines of a
//! file that can hold no comment. Elsewhere a line that holds `//~` is marked, in scripts of other languages
//! also one with `#~`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use stockade_model::{Limits, Tree};
use thiserror::Error;

use crate::collector::{Collector, Contents, Standing};

/// What starts the line of a file's path.
const HEADER: &str = "== ";
/// What marks a line that a rule must report.
const MARK: &str = "//~";
/// What marks one where `#` starts a comment.
const HASH_MARK: &str = "#~";
/// The extensions of files where it does.
const HASH_EXTENSIONS: &[&str] =
    &["bash", "cfg", "env", "gyp", "gypi", "npmrc", "py", "rb", "sh", "toml", "yaml", "yml", "zsh"];

/// What is wrong with a package written as text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// No line starts a file, or there is text before the first that does.
    #[error("line {line}: expected `== path`")]
    NoHeader {
        /// The line, from 1.
        line: usize,
    },
    /// A header without a path, or with a word after it that is none of `base64`, `hex` and `elf`.
    #[error("line {line}: expected `== path`, then `base64`, `hex` or `elf`, then `//~ LINE[,LINE]`")]
    Header {
        /// The line, from 1.
        line: usize,
    },
    /// Contents that are not of the encoding their header names.
    #[error("line {line}: the contents of {path} are not {encoding}")]
    Encoding {
        /// The header's line, from 1.
        line: usize,
        /// The file.
        path: String,
        /// `base64` or `hex`.
        encoding: &'static str,
    },
}

/// The tree of a package written as text. Each file that is not empty ends with a line end; marks stay in the
/// contents. Of two files with one path, the last is reading 0.
///
/// # Errors
///
/// When there is no header, a header is malformed, or encoded contents are not of their encoding.
pub fn text(fence: &str) -> Result<Tree, TextError> {
    let limits = Limits::default();
    let mut collector = Collector::new(&limits);
    for section in sections(fence)? {
        let contents =
            Contents { bytes: section.bytes()?.into(), is_executable: false, standing: Standing::Installed };
        collector.keep(section.path.to_owned(), contents);
    }
    Ok(collector.finish())
}

/// The marked lines of a package written as text, as path and line from 1, sorted.
///
/// # Errors
///
/// The same as for [`text`].
pub fn marks(fence: &str) -> Result<Vec<(String, u32)>, TextError> {
    let mut marks = Vec::new();
    for section in sections(fence)? {
        marks.extend(section.marks().into_iter().map(|line| (section.path.to_owned(), line)));
    }
    marks.sort();
    marks.dedup();
    Ok(marks)
}

struct Section<'a> {
    path: &'a str,
    encoding: Encoding,
    listed_marks: Vec<u32>,
    contents: String,
    line: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Plain,
    Base64,
    Hex,
    Elf,
}

/// The header of a 64-bit library for Linux, which loads and holds nothing.
const ELF_HEADER: &[u8; 48] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\x78\0\x40\0\0\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

fn sections(fence: &str) -> Result<Vec<Section<'_>>, TextError> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (line, text) in (1..).zip(fence.lines()) {
        match (text.strip_prefix(HEADER), sections.last_mut()) {
            (Some(header), _) => sections.push(Section::of(header, line)?),
            (None, Some(section)) => {
                section.contents.push_str(text);
                section.contents.push('\n');
            }
            (None, None) if text.trim().is_empty() => {}
            (None, None) => return Err(TextError::NoHeader { line }),
        }
    }
    if sections.is_empty() { Err(TextError::NoHeader { line: 1 }) } else { Ok(sections) }
}

impl<'a> Section<'a> {
    fn of(header: &'a str, line: usize) -> Result<Self, TextError> {
        let malformed = || TextError::Header { line };
        let (header, listed) = header.split_once(MARK).unwrap_or((header, ""));
        let (path, encoding) = match header.trim().rsplit_once(' ') {
            Some((path, "base64")) => (path, Encoding::Base64),
            Some((path, "hex")) => (path, Encoding::Hex),
            Some((path, "elf")) => (path, Encoding::Elf),
            Some(_) => return Err(malformed()),
            None => (header.trim(), Encoding::Plain),
        };
        let listed = listed.split(',').map(str::trim).filter(|number| !number.is_empty());
        let listed_marks =
            listed.map(|number| number.parse().map_err(|_| malformed())).collect::<Result<_, _>>()?;
        if path.is_empty() {
            return Err(malformed());
        }
        Ok(Self { path: path.trim(), encoding, listed_marks, contents: String::new(), line })
    }

    fn bytes(&self) -> Result<Vec<u8>, TextError> {
        let packed = || self.contents.split_whitespace().collect::<String>();
        let wrong = |encoding| TextError::Encoding { line: self.line, path: self.path.to_owned(), encoding };
        match self.encoding {
            Encoding::Plain => Ok(self.contents.clone().into_bytes()),
            Encoding::Base64 => STANDARD.decode(packed()).map_err(|_| wrong("base64")),
            Encoding::Hex => hex::decode(packed()).map_err(|_| wrong("hex")),
            Encoding::Elf => Ok(self.machine_code()),
        }
    }

    /// The header, then each line between zeros.
    fn machine_code(&self) -> Vec<u8> {
        let mut bytes = [ELF_HEADER.as_slice(), &[0]].concat();
        for line in self.contents.lines() {
            match line.strip_prefix("L\"").and_then(|rest| rest.strip_suffix('"')) {
                Some(wide) => bytes.extend(wide.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0])),
                None => bytes.extend(line.bytes().chain([0])),
            }
        }
        bytes
    }

    fn marks(&self) -> Vec<u32> {
        let mut marks = self.listed_marks.clone();
        if self.encoding == Encoding::Plain {
            let has_hashes = self.has_hash_comments();
            let is_marked = |text: &str| text.contains(MARK) || (has_hashes && text.contains(HASH_MARK));
            marks.extend(
                (1..).zip(self.contents.lines()).filter(|(_, text)| is_marked(text)).map(|(line, _)| line),
            );
        }
        marks
    }

    fn has_hash_comments(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').is_none_or(|(_, extension)| HASH_EXTENSIONS.contains(&extension))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKAGE: &str = "== package.json //~ 1\n{\"name\": \"x\"}\n== lib/a.js\nfirst();\nsecond(); //~ here\n\
                           == run.sh\necho a #~\n== logo.bin base64\nAAEC\n/w==\n== raw hex\n00 ff\n";

    #[test]
    fn files_are_read_with_their_line_ends() {
        let tree = text(PACKAGE).unwrap();
        let read = |path: &str| tree.file(path).unwrap().bytes.to_vec();
        assert_eq!(read("package.json"), b"{\"name\": \"x\"}\n");
        assert_eq!(read("lib/a.js"), b"first();\nsecond(); //~ here\n");
        assert_eq!(read("logo.bin"), [0, 1, 2, 255]);
        assert_eq!(read("raw"), [0, 255]);
        assert!(tree.gaps.is_empty() && tree.anomalies.is_empty());
    }

    #[test]
    fn machine_code_holds_its_lines_as_texts() {
        let tree = text("== a.node elf //~ 1\nopen\nL\"ab\"\n").unwrap();
        let bytes = &tree.file("a.node").unwrap().bytes;
        assert!(bytes.starts_with(b"\x7fELF") && bytes.len() == 60);
        assert!(bytes.ends_with(b"\0open\0a\0b\0\0\0"));
    }

    #[test]
    fn marks_are_found_in_lines_and_headers() {
        let expected = [("lib/a.js", 2), ("package.json", 1), ("run.sh", 1)];
        let marks = marks(PACKAGE).unwrap();
        assert_eq!(marks, expected.map(|(path, line)| (path.to_owned(), line)));
        let listed = super::marks("== a.json //~ 3, 1\n[]\n").unwrap();
        assert_eq!(listed, [("a.json".to_owned(), 1), ("a.json".to_owned(), 3)]);
    }

    #[test]
    fn a_hash_mark_counts_only_where_hashes_start_comments() {
        assert!(marks("== a.js\nconst a = this.#~b;\n").unwrap().is_empty());
        assert_eq!(marks("== Makefile\nall: #~\n").unwrap().len(), 1);
    }

    #[test]
    fn a_fence_without_a_header_is_an_error() {
        assert_eq!(text("").unwrap_err(), TextError::NoHeader { line: 1 });
        assert_eq!(text("\nconst a = 1;\n== b\n").unwrap_err(), TextError::NoHeader { line: 2 });
    }

    #[test]
    fn a_malformed_header_is_an_error() {
        assert_eq!(text("== a.js base32\n").unwrap_err(), TextError::Header { line: 1 });
        assert_eq!(text("== \n").unwrap_err(), TextError::Header { line: 1 });
        assert_eq!(text("== a.js //~ x\n").unwrap_err(), TextError::Header { line: 1 });
    }

    #[test]
    fn contents_of_another_encoding_are_an_error() {
        assert!(matches!(text("== a hex\nzz\n").unwrap_err(), TextError::Encoding { encoding: "hex", .. }));
        assert!(matches!(
            text("== a base64\n?\n").unwrap_err(),
            TextError::Encoding { encoding: "base64", .. }
        ));
    }

    #[test]
    fn of_two_files_with_one_path_the_last_is_installed() {
        let tree = text("== a\n1\n== a\n2\n").unwrap();
        assert_eq!(tree.file("a").unwrap().bytes.as_ref(), b"2\n");
        assert_eq!(tree.files().len(), 2);
    }
}
