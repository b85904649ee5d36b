//! Inert payloads behind gates: how many of them are proven all the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::fs;
use std::path::Path;

use stockade_emulate::{Explorer, Plan, RunLimits, WorldSpec, detonate};
use stockade_model::Tree;
use stockade_unpack::Fence;

/// The share of gated payloads that must be proven, in hundredths.
const FLOOR: usize = 90;

fn page(name: &str) -> Vec<Fence> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/evasion");
    stockade_unpack::fences(&fs::read_to_string(folder.join(name)).unwrap())
}

/// The name of the world that proves something of `tree`, base worlds first.
fn proven(tree: &Tree) -> Option<String> {
    let plan = Plan::of_package(tree);
    let limits = RunLimits { ticks: 2_000, ..RunLimits::default() };
    let mut explorer = Explorer::new(tree, &limits);
    for world in [WorldSpec::linux_ci(), WorldSpec::mac_developer(), WorldSpec::windows_developer()] {
        let mut seen = Vec::new();
        let end = detonate(tree, &plan, &world, &limits, |one| seen.push(one));
        explorer.learn_base(&world, &seen, &end);
        if explorer.is_settled() {
            return Some(world.name);
        }
    }
    while let Some(variation) = explorer.next() {
        let mut seen = Vec::new();
        let end = detonate(tree, &plan, &variation.world, &variation.limits, |one| seen.push(one));
        explorer.learn(&variation, &seen, &end);
        if explorer.is_settled() {
            return Some(variation.world.name);
        }
    }
    None
}

#[test]
fn gates_do_not_hide_payloads() {
    let (payloads, gates) = (page("payloads.md"), page("gates.md"));
    assert!(payloads.len() >= 2 && gates.len() >= 28);
    let (mut all, mut opened, mut missed) = (0, 0, Vec::new());
    for (number, gate) in gates.iter().enumerate() {
        // Each gate with one payload here, in turn; the command measures all of them.
        let payload = &payloads[number % payloads.len()];
        let script = gate.text.replace("PAYLOAD", payload.text.trim_end());
        let files = format!(
            "== package.json\n{{\"name\": \"specimen\", \"version\": \"1.0.0\"}}\n== index.js\n{script}"
        );
        all += 1;
        match proven(&stockade_unpack::text(&files).unwrap()) {
            Some(_) => opened += 1,
            None => missed.push(format!("{} with {}:\n{}", gate.heading, payload.heading, gate.text)),
        }
    }
    println!("{opened} of {all} proven; missed:\n{}", missed.join("\n"));
    assert!(opened * 100 >= all * FLOOR, "{opened} of {all}");
}
