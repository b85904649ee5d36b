// Calls what the world offers with arguments that nobody means: `data` chooses function and arguments.
let at = 0;
const next = () => data[at++ % data.length] ?? 0;
const odd = [
  () => undefined, () => null, () => NaN, () => -1, () => 0, () => 2 ** 31, () => 2 ** 53, () => -Infinity, () => 1n, () => "", () => "\0", () => "\ud800", () => "../../../..",
  () => "x".repeat(70000), () => "hex", () => "utf16le", () => "base64", () => "aes-256-gcm", () => "sha256", () => Symbol("s"), () => [], () => [1, [2]], () => ({}), () => Object.create(null), () => () => {}, () => class {},
  () => new Uint8Array(3), () => Buffer.from("abc"), () => new ArrayBuffer(8), () => new SharedArrayBuffer(8), () => new Proxy({}, { get() { throw new Error("get"); }, has() { throw new Error("has"); }, ownKeys() { throw new Error("keys"); } }),
  () => ({ toString() { throw new Error("text"); } }), () => ({ length: 2 ** 32, 0: 1 }), () => ({ get path() { throw new Error("path"); }, encoding: {}, flag: 5, mode: "z" }), () => new Map([[1, 2]]), () => Promise.resolve(1), () => process, () => globalThis, () => require("fs"), () => new Date(NaN), () => /a+/g,
  () => "http://[::1]:99999/", () => "file:///%zz", () => "data:text/javascript,1", () => ({ recursive: true, withFileTypes: 1 }), () => String.fromCharCode(next(), next() * 256 + next()), () => Array.from({ length: next() }, next), () => next(), () => true, () => "/etc/passwd", () => __filename,
];
const arguments_ = () => Array.from({ length: next() % 5 }, () => { try { return odd[next() % odd.length](); } catch { return undefined; } });
const modules = require("module").builtinModules.filter((name) => !["repl", "test"].includes(name));
const owners = [...modules.map((name) => () => require(name)), () => globalThis, () => process, () => Buffer, () => Buffer.prototype, () => Error, () => JSON, () => Reflect, () => console, () => module.constructor, () => require("stream").Readable.prototype];
const ending = ["exit", "reallyExit", "abort", "_kill", "kill", "_rawDebug"];
const call = (owner, depth) => {
  const names = Object.getOwnPropertyNames(owner).filter((name) => !ending.includes(name));
  const value = owner[names[(next() * 256 + next()) % names.length]];
  if (typeof value !== "function") return;
  const made = next() % 4 === 0 ? Reflect.construct(value, arguments_()) : Reflect.apply(value, next() % 8 === 0 ? odd[next() % odd.length]() : owner, arguments_());
  if (depth < 2 && made !== null && (typeof made === "object" || typeof made === "function")) call(made, depth + 1);
};
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
for (let round = 0; round < Math.min(40, data.length); round++) {
  try { call(owners[next() % owners.length](), 0); } catch { /* a refusal is an answer */ }
}
