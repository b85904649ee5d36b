// The global names of Node, and the language's own where the world must differ: clock and chance.
const { lazy, hide } = internal;
P.defineProperty(globalThis, "global", { value: globalThis, writable: true, configurable: true, enumerable: true });
P.setPrototypeOf(globalThis, P.Object.create(P.Object.prototype));
P.defineProperty(globalThis, P.Symbol.toStringTag, { value: "global", writable: false, enumerable: false, configurable: true });
const members = require("members");
const known = members.recorded("globalThis");
// What the engine has and Node 20 has not.
const isNewer = !P.startsWith(host.nodeVersion, "20.");
const later = [[ArrayBuffer.prototype, ["detached", "transfer", "transferToFixedLength"]], [JSON, ["isRawJSON", "rawJSON"]], [Object, ["groupBy"]], [Map, ["groupBy"]], [Array, ["fromAsync"]], [Promise, ["withResolvers"]], [Set.prototype, ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]]];
for (const [owner, names] of [...(isNewer ? [] : later), [Promise, ["try"]], [RegExp, ["escape"]], [Math, ["f16round", "sumPrecise"]], [Error, ["isError"]], [Map.prototype, ["getOrInsert", "getOrInsertComputed"]], [WeakMap.prototype, ["getOrInsert", "getOrInsertComputed"]], [ArrayBuffer.prototype, ["immutable", "sliceToImmutable", "transferToImmutable"]], [DataView.prototype, ["getFloat16", "setFloat16"]], [globalThis.Atomics ?? {}, ["pause"]], [Uint8Array, ["fromBase64", "fromHex"]], [Uint8Array.prototype, ["toBase64", "toHex", "setFromBase64", "setFromHex"]]]) {
  for (const name of names) delete owner[name];
}
for (const name of Object.getOwnPropertyNames(globalThis)) if (!known.some((one) => one[0] === name) && !(isNewer && name === "Iterator")) delete globalThis[name];
for (const name of ["performance", "structuredClone", "DOMException", "btoa", "atob", "queueMicrotask"]) delete globalThis[name];

