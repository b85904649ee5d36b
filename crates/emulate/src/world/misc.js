// Small modules, and what `util` has beside showing values.
const promisified = P.Symbol.for("nodejs.util.promisify.custom");
const argumentNames = P.Symbol("customPromisifyArgs");
exports.argumentNames = argumentNames;
const promisify = (original) => {
  if (typeof original !== "function") throw internal.argumentType("original", "of type function", original);
  if (original[promisified]) return original[promisified];
  const names = original[argumentNames];
  const made = function (...parts) {
    return new P.Promise((resolve, reject) => {
      P.apply(original, this, [...parts, (error, ...values) => {
        if (error) return reject(error);
        if (names && values.length > 1) { const all = {}; names.forEach((name, at) => { all[name] = values[at]; }); return resolve(all); }
        return resolve(values[0]);
      }]);
    });
  };
  P.setPrototypeOf(made, P.getPrototypeOf(original));
  return P.Object.assign(P.defineProperty(made, promisified, { value: made, configurable: true }) && made, original);
};
promisify.custom = promisified;
exports.utilities = (types) => ({
  promisify, TextEncoder: require("text").TextEncoder, TextDecoder: require("text").TextDecoder, MIMEType: class MIMEType { constructor(text) { [this.type, this.subtype] = text.split(";")[0].split("/"); this.essence = text.split(";")[0]; } toString() { return this.essence; } },
  callbackify(original) {
    return function (...parts) {
      const callback = parts.pop();
      P.then(P.apply(original, this, parts), (value) => internal.process.nextTick(callback, null, value), (error) => internal.process.nextTick(callback, error ?? new P.Error("Promise was rejected with falsy value")));
    };
  },
  inherits(constructor, parent) {
    if (constructor === undefined || constructor === null) throw internal.argumentType("ctor", "of type function", constructor);
    if (parent === undefined || parent === null) throw internal.argumentType("superCtor", "of type function", parent);
    P.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
    P.setPrototypeOf(constructor.prototype, parent.prototype);
  },
  deprecate(original, message, code) {
    let warned = false;
    const made = function (...parts) {
      if (!warned) { warned = true; internal.process.emitWarning(message, code ? `[${code}] DeprecationWarning` : "DeprecationWarning"); }
      return new.target ? P.construct(original, parts, new.target) : P.apply(original, this, parts);
    };
    P.setPrototypeOf(made, original);
    if (original.prototype) made.prototype = original.prototype;
    return made;
  },
  isDeepStrictEqual: (one, other) => require("assert").isDeep(one, other, true), debuglog: () => P.Object.assign(() => {}, { enabled: false }), debug: () => P.Object.assign(() => {}, { enabled: false }),
  stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ""), toUSVString: (text) => P.wellFormed(P.String(text)), styleText: (_, text) => text, getSystemErrorName: (code) => ({ "-2": "ENOENT", "-13": "EACCES" })[code], getSystemErrorMap: () => new P.Map(), aborted: () => new P.Promise(() => {}), parseEnv: (text) => Object.fromEntries(text.split("\n").map((line) => /^\s*([\w.-]+)\s*=\s*["']?(.*?)["']?\s*$/.exec(line)).filter(Boolean).map((m) => [m[1], m[2]])),
  _extend: (target, source) => (source !== null && typeof source === "object" ? P.Object.assign(target, source) : target), log: (...parts) => globalThis.console.log(...parts),
  isArray: P.isArray, isBoolean: (v) => typeof v === "boolean", isNull: (v) => v === null, isNullOrUndefined: (v) => v == null, isNumber: (v) => typeof v === "number", isString: (v) => typeof v === "string", isSymbol: (v) => typeof v === "symbol", isUndefined: (v) => v === undefined, isRegExp: types.isRegExp, isObject: (v) => v !== null && typeof v === "object", isDate: types.isDate, isError: (v) => v instanceof P.Error, isFunction: (v) => typeof v === "function", isBuffer: (v) => globalThis.Buffer.isBuffer(v), isPrimitive: (v) => v === null || (typeof v !== "object" && typeof v !== "function"),
  parseArgs({ args = internal.process.argv.slice(2), options = {} } = {}) {
    const values = {}; const positionals = [];
    for (let at = 0; at < args.length; at++) { const match = /^--([^=]+)(?:=(.*))?$/.exec(args[at]); if (!match) positionals.push(args[at]); else values[match[1]] = match[2] ?? (options[match[1]]?.type === "string" ? args[++at] : true); }
    return { values, positionals };
  },
});
internal.lazy(exports, "constants", () => ({ ...require("fs").constants, ...require("os").constants.signals }), true);
const EventEmitter = require("events");
const lone = (more) => P.Object.assign(new EventEmitter(), more);
internal.lazy(exports, "cluster", () => lone({ isMaster: true, isPrimary: true, isWorker: false, workers: {}, settings: {}, setupPrimary() {}, setupMaster() {}, disconnect() {}, fork: () => require("child_process").fork(internal.process.argv[1]) }));
internal.lazy(exports, "tty", () => ({ isatty: (fd) => host.isTerminal && fd < 3, ReadStream: class ReadStream extends require("stream").Readable {}, WriteStream: class WriteStream extends require("stream").Writable {} }));
internal.lazy(exports, "v8", () => ({ getHeapStatistics: () => ({ total_heap_size: 6537216, used_heap_size: 5102344, heap_size_limit: 4345298944, total_available_size: 4341115104, total_heap_size_executable: 262144, total_physical_size: 6684672, malloced_memory: 262320, peak_malloced_memory: 571392, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 8192, used_global_handles_size: 2112, external_memory: 2272646 }), getHeapSpaceStatistics: () => [], serialize: (value) => globalThis.Buffer.from(P.JSON.stringify(value) ?? ""), deserialize: (bytes) => P.JSON.parse(bytes.toString()), setFlagsFromString() {}, cachedDataVersionTag: () => 1165837636, startupSnapshot: { isBuildingSnapshot: () => false } }));
internal.lazy(exports, "inspector", () => ({ url: () => undefined, open() {}, close() {}, waitForDebugger() {}, console: globalThis.console, Session: class Session extends EventEmitter { connect() {} post(_, __, done) { if (typeof done === "function") done(null, {}); } disconnect() {} } }));
internal.lazy(exports, "domain", () => { const create = () => lone({ run: (callback, ...parts) => callback(...parts), bind: (callback) => callback, intercept: (callback) => callback, add() {}, remove() {}, enter() {}, exit() {}, dispose() {}, members: [] }); return { create, createDomain: create, Domain: class Domain extends EventEmitter {}, active: null }; });
internal.lazy(exports, "diagnostics_channel", () => { const channels = new P.Map(); const channel = (name) => { if (!channels.has(name)) channels.set(name, { name, hasSubscribers: false, publish() {}, subscribe() {}, unsubscribe: () => false, bindStore() {}, runStores: (_, callback) => callback() }); return channels.get(name); }; return { channel, hasSubscribers: () => false, subscribe() {}, unsubscribe: () => false, tracingChannel: () => ({ hasSubscribers: false, start: channel("s"), end: channel("e"), asyncStart: channel("as"), asyncEnd: channel("ae"), error: channel("er"), traceSync: (callback) => callback(), tracePromise: (callback) => callback(), traceCallback: (callback) => callback() }), Channel: class Channel {} }; });
internal.lazy(exports, "dgram", () => { const create = () => lone({ bind(...parts) { const done = parts.find((one) => typeof one === "function"); require("event_loop").later(() => { this.emit("listening"); done?.(); }); return this; }, send(bytes, ...parts) { const names = parts.filter((one) => typeof one === "string"); const ports = parts.filter((one) => typeof one === "number"); internal.record("net.send", `udp://${names[0] ?? "localhost"}:${ports[ports.length - 1] ?? 0}`, "UDP", P.isArray(bytes) ? globalThis.Buffer.concat(bytes.map((one) => globalThis.Buffer.from(one))) : bytes); const done = parts.find((one) => typeof one === "function"); if (done) require("event_loop").later(() => done(null, 0)); }, close() { this.emit("close"); }, address: () => ({ address: "0.0.0.0", port: 41234, family: "IPv4" }), setBroadcast() {}, ref() {}, unref() {}, addMembership() {}, setMulticastTTL() {} }); return { createSocket: create, Socket: class Socket extends EventEmitter {} }; });
internal.lazy(exports, "punycode", () => ({ toASCII: (text) => text, toUnicode: (text) => text, encode: (text) => text, decode: (text) => text, ucs2: { decode: (text) => [...text].map((c) => c.codePointAt(0)), encode: (codes) => String.fromCodePoint(...codes) }, version: "2.1.0" }));
for (const name of ["repl", "trace_events", "wasi"]) internal.lazy(exports, name, () => require("members").invented(name));
for (const name of ["test", "test/reporters"]) internal.lazy(exports, name, () => require("members").invented(`node:${name}`));
internal.lazy(exports, "sea", () => ({ isSea: () => false }));
internal.lazy(exports, "sqlite", () => internal.stub("sqlite"));
internal.lazy(exports, "http2", () => require("http2"));
internal.lazy(exports, "navigator", () => ({ hardwareConcurrency: 4, userAgent: `Node.js/${P.split(host.nodeVersion, ".")[0]}`, language: "en-US", languages: ["en-US"], platform: host.platform }));
const wasm = (source) => internal.record("code.eval", "WebAssembly", undefined, source);
internal.lazy(exports, "WebAssembly", () => {
  class Module { constructor(source) { wasm(source); } static exports() { return []; } static imports() { return []; } }
  class Instance { constructor() { this.exports = internal.stub("wasm"); } }
  for (const made of [Module, Instance]) P.defineProperty(made.prototype, P.Symbol.toStringTag, { value: `WebAssembly.${made.name}`, configurable: true });
  const all = { Module, Instance, Memory: class Memory { constructor({ initial = 1 } = {}) { this.buffer = new P.ArrayBuffer(initial * 65536); } grow() { return 1; } }, Table: class Table {}, Global: class Global {}, CompileError: class CompileError extends P.Error {}, LinkError: class LinkError extends P.Error {}, RuntimeError: class RuntimeError extends P.Error {}, validate: (source) => source?.length > 4, compile: async (source) => new Module(source), instantiate: async (source) => (source instanceof Module ? new Instance() : { module: new Module(source), instance: new Instance() }) };
  const order = ["compile", "validate", "instantiate", "compileStreaming", "instantiateStreaming", "Module", "Instance", "Table", "Memory", "Global", "Tag", "Exception", "CompileError", "LinkError", "RuntimeError"];
  const made = {};
  for (const name of order) P.defineProperty(made, name, { value: all[name] ?? (name.length > 10 ? { [name]: async () => all.instantiate(new P.Uint8Array(8)) }[name] : { [name]: class {} }[name]), writable: true, enumerable: false, configurable: true });
  P.defineProperty(made, P.Symbol.toStringTag, { value: "WebAssembly", configurable: true });
  return made;
});
internal.lazy(exports, "Intl", () => {
  const options = () => { internal.record("host.ask", "Intl locale"); return { locale: internal.program.environment.LANG?.split(".")[0].replace("_", "-") ?? "en-US", timeZone: internal.program.environment.TZ ?? "UTC", calendar: "gregory", numberingSystem: "latn" }; };
  const named = (name, methods) => { const made = { [name]: function () { return P.Object.create(made.prototype); } }[name]; internal.hide(made.prototype, { resolvedOptions() { return options(); }, ...methods }); P.defineProperty(made.prototype, P.Symbol.toStringTag, { value: `Intl.${name}`, configurable: true }); made.supportedLocalesOf = (list) => [list].flat(); return made; };
  return { [P.Symbol.toStringTag]: "Intl", DisplayNames: named("DisplayNames", { of: (code) => code }), Locale: named("Locale", {}), DateTimeFormat: named("DateTimeFormat", { format: (date) => new P.Date(date ?? globalThis.Date.now()).toISOString().slice(0, 10), formatToParts: () => [] }), NumberFormat: named("NumberFormat", { format: (value) => P.String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ","), formatToParts: () => [] }), Collator: named("Collator", { compare: (one, other) => (one < other ? -1 : one > other ? 1 : 0) }), PluralRules: named("PluralRules", { select: (count) => (count === 1 ? "one" : "other") }), RelativeTimeFormat: named("RelativeTimeFormat", { format: (value, unit) => `${value} ${unit}` }), ListFormat: named("ListFormat", { format: (list) => [...list].join(", ") }), Segmenter: named("Segmenter", { segment: (text) => [...text].map((segment, index) => ({ segment, index })) }), getCanonicalLocales: (list) => P.map([list].flat(), (one) => { const parts = P.split(P.String(one), "-"); return P.join(P.map(parts, (part, at) => (at === 0 ? P.lower(part) : part.length === 2 ? part.toUpperCase() : part)), "-"); }), supportedValuesOf: () => [] };
});
