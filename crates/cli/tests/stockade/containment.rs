//! Hostile code in the real worker and its real jail: nothing leaves, each attack ends as a gap or an
//! observation, and the next release is run as if alone.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use stockade_model::{Limits, Operation, Tree, TreeFile};
use stockade_scan::worker::{BaseWorld, Detonated, WorkerSettings, detonate};
use stockade_scan::{JobArtifact, RunLimits};

fn settings() -> WorkerSettings {
    let settings = WorkerSettings::detonating(env!("CARGO_BIN_EXE_stockade").into());
    WorkerSettings { time_limit: Duration::from_secs(8), ..settings }
}

fn package(text: &str) -> JobArtifact {
    let file = |path: &str, text: &str| TreeFile {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        is_executable: false,
        reading: 0,
    };
    let manifest = r#"{"name": "p", "version": "1.0.0"}"#;
    JobArtifact::Tree(Tree::new(vec![file("package.json", manifest), file("index.js", text)]))
}

fn run(text: &str) -> Detonated {
    let limits = RunLimits { ticks: 300, observations: 500, ..RunLimits::default() };
    detonate(&settings(), &package(text), &[BaseWorld::Linux], &Limits::default(), &limits).unwrap()
}

/// Whether code of this release did this.
fn did(seen: &Detonated, operation: Operation, subject: &str) -> bool {
    let all = seen.worlds.iter().flat_map(|world| &world.observations);
    all.into_iter().any(|one| one.operation == operation && one.subject.contains(subject))
}

/// A worker that ran hostile code leaves nothing for the next.
#[track_caller]
fn the_next_is_alone() {
    let next = run(
        "require('fs').existsSync('/tmp/left'); process.env.NPM_TOKEN; if (globalThis.left || ({}).left) throw 1",
    );
    assert!(next.gaps.is_empty(), "{next:?}");
    assert!(next.worlds[0].ends.iter().all(|end| end.failure.is_none()), "{next:?}");
    assert!(did(&next, Operation::EnvRead, "NPM_TOKEN"));
}

/// Runs code that does not end by itself: what it did before is told, and what became of it.
#[track_caller]
fn ends(text: &str) {
    let seen = run(&format!("process.env.NPM_TOKEN; globalThis.left = 1; {text}"));
    assert!(did(&seen, Operation::EnvRead, "NPM_TOKEN"), "{text}: {seen:?}");
    let failed = seen.worlds.iter().flat_map(|world| &world.ends).any(|end| end.failure.is_some());
    assert!(failed || !seen.gaps.is_empty(), "{text}: {seen:?}");
}

/// A name that nothing else on this machine has.
fn unique(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("stockade-{name}-{}", std::process::id()))
}

#[test]
fn real_files_are_not_read() {
    let real = unique("secret");
    std::fs::write(&real, "a line that only the real machine has").unwrap();
    let seen = run(&format!(
        "const fs = require('fs'); for (const path of ['{0}', '/proc/self/environ', '/proc/self/maps', '/etc/passwd', '../../../../../../..{0}']) \
         {{ try {{ fs.writeFileSync('/tmp/out', fs.readFileSync(path)) }} catch (e) {{ fs.writeFileSync('/tmp/out', e.code) }} }} \
         fs.writeFileSync('/tmp/out', require('child_process').execSync('cat {0} /etc/passwd'))",
        real.display()
    ));
    std::fs::remove_file(&real).unwrap();
    let told = format!("{seen:?}");
    assert!(!told.contains("only the real machine has"), "{told}");
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let own =
        passwd.lines().find(|line| line.contains("_apt") || line.contains("systemd")).unwrap_or("none such");
    assert!(!told.contains(own), "{told}");
    assert!(did(&seen, Operation::FsWrite, "/tmp/out"), "{told}");
}

#[test]
fn the_real_environment_and_home_are_not_seen() {
    let seen = run(
        "const fs = require('fs'); fs.writeFileSync('/tmp/out', JSON.stringify([process.env, process.report.getReport(), require('os').userInfo(), require('os').homedir(), process.cwd(), process.execPath, require('child_process').execSync('env').toString()]))",
    );
    let told = format!("{seen:?}");
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "NEXTEST", "RUSTUP_HOME"] {
        assert!(!told.contains(name), "{name} is told");
    }
    let place = env!("CARGO_MANIFEST_DIR");
    assert!(!told.contains(place), "where the tests lie is told");
}

