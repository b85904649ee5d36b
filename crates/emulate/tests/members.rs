//! What Node's own modules and globals hold, in the world: every name of Node 20, of the same kind.
//!
//! `src/world/members.jsonl` is what `members/record.cjs` prints in Node 20.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data fails")]

use std::path::Path;
use std::process::Command;
use std::{fs, path::PathBuf};

use stockade_emulate::{Entry, Plan, RunLimits, Start, WorldSpec, detonate};
use stockade_model::{Tree, TreeFile, Trigger};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).into()
}

fn recorded() -> String {
    fs::read_to_string(folder().join("src/world/members.jsonl")).unwrap()
}

/// Compares what is recorded with what is there, and prints what differs.
const COMPARE: &str = r#"
const lines = require("fs").readFileSync(__dirname + "/members.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const kinds = { f: "function", o: "object", a: "object", z: "object" };
const compare = (owner, entries, place) => {
  for (const [key, flags, kind, ...rest] of entries) {
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (!found) { console.log(`${place}.${key} is missing`); continue; }
    if ((found.get || flags & 8) && place.endsWith(".prototype")) continue;
    if (key === "_writev") continue;
    let value;
    try { value = owner[key]; } catch { continue; }
    if (typeof value !== (kinds[kind] ?? kind) && !/^process\.(title|stdin|stdout|stderr|mainModule)$/.test(`${place}.${key}`)) { console.log(`${place}.${key} is ${typeof value}`); continue; }
    if (kind === "f") {
      if (value.length !== rest[1]) console.log(`${place}.${key} takes ${value.length}`);
      if (/\[native code\]/.test(Function.prototype.toString.call(value)) !== (rest[3] === "") && key !== "setAuthTag") console.log(`${place}.${key} prints otherwise`);
      if (rest[4]) compare(value, rest[4], `${place}.${key}`);
      if (rest[5] && value.prototype) compare(value.prototype, rest[5], `${place}.${key}.prototype`);
    } else if (kind === "o" && rest[0] && value) compare(value, rest[0], `${place}.${key}`);
  }
};
let count = 0;
for (const [name, entry] of lines) {
  count += 1;
  if (name === "flags") { if (!entry.every((flag) => process.allowedNodeEnvironmentFlags.has(flag))) console.log(name); continue; }
  if (name === "builtinModules") { for (const one of entry) { require(one); if (!one.startsWith("_")) require(`node:${one}`); } continue; }
  if (name === "globalThis") { for (const [key, , kind] of entry) if (typeof globalThis[key] !== kind) console.log(`globalThis.${key} is ${typeof globalThis[key]}`); continue; }
  const value = name.startsWith("globalThis.") ? globalThis[name.slice(11)] : require(name);
  compare({ [name]: value }, [entry], "");
}
console.log(count);
"#;

#[test]
fn every_member_of_node_is_there() {
    let recorded = recorded();
    let file = TreeFile {
        path: "members.jsonl".to_owned(),
        bytes: recorded.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let script = TreeFile {
        path: "compare.js".to_owned(),
        bytes: COMPARE.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let start = Start::File { path: "compare.js".to_owned() };
    let plan = Plan {
        package: "members".to_owned(),
        version: "1.0.0".to_owned(),
        entries: vec![Entry { trigger: Trigger::Bin, start }],
    };
    let tree = Tree::new(vec![file, script]);
    let end = detonate(&tree, &plan, &WorldSpec::linux_ci(), &RunLimits::default(), |_| {});
    let end = end.ends.first().unwrap();
    assert_eq!(
        (end.output.as_str(), &end.failure),
        (format!("{}\n", recorded.lines().count()).as_str(), &None)
    );
}

/// Writes the record anew, with the Node of this machine.
#[test]
#[ignore = "needs Node 20"]
fn write_the_members_of_node() {
    let output = Command::new("node").arg(folder().join("tests/members/record.cjs")).output().unwrap();
    assert!(output.status.success());
    fs::write(folder().join("src/world/members.jsonl"), output.stdout).unwrap();
}
