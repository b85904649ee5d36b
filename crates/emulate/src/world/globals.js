// The global names of Node, and the language's own where the world must differ: clock and chance.
const { lazy, hide } = internal;
P.defineProperty(globalThis, "global", { value: globalThis, writable: true, configurable: true, enumerable: false });
P.defineProperty(globalThis, P.Symbol.toStringTag, { value: "global", writable: false, enumerable: false, configurable: true });
// What the engine has and Node 20 has not.
for (const [owner, names] of [[Object, ["groupBy"]], [Map, ["groupBy"]], [Array, ["fromAsync"]], [Promise, ["withResolvers", "try"]], [RegExp, ["escape"]], [Math, ["f16round", "sumPrecise"]], [Error, ["isError"]], [globalThis, ["Float16Array", "Iterator"]], [Uint8Array, ["fromBase64", "fromHex"]], [Uint8Array.prototype, ["toBase64", "toHex", "setFromBase64", "setFromHex"]], [Set.prototype, ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]]]) {
  for (const name of names) delete owner[name];
}
for (const name of ["navigator", "performance", "queueMicrotask", "structuredClone", "DOMException", "btoa", "atob"]) delete globalThis[name];

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

const shared = (file, names, enumerable = false) => { for (const name of names) lazy(globalThis, name, () => require(file)[name], enumerable); };
shared("buffer", ["Buffer", "atob", "btoa"]);
shared("timers", ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate"], true);
shared("url", ["URL", "URLSearchParams"]);
shared("text", ["TextEncoder", "TextDecoder", "TextDecoderStream", "TextEncoderStream"]);
shared("events_target", ["EventTarget", "Event", "CustomEvent", "AbortController", "AbortSignal", "DOMException", "MessageEvent"]);
shared("fetch", ["fetch", "Headers", "Request", "Response", "WebSocket", "EventSource"]);
shared("fetch_body", ["FormData", "Blob", "File", "ReadableStream", "WritableStream", "TransformStream", "CompressionStream", "DecompressionStream", "ReadableStreamDefaultReader", "ByteLengthQueuingStrategy", "CountQueuingStrategy"]);
shared("clone", ["structuredClone", "MessageChannel", "MessagePort", "BroadcastChannel"]);
shared("perf_hooks", ["performance", "PerformanceObserver", "PerformanceEntry", "PerformanceMark", "PerformanceMeasure"]);
shared("misc", ["WebAssembly", "Intl", "navigator"]);
lazy(globalThis, "console", () => require("console").console);
lazy(globalThis, "crypto", () => require("crypto_web").crypto);
lazy(globalThis, "Crypto", () => require("crypto_web").Crypto);
lazy(globalThis, "SubtleCrypto", () => require("crypto_web").SubtleCrypto);
lazy(globalThis, "CryptoKey", () => require("crypto_web").CryptoKey);
const queue = P.resolved();
globalThis.queueMicrotask = function queueMicrotask(callback) {
  internal.needFunction(callback);
  P.then(queue, () => {
    try { callback(); } catch (error) { require("event_loop").uncaught(error); }
  });
};
globalThis.gc = undefined;
delete globalThis.gc;

// Replies of the network stay known through the language's own readers.
hide(JSON, {
  parse(text, reviver) {
    const reply = internal.replyOf?.(text);
    if (reply !== undefined) return reply;
    return reviver === undefined ? P.JSON.parse(text) : P.JSON.parse(text, reviver);
  },
  stringify(value, replacer, space) { return P.JSON.stringify(value, replacer, space); },
});