#[test]
fn no_connection_is_made() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = run(&format!(
        "const at = 'http://127.0.0.1:{port}/'; require('net').connect({port}, '127.0.0.1').write('x'); require('http').get(at); fetch(at); \
         require('http2').connect(at).request({{':path': '/'}}).end(); require('dgram').createSocket('udp4').send('x', {port}, '127.0.0.1'); \
         try {{ require('child_process').execSync('curl -s ' + at + ' || nc 127.0.0.1 {port} || bash -c \"echo > /dev/tcp/127.0.0.1/{port}\"') }} catch {{}} \
         new (require('worker_threads').Worker)('require(\"net\").connect({port}, \"127.0.0.1\")', {{ eval: true }})"
    ));
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "{seen:?}");
    assert!(did(&seen, Operation::NetSend, &port.to_string()), "{seen:?}");
}

#[test]
fn nothing_is_started_or_written() {
    let real = unique("touched");
    let path = real.display();
    let seen = run(&format!(
        "const c = require('child_process'); c.execSync('touch {path}'); c.spawnSync('/bin/sh', ['-c', 'echo x > {path}']); c.spawn('/usr/bin/touch', ['{path}'], {{ detached: true }}).unref(); \
         c.execFile('touch', ['{path}']); require('fs').writeFileSync('{path}', 'x'); require('fs').promises.writeFile('{path}', 'x')"
    ));
    assert!(!real.exists(), "{seen:?}");
    assert!(did(&seen, Operation::ProcessSpawn, "touch"), "{seen:?}");
    the_next_is_alone();
}

#[test]
fn forks_without_end_end() {
    ends(
        "require('child_process').fork(__filename); require('child_process').execSync('node ' + __filename)",
    );
    ends(
        "for (;;) require('child_process').spawnSync('node', ['-e', 'require(\"child_process\").fork(process.argv[1])'])",
    );
    ends("for (;;) new (require('worker_threads').Worker)(__filename)");
}

#[test]
fn allocations_without_end_end() {
    for text in [
        "const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))",
        "let s = 'x'; for (;;) s += s",
        "const a = [1]; for (;;) a.push(...a)",
        "Buffer.alloc(2 ** 31); const b = []; for (;;) b.push(Buffer.alloc(1e7))",
        "const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x'.repeat(1e6) + i)",
        "new Array(2 ** 32 - 1).fill(0)",
        "for (const kept = []; ;) kept.push(new SharedArrayBuffer(1e8))",
        "require('fs').writeFileSync('/tmp/x', 'x'.repeat(1e8)); for (let i = 0; ; i++) require('fs').appendFileSync('/tmp/x', 'x'.repeat(1e7))",
        "let n = 2n; for (;;) n *= n",
    ] {
        ends(text);
    }
}

#[test]
fn recursions_without_end_end() {
    for text in [
        "(function f() { f() })()",
        "const f = () => { try { f() } finally { f() } }; f()",
        "let d = []; for (let i = 0; i < 1e6; i++) d = [d]; JSON.stringify(d); for (;;) {}",
        "const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x",
        "eval('('.repeat(1e5) + ')'.repeat(1e5)); for (;;) {}",
        "const o = { toString() { return `${this}` } }; `${o}`",
        "class A { get x() { return this.x } } new A().x",
        "require('util').inspect(new Proxy({}, { ownKeys(t) { return Reflect.ownKeys(require('util').inspect(this)) } })); for (;;) {}",
    ] {
        ends(text);
    }
}

#[test]
fn loops_without_end_end() {
    for text in [
        "for (;;) {}",
        "/^(a+)+$/.test('a'.repeat(60) + 'b')",
        "JSON.parse('[1,2]', () => { for (;;) {} })",
        "[3, 1, 2].sort(() => { for (;;) {} })",
        "({ get x() { for (;;) {} } }).x",
        "`${{ toString() { for (;;) {} } }}`",
        "+{ [Symbol.toPrimitive]() { for (;;) {} } }",
        "new Proxy({}, { ownKeys() { for (;;) {} } }); Object.keys(new Proxy({}, { ownKeys() { for (;;) {} } }))",
        "(function* () { for (;;) yield 1 })().forEach?.(() => {}); for (const x of (function* () { for (;;) yield 1 })()) {}",
        "(function f() { Promise.resolve().then(f) })()",
        "(function f() { process.nextTick(f) })()",
        "(function f() { setImmediate(f) })()",
        "(function f() { queueMicrotask(f) })()",
        "setInterval(() => { for (let i = 0; i < 1e6; i++); }, 1)",
        "process.on('exit', () => { for (;;) {} })",
        "process.on('uncaughtException', () => { throw 1 }); throw 1",
        "console.log({ get [require('util').inspect.custom]() { for (;;) {} } })",
        "require('fs').readFileSync({ get href() { for (;;) {} } })",
        "Error.prepareStackTrace = () => { for (;;) {} }; new Error().stack",
        "'x'.replace(/x/, () => { for (;;) {} })",
        "for (;;) try { for (;;) {} } catch {}",
    ] {
        ends(text);
    }
}

