//! The same release in the same world gives the same bytes, whatever else the machine does. Here a few rounds in
//! process; `cargo xtask eval --determinism` compares hundreds of whole scans.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use stockade_emulate::{Plan, RunLimits, WorldSpec, detonate};
use stockade_model::Tree;

fn packages() -> Vec<Tree> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/determinism.md");
    let page = fs::read_to_string(page).unwrap();
    stockade_unpack::fences(&page).iter().map(|fence| stockade_unpack::text(&fence.text).unwrap()).collect()
}

/// Everything that one round over all packages says.
fn round(trees: &[Tree]) -> String {
    let limits = RunLimits { ticks: 2_000, ..RunLimits::default() };
    let mut told = String::new();
    for tree in trees {
        for world in [WorldSpec::linux_ci(), WorldSpec::windows_developer()] {
            let mut all = Vec::new();
            let end = detonate(tree, &Plan::of_package(tree), &world, &limits, |seen| all.push(seen));
            told += &serde_json::to_string(&(all, end)).unwrap();
        }
    }
    told
}

/// Runs `rounds` rounds while other threads keep the machine busy, and compares each with the first, which had it
/// to itself.
fn all_the_same(rounds: usize) {
    let trees = packages();
    let first = round(&trees);
    assert!(first.contains("/tmp/seen") && first.contains("/tmp/order"), "{first}");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut sum = 0_u64;
                while !is_over.load(Ordering::Relaxed) {
                    sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(7));
                }
            });
        }
        let same = (0..rounds).filter(|_| round(&trees) == first).count();
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(same, rounds);
    });
}

#[test]
fn runs_are_the_same_on_a_busy_machine() {
    all_the_same(3);
}
