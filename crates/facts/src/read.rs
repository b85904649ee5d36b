//! What the readers of file formats say, where facts hold it as it was read.
//!
//! Facts keep the words of a manifest, a build file, a setting or a command line in the readers' own types.
//! Rules find those types here, with the readers themselves for a text inside a fact: the content of a file
//! that code writes, the value of a key.

pub use stockade_parse::{autorun, gyp, json, manifest, native, shell};
