//! Which conditions and waits are seen, and what each decides.

use stockade_model::Limits;

use super::*;
use crate::context::Context;
use crate::gather;
use crate::harm::HarmWeight;
use crate::imported::imported;

/// The guards of `kind` before the sure or possible harms of a script that is imported.
fn before(kind: GuardKind, script: &str) -> bool {
    let tree = imported(script);
    let context = Context::default();
    let facts = gather(&tree, &context, &Limits::default());
    let harms = facts.harms();
    assert!(harms.iter().all(|harm| harm.weight <= HarmWeight::Possible));
    harms.iter().any(|harm| facts.guard_before(kind, harm.spot).is_some())
}

const RUN: &str = "require('child_process').execSync('id')";

fn holds(kind: GuardKind, template: &str) {
    assert!(before(kind, &template.replace("RUN", RUN)), "{template}");
}

fn does_not(kind: GuardKind, template: &str) {
    assert!(!before(kind, &template.replace("RUN", RUN)), "{template}");
}

#[test]
fn fixed_dates_are_seen_however_they_are_asked_for() {
    for template in [
        "if (Date.now() > 1767225600000) RUN;",
        "if (new Date() >= new Date('2026-03-01')) { RUN }",
        "const due = Date.UTC(2026, 2, 1); const now = +new Date; if (now < due) {} else RUN;",
        "Date.now() / 1000 > 1767225600 && RUN;",
        "new Date().getMonth() === 3 ? RUN : 0;",
        "switch (new Date().getDay()) { case 5: RUN; }",
        "function f() { if (Date.now() < Date.parse('2026-01-01')) return; RUN; } f();",
        "function wipe() { RUN } const go = () => wipe(); if (Date.now() > 1767225600000) go();",
    ] {
        holds(GuardKind::Date, template);
    }
}

#[test]
fn elapsed_time_and_what_stands_beside_a_date_are_not_decided_by_it() {
    for template in [
        "const start = Date.now(); if (Date.now() - start > 5000) RUN;",
        "if (Date.now() > 1767225600000) console.warn('old'); RUN;",
        "console.log(new Date('2026-03-01')); RUN;",
    ] {
        does_not(GuardKind::Date, template);
    }
}

#[test]
fn chance_mode_and_platform_are_told_apart() {
    holds(GuardKind::Chance, "if (Math.random() < 0.1) RUN;");
    holds(GuardKind::Mode, "if (process.env.NODE_ENV !== 'production') { RUN }");
    holds(GuardKind::Mode, "const mode = process.env['NODE_ENV']; mode === 'test' || RUN;");
    holds(GuardKind::Platform, "const os = require('os'); if (os.platform() === 'win32') RUN;");
    holds(GuardKind::Mode, "const { NODE_ENV: mode = 'test' } = process.env; if (mode !== 'test') RUN;");
    holds(GuardKind::Platform, "if (process.platform !== 'win32') process.exit(0); RUN;");
    holds(GuardKind::Platform, "const run = { linux() { RUN } }; run[process.platform]();");
    does_not(GuardKind::Date, "if (Math.random() < 0.1) RUN;");
    does_not(GuardKind::Platform, "if (process.env.NODE_ENV !== 'production') { RUN }");
}

#[test]
fn long_waits_are_seen_and_short_ones_are_not() {
    for template in [
        "setTimeout(() => { RUN }, 6 * 60 * 60 * 1000);",
        "const hour = 36e5; const later = hour * 24; function go() { RUN } setTimeout(go, later);",
        "(async () => { await new Promise((done) => setTimeout(done, 900000)); RUN; })();",
        "const sleep = (n) => new Promise((d) => setTimeout(d, n)); (async () => { await sleep(60e4); RUN })();",
    ] {
        holds(GuardKind::Wait, template);
    }
    holds(GuardKind::Wait, "class A { go() { RUN } } const a = new A(); setTimeout(() => a.go(), 36e5);");
    does_not(
        GuardKind::Wait,
        "class A { go() { RUN } } const a = new A(); a.go(); setTimeout(() => a.go(), 36e5);",
    );
    does_not(GuardKind::Wait, "setTimeout(() => { RUN }, 3000);");
    does_not(GuardKind::Wait, "setTimeout(() => {}, 6e6); RUN;");
}
