const a = require("assert"); a(true); a.strictEqual(1, 1); a.deepStrictEqual({ a: [1] }, { a: [1] }); try { a.strictEqual(1, 2) } catch (e) { console.log(e.code, e.name, e.message) } try { a.equal(1, 2, "msg") } catch (e) { console.log(e.message, e.actual, e.expected, e.operator) }
const a = require("assert"); a.throws(() => { throw new TypeError("x") }, TypeError); a.throws(() => { throw new Error("abc") }, /abc/); try { a.throws(() => {}) } catch (e) { console.log(e.message) } a.rejects(Promise.reject(new Error("r"))).then(() => console.log("ok")); try { a.ok(0) } catch (e) { console.log(e.name) }
const a = require("assert"); try { a.deepEqual({ a: 1 }, { a: 2 }) } catch (e) { console.log(e.code) } a.deepEqual({ a: 1 }, { a: "1" }); a.notStrictEqual(1, 2); try { a.fail("boom") } catch (e) { console.log(e.message) } try { a.strict.equal(1, "1") } catch (e) { console.log(e.code) }
console.log(new Date(0).toISOString(), Date.UTC(2020, 1, 1), typeof Date.now(), new Date(2020, 0, 1) instanceof Date, Date.name, Date.length, typeof Date(), new Date(86400000).getUTCDate())
class D extends Date { x() { return 1 } } console.log(new D(0).x(), new D(0) instanceof D, new D(0).getTime(), Date.prototype.constructor === Date)
console.log(require("os").EOL === "\n", typeof require("os").cpus().length, require("os").platform() === process.platform, require("os").constants.signals.SIGTERM)
console.error("to stderr"); console.table([{ a: 1, b: "x" }, { a: 2 }]); console.group("g"); console.log("in"); console.groupEnd(); console.log("out"); console.count(); console.count(); console.assert(true)
console.log(typeof process.hrtime.bigint(), process.hrtime().length, typeof process.uptime(), typeof process.memoryUsage().rss, process.cwd().length > 0, process.release.name)
const { execSync } = require("child_process"); console.log(execSync("echo hi").toString(), require("child_process").spawnSync("node", ["-e", "console.log(6*7)"]).stdout.toString())
require("child_process").exec("echo a b", (e, out, err) => console.log(e, JSON.stringify(out), JSON.stringify(err))); require("child_process").execFile("node", ["-p", "1+1"], (e, out) => console.log(out))
const c = require("child_process").spawn("node", ["-e", "process.stdin.pipe(process.stdout)"]); c.stdout.on("data", (d) => console.log("got", d.toString())); c.on("close", (x) => console.log("close", x)); c.stdin.end("piped")
try { require("child_process").execSync("node -e 'process.exit(3)'", { stdio: "pipe" }) } catch (e) { console.log(e.status, e.message.split("\n")[0]) }
const { AsyncLocalStorage } = require("async_hooks"); const s = new AsyncLocalStorage(); s.run(1, () => { console.log(s.getStore()); Promise.resolve().then(() => console.log(s.getStore())) }); console.log(s.getStore())
console.log(Object.keys(process.env).length > 3, process.env.NOPE, "PATH" in process.env, typeof process.env.PATH); process.env.X = 5; console.log(process.env.X); delete process.env.X; console.log(process.env.X)
const e = new Error("m", { cause: "c" }); console.log(e.cause, e.message, String(e), e.stack.split("\n")[0], Object.keys(e)); const o = {}; Error.captureStackTrace(o); console.log(typeof o.stack)
console.log(Math.max.toString(), [].push.toString(), Function.prototype.toString.call(Map), (function a(b) { return b }).toString(), (x => x).toString())
function f() { return new Error("x").stack.split("\n")[1].includes("f (") } console.log(f()); Error.prepareStackTrace = (e, s) => s.length > 0 && typeof s[0].getFileName(); console.log(new Error("q").stack); Error.prepareStackTrace = undefined
const net = require("net"); console.log(net.isIP("1.2.3.4"), net.isIP("::1"), net.isIP("x"), net.isIPv4("1.2.3.256"), net.isIPv6("fe80::1"))
const http = require("http"); console.log(http.STATUS_CODES[404], http.METHODS.includes("GET"), typeof http.Agent, typeof require("https").request, http.globalAgent instanceof http.Agent)
console.log([3, 1, 2].toSorted(), Object.groupBy ? 1 : 0, [1, 2, 3].at(-1), "abc".replaceAll("b", "x"), Array.from("añ"), [..."a\u{1F600}"], structuredClone([1]))
console.log(JSON.stringify({ a: undefined, b: () => 1, c: NaN, d: new Date(0), e: [undefined] }), JSON.parse('{"__proto__":1}').__proto__, JSON.stringify("\u2028\ud800"), JSON.stringify({ a: 1 }, null, 2))
const { Worker, isMainThread } = require("worker_threads"); console.log(isMainThread); const w = new Worker("require('worker_threads').parentPort.postMessage(require('worker_threads').workerData * 2)", { eval: true, workerData: 21 }); w.on("message", console.log); w.on("exit", (c) => console.log("exit", c))
console.log(encodeURIComponent("a b&é"), escape("é"), unescape("%E9"), parseInt("12px"), (255).toString(16), (0.1 + 0.2).toFixed(2), [10, 9, 1].sort(), isNaN("x"))
process.stdout.write("no newline"); process.stdout.write(" yes\n", () => console.log("cb")); console.log(typeof process.stdout.fd, process.stdin.fd)
const r = require("readline").createInterface({ input: require("stream").Readable.from(["a\nb\n", "c"]) }); r.on("line", (l) => console.log("line", l)).on("close", () => console.log("closed"))
var g = 1; console.log(globalThis.g, typeof window, typeof document, typeof navigator === "undefined" || true, typeof self); undefinedVar = 5; console.log(globalThis.undefinedVar)
setTimeout(function () { console.log(typeof this._idleTimeout) }, 1); console.log(Symbol.for("x").description, typeof BigInt, 2n ** 64n, new Intl.DateTimeFormat().resolvedOptions().timeZone.length > 0)
try { undefined.foo } catch (e) { console.log(e.message) } try { null.bar() } catch (e) { console.log(e.message) } try { undefinedFn() } catch (e) { console.log(e.message) } try { (1)() } catch (e) { console.log(e.name) }
process.on("unhandledRejection", (r) => console.log("unhandled", r.message)); Promise.reject(new Error("rej")); setTimeout(() => console.log("later"), 1)
const t = process.hrtime(); for (let i = 0; i < 1e4; i++); const d = process.hrtime(t); console.log(d[0] < 5, Array.isArray(d)); const s = Date.now(); while (Date.now() - s < 50); console.log("waited")
const d = require("dns"); console.log(typeof d.lookup, typeof d.promises.resolve4, d.getServers().length > 0); d.lookup("localhost", (e, a) => console.log(e, /^(127.0.0.1|::1)$/.test(a)))
Object.defineProperty(Array.prototype, "pwn", { value: 1, enumerable: false }); Array.prototype.map = () => "broken"; console.log([1], { a: [2] }, require("path").join("a", "b"), JSON.stringify([1]))
String.prototype.split = null; Array.prototype.slice = null; console.log("ok", require("crypto").createHash("md5").update("a").digest("hex"))