const RealDate = P.Date;
const now = () => { internal.ask?.("clock"); return P.Math.floor(host.startMs + host.look()); };
const VirtualDate = new P.Proxy(RealDate, {
  construct: (target, parts, newTarget) => P.construct(target, parts.length ? parts : [now()], newTarget === VirtualDate ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
});
hide(RealDate, { now() { return now(); } });
P.defineProperty(RealDate.prototype, "constructor", { value: VirtualDate, writable: true, enumerable: false, configurable: true });
hide(globalThis, { Date: VirtualDate });
const plainNumber = Number.prototype.toString;
internal.hide(Number.prototype, { toLocaleString(locale, options) { return options === undefined ? P.replace(P.apply(plainNumber, +(+this).toFixed(3), []), /\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : P.apply(plainNumber, this, []); } });
internal.hide(BigInt.prototype, { toLocaleString() { return P.replace(`${this}`, /\B(?=(\d{3})+(?!\d))/g, ","); } });
P.defineProperty(BigInt.prototype.toLocaleString, "length", { value: 0, configurable: true });
P.defineProperty(Number.prototype.toLocaleString, "length", { value: 0, configurable: true });
hide(RealDate.prototype, { getTimezoneOffset() { internal.ask?.("zone"); return host.zoneOffset; } });
// The engine refuses to write `undefined` into an attribute; Node writes the word.
for (const name of ["anchor", "fontcolor", "fontsize", "link"]) {
  const native = String.prototype[name];
  internal.hide(String.prototype, { [name](value) {
    if (this === null || this === undefined) throw new P.TypeError(`String.prototype.${name} called on null or undefined`);
    return P.apply(native, this, [P.String(value)]);
  } });
}
internal.hide(Math, { random() { internal.ask?.("chance"); return host.random(); } });
if (globalThis.Atomics) hide(Atomics, { waitAsync(typedArray, index, value, timeout) { void typedArray; void index; void value; void timeout; return { async: false, value: "timed-out" }; }, wait(_, __, ___, timeout = Infinity) { host.advance(host.now() + P.Math.min(timeout, 60000)); internal.record("clock.sleep", `${timeout} ms`, "Atomics.wait"); return "timed-out"; } });

const flagsOf = (name) => known.find((one) => one[0] === name)?.[1] ?? 6;
const laterFlagsOf = (name) => known.find((one) => one[0] === name)?.[3] ?? 6;
const share = (name, make) => lazy(globalThis, name, () => members.complete(`globalThis.${name}`, make()), (flagsOf(name) & 1) !== 0, (laterFlagsOf(name) & 8) !== 0, (flagsOf(name) & 8) !== 0);
const shared = (file, names) => { for (const name of names) share(name, () => require(file)[name]); };
shared("buffer", ["Buffer", "atob", "btoa"]);
shared("timers", ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"]);
shared("url", ["URL", "URLSearchParams"]);
shared("text", ["TextEncoder", "TextDecoder", "TextDecoderStream", "TextEncoderStream"]);
shared("events_target", ["EventTarget", "Event", "CustomEvent", "AbortController", "AbortSignal", "DOMException", "MessageEvent"]);
shared("fetch", ["fetch", "Headers", "Request", "Response"]);
if (isNewer) shared("fetch", ["WebSocket"]);
shared("fetch_body", ["FormData", "Blob", "File", "ReadableStream", "WritableStream", "TransformStream", "CompressionStream", "DecompressionStream", "ReadableStreamDefaultReader", "ByteLengthQueuingStrategy", "CountQueuingStrategy"]);
shared("clone", ["structuredClone", "MessageChannel", "MessagePort", "BroadcastChannel"]);
shared("perf_hooks", ["performance", "PerformanceObserver", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure"]);
shared("misc", ["WebAssembly", "Intl"]);
if (isNewer) lazy(globalThis, "navigator", () => require("misc").navigator, false, true);
lazy(globalThis, "console", () => members.complete("console", require("console").console));
shared("crypto_web", ["crypto", "Crypto", "SubtleCrypto", "CryptoKey"]);
for (const [name, flags, kind] of known) if (!P.getOwnPropertyDescriptor(globalThis, name) && kind !== "undefined" && name !== "process" && flags !== 0) share(name, () => members.invented(`globalThis.${name}`));
const queue = P.resolved();
globalThis.queueMicrotask = function queueMicrotask(callback) {
  internal.needFunction(callback);
  P.then(queue, () => {
    try { callback(); } catch (error) { require("event_loop").uncaught(error); }
  });
};
members.complete("globalThis.queueMicrotask", globalThis.queueMicrotask);
members.sort(globalThis, known.map((one) => one[0]));
for (const [owner, name] of [[Object, "getOwnPropertyDescriptor"], [Reflect, "getOwnPropertyDescriptor"]]) {
  const native = owner[name];
  hide(owner, { [name](target, key) { internal.settle(target, key); return native(target, key); } });
}
const allDescriptors = Object.getOwnPropertyDescriptors;
hide(Object, { getOwnPropertyDescriptors(target) { if (target === globalThis) for (const name of P.ownKeys(target)) internal.settle(target, name); return allDescriptors(target); } });
const allNames = Object.getOwnPropertyNames;
// Names that cannot be deleted cannot be moved either: they are told in Node's order.
const ordered = (names) => { const order = known.map((one) => one[0]); return [...order.filter((name) => P.listIncludes(names, name)), ...names.filter((name) => !P.listIncludes(order, name))]; };
hide(Object, { getOwnPropertyNames(target) { const names = allNames(target); return target === globalThis ? ordered(names) : names; } });

// Replies of the network stay known through the language's own readers; and what is refused is told in V8's words.
const words = require("json_words");
const symbol = () => { throw new P.TypeError("Cannot convert a Symbol value to a string"); };
hide(JSON, {
  parse(text, reviver) {
    const reply = internal.replyOf?.(text);
    if (reply !== undefined) return reply;
    if (typeof text !== "string") text = P.String(typeof text === "symbol" ? symbol() : text);
    try {
      return reviver === undefined ? P.JSON.parse(text) : P.JSON.parse(text, reviver);
    } catch (error) {
      if (error instanceof P.SyntaxError) {
        const message = words.refusal(P.String(text));
        if (message !== undefined) throw new P.SyntaxError(message);
      }
      throw error;
    }
  },
  stringify(value, replacer, space) {
    try {
      return P.JSON.stringify(value, replacer, space);
    } catch (error) {
      if (error instanceof P.TypeError && error.message === "circular reference") throw new P.TypeError(words.circle(value) ?? "Converting circular structure to JSON");
      throw error;
    }
  },
});

// What matched last, as old code asks of `RegExp` itself. It is followed only where a text asks.
let matched = [];
let isFollowed = false;
const nativeExec = RegExp.prototype.exec;
internal.followMatches = () => {
  if (isFollowed) return;
  isFollowed = true;
  hide(RegExp.prototype, { exec(text) { const found = P.apply(nativeExec, this, [text]); if (found !== null) matched = found; return found; } });
};
const around = { input: () => matched.input ?? "", lastMatch: () => matched[0] ?? "", lastParen: () => matched[matched.length - 1] ?? "", leftContext: () => P.text(matched.input ?? "", 0, matched.index ?? 0), rightContext: () => P.text(matched.input ?? "", (matched.index ?? 0) + (matched[0] ?? "").length) };
const tell = (name, get) => P.defineProperty(RegExp, name, { get: { get() { return get(); } }.get, set: { set() {} }.set, enumerable: false, configurable: true });
for (const [name, short] of [["input", "$_"], ["lastMatch", "$&"], ["lastParen", "$+"], ["leftContext", "$`"], ["rightContext", "$'"]]) { tell(name, around[name]); tell(short, around[name]); }
for (let at = 1; at < 10; at++) tell(`$${at}`, () => matched[at] ?? "");
