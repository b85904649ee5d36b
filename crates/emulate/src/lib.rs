//! Runs a package's code inside an embedded engine, in a fake Node world, and tells what it did.
//!
//! What obfuscation hides from a reader it cannot hide from the machine that runs it. So the code runs, but in
//! a world where nothing is real: files, processes, hosts, clock and secrets are ours, every secret is a
//! canary, every host answers with a harmless marker program. What is seen is a list of [`Observation`]s.
//!
//! A run is a pure function of the tree, the plan, the world's description and the limits: randomness is
//! seeded, time is virtual, work is counted in interpreter ticks. Two runs whose worlds differ in one secret
//! alone ([`twin`]) prove where that secret flows, through any cipher.
//!
//! The engine is C code on hostile input: the program runs this in a jailed process of its own for each release.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod answer;
mod canary;
mod decoy;
mod detonate;
mod engine;
mod explore;
mod limits;
mod machine;
mod natives;
mod plan;
mod prelude;
mod question;
mod random;
mod shell;
pub mod twin;
mod world;

pub use answer::{Answer, Reply, Spelling};
pub use detonate::{Detonation, End, Layer, detonate};
pub use explore::Explorer;
pub use limits::RunLimits;
pub use plan::{Entry, Plan, Start};
pub use question::{Asked, Question, Source};
pub use stockade_model::{Bytes, Encoding, Label, Observation, Operation, SecretClass};
pub use world::{Platform, WorldSpec};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
