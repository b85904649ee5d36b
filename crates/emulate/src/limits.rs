//! How much work one detonation may spend.

use serde::{Deserialize, Serialize};

/// The budget of one world. All but the engine's memory are counts of work, so a run ends at the same place on
/// every machine.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RunLimits {
    /// Interpreter ticks for the whole detonation: the engine polls once in about 10,000 jumps and calls, and
    /// each poll is one tick. 2,000 ticks are about one CPU second.
    pub ticks: u64,
    /// The engine's heap for each emulated process, in bytes.
    pub heap_bytes: usize,
    /// The engine's stack, in bytes.
    pub stack_bytes: usize,
    /// Callbacks of timers, I/O and immediates for each emulated process.
    pub callbacks: u32,
    /// How far the virtual clock may move, in milliseconds.
    pub virtual_ms: u64,
    /// Emulated processes and workers in all.
    pub processes: u32,
    /// How deep processes may start processes.
    pub process_depth: u32,
    /// Observations kept; the rest is counted.
    pub observations: u32,
    /// Layers of code captured.
    pub layers: usize,
    /// All bytes of all captured layers.
    pub layer_bytes: usize,
    /// Bytes of all files written in the world.
    pub written_bytes: usize,
    /// Further runs, over all worlds, with other answers to what was asked.
    pub variations: u32,
    /// Interpreter ticks that all of those may spend together.
    pub variation_ticks: u64,
    /// Interpreter ticks that calling the exports may spend.
    pub call_ticks: u64,
    /// Exports and methods that are called.
    pub calls: u32,
}

impl Default for RunLimits {
    fn default() -> Self {
        Self {
            ticks: 20_000,
            heap_bytes: 192 << 20,
            stack_bytes: 4 << 20,
            callbacks: 20_000,
            virtual_ms: 400 * 24 * 3_600_000,
            processes: 64,
            process_depth: 6,
            observations: 20_000,
            layers: 256,
            layer_bytes: 32 << 20,
            written_bytes: 64 << 20,
            variations: 40,
            variation_ticks: 20_000,
            call_ticks: 400,
            calls: 96,
        }
    }
}
