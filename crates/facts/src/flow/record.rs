//! What the analysis writes down.

use std::collections::BTreeMap;
use std::rc::Rc;

use stockade_model::Trigger;

use crate::vocabulary::{HOLE, Sink, Source};

/// A place in an analysed text: which, and which bytes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Number of the script in the analysis.
    pub script: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A call to the outside world.
#[derive(Clone, Debug, PartialEq)]
pub struct CallFact {
    /// What is called: `child_process.exec`.
    pub api: Rc<str>,
    /// What is known of each argument's text; empty where nothing is.
    pub arguments: Vec<ArgumentFact>,
    /// Where.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
    /// Whether it runs in every run of its function, as far as is known.
    pub is_certain: bool,
    /// Whether a condition that is false as far as is known keeps it from running at all.
    pub is_dead: bool,
}

impl CallFact {
    /// Whether the package wrote a part of the last argument itself: compilers of templates, of tables' columns
    /// and of glue for WebAssembly put names that they received into code of their own.
    #[must_use]
    pub fn is_framed(&self) -> bool {
        let texts = self.arguments.last().map(|argument| argument.texts.as_slice()).unwrap_or_default();
        texts.iter().any(|text| text.chars().any(|character| character != HOLE && !character.is_whitespace()))
    }
}

/// What is known of an argument.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArgumentFact {
    /// The texts it may be; unknown parts are holes.
    pub texts: Vec<Rc<str>>,
    /// For an object, its constant properties: `detached: true` as (`detached`, `true`).
    pub options: Vec<(Rc<str>, Rc<str>)>,
    /// The sources it may come from.
    pub sources: Vec<Source>,
    /// Whether it is a function of the package.
    pub is_function: bool,
    /// Whether it may be a text that is not among `texts`, or of which they know parts only.
    pub is_open: bool,
}

/// Data that reached a sink.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FlowFact {
    /// Where it comes from.
    pub source: Source,
    /// Where it ends.
    pub sink: Sink,
    /// Where it is read.
    pub source_spot: Spot,
    /// Where it ends.
    pub sink_spot: Spot,
    /// What is called there: `https.request`.
    pub api: Rc<str>,
    /// What makes it run.
    pub trigger: Trigger,
}

/// Text that became code: another script to read.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerFact {
    /// The code.
    pub text: Rc<str>,
    /// Where it is evaluated.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
}

/// A module that is loaded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LoadFact {
    /// The name asked for; none where it is computed.
    pub specifier: Option<Rc<str>>,
    /// Whether it had to be put together or decoded to be read.
    pub is_hidden: bool,
    /// Where.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
}

/// Everything the analysis found.
#[derive(Debug, Default)]
pub struct Effects {
    /// Calls to what the table knows.
    pub calls: Vec<CallFact>,
    /// Data that reached sinks.
    pub flows: Vec<FlowFact>,
    /// Modules loaded.
    pub loads: Vec<LoadFact>,
    /// Outside names that were stored over: `XMLHttpRequest.prototype.open`.
    pub patches: Vec<PatchFact>,
    /// Reads of outside names worth a fact: `process.env`.
    pub reads: Vec<ReadFact>,
    /// Wallet addresses that are replaced.
    pub addresses: Vec<AddressFact>,
    /// Names that functions give for constants, as in `m[d(7)]`, by their place.
    pub given_names: BTreeMap<Spot, GivenName>,
}

/// A name that a function gives for constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Whether it was ever known.
    pub is_read: bool,
    /// The strongest trigger that makes it run.
    pub trigger: Trigger,
}

/// A function of the outside world that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PatchFact {
    /// What was replaced.
    pub api: Rc<str>,
    /// Whether what replaces it asks for a random number, and nothing but chance decides that it does so.
    pub is_by_chance: bool,
    /// Where.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
}

/// A wallet address in a text that is not known is replaced by one that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressFact {
    /// Where.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
}

/// A source that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadFact {
    /// What was read.
    pub source: Source,
    /// Where.
    pub spot: Spot,
    /// What makes it run.
    pub trigger: Trigger,
}
