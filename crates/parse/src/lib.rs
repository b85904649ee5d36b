//! Placeholder.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]
pub mod autorun;
pub mod gyp;
pub mod json;
pub mod lockfile;
pub mod manifest;
pub mod native;
pub mod script;
pub mod shell;
