// The global names of Node, and the language's own where the world must differ: clock and chance.
const { lazy, hide } = internal;
P.defineProperty(globalThis, "global", { value: globalThis, writable: true, configurable: true, enumerable: false });
P.defineProperty(globalThis, P.Symbol.toStringTag, { value: "global", writable: false, enumerable: false, configurable: true });
const members = require("members");
const known = members.recorded("globalThis");
// What the engine has and Node 20 has not.
const isNewer = !P.startsWith(host.nodeVersion, "20.");
const later = [[Object, ["groupBy"]], [Map, ["groupBy"]], [Array, ["fromAsync"]], [Promise, ["withResolvers"]], [Set.prototype, ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]]];
for (const [owner, names] of [...(isNewer ? [] : later), [Promise, ["try"]], [RegExp, ["escape"]], [Math, ["f16round", "sumPrecise"]], [Error, ["isError"]], [Uint8Array, ["fromBase64", "fromHex"]], [Uint8Array.prototype, ["toBase64", "toHex", "setFromBase64", "setFromHex"]]]) {
  for (const name of names) delete owner[name];
}
for (const name of Object.getOwnPropertyNames(globalThis)) if (!known.some((one) => one[0] === name) && !(isNewer && name === "Iterator")) delete globalThis[name];
for (const name of ["performance", "structuredClone", "DOMException", "btoa", "atob", "queueMicrotask"]) delete globalThis[name];

const RealDate = P.Date;
const now = () => P.Math.floor(host.startMs + host.look());
const VirtualDate = new P.Proxy(RealDate, {
  construct: (target, parts, newTarget) => P.construct(target, parts.length ? parts : [now()], newTarget === VirtualDate ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
});
hide(RealDate, { now() { return now(); } });
P.defineProperty(RealDate.prototype, "constructor", { value: VirtualDate, writable: true, enumerable: false, configurable: true });
hide(globalThis, { Date: VirtualDate });
internal.hide(Math, { random() { return host.random(); } });
if (globalThis.Atomics) hide(Atomics, { wait(_, __, ___, timeout = Infinity) { host.advance(host.now() + P.Math.min(timeout, 60000)); internal.record("clock.sleep", `${timeout} ms`, "Atomics.wait"); return "timed-out"; } });

const flagsOf = (name) => known.find((one) => one[0] === name)?.[1] ?? 6;
const share = (name, make) => lazy(globalThis, name, () => members.complete(`globalThis.${name}`, make()), (flagsOf(name) & 1) !== 0, (flagsOf(name) & 8) !== 0);
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
hide(JSON, {
  parse(text, reviver) {
    const reply = internal.replyOf?.(text);
    if (reply !== undefined) return reply;
    try {
      return reviver === undefined ? P.JSON.parse(text) : P.JSON.parse(text, reviver);
    } catch (error) {
      if (error instanceof P.SyntaxError && typeof text !== "object" && typeof text !== "symbol" && typeof text !== "function") {
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
