//! What rules may ask of a release.
//!
//! Facts are gathered once from an artifact's files: which code runs when, what it calls with which
//! constants, which data reaches which sink, which text becomes code, what the manifest, the hooks and the
//! project's own settings start. Rules read facts and never syntax trees, so an evasion is answered here, once,
//! for all of them.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod address;
pub mod api;
pub mod autorun;
pub mod build_file;
pub mod change;
pub mod command;
pub mod concealment;
pub mod fetched;
pub mod flow;
pub mod guard;
pub mod harm;
pub mod known;
pub mod known_value;
pub mod laid_out;
pub mod locked;
pub mod lookalike;
pub mod naming;
pub mod native;
pub mod observed;
pub mod presented;
pub mod published;
pub mod read;
pub mod registry;
mod revealed;
pub mod spelling;
pub mod unread;
pub mod vocabulary;

mod context;
mod entries;
mod facts;
mod gather;
mod hidden;
#[cfg(test)]
mod imported;
mod own;
mod question;
mod resolve;
mod skim;

pub use context::{Context, Origin, ProjectPatch};
pub use facts::{Facts, Locus, ScriptFact};
pub use gather::gather;
pub use observed::gather_observed;
pub use question::Question;
