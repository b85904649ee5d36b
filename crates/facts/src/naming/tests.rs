//! Which names are seen to be given, and which honest ones are not.

use stockade_model::Limits;
use stockade_parse::script;

use super::*;

fn kinds(text: &str) -> Vec<NamingKind> {
    let mut names = Names::default();
    let parsed = script::read(text, "a.js", &Limits::default(), &mut names).unwrap();
    find(&parsed.script, &names, 0).into_iter().map(|fact| fact.kind).collect()
}

#[test]
fn short_aliases_of_loaders_are_seen_however_they_are_given() {
    for text in [
        "global.r = require;",
        "globalThis['_V'] = module.require;",
        "const g = global; g['!'] = module;",
        "(function (w, l) { w[l] = require; })(global, 'r');",
        "Object.assign(globalThis, { q: require });",
        "Object.defineProperty(window, 'p', { value: process });",
        "Reflect.set(global, 'l', require('module').createRequire('/'));",
    ] {
        assert!(matches!(kinds(text).as_slice(), [NamingKind::Alias(_)]), "{text}");
    }
}

#[test]
fn honest_globals_are_no_aliases() {
    for text in [
        "global.nodeRequire = require;",
        "globalThis.__non_webpack_require__ = require;",
        "exports.r = require;",
        "global.x = 1;",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn functions_replaced_by_chance_are_seen() {
    for text in [
        "Array.prototype.map = function (f) { return Math.random() > 0.9 ? [] : f; };",
        "String.prototype['split'] = () => { if (Math.random() < .1) return []; };",
        "Object.defineProperty(Array.prototype, 'filter', { value: () => Math.random() });",
        "Math.floor = (n) => n + Math.random();",
    ] {
        assert!(matches!(kinds(text).as_slice(), [NamingKind::ByChance(_)]), "{text}");
    }
    for text in [
        "Array.prototype.flat = function () { return this; };",
        "Math.random = () => Math.random();",
        "lib.prototype.map = () => Math.random();",
        "if (!Object.isFrozen) { Object.isFrozen = (o) => o[Math.random()]; }",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}
