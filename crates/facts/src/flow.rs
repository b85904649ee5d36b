//! The value analysis: what code does, by running it on abstract values.
//!
//! A script is interpreted as Node would run it, on values that may be constants, references to the outside
//! world, functions and objects of the script, or unknown; and each value carries the *labels* of the sources
//! it may come from. Where a condition is known, one branch runs; where it is not, both do and what they
//! store is joined. Loops over constants run to their end, so decoders fold by themselves; other loops run
//! twice. Calls enter the called function. When a labelled value reaches a sink, that is a flow.
//!
//! Work is counted in steps, so the result is the same on every machine. Where the steps run out, a gap says so.

pub mod items;
mod iterator;
pub mod label;
pub mod value;

mod array;
mod assign;
mod branch;
mod bytes;
mod call;
mod collection;
mod define;
mod effect;
mod engine;
mod expression;
mod fold;
mod instance;
mod layer;
mod machine;
mod member;
mod module;
mod object;
mod operator;
mod pattern;
mod promise;
mod record;
mod search;
mod source;
mod statement;
#[cfg(test)]
mod tests;
mod text;

pub use engine::{Engine, Outcome, ScriptState};
pub(crate) use layer::LAYER_BYTES;
pub use layer::MadeScript;
pub(crate) use module::PACKAGE;
pub use record::{
    AddressFact, ArgumentFact, CallFact, Effects, FlowFact, GivenName, LayerFact, LoadFact, PatchFact,
    ReadFact, Spot,
};
