//! The real program, end to end: what it prints, where, and how it ends.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up should stop")]

mod bad_archives;
mod bad_lockfiles;
mod bad_places;
mod bad_sources;
mod commands;
mod containment;
mod detonate;
mod detonate_jail;
mod emulation;
mod jail;
mod machine;
mod memo;
