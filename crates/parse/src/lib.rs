//! Readers of what npm packages and projects are written in.
//!
//! Each module reads one format from bytes that an attacker chose, as tolerantly as the program that acts on
//! it: a reader stricter than Node, npm or a shell is a place to hide. A reader takes limits and answers a
//! typed value or a typed refusal; it judges nothing, runs nothing and touches no disk. The JavaScript
//! parser's own types stay inside, so its frequent changes stop at [`script`].

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod autorun;
pub mod gyp;
pub mod json;
pub mod lockfile;
pub mod manifest;
pub mod native;
pub mod patch;
pub mod python;
pub mod script;
pub mod shell;
