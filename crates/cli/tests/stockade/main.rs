//! The real program, end to end: what it prints, where, and how it ends.

mod bad_archives;
mod bad_lockfiles;
mod bad_places;
mod bad_sources;
mod commands;
mod jail;
mod machine;
mod memo;
