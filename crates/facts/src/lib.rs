//! Placeholder.

pub mod known;
