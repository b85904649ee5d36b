//! What the world offers, called with arguments that nobody means: it answers or refuses, and never breaks.

#![expect(clippy::unwrap_used, reason = "a test whose output is none of JSON fails")]

use proptest::prelude::*;
use stockade_emulate::{Detonation, Entry, Plan, RunLimits, Start, WorldSpec, detonate};
use stockade_model::{GapKind, Tree, Trigger};

const HARNESS: &str = include_str!("arguments.js");

fn run(bytes: &[u8]) -> (String, Detonation) {
    let text = format!("const data = {bytes:?};\n{HARNESS}");
    let entry = Entry { trigger: Trigger::Import, start: Start::Text { text } };
    let plan = Plan { package: "odd".to_owned(), version: "1.0.0".to_owned(), entries: vec![entry] };
    let limits = RunLimits { ticks: 200, heap_bytes: 64 << 20, callbacks: 500, ..RunLimits::default() };
    let mut all = Vec::new();
    let end = detonate(&Tree::default(), &plan, &WorldSpec::linux_ci(), &limits, |seen| all.push(seen));
    (serde_json::to_string(&(all, &end)).unwrap(), end)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn odd_arguments_neither_break_nor_betray_the_world(bytes in proptest::collection::vec(any::<u8>(), 1..200)) {
        let (first, end) = run(&bytes);
        prop_assert!(end.gaps.iter().all(|gap| gap.kind != GapKind::Worker), "{:?}", end.gaps);
        prop_assert_eq!(end.ends.len(), 1);
        let failure = end.ends.first().and_then(|end| end.failure.clone()).unwrap_or_default();
        prop_assert!(!failure.starts_with("SyntaxError"), "{failure}");
        prop_assert_eq!(first, run(&bytes).0);
    }
}
