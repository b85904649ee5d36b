//! Which slips are seen, and which honest neighbours are not.

use super::*;

fn target(of: &str) -> Option<(&'static str, Slip)> {
    name(of).or_else(|| scope(of)).map(|found| (found.target, found.slip))
}

#[test]
fn each_slip_is_seen() {
    assert_eq!(target("exrpess"), Some(("express", Slip::Swapped)));
    assert_eq!(target("expres"), Some(("express", Slip::Dropped)));
    assert_eq!(target("exprss"), Some(("express", Slip::Dropped)));
    assert_eq!(target("expresss"), Some(("express", Slip::Doubled)));
    assert_eq!(target("ezpress"), Some(("express", Slip::Keyboard)));
    assert_eq!(target("exptess"), Some(("express", Slip::Keyboard)));
    assert_eq!(target("1odash"), Some(("lodash", Slip::Confusable)));
    assert_eq!(target("crossenv"), Some(("cross-env", Slip::Separator)));
    assert_eq!(target("babel-core-types"), None);
    assert_eq!(target("zustand.js"), Some(("zustand", Slip::Suffix)));
    assert_eq!(target("typescript_eslint-parser"), Some(("@typescript-eslint/parser", Slip::Separator)));
    assert_eq!(target("@typescript_eslint/parser"), Some(("@typescript-eslint", Slip::Separator)));
    assert_eq!(target("ex\u{440}ress"), Some(("express", Slip::Confusable)));
}

#[test]
fn honest_neighbours_are_silent() {
    for honest in [
        "preact",
        "react",
        "oxlint",
        "eslint",
        "vite",
        "vitest",
        "lodash",
        "lodash-es",
        "ws",
        "was",
        "inferno",
        "next",
        "nuxt",
        "jest",
        "rest",
        "color",
        "colors",
        "color2",
        "request",
        "requests",
        "nodemon",
        "nodemon2",
        "@vitest/ui",
        "express-session",
        "fastify",
        "@acme/express",
        "undici",
        "webpack5",
        "rollup",
        "rolldown",
        "@types/node",
    ] {
        assert_eq!(target(honest), None, "{honest}");
    }
}

#[test]
fn the_list_is_sorted_and_without_repetition() {
    let names: Vec<&str> = POPULAR.lines().collect();
    assert!(names.is_sorted_by(|one, other| one < other));
    assert!(names.len() > 5_000);
}
