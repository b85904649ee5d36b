//! Order, concurrency and memory of a scan.

mod budget;
mod candidate;
mod engine;
