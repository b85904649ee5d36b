//! The same release in the same world gives the same bytes, whatever else the machine does.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use stockade_emulate::{Entry, Plan, RunLimits, Start, WorldSpec, detonate};
use stockade_model::{Tree, Trigger};

/// Code that asks for all that differs between two runs of a real program.
const RESTLESS: &str = "
const crypto = require('crypto'), fs = require('fs'), os = require('os');
const seen = [Math.random(), Date.now(), performance.now(), process.hrtime(), String(process.hrtime.bigint()), crypto.randomUUID(),
  crypto.randomBytes(16).toString('hex'), process.pid, process.memoryUsage().heapUsed, os.uptime(), os.freemem(), os.loadavg()];
for (let i = 0; i < 30; i++) setTimeout(() => { seen.push(Date.now()); fs.appendFileSync('/tmp/order', i + ' '); }, Math.random() * 50);
Promise.all([1, 2, 3].map(async (n) => { await null; await fetch('https://h.invalid/' + n + Math.random()); seen.push(n) }));
new Worker_(require('worker_threads').Worker);
function Worker_(Worker) { new Worker('require(\"worker_threads\").parentPort.postMessage(Math.random())', { eval: true }).on('message', (m) => seen.push(m)) }
require('child_process').exec('node -e \"console.log(Math.random(), Date.now())\"', (e, out) => seen.push(out));
fs.mkdtempSync('/tmp/x-'); for (const name of fs.readdirSync(os.homedir())) seen.push(name);
const m = new Map(Object.entries(process.env)); const w = new WeakRef({}); seen.push(m.size, w.deref() === undefined, [...new Set(Object.keys(globalThis))].length);
process.on('exit', () => { fs.writeFileSync('/tmp/seen', JSON.stringify(seen)); });
try { (function f() { f() })() } catch (e) { seen.push(e.message) }
const t = Date.now(); while (Date.now() - t < 5000); eval('seen.push(new Error().stack)');
";

fn specimens() -> Vec<Tree> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/specimens");
    let mut trees = Vec::new();
    for page in ["fetch-then-eval", "exfil-http-post", "collect-env-dump"] {
        let page = fs::read_to_string(folder.join(format!("{page}.md"))).unwrap();
        let fence = page.split("```package\n").nth(1).unwrap().split("```").next().unwrap();
        trees.push(stockade_unpack::text(fence).unwrap());
    }
    trees
}

/// Everything that one round over all specimens says.
fn round(trees: &[Tree]) -> String {
    let limits = RunLimits { ticks: 2_000, ..RunLimits::default() };
    let mut told = String::new();
    let mut run = |tree: &Tree, plan: &Plan, world: &WorldSpec| {
        let mut all = Vec::new();
        let end = detonate(tree, plan, world, &limits, |seen| all.push(seen));
        told += &serde_json::to_string(&(all, end)).unwrap();
    };
    let start = Start::Text { text: RESTLESS.to_owned() };
    let entries = vec![Entry { trigger: Trigger::Import, start }];
    let plan = Plan { package: "restless".to_owned(), version: "1.0.0".to_owned(), entries };
    run(&Tree::default(), &plan, &WorldSpec::linux_ci());
    run(&Tree::default(), &plan, &WorldSpec::windows_developer());
    for tree in trees {
        run(tree, &Plan::of_package(tree), &WorldSpec::mac_developer());
    }
    told
}

/// Runs `rounds` rounds while other threads keep the machine busy, and compares each with the first, which had it
/// to itself.
fn all_the_same(rounds: usize) {
    let trees = specimens();
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

/// The full number: `cargo test -p stockade-emulate --test determinism -- --ignored`.
#[test]
#[ignore = "takes a minute"]
fn a_hundred_runs_are_the_same_idle_and_busy() {
    let trees = specimens();
    let first = round(&trees);
    assert_eq!((0..100).filter(|_| round(&trees) == first).count(), 100);
    all_the_same(100);
}
