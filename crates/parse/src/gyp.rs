//! `binding.gyp` and `.gypi` files: build descriptions that can run code.
//!
//! A release with a `binding.gyp` and no install script is built when it is installed, so the file is a
//! hook. gyp reads it as a Python literal, runs the commands in its expansions, and evaluates its
//! conditions as Python; each of these is a way to run code that no manifest shows.

mod condition;
mod expansion;
mod literal;
mod walk;

use stockade_model::Limits;

pub use condition::ConditionOddity;
pub use expansion::{Expansion, ExpansionKind, ExpansionPhase};

/// A gyp file as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gyp {
    /// The targets, in the order of the file.
    pub targets: Vec<GypTarget>,
    /// The paths of `includes`, in the order of the file.
    pub includes: Vec<GypText>,
    /// What is run while building.
    pub actions: Vec<GypAction>,
    /// Every expansion that runs a command, imports a module or writes a file, in the order of the file.
    pub expansions: Vec<Expansion>,
    /// Every condition, in the order of the file.
    pub conditions: Vec<GypCondition>,
    /// Where the file stops being a literal, which gyp evaluates as Python all the same. Then only
    /// [`Self::expansions`] are filled, by a search of the text, and the file is a gap.
    pub code: Option<GypCode>,
}

/// A string of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GypText {
    /// Its value, escapes resolved.
    pub text: String,
    /// The bytes of the file it stands in, quotes included.
    pub span: (usize, usize),
}

/// A target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GypTarget {
    /// `target_name`; empty when it is missing.
    pub name: String,
    /// `type`: `loadable_module`, `none`, …; empty when it is missing.
    pub kind: String,
    /// `sources`, those inside conditions included.
    pub sources: Vec<GypText>,
    /// `dependencies`, those inside conditions included.
    pub dependencies: Vec<GypText>,
}

/// Something that is run while building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GypAction {
    /// Where in the file's scheme it stands.
    pub kind: GypActionKind,
    /// Its name, where it has one.
    pub name: String,
    /// The program and its arguments; one text of shell for [`GypActionKind::BuildEvent`].
    pub arguments: Vec<GypText>,
    /// The bytes of the file from the first argument to the last.
    pub span: (usize, usize),
}

/// Places of a gyp file that name programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GypActionKind {
    /// `actions`
    Action,
    /// `rules`
    Rule,
    /// `postbuilds`
    Postbuild,
    /// Build events of Visual Studio (`VCPreBuildEventTool` and its kin).
    BuildEvent,
    /// `make_global_settings`: the compilers themselves.
    GlobalSetting,
}

/// A condition, which gyp evaluates as Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GypCondition {
    /// The expression.
    pub text: GypText,
    /// What in it is more than a comparison; empty for honest conditions.
    pub oddities: Vec<ConditionOddity>,
}

/// Python where a literal should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GypCode {
    /// The bytes from where the literal ends to the end of the line.
    pub span: (usize, usize),
    /// What the whole text shows that no literal has, outside strings and comments.
    pub oddities: Vec<ConditionOddity>,
}

/// Why a gyp file was not read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GypError {
    /// It is larger than the limit.
    #[error("the gyp file has {bytes} bytes, over the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Its brackets nest deeper than any build file's do.
    #[error("the gyp file nests deeper than {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
}

/// Reads a gyp file. Bytes that are not UTF-8 are read as replacement characters, so spans are those of the
/// text `String::from_utf8_lossy` gives.
///
/// # Errors
///
/// When the file is too large or nests too deeply; a file that is no literal is read as text instead.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Gyp, GypError> {
    if bytes.len() > limits.script_bytes {
        return Err(GypError::TooLarge { bytes: bytes.len(), limit: limits.script_bytes });
    }
    let text = String::from_utf8_lossy(bytes);
    match literal::read(&text) {
        Ok(value) => Ok(walk::walk(&text, &value)),
        Err(literal::LiteralError::TooDeep) => Err(GypError::TooDeep { limit: literal::NESTING_DEPTH }),
        Err(literal::LiteralError::NotLiteral(at)) => {
            let at = text.floor_char_boundary(at.min(text.len()));
            let line = text.get(at..).unwrap_or_default().split('\n').next().unwrap_or_default();
            let code = GypCode { span: (at, at + line.len()), oddities: condition::oddities(&text) };
            Ok(Gyp {
                expansions: expansion::find(&text, |offset| offset),
                code: Some(code),
                ..Gyp::default()
            })
        }
    }
}

#[cfg(test)]
mod tests;
