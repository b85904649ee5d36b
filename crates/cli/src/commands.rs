//! One module for each command.

pub(crate) mod detonate;
pub(crate) mod explain;
pub(crate) mod generated;
pub(crate) mod page;
pub(crate) mod rules;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod selftest;
