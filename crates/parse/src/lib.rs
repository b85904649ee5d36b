//! Placeholder.
pub mod autorun;
pub mod gyp;
pub mod json;
pub mod lockfile;
pub mod manifest;
pub mod native;
pub mod script;
pub mod shell;