#[test]
fn pollution_does_not_blind_the_world() {
    for text in [
        "for (const C of [Array, String, Object, Function, Promise, Map, RegExp, Error]) for (const k of Object.getOwnPropertyNames(C.prototype)) { if (k !== 'constructor' && k !== 'toString') try { C.prototype[k] = () => { throw 1 } } catch {} }",
        "Object.prototype.get = () => 1; Object.prototype.set = () => 1; Object.prototype.value = 1; Object.prototype.enumerable = true",
        "Object.defineProperty(Object.prototype, 'then', { get() { return (r) => r() } })",
        "Object.setPrototypeOf(Array.prototype, null); Object.setPrototypeOf(Function.prototype, null)",
        "globalThis.Object = globalThis.Array = globalThis.Promise = globalThis.Reflect = globalThis.JSON = globalThis.process = undefined",
        "Array.prototype[Symbol.iterator] = undefined; Symbol.iterator in [] ",
    ] {
        let seen = run(&format!("const env = process.env; {text}; env.NPM_TOKEN"));
        assert!(did(&seen, Operation::EnvRead, "NPM_TOKEN"), "{text}: {seen:?}");
    }
    the_next_is_alone();
}

#[test]
fn constructor_chains_end_in_the_world() {
    let seen = run(
        "const found = []; const take = (v) => { try { found.push(typeof v()) } catch (e) { found.push(e.message) } }; \
         take(() => this.constructor.constructor('return process')().mainModule.require('child_process').execSync('id')); \
         take(() => ({}).constructor.constructor('return std')()); take(() => ({}).constructor.constructor('return bjson')()); \
         take(() => (async () => {}).constructor('return import(\"qjs:os\")')()); take(() => require('qjs:std')); take(() => require('std')); take(() => require('os').constructor.constructor('return os')().exec); \
         take(() => process.binding('spawn_sync').spawn({ file: '/bin/sh' })); take(() => process.dlopen({}, '/lib/x86_64-linux-gnu/libc.so.6')); \
         take(() => new Error().constructor.prepareStackTrace); take(() => require('vm').runInNewContext('this.constructor.constructor(\"return process\")()').exit); \
         for (const name of ['host', 'internal', 'P', '$$a', '__host', 'Std', 'Os', 'loadScript', 'scriptArgs', 'print']) take(() => globalThis[name] ?? (0, eval)('typeof ' + name)); \
         import('qjs:std').catch((e) => found.push(e.code)).then(() => require('fs').writeFileSync('/tmp/found', found.join()))",
    );
    assert!(did(&seen, Operation::FsWrite, "/tmp/found"), "{seen:?}");
    let told = format!("{seen:?}");
    assert!(!told.contains("uid=0(root)"), "{told}");
}

#[test]
fn output_cannot_overflow_or_forge_the_pipe() {
    let frame = r#"\u0006\u0000\u0000\u0000"done""#;
    let seen = run(&format!(
        "process.stdout.write('{frame}'); process.stdout.write('x'.repeat(5e7)); console.error('{frame}'); require('fs').writeSync(1, '{frame}'); \
         for (let i = 0; i < 1000; i++) require('fs').writeFileSync('/tmp/' + i + 'x'.repeat(1e5), 'x'.repeat(1e5)); process.env.NPM_TOKEN"
    ));
    assert_eq!(seen.worlds.len(), 1, "{:?}", seen.gaps);
    assert!(seen.worlds[0].observations.iter().all(|one| one.subject.len() <= 4_096 * 4));
    the_next_is_alone();
}

#[test]
fn what_one_release_leaves_the_next_does_not_find() {
    run(
        "globalThis.left = 1; Object.prototype.left = 1; require('fs').writeFileSync('/tmp/left', 'x'); process.env.LEFT = '1'",
    );
    let next = run(
        "require('fs').writeFileSync('/tmp/found', [typeof left, process.env.LEFT, require('fs').existsSync('/tmp/left')].join('-'))",
    );
    let told = format!("{next:?}");
    assert!(told.contains("undefined--false"), "{told}");
    the_next_is_alone();
}
